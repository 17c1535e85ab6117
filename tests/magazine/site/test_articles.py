"""An article as its readers get it."""

import json
import re

from articles.models import Article
from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.models import Magazine
from magazine.publishing import correct
from media.models import Photo
from tests.builders import make_article, make_issue, make_photo, make_release, make_slot, moment, publish_issue


def page(words, article) -> str:
    return words(f"/articles/{article.pk}/")


def test_the_headline_block_stands_in_order(reading, words):
    text = page(words, reading.member)
    parts = [
        "城西工会",
        "<h1>下班铃就是上课铃</h1>",
        "——一所夜校的三年",
        ">高远</a>",
        ">何苗</a>",
        "第2—4页",
        "夜校开在食堂二楼",
    ]
    places = [text.index(part, text.index("<main")) for part in parts]
    assert places == sorted(places)


def test_the_title_of_the_window_names_section_issue_and_magazine(reading, words):
    text = page(words, reading.member)
    assert "<title>城西工会：下班铃就是上课铃 · 关注 · 2024年第11期 · 云江工运</title>" in text
    assert f'<link rel="canonical" href="http://testserver/articles/{reading.member.pk}/">' in text
    assert '<meta property="og:title" content="城西工会：下班铃就是上课铃">' in text


def test_data_for_machines_can_be_read_and_cannot_break_out(reading, words):
    reading.old.refresh_from_db()
    Article.objects.filter(pk=reading.old.pk).update(title="</script><script>alert(1)</script>", state="draft")
    reading.old.refresh_from_db()
    text_changed(reading.old, by=None)
    make_release(reading.old)
    correct(reading.old.slot, "", by=None)
    text = page(words, reading.old)
    assert "<script>alert" not in text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    data = json.loads(data)
    assert data["headline"] == "</script><script>alert(1)</script>"
    assert data["author"] == [{"@type": "Person", "name": "高远"}]
    assert data["isPartOf"]["isPartOf"]["name"] == "云江工运"


def test_previous_and_next_follow_the_contents(reading, words):
    text = page(words, reading.head)
    assert f'rel="prev" href="/articles/{reading.voices.pk}/"' in text
    assert f'rel="next" href="/articles/{reading.member.pk}/"' in text
    assert 'rel="prev"' not in page(words, reading.chronicle)
    assert 'rel="next"' not in page(words, reading.essay)


def test_a_package_lists_its_members_and_they_point_back(reading, words):
    text = page(words, reading.head)
    members = text[text.index('id="members"') : text.index("</section>", text.index('id="members"'))]
    assert f"/articles/{reading.member.pk}/" in members
    assert f"/articles/{reading.essay.pk}/" not in members
    assert f'href="/articles/{reading.head.pk}/">专题：夜校进厂区</a>' in page(words, reading.member)


def test_a_chronicle_is_a_dated_list_with_addresses(reading, words):
    text = page(words, reading.chronicle)
    days = re.findall(
        r'<li class="entry" id="event-(\d+)">\s*<p class="day"><time datetime="([\d-]+)">(.*?)</time>', text
    )
    assert [(day, said) for _id, day, said in days] == [("2024-10-10", "10日"), ("2024-10-30", "30日")]
    assert text.count('<h2 class="month">2024年10月</h2>') == 1


def test_voices_are_quotations_with_name_and_post(reading, words):
    text = page(words, reading.voices)
    assert "<blockquote><p>手上有准头，心里才有底。</p></blockquote>" in text
    assert "<cite>田野</cite>" in text
    assert "云江机床厂焊工" in text


def test_an_essay_shows_every_caption_and_credit_in_order(reading, words):
    text = page(words, reading.essay)
    places = [text.index(part) for part in ("放飞。", "林岚／摄", "合影。", "郑工／摄")]
    assert places == sorted(places)
    assert text.count("图片待补") == 2


def test_tags_and_sections_and_authors_lead_on(reading, words):
    text = page(words, reading.member)
    assert f'href="/authors/{reading.author.pk}/"' in text
    assert 'href="/sections/guanzhu/"' in text
    assert 'href="/issues/2024-11/"' in text
    tag = re.search(r'<a rel="tag" href="(.*?)">职工教育</a>', text)
    assert tag
    assert "下班铃就是上课铃" in words(tag.group(1))


def test_readers_keep_the_release_while_the_draft_changes(reading, words, chief):
    article = Article.objects.get(pk=reading.member.pk)
    move(article, Verdict.REOPEN, chief, "改一处")
    Article.objects.filter(pk=article.pk).update(title="改了的题目", body="<p>改了的正文。</p>")
    text_changed(article, by=chief)
    text = page(words, reading.member)
    assert "下班铃就是上课铃" in text
    assert "改了的" not in text


def test_a_correction_is_said_in_public(reading, words):
    article = Article.objects.get(pk=reading.old.pk)
    Article.objects.filter(pk=article.pk).update(state="draft", title="安全帽之下")
    article.refresh_from_db()
    text_changed(article, by=None)
    make_release(article)
    correct(article.slot, "标题原误为“安全帽下”。", by=None, now=moment(2024, 10, 8))
    text = page(words, article)
    assert "<h1>安全帽之下</h1>" in text
    assert "更正" in text
    assert "2024年10月8日" in text
    assert "标题原误为“安全帽下”。" in text


def test_numbers_no_article_can_have_are_not_there(reading, client):
    for number in ("0", "007", "999999999", "9" * 30):
        assert client.get(f"/articles/{number}/").status_code == 404, number


def test_signatures_are_printed_only_where_the_magazine_says_so(reading, words):
    address = f"/articles/{reading.member.pk}/"
    assert "<dt>终审</dt>" not in words(address)
    Magazine.objects.update(shows_signatures=True)
    text = words(address)
    lines = [("责任编辑", "初审人"), ("初审", "初审人"), ("复审", "复审人"), ("终审", "终审人")]
    places = [text.index(f"<dt>{task}</dt><dd>{name}</dd>") for task, name in lines]
    assert places == sorted(places)
    assert "<dt>校对</dt>" not in text


def test_an_essay_opens_with_its_first_paragraph_and_goes_on_below_the_pictures(reading, words):
    photo = make_photo(caption="放飞。", width=900, height=600)
    Photo.objects.filter(pk=photo.pk).update(widths=[480, 900])
    article = make_article(
        section=reading.essay.section,
        title="晨光",
        body="<p>天没亮。</p><p>人来了。</p>",
        photos=[Photo.objects.get(pk=photo.pk)],
    )
    issue = make_issue(year=2025, number=1)
    make_slot(issue, article)
    publish_issue(issue)
    page = words(f"/articles/{article.pk}/")
    places = [page.index(part) for part in ("<p>天没亮。</p>", "放飞。</span>", "<p>人来了。</p>")]
    assert places == sorted(places)
    assert [page.count("天没亮。</p>"), page.count("人来了。</p>")] == [1, 1]


def test_every_printed_sheet_has_the_magazine_and_its_permit(reading, words):
    """The style sheet sets the two attributes into the margins of the paper."""
    assert 'data-head="云江工运　2024年第11期" data-foot="准印证号：（云）L0000001号"' in words(
        f"/articles/{reading.member.pk}/"
    )
    assert 'data-head="云江工运" data-foot' in words("/issues/")
