"""A reading becomes drafts in an issue: in order, once, and never over an editor's work."""

import copy

import pytest

from articles.models import Article, Author, Section
from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.intake.loader import load
from magazine.intake.setting import body_html
from magazine.models import Intake, Issue
from media.models import Photo
from tests.builders import moment

AT = moment(2025, 4, 1)
READING = {
    "issue": {"year": 2025, "month": 4, "covers": "2025-03"},
    "sections": [
        {"name": "大事", "running_head_en": ""},
        {"name": "之声", "running_head_en": ""},
        {"name": "车间", "running_head_en": "SHOP FLOOR"},
    ],
    "entries": [
        {
            "kind": "chronicle",
            "section": "大事",
            "title": "3月大事",
            "events": [
                {
                    "start": "2025-03-02",
                    "end": "2025-03-04",
                    "text": "3月2日至4日，技能赛举行。\n决赛设四项。",
                    "photos": [{"caption": "", "credit_name": "林岚", "credit_kind": "摄"}],
                },
                {"start": "2025-03-09", "end": "2025-03-09", "text": "3月9日，开会。", "photos": []},
            ],
        },
        {
            "kind": "voices",
            "section": "之声",
            "title": "3月之声",
            "source": "《云江工人报》",
            "voices": [{"text": "手上有准头。", "speaker": "田野", "speaker_title": "焊工"}],
        },
        {"kind": "feature", "section": "车间", "title": "夜校回来了", "lead": "让我们一起看看。", "members": 1},
        {
            "kind": "article",
            "section": "车间",
            "rubric": "经验交流",
            "kicker": "青石市总工会",
            "title": "把课堂搬进班组",
            "authors": ["高远", "陆一鸣"],
            "affiliations": ["青石市总工会"],
            "first_page": 3,
            "last_page": 4,
            "body": [
                {"type": "heading", "level": 1, "text": "先问需要"},
                {"type": "paragraph", "text": "一问工种<新>，二问时间。"},
            ],
            "notes": ["①数据由青石市总工会提供。"],
            "funding_note": "本研究为省总工会课题成果",
            "photos": [{"caption": "夜校开课。", "credit_name": "青石市总工会", "credit_kind": "供图"}],
        },
    ],
    "unplaced": ["一段没有着落的文字"],
    "furniture": ["SHOP FLOOR 车间 /"],
}


@pytest.fixture
def reading(db):
    return copy.deepcopy(READING)


def read(reading, **options):
    return load(reading, "原文", "四月.txt", at=AT, **options)


def test_a_reading_becomes_drafts_in_the_order_of_the_print(reading):
    report = read(reading)
    assert report.created == ["3月大事", "3月之声", "夜校回来了", "青石市总工会：把课堂搬进班组"]
    issue = Issue.objects.get()
    assert issue.name == "2025-04"
    slots = list(issue.slots.order_by("position"))
    assert [(s.position, s.section.name, s.article.title, s.page_from, s.page_to) for s in slots] == [
        (1, "大事", "3月大事", None, None),
        (2, "之声", "3月之声", None, None),
        (3, "车间", "夜校回来了", None, None),
        (4, "车间", "把课堂搬进班组", 3, 4),
    ]
    assert [s.package for s in slots] == [None, None, None, slots[2]]
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}


def test_every_word_of_an_article_arrives(reading):
    read(reading)
    article = Article.objects.get(title="把课堂搬进班组")
    assert (article.rubric, article.kicker, article.funding_note) == (
        "经验交流",
        "青石市总工会",
        "本研究为省总工会课题成果",
    )
    assert article.body == "<h2>先问需要</h2><p>一问工种&lt;新&gt;，二问时间。</p>"
    assert article.notes == "①数据由青石市总工会提供。"
    assert [(b.author.name, b.affiliation) for b in article.bylines.all()] == [
        ("高远", "青石市总工会"),
        ("陆一鸣", "青石市总工会"),
    ]
    assert [(f.printed_caption, f.photo.credit) for f in article.figures.all()] == [("夜校开课。", "青石市总工会供图")]


def test_events_and_voices_arrive(reading):
    read(reading)
    chronicle, voices = Article.objects.get(title="3月大事"), Article.objects.get(title="3月之声")
    assert [(str(e.starts_on), str(e.ends_on or ""), e.text[:10]) for e in chronicle.events.all()] == [
        ("2025-03-02", "2025-03-04", "3月2日至4日，技能"),
        ("2025-03-09", "", "3月9日，开会。"),
    ]
    assert chronicle.events.first().figures.get().photo.credit == "林岚／摄"
    assert voices.source == "《云江工人报》"
    assert [(v.text, v.speaker, v.speaker_title) for v in voices.voices.all()] == [("手上有准头。", "田野", "焊工")]


def test_unknown_sections_are_made_with_the_layout_of_their_pieces(reading):
    Section.objects.create(name="车间", name_en="旧", slug="chejian", position=7)
    read(reading)
    assert list(Section.objects.order_by("position").values_list("name", "name_en", "slug", "layout")) == [
        ("车间", "旧", "chejian", "article"),
        ("大事", "", "dashi", "chronicle"),
        ("之声", "", "zhisheng", "voices"),
    ]


def test_what_had_no_place_is_kept_with_the_issue(reading):
    read(reading)
    intake = Intake.objects.get()
    assert (intake.unplaced, intake.furniture) == (["一段没有着落的文字"], ["SHOP FLOOR 车间 /"])
    assert (intake.file_name, intake.text, intake.issue.name) == ("四月.txt", "原文", "2025-04")


def test_reading_again_doubles_nothing(reading):
    read(reading)
    before = [Article.objects.count(), Author.objects.count(), Photo.objects.count(), Section.objects.count()]
    report = read(reading)
    assert (report.created, report.updated) == ([], [])
    assert report.skipped[0] == "3月大事（没有变化）"
    assert [Article.objects.count(), Author.objects.count(), Photo.objects.count(), Section.objects.count()] == before
    assert Issue.objects.get().slots.count() == 4


def test_reading_a_mended_text_updates_what_nobody_touched(reading):
    read(reading)
    photo = Photo.objects.get(caption="夜校开课。")
    reading["entries"][3]["body"][1]["text"] = "改正后的一段。"
    report = read(reading)
    assert report.updated == ["青石市总工会：把课堂搬进班组"]
    article = Article.objects.get(title="把课堂搬进班组")
    assert article.body.endswith("<p>改正后的一段。</p>")
    assert article.figures.get().photo == photo


def test_an_edited_or_sent_manuscript_is_never_overwritten(reading, editor):
    read(reading)
    edited, sent = Article.objects.get(title="把课堂搬进班组"), Article.objects.get(title="3月大事")
    edited.lead = "编辑写的导语"
    edited.save()
    text_changed(edited, by=editor)
    move(sent, Verdict.SUBMIT, editor)
    reading["entries"][3]["lead"] = "来稿的导语"
    report = read(reading)
    assert report.skipped[0] == "3月大事（已有人改动或送审，未覆盖）"
    assert report.skipped[-1] == "青石市总工会：把课堂搬进班组（已有人改动或送审，未覆盖）"
    edited.refresh_from_db()
    assert edited.lead == "编辑写的导语"


def test_a_dry_run_saves_nothing(reading):
    report = read(reading, dry_run=True)
    assert len(report.created) == 4
    for model in (Article, Author, Photo, Section, Issue, Intake):
        assert not model.objects.exists(), model


def test_a_failure_in_the_middle_leaves_nothing(reading):
    reading["entries"][3]["section"] = "没有读出的栏目"
    with pytest.raises(KeyError):
        read(reading)
    assert not Issue.objects.exists()
    assert not Article.objects.exists()


def test_tables_join_the_cells_of_one_group():
    table = {
        "type": "table",
        "label": "表1",
        "caption": "对象",
        "header": ["类", "项", "数"],
        "rows": [["性别", "男", "2"], ["性别", "女", "3"], ["其他", "—", "1"]],
    }
    assert body_html([table]) == (
        "<table><caption>表1\u2003对象</caption>"
        '<thead><tr><th scope="col">类</th><th scope="col">项</th><th scope="col">数</th></tr></thead><tbody>'
        '<tr><th rowspan="2" scope="rowgroup">性别</th><td>男</td><td>2</td></tr>'
        "<tr><td>女</td><td>3</td></tr>"
        '<tr><th scope="rowgroup">其他</th><td>—</td><td>1</td></tr>'
        "</tbody></table>"
    )


def test_a_text_too_long_for_its_field_is_cut_and_kept_whole(reading):
    entry = reading["entries"][3]
    entry["title"] = "长" * 260
    entry["affiliations"] = ["单位" * 150]
    entry["photos"][0]["caption"] = "图" * 700
    reading["entries"][1]["voices"][0]["speaker_title"] = "职" * 300
    report = read(reading)
    article = Article.objects.get(section__name="车间", kicker="青石市总工会")
    assert (len(article.title), len(article.bylines.first().affiliation)) == (200, 200)
    assert set(report.unplaced) == {"一段没有着落的文字", "长" * 260, "单位" * 150, "图" * 700, "职" * 300}
    assert set(Intake.objects.get().unplaced) == set(report.unplaced)
