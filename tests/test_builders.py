"""The short way of the builders leaves what the long one does."""

from datetime import date

import pytest

from articles.models import Article, Release, ReleaseByline, Review
from articles.states import Layout
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_photo,
    make_section,
    make_voices,
    moment,
    sign_at_once,
    sign_one_by_one,
)

# What tells two rows of the same meaning apart.
OWN = {"id", "article_id", "release_id", "review_id", "changed_at", "created_at"}


def rows(article: Article) -> list[dict]:
    """Every row that signing writes, in order, without its numbers."""
    article = Article.objects.get(pk=article.pk)
    found = [article, *article.reviews.order_by("pk"), *article.waivers.order_by("pk"), *article.releases.all()]
    found += ReleaseByline.objects.filter(release__article=article).order_by("position")
    found += [figure.photo for figure in article.figures.select_related("photo")]
    dicts = []
    for row in found:
        said = {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.attname not in OWN}
        for entry in said.get("events", []) + said.get("voices", []):
            entry.pop("id", None)
        dicts.append(said | ({"tags": sorted(row.tags.names())} if isinstance(row, Article | Release) else {}))
    return dicts


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["plain", "illustrated", "faulty", "chronicle", "voices"])
def test_a_draft_signed_at_once_is_as_if_signed_one_by_one(kind):
    section = make_section(layout=kind if kind in Layout else Layout.ARTICLE)
    author, photo = make_author(name="苏晓", affiliation="省总"), make_photo(source="", permission="")
    make = {
        "plain": lambda: make_article(section=section, title="看火色", authors=[author], tags=["安全", "班组"]),
        "illustrated": lambda: make_article(
            section=section,
            title="看火色",
            photos=[photo],
            body=f'<p>看。</p><figure data-photo="{photo.pk}"></figure>',
        ),
        "faulty": lambda: make_article(
            section=section, title="看火色", body="<p>他说：“看火色。</p><p>2月30日，再看。</p>"
        ),
        "chronicle": lambda: make_chronicle([date(2024, 10, 7), date(2024, 10, 9)], [photo], section=section),
        "voices": lambda: make_voices([("先看火色。", "老陈", "炉前工")], section=section),
    }[kind]
    at = moment(2024, 10, 31)
    long, short = make(), make()
    sign_one_by_one(long, at)
    type(photo).objects.update(source="", permission="")
    sign_at_once(short, at)
    assert rows(short) == rows(long)
    assert Review.objects.filter(article=short).count() == 4
