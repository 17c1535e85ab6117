"""What a browser may do at the desk, and what it may not do anywhere else."""

import re

import pytest

from tests.builders import make_article, make_issue, make_slot, publish_issue

pytestmark = pytest.mark.django_db


def directives(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


def test_the_desk_may_run_its_editor(client, editor):
    client.force_login(editor)
    found = directives(client.get("/admin/"))
    assert found["script-src"] == "'self' 'unsafe-inline' 'unsafe-eval'"
    assert found["style-src"] == "'self' 'unsafe-inline'"
    assert found["object-src"] == found["frame-ancestors"] == "'none'"


def test_readers_pages_stay_strict(client):
    issue = make_issue()
    make_slot(issue, make_article())
    publish_issue(issue)
    for address in ("/", issue.get_absolute_url(), "/search/", "/administration/"):
        found = directives(client.get(address))
        # The one script that stands in the page is named by what it says.
        assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/]{43}='", found["script-src"])
        assert found["style-src"] == "'self'"
        assert found["img-src"] == "'self'"


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/articles/article/", "/admin/photos/search.json", "/admin/login/"]
)
def test_no_page_of_the_desk_is_kept(client, editor, address):
    client.force_login(editor)
    header = client.get(address)["Cache-Control"]
    assert "no-store" in header
    assert "private" in header
