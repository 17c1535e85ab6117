"""Lists that grow for decades: a search asks once and finds each row once, years come from the ends alone."""

from datetime import date

import pytest
from django.urls import reverse

from articles.models import Article, HouseWord
from media import listing
from tests.builders import make_article, make_author, make_issue, make_photo, make_section, make_slot, moment

pytestmark = pytest.mark.django_db


def found(client, name: str, **asked) -> list[str]:
    answer = client.get(reverse(f"admin:{name}_changelist"), asked)
    assert answer.status_code == 200
    return [str(row) for row in answer.context["cl"].result_list]


@pytest.mark.parametrize("many", [1000, 1])
def test_a_search_finds_each_row_once_by_all_its_words(client, editor, monkeypatch, many):
    """Few hits and very many are asked for in two ways, which must find the same."""
    monkeypatch.setattr(listing, "MANY", many)
    both = [make_author(name="车间主任"), make_author(name="车间组长")]
    make_article(authors=both, title="夜班食堂")
    make_article(authors=[make_author(name="高远")], title="车间里的课堂")
    make_article(authors=[make_author(name="陆一鸣")], title="课堂", kicker="别处")
    client.force_login(editor)
    assert found(client, "articles_article", q="车间") == ["车间里的课堂", "夜班食堂"]
    assert found(client, "articles_article", q="车间 课堂") == ["车间里的课堂"]
    assert found(client, "articles_article", q='"里的课" 高远') == ["车间里的课堂"]
    assert found(client, "articles_article", q="没有的词") == []
    assert len(found(client, "articles_article", q="  ")) == 3


def test_a_search_shows_an_author_only_their_own(client, author, editor):
    make_article(title="我的车间", created_by=author)
    make_article(title="别人的车间", created_by=editor)
    client.force_login(author)
    assert found(client, "articles_article", q="车间") == ["我的车间"]


def test_photos_are_narrowed_to_a_year_and_a_month_of_it(client, photo_editor):
    for day in (date(2022, 12, 31), date(2024, 1, 1), date(2024, 11, 30)):
        make_photo(caption=f"{day}", taken_on=day)
    make_photo(caption="没有日期")
    client.force_login(photo_editor)
    page = client.get(reverse("admin:media_photo_changelist"), {"taken_on__year": 2024})
    assert [str(row) for row in page.context["cl"].result_list] == ["2024-11-30", "2024-01-01"]
    (years,) = [spec for spec in page.context["cl"].filter_specs if isinstance(spec, listing.YearListFilter)]
    choices = {choice["display"]: choice["selected"] for choice in years.choices(page.context["cl"])}
    assert list(choices)[:3] == ["全部", "2024年", "2024年1月"]
    assert list(choices)[-2:] == ["2023年", "2022年"]
    assert [words for words, selected in choices.items() if selected] == ["2024年"]
    assert found(client, "media_photo", taken_on__year=2024, taken_on__month=11) == ["2024-11-30"]
    assert found(client, "media_photo", q="没有") == ["没有日期"]


def test_no_years_are_offered_where_no_row_has_a_day(client, photo_editor):
    make_photo()
    client.force_login(photo_editor)
    page = client.get(reverse("admin:media_photo_changelist"))
    assert not [spec for spec in page.context["cl"].filter_specs if isinstance(spec, listing.YearListFilter)]


def test_a_year_that_is_none_is_told_and_breaks_nothing(client, photo_editor):
    make_photo(taken_on=date(2024, 1, 1))
    client.force_login(photo_editor)
    answer = client.get(reverse("admin:media_photo_changelist"), {"taken_on__year": "去年"}, follow=True)
    assert answer.status_code == 200


LISTS = {
    "articles_author": 6,
    "articles_houseword": 7,
    "articles_release": 8,
    "articles_review": 8,
    "events_event": 9,
    "magazine_issue": 8,
    "magazine_publication": 6,
    "media_photo": 9,
}


def test_every_list_asks_the_same_with_one_row_and_with_thirty(client, superuser, django_assert_num_queries):
    """One issue and what hangs on it, then thirty; newest first wherever something was written down."""
    client.force_login(superuser)

    def grow(months: range) -> None:
        """Straight into the tables: what is asked here is reading."""
        for month in months:
            at = moment(2020 + month // 12, month % 12 + 1, 1)
            issue = make_issue(year=at.year, number=at.month, published_at=at)
            issue.publications.create(verb="publish", at=at)
            make_author()
            HouseWord.objects.create(word=f"词{month}", instead="语", changed_by=superuser)
            make_photo(taken_on=at)
            article = Article.objects.create(section=section, title="班前会")
            article.events.create(position=1, starts_on=at, text="开班前会。")
            review = article.reviews.create(round=1, stage="final", verdict="approve", fingerprint="", at=at)
            article.releases.create(number=1, version=1, review=review, made_at=at, layout="article", title="班前会")
            make_slot(issue, article)

    section = make_section()
    grow(range(1))
    for name in LISTS:
        client.get(reverse(f"admin:{name}_changelist"))  # content types are asked for once
    counted = {}
    for name, count in LISTS.items():
        with django_assert_num_queries(count):
            client.get(reverse(f"admin:{name}_changelist"))
    grow(range(1, 30))
    for name, count in LISTS.items():
        with django_assert_num_queries(count):
            answer = client.get(reverse(f"admin:{name}_changelist"))
        counted[name] = len(answer.context["cl"].result_list)
    assert min(counted.values()) == 24  # of issues a page has two years
    reviews = client.get(reverse("admin:articles_review_changelist")).context["cl"].result_list
    assert [row.at for row in reviews] == sorted((row.at for row in reviews), reverse=True)
