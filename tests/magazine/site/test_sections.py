"""The pages of a section, an author, a tag."""

from articles.models import Author
from media.models import Photo
from tests.builders import (
    make_article,
    make_author,
    make_issue,
    make_photo,
    make_section,
    make_slot,
    moment,
    publish_issue,
)


def test_a_section_lists_its_articles_across_issues(reading, words):
    text = words("/sections/guanzhu/")
    places = [
        text.index(part) for part in ("2024年第11期", "夜校进厂区", "下班铃就是上课铃", "2024年第10期", "安全帽下")
    ]
    assert places == sorted(places)
    assert "共3篇" in text
    assert "风筝满天" not in text


def test_an_author_lists_what_they_signed(reading, words):
    text = words(f"/authors/{reading.author.pk}/")
    assert "<h1>高远</h1>" in text
    assert "共2篇" in text
    assert "夜校进厂区" not in text


def test_a_name_under_which_nothing_is_out_is_not_there(reading, client):
    section = make_section(name="未来", slug="weilai")
    author = make_author(name="新人")
    make_article(section=section, authors=[author], tags=["将来"])
    for address in ("/sections/weilai/", f"/authors/{author.pk}/", "/tags/将来/", "/sections/%00/", "/tags/%00/"):
        assert client.get(address).status_code == 404, address


def test_an_author_of_two_bylines_in_one_article_is_counted_once(reading, words):
    byline = reading.old.releases.get().bylines.get()
    byline.pk, byline.role, byline.position, byline._state.adding = None, "摄", 2, True
    byline.save()
    text = words(f"/authors/{reading.author.pk}/")
    assert "共2篇" in text
    assert text.count("安全帽下") == 1
    assert "高远、高远（摄）" in text


def test_an_author_has_the_pictures_credited_to_their_name(reading, words, client, django_assert_num_queries):
    Author.objects.filter(pk=reading.author.pk).update(about="云江机床厂工会干事。")
    photos = [make_photo(caption=f"第{number}幅。", credit_name="高远", width=900, height=600) for number in range(8)]
    Photo.objects.update(widths=[480, 900])
    issue = make_issue(year=2024, number=12)
    make_slot(issue, make_article(photos=[Photo.objects.get(pk=photo.pk) for photo in photos]))
    publish_issue(issue, at=moment(2024, 12, 5))
    address = f"/authors/{reading.author.pk}/"
    page = words(address)
    assert "云江机床厂工会干事。" in page
    assert "共2篇" in page
    assert page.count('class="print"') == 6
    assert "署名“高远”的图片" in page
    assert 'href="/photographers/%E9%AB%98%E8%BF%9C/">全部8幅图片' in page
    with django_assert_num_queries(6):
        client.get(address)
    other = next(line.author_id for line in reading.member.bylines.all() if line.author_id != reading.author.pk)
    assert "的图片" not in words(f"/authors/{other}/")
