"""What a release freezes, and the copy that shows it before anybody has signed."""

import pytest

from articles.models import Release
from articles.releasing import draft_copy
from articles.states import BylineRole
from tests.builders import make_article, make_author, moment

pytestmark = pytest.mark.django_db


def drafted():
    article = make_article(title="夜校的灯", lead="灯亮到九点。", body="<p>教室在三楼。</p>", notes="①见《读本》。\n")
    article.tags.set(["夜校"])
    for position, (name, role) in enumerate((("林岚", BylineRole.PHOTO), ("苏晓", BylineRole.TEXT)), start=1):
        article.bylines.create(author=make_author(name=name), role=role, position=position)
    return article


def test_a_draft_copy_reads_like_a_release_and_is_none():
    copy = draft_copy(drafted(), at=moment(2024, 11, 1))
    assert (copy.title, copy.lead, copy.notes) == ("夜校的灯", "灯亮到九点。", ["①见《读本》。"])
    assert [(line.name, line.role) for line in copy.bylines.all()] == [("林岚", "摄"), ("苏晓", "文")]
    assert [tag.name for tag in copy.tags.all()] == ["夜校"]
    assert (copy.number, copy.signatures) == (0, [])
    assert Release.objects.count() == 0


def test_a_draft_copy_shows_the_text_as_it_is_now():
    article = drafted()
    article.body = "<p>教室在五楼。</p>"
    assert draft_copy(article, at=moment(2024, 11, 1)).plain_text == "灯亮到九点。\n教室在五楼。"
