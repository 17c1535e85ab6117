"""The address that counts is never one that the client can choose."""

import pytest

from magazine.proxy import client_address


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, None, "10.0.0.7"),
        (False, "203.0.113.9", "10.0.0.7"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "2001:db8::7", "2001:db8::7"),
        (True, None, "10.0.0.7"),
        (True, "不是地址", None),
    ],
)
def test_client_address(rf, settings, behind_proxy, forwarded, address):
    settings.BEHIND_PROXY = behind_proxy
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_address(rf.get("/", headers=headers, REMOTE_ADDR="10.0.0.7")) == address


def test_a_socket_without_address(rf, settings):
    settings.BEHIND_PROXY = False
    assert client_address(rf.get("/", REMOTE_ADDR="")) is None
