"""Coming in, and what the pages for accounts and roles show of themselves."""

import pytest

pytestmark = pytest.mark.django_db


def test_five_wrong_passwords_get_a_page_and_a_way_back(client, editor, settings):
    settings.AXES_ENABLED = True
    for _time in range(5):
        answer = client.post("/admin/login/", {"username": editor.username, "password": "猜错的密码"})
    words = answer.content.decode()
    assert answer.status_code == 429
    assert "账号已暂停登录5分钟" in words
    assert 'href="/admin/login/"' in words
    assert "desk/desk.css" in words
    assert "<form" not in words.partition('role="alert"')[0]
