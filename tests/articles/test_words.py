"""本刊用词: the list at the desk, many at once, and what the checks of a manuscript make of it."""

import pytest
from django.urls import reverse

from articles.checking import checked, standing_against, waive
from articles.mending import mend
from articles.models import Article, HouseWord
from articles.words import put
from magazine.desk.sheet import sheet
from tests.builders import make_article, make_photo

pytestmark = pytest.mark.django_db
LIST = "admin:articles_houseword_changelist"
PASTE = "admin:articles_houseword_paste"


def make_word(by, word="县总", instead="县总工会", **fields):
    return HouseWord.objects.create(word=word, instead=instead, changed_by=by, **fields)


# --- In a manuscript ------------------------------------------------------------------------------------------------
def test_they_are_found_wherever_words_are_printed(editor):
    make_word(editor)
    make_word(editor, word="旧词", retired=True)
    article = make_article(
        title="县总开会",
        lead="县总发文。",
        body="<p>县<strong>总</strong>和县总工会，旧词。</p>",
        funding_note="县总资助。",
        photos=[make_photo(caption="县总门前。", alt="门。")],
    )
    assert [(item.label, item.finding.quote) for item in checked(article)] == [
        (label, "县总") for label in ("标题", "导语", "正文", "配图", "基金说明")
    ]


def test_the_one_right_word_is_taken(editor):
    make_word(editor)
    article = make_article(body="<p>县总工会和县<em>总</em>都来了。</p>")
    page = sheet(article)
    (item,) = checked(article, sheet=page)
    assert page.words[item.place.start : item.place.end] == "县总"
    mend(article, editor, 1, sheet, item.finding.rule, item.place.start)
    article = Article.objects.get(pk=article.pk)
    assert article.body == "<p>县总工会和县总工会都来了。</p>"
    assert checked(article) == []


def test_in_a_quotation_the_original_is_looked_up_first(editor):
    make_word(editor)
    make_word(editor, word="职代会", instead="职工代表大会、职工大会")
    article = make_article(body="<p>他说：“县总来过。”县总开职代会。</p>")
    found = [(item.caution, item.mendable) for item in checked(article, sheet=sheet(article))]
    assert found == [("在引文里，先核对原文。", True), ("", True), ("", False)]


def test_what_must_be_mended_keeps_from_the_last_signature(editor):
    make_word(editor, word="农民工兄弟", instead="农民工", level="B")
    article = make_article(body="<p>农民工兄弟回家。</p>")
    assert standing_against(article) == [
        "正文“农民工兄弟”：“农民工兄弟”本刊作“农民工”。改好，或写明理由放行，再签终审。"
    ]
    assert waive(article, "W08", "农民工兄弟", "歌名如此。", editor) == []
    assert standing_against(article) == []


def test_the_review_page_asks_for_the_list_once(client, editor, django_assert_max_num_queries):
    client.force_login(editor)
    put("\n".join(f"词{number}号|改{number}" for number in range(200)), "I", editor)
    article = make_article(body="".join(f"<p>词{number}号。</p>" for number in range(40)))
    client.get(reverse("review", args=[article.pk]))
    with django_assert_max_num_queries(25) as asked:
        page = client.get(reverse("review", args=[article.pk])).content.decode()
    assert len([one for one in asked.captured_queries if "articles_houseword" in one["sql"]]) == 1
    assert page.count("data-take") == 40
    assert "“词7号”本刊作“改7”。" in page


# --- The list at the desk -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["editor", "head", "chief"])
def test_those_who_edit_keep_it(client, request, who):
    person = request.getfixturevalue(who)
    client.force_login(person)
    client.post(
        reverse("admin:articles_houseword_add"), {"word": " 县总 ", "instead": "县总工会/县区总工会", "level": "I"}
    )
    row = HouseWord.objects.get()
    assert (row.word, row.instead, row.choices, row.changed_by) == (
        "县总",
        "县总工会、县区总工会",
        ["县总工会", "县区总工会"],
        person,
    )
    page = client.get(reverse(LIST)).content.decode()
    assert "成批添加" in page
    assert client.get(reverse("admin:articles_houseword_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("who", ["author", "photo_editor", "exporter", "manager", "proofreader"])
def test_everybody_else_reads_it(client, request, editor, who):
    row = make_word(editor)
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse(LIST)).content.decode()
    assert "县总工会" in page
    assert "成批添加" not in page
    change = reverse("admin:articles_houseword_change", args=[row.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"word": "改了", "level": "I"}).status_code == 403
    assert client.post(reverse("admin:articles_houseword_add"), {"word": "新", "level": "I"}).status_code == 403
    assert client.post(reverse(PASTE), {"lines": "新|旧"}).status_code == 403
    assert list(HouseWord.objects.values_list("word", flat=True)) == ["县总"]


def test_it_is_searched_by_word_right_word_and_sound(client, editor):
    make_word(editor)
    make_word(editor, word="农民工兄弟", instead="农民工")
    client.force_login(editor)
    for asked in ("县总", "总工会", "xian"):
        rows = client.get(reverse(LIST), {"q": asked}).context["cl"].result_list
        assert [row.word for row in rows] == ["县总"]
    assert "没有符合这些条件的本刊用词" in client.get(reverse(LIST), {"q": "飞镖"}).content.decode()
    HouseWord.objects.all().delete()
    assert "还没有本刊用词" in client.get(reverse(LIST)).content.decode()


def test_a_word_is_changed_and_the_history_says_from_what(client, editor, chief):
    row = make_word(editor)
    client.force_login(chief)
    change = reverse("admin:articles_houseword_change", args=[row.pk])
    opened = client.get(change).context["adminform"].form.initial["opened"]
    data = {"word": "县总", "instead": "县区总工会", "level": "B", "opened": opened}
    client.post(change, data)
    row.refresh_from_db()
    assert (row.instead, row.level, row.changed_by) == ("县区总工会", "B", chief)
    history = client.get(reverse("admin:articles_houseword_history", args=[row.pk])).content.decode()
    assert "改用由“县总工会”改为“县区总工会”；轻重由“只提示”改为“必改”" in history
    # What somebody else opened before that is not written over it.
    client.force_login(editor)
    page = client.post(change, data | {"instead": "县工会"}).content.decode()
    assert "这一页在你打开之后有人存过" in page
    row.refresh_from_db()
    assert row.instead == "县区总工会"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"word": "县总", "instead": ""}, "这个词已在表里，到那一条里改。"),
        ({"word": "工会", "instead": "工会、总工会"}, "“改用”和“不用”是同一个词，改一个。"),
    ],
)
def test_what_makes_no_sense_is_not_saved(client, editor, data, said):
    make_word(editor)
    client.force_login(editor)
    page = client.post(reverse("admin:articles_houseword_add"), data | {"level": "I"}).content.decode()
    assert said in page
    assert HouseWord.objects.count() == 1


# --- Many at once ---------------------------------------------------------------------------------------------------
def test_lines_from_a_table_and_lines_typed(client, editor):
    make_word(editor)
    client.force_login(editor)
    lines = (
        "不用\t改用\t说明\n农民工兄弟\t农民工\t见编务会纪要\n\n职代会|职工代表大会、职工大会\n打工仔\n县总\t县总工会\n"
    )
    answer = client.post(reverse(PASTE), {"lines": lines, "level": "B"}, follow=True)
    assert "添了3个词。另有1个已在表里，没有动。" in answer.content.decode()
    assert list(HouseWord.objects.order_by("pk").values_list("word", "instead", "reason", "level")[1:]) == [
        ("农民工兄弟", "农民工", "见编务会纪要", "B"),
        ("职代会", "职工代表大会、职工大会", "", "B"),
        ("打工仔", "", "", "B"),
    ]
    row = HouseWord.objects.get(word="打工仔")
    assert row.changed_by == editor
    assert "成批添加。" in client.get(reverse("admin:articles_houseword_history", args=[row.pk])).content.decode()


def test_a_fault_in_one_line_puts_nothing_in(client, editor):
    make_word(editor)
    make_word(editor, word="旧词", instead="", retired=True)
    client.force_login(editor)
    lines = "\n".join(
        ["好词|改词", "|缺词", "一|二|三|四", "县总|别的", "旧词", "好词|再来", "同|同", "长" * 41, "县总 县总工会"]
    )
    answer = client.post(reverse(PASTE), {"lines": lines, "level": "I"})
    assert answer.context["faults"] == [
        "第2行：没有写“不用”的词，补上。",
        "第3行：有4栏，只认“不用”“改用”“说明”三栏。",
        "第4行：“县总”已在表里，改用“县总工会”，到那一条里改。",
        "第5行：“旧词”已在表里，停用了，到那一条里改。",
        "第6行：“好词”在第1行已经有了，删一行。",
        "第7行：“改用”一栏：“改用”和“不用”是同一个词，改一个。",
        "第8行：“不用”一栏：最多40字，现在有41字，删短再保存。",
        "第9行：只有一栏，各栏之间用制表符或“|”隔开。",
    ]
    page = answer.content.decode()
    assert "一个词也没有添，改好下面各行再提交。" in page
    assert "好词|改词" in page
    assert HouseWord.objects.count() == 2


def test_nothing_pasted_is_said(editor):
    assert put(" \n\n", "I", editor).faults == ["一个词也没有读到，一行写一个再提交。"]
