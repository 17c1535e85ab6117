"""The pictures of one name, from releases."""

from datetime import date

from media.models import Photo
from tests.builders import make_article, make_chronicle, make_issue, make_photo, make_slot, moment, publish_issue


def test_the_pictures_of_a_name_and_nobody_elses(reading, words):
    text = words("/photographers/林岚/")
    assert "共1幅" in text
    assert "放飞。" in text
    assert "合影。" not in text
    photo = Photo.objects.get(caption="放飞。")
    assert f'href="/articles/{reading.essay.pk}/#photo-{photo.pk}">风筝满天</a>' in text


def test_an_article_leads_there(reading, words):
    assert 'href="/photographers/%E6%9E%97%E5%B2%9A/">林岚／摄</a>' in words(f"/articles/{reading.essay.pk}/")


def test_a_picture_beside_an_event_counts(db, words):
    issue = make_issue()
    article = make_chronicle([date(2024, 10, 3)], photos=[make_photo(credit_name="云江工会", credit_kind="供图")])
    make_slot(issue, article)
    publish_issue(issue)
    assert f"/articles/{article.pk}/#event-{article.events.get().pk}" in words("/photographers/云江工会/")


def test_who_is_only_mentioned_or_not_out_has_no_page(reading, client):
    make_article(photos=[make_photo(credit_name="方澄")])
    late = make_issue(year=2025, number=2)
    make_slot(late, make_article(photos=[make_photo(credit_name="石磊")]))
    publish_issue(late, at=moment(2099, 1, 1))
    for name in ("方澄", "石磊", "高远", "林", "%00", "%20", "a/b"):
        assert client.get(f"/photographers/{name}/").status_code == 404, name


def test_the_library_renamed_later_changes_nothing(reading, client):
    Photo.objects.filter(credit_name="林岚").update(credit_name="改名")
    assert client.get("/photographers/林岚/").status_code == 200
    assert client.get("/photographers/改名/").status_code == 404
