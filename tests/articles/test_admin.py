"""The article's page: who opens it, what it saves, what it refuses, and that nothing typed is lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.ordering import OUT_OF_THE_WAY
from articles.panel import chain
from articles.permissions import sees
from articles.states import State, Verdict
from articles.workflow import move, text_changed
from magazine.models import Issue
from tests.builders import (
    make_article,
    make_author,
    make_issue,
    make_person,
    make_photo,
    make_release,
    make_section,
    make_slot,
)

pytestmark = pytest.mark.django_db
LIST_QUERIES = 10
FIELDS = ["section", "kicker", "title", "subtitle", "rubric", "lead", "body", "notes", "source", "funding_note"]


def page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def mover(article: Article) -> str:
    return reverse("admin:articles_article_move", args=[article.pk])


def rows(prefix: str, found: list, names: list[str]) -> dict[str, str]:
    """The rows of a formset as a browser sends them, each with the id that it has, in the order of `found`."""
    data = {f"{prefix}-TOTAL_FORMS": str(len(found)), f"{prefix}-INITIAL_FORMS": str(sum(bool(r.pk) for r in found))}
    for index, row in enumerate(found):
        data |= {f"{prefix}-{index}-id": str(row.pk or ""), f"{prefix}-{index}-article": str(row.article_id)}
        data |= {f"{prefix}-{index}-{name}": str(getattr(row, name) or "") for name in names}
    return data


def form(article: Article, bylines=None, figures=None, **changed) -> dict[str, str]:
    """What the browser sends when nothing but `changed` was touched; `bylines` and `figures` in a new order."""
    data = {name: str(getattr(article, name)) for name in FIELDS if name != "section"}
    data |= {"section": str(article.section_id), "tags": "、".join(article.tags.names())}
    data |= {"opened_version": str(article.version), "_continue": "1"}
    bylines = list(article.bylines.all()) if bylines is None else bylines
    figures = list(article.figures.all()) if figures is None else figures
    for place, row in enumerate(bylines, start=1):
        row.position = place
    for place, row in enumerate(figures, start=1):
        row.position = place
    data |= rows("bylines", bylines, ["author_id", "role", "affiliation", "position"])
    data |= rows("figures", figures, ["photo_id", "caption", "alt", "position"])
    data = {re.sub(r"-(author|photo)_id$", r"-\1", key): value for key, value in data.items()}
    return data | changed


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# --- Who opens what -----------------------------------------------------------------------------------------------
def test_an_author_sees_only_her_own(client, author, other_author):
    own, foreign = make_article(created_by=author, title="自己的稿"), make_article(title="别人的稿")
    client.force_login(author)
    assert client.get(page(own)).status_code == 200
    answer = client.get(page(foreign), follow=True)
    assert "别人的稿" not in answer.content.decode()
    assert told(answer) == [f"没有编号为{foreign.pk}的稿件，可能已删，也可能不是你能看的。"]
    listed = client.get(reverse("admin:articles_article_changelist")).content.decode()
    assert "自己的稿" in listed
    assert "别人的稿" not in listed
    assert client.post(mover(foreign), {"verdict": "submit"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "opens", "adds"),
    [
        ("author", 302, 200),
        ("editor", 200, 200),
        ("head", 200, 200),
        ("chief", 200, 200),
        ("photo_editor", 200, 403),
        ("exporter", 200, 403),
        ("manager", 200, 403),
    ],
)
def test_each_role_opens_what_it_may(client, request, who, opens, adds):
    article = make_article(title="一篇稿件")
    client.force_login(request.getfixturevalue(who))
    assert client.get(page(article)).status_code == opens
    assert client.get(reverse("admin:articles_article_add")).status_code == adds


def test_who_may_only_look_gets_words_and_no_form(client, exporter):
    article = make_article(title="只读的稿", body="<p>看得到的正文。</p>")
    client.force_login(exporter)
    text = client.get(page(article)).content.decode()
    assert "看得到的正文。" in text
    assert 'name="title"' not in text
    assert client.post(page(article), form(article, title="偷改")).status_code == 403
    article.refresh_from_db()
    assert article.title == "只读的稿"


def test_a_released_article_is_read_only_and_says_why(client, editor):
    article = make_article()
    make_release(article)
    client.force_login(editor)
    text = client.get(page(article)).content.decode()
    assert "稿件已定稿，文字不再改动。" in text
    assert 'name="title"' not in text
    article.refresh_from_db()
    answer = client.post(page(article), form(article, title="定稿后偷改"))
    assert answer.status_code == 200
    assert "没有存入" in answer.content.decode()
    assert "定稿后偷改" in answer.content.decode()
    article.refresh_from_db()
    assert article.title != "定稿后偷改"


# --- Saving -------------------------------------------------------------------------------------------------------
def test_a_new_article_belongs_to_whoever_wrote_it(client, author):
    client.force_login(author)
    data = {
        "section": str(make_section().pk),
        "title": "新写的一篇",
        "body": '<p onclick="x()">正文<script>alert(1)</script>。</p>',
        "tags": "水利，城市史、长江；北京 上海",
        "state": "released",
        "version": "9",
        "created_by": "1",
        "_continue": "1",
        "bylines-TOTAL_FORMS": "0",
        "bylines-INITIAL_FORMS": "0",
        "figures-TOTAL_FORMS": "0",
        "figures-INITIAL_FORMS": "0",
    }
    client.post(reverse("admin:articles_article_add"), data)
    article = Article.objects.get()
    assert (article.created_by, article.state, article.title) == (author, State.DRAFT, "新写的一篇")
    assert article.body == "<p>正文。</p>"
    assert set(article.tags.names()) == {"水利", "城市史", "长江", "北京 上海"}
    assert [edit.editor for edit in article.edits.all()] == [author]


def test_state_version_and_writer_cannot_be_sent_along(client, editor, author):
    article = make_article(created_by=author)
    client.force_login(editor)
    sent = {"state": "released", "round": "7", "version": "99", "created_by": str(editor.pk), "fingerprint": "x"}
    client.post(page(article), form(article, title="改了题", **sent))
    article.refresh_from_db()
    assert (article.title, article.state, article.round, article.created_by) == ("改了题", State.DRAFT, 0, author)
    assert article.version == 2


def test_bylines_save_in_any_order(client, editor):
    writers = [make_author(name=name) for name in ("甲", "乙", "丙")]
    article = make_article(authors=writers)
    client.force_login(editor)
    first, second, third = article.bylines.all()
    for order in ([third, first, second], [second, third, first], [first, second, third]):
        article.refresh_from_db()
        client.post(page(article), form(article, bylines=order))
        names = list(article.bylines.values_list("author__name", flat=True))
        assert names == [row.author.name for row in order]
        assert list(article.bylines.values_list("position", flat=True)) == [1, 2, 3]
    assert not article.bylines.filter(position__gte=OUT_OF_THE_WAY).exists()


def test_a_byline_is_deleted_and_another_added_in_one_save(client, editor):
    article = make_article(authors=[make_author(name="去掉"), make_author(name="留下")])
    extra = make_author(name="新来")
    client.force_login(editor)
    gone, kept = article.bylines.all()
    data = form(article, bylines=[gone, kept])
    data |= {
        "bylines-TOTAL_FORMS": "3",
        "bylines-0-DELETE": "on",
        "bylines-2-id": "",
        "bylines-2-article": str(article.pk),
        "bylines-2-author": str(extra.pk),
        "bylines-2-role": "摄",
        "bylines-2-position": "3",
    }
    client.post(page(article), data)
    assert list(article.bylines.values_list("author__name", "role", "position")) == [
        ("留下", "文", 1),
        ("新来", "摄", 2),
    ]


def test_a_photo_in_the_text_becomes_a_figure_and_stays_one(client, editor):
    photo = make_photo(caption="老陈在看火色。")
    article = make_article()
    client.force_login(editor)
    client.post(page(article), form(article, body=f'<p>一。</p><figure data-photo="{photo.pk}"></figure>'))
    assert [figure.photo for figure in article.figures.all()] == [photo]
    article.refresh_from_db()
    assert article.body == f'<p>一。</p><figure data-photo="{photo.pk}"></figure>'
    answer = client.post(page(article), form(article, body="<p>一。</p>"), follow=True)
    assert "图片“老陈在看火色。”已移出正文，仍在配图中。" in told(answer)
    assert [figure.photo for figure in article.figures.all()] == [photo]


def test_a_photo_that_is_not_in_the_library_is_refused(client, editor):
    article = make_article()
    client.force_login(editor)
    answer = client.post(page(article), form(article, body='<p>一。</p><figure data-photo="987654"></figure>'))
    assert "正文里的图片987654已不在图片库" in answer.content.decode()
    article.refresh_from_db()
    assert "987654" not in article.body


# --- Two at once --------------------------------------------------------------------------------------------------
def test_a_stale_save_shows_both_texts_and_saves_nothing(client, editor, head):
    article = make_article(title="原题", authors=[make_author(name="甲")])
    stale = form(article, title="我的题", body="<p>我的正文。</p>")
    client.force_login(head)
    client.post(page(article), form(article, title="他的题", lead="他的导语。"))
    client.force_login(editor)
    answer = client.post(page(article), stale)
    conflict = answer.context["conflict"]
    found = {row.label: (row.yours, row.saved) for row in conflict["differences"]}
    assert found == {
        "标题": ("我的题", "他的题"),
        "导语": ("", "他的导语。"),
        "正文": ("我的正文。", "清晨，班组长先问安全。\n随后分派活计。"),
    }
    assert conflict["last_save"].startswith("罗启明于")
    text = answer.content.decode()
    assert 'value="我的题"' in text
    article.refresh_from_db()
    assert (article.title, article.lead) == ("他的题", "他的导语。")
    # Having seen both, the same person may save: the form now counts from what it showed.
    assert f'name="opened_version" value="{article.version}"' in text
    client.post(page(article), stale | {"opened_version": str(article.version)})
    article.refresh_from_db()
    assert (article.title, article.body) == ("我的题", "<p>我的正文。</p>")


def test_a_save_without_a_version_is_refused(client, editor):
    article = make_article(title="原题")
    client.force_login(editor)
    answer = client.post(page(article), form(article, title="没说哪一稿", opened_version=""))
    assert answer.context["conflict"]["differences"][0].yours == "没说哪一稿"
    article.refresh_from_db()
    assert article.title == "原题"


def test_a_row_that_somebody_deleted_comes_back_with_its_words(client, editor):
    article = make_article(authors=[make_author(name="甲"), make_author(name="乙")])
    first, second = article.bylines.all()
    first.affiliation = "我写的单位"
    stale = form(article, bylines=[first, second])
    article.bylines.get(pk=first.pk).delete()
    text_changed(article, by=None)
    article.refresh_from_db()
    client.force_login(editor)
    answer = client.post(page(article), stale)
    differences = {row.label: row for row in answer.context["conflict"]["differences"]}
    assert "我写的单位" in differences["署名"].yours
    assert "我写的单位" not in differences["署名"].saved
    client.post(page(article), stale | {"opened_version": str(article.version)})
    assert list(article.bylines.values_list("author__name", "affiliation")) == [("甲", "我写的单位"), ("乙", "")]


def test_a_caption_changed_after_a_signature_voids_it(client, editor, other_editor, head):
    article = make_article(photos=[make_photo()])
    move(article, Verdict.SUBMIT, editor)
    article.refresh_from_db()
    move(article, Verdict.APPROVE, other_editor, "同意。")
    article.refresh_from_db()
    client.force_login(head)
    figure = article.figures.get()
    figure.caption = "换了图说。"
    client.post(page(article), form(article, figures=[figure]))
    article.refresh_from_db()
    assert article.state == State.FIRST
    assert [line.void for line in chain(article)] == ["", "文字在签字后有改动，初审签字作废。", ""]


# --- The way ------------------------------------------------------------------------------------------------------
def test_a_move_is_a_post_and_nothing_else(client, editor):
    article = make_article()
    client.force_login(editor)
    assert client.get(mover(article), {"verdict": "submit"}).status_code == 405
    article.refresh_from_db()
    assert article.state == State.DRAFT
    answer = client.post(mover(article), {"verdict": "submit"}, follow=True)
    assert told(answer) == ["已送初审，等初审人签署。"]
    article.refresh_from_db()
    assert article.state == State.FIRST


def test_a_move_without_a_token_is_refused(editor):
    client = Client(enforce_csrf_checks=True)
    article = make_article()
    client.force_login(editor)
    assert client.post(mover(article), {"verdict": "submit"}).status_code == 403
    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_the_buttons_are_named_by_their_result_and_say_why_not(client, author, editor, head):
    article = make_article(created_by=editor)
    move(article, Verdict.SUBMIT, editor)
    client.force_login(editor)
    answer = client.get(page(article))
    found = {button.label: button.reasons for button in answer.context["panel"]["buttons"]}
    assert found["通过并送复审"] == [
        "你写过或改过本稿，初审须由他人签署。",
        "现在没有人能签初审，由管理员开通账号或安排代签。",
    ]
    make_person("何川", "责任编辑")
    answer = client.get(page(article))
    assert "可签初审的有：何川。" in answer.content.decode()
    assert list(found) == ["通过并送复审", "退回修改"]
    assert re.search(r"<button[^>]*disabled[^>]*>通过并送复审</button>", answer.content.decode())


def test_every_reason_of_a_refusal_is_told(client, editor):
    article = make_article(created_by=editor)
    move(article, Verdict.SUBMIT, editor)
    client.force_login(editor)
    answer = client.post(mover(article), {"verdict": "approve", "opinion": " "}, follow=True)
    assert told(answer) == ["你写过或改过本稿，初审须由他人签署。", "通过须写明意见。"]


def test_a_text_that_changed_under_the_reviewers_eyes_is_not_signed(client, editor, other_editor, head):
    article = make_article()
    move(article, Verdict.SUBMIT, editor)
    article.refresh_from_db()
    seen = article.fingerprint
    Article.objects.filter(pk=article.pk).update(title="刚改的题")
    text_changed(article, by=head)
    client.force_login(other_editor)
    answer = client.post(mover(article), {"verdict": "approve", "opinion": "同意。", "read": seen}, follow=True)
    assert "稿件在你打开之后有改动，重新打开读过再签。" in told(answer)
    article.refresh_from_db()
    assert article.state == State.FIRST


def test_the_slot_is_shown_with_its_issue(client, editor):
    article = make_article()
    make_slot(Issue.objects.create(year=2024, number=11), article, page_from=3)
    client.force_login(editor)
    text = client.get(page(article)).content.decode()
    assert "2024年第11期" in text
    assert "第3页起" in text


# --- What is written down stays ------------------------------------------------------------------------------------
@pytest.mark.parametrize("model", ["review", "release", "edit"])
def test_records_are_read_only_even_for_a_superuser(client, superuser, editor, model):
    article = make_article()
    make_release(article)
    text_changed(article, by=editor)
    record = {"review": article.reviews, "release": article.releases, "edit": article.edits}[model].first()
    if record is None:
        record = article.edits.create(editor=editor, version=1, at=article.changed_at)
    client.force_login(superuser)
    assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:articles_{model}_change", args=[record.pk])).status_code == 200
    assert client.get(reverse(f"admin:articles_{model}_add")).status_code == 403
    assert client.post(reverse(f"admin:articles_{model}_change", args=[record.pk]), {}).status_code == 403
    assert client.post(reverse(f"admin:articles_{model}_delete", args=[record.pk]), {"post": "yes"}).status_code == 403
    assert type(record).objects.filter(pk=record.pk).exists()


def test_an_article_with_a_history_is_not_deleted(client, chief):
    article = make_article()
    article.edits.create(editor=chief, version=2, at=article.changed_at)
    client.force_login(chief)
    address = reverse("admin:articles_article_delete", args=[article.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert Article.objects.get() == article


def test_the_list_asks_the_same_with_one_row_and_with_thirty(client, editor, django_assert_num_queries):
    client.force_login(editor)
    address = reverse("admin:articles_article_changelist")
    make_article(authors=[make_author()])
    with django_assert_num_queries(LIST_QUERIES):
        client.get(address)
    for _ in range(29):
        make_article(authors=[make_author()])
    with django_assert_num_queries(LIST_QUERIES):
        client.get(address)


def test_the_page_asks_the_same_with_one_row_and_with_thirty(client, editor, chief, django_assert_max_num_queries):
    """For whoever edits and for whoever signs; released, taken up again, and in review."""
    article = make_article(authors=[make_author()], photos=[make_photo()], created_by=editor)
    make_slot(make_issue(), article)

    def counts() -> list[int]:
        found = []
        for person in (editor, chief):
            client.force_login(person)
            with django_assert_max_num_queries(25) as asked:
                assert client.get(page(article)).status_code == 200
            found.append(len(asked))
        return found

    def round_of_reviews() -> list[int]:
        make_release(article)
        found = counts()
        for verdict in (Verdict.REOPEN, Verdict.SUBMIT):
            move(article, verdict, chief, "改一处")
            found += counts()
        return found

    client.force_login(editor)
    client.get(page(article))  # content types are asked for once
    first = round_of_reviews()
    for place in range(2, 31):
        article.bylines.create(author=make_author(), position=place)
        article.figures.create(photo=make_photo(), position=place)
    text_changed(article, by=None)
    article.refresh_from_db()
    assert round_of_reviews() == first


def test_what_is_said_of_one_manuscript_is_said_of_all(author, other_author, editor):
    """`sees` and `seen_by` are one rule, asked of one and of many."""
    for article in (make_article(created_by=author), make_article(created_by=editor), make_article()):
        for person in (author, other_author, editor):
            assert sees(person, article) == Article.objects.seen_by(person).filter(pk=article.pk).exists()


# --- The page as it is read, and what it says of faults ---------------------------------------------------------------
def test_the_parts_stand_in_the_order_of_reading(client, editor):
    client.force_login(editor)
    text = client.get(page(make_article(authors=[make_author()]))).content.decode()
    parts = ["id_kicker", "id_title", "id_subtitle", "bylines-group", "id_lead", "id_body", "id_notes", "figures-group"]
    places = [text.index(f'id="{part}"') for part in parts]
    assert places == sorted(places)


def test_one_button_saves_and_one_names_the_next_step(client, editor):
    client.force_login(editor)
    text = client.get(page(make_article())).content.decode()
    row = text[text.index('id="submit-row"') :]
    assert [name in row for name in ('name="_save"', 'name="_continue"', "保存后接着改")] == [False, True, False]
    assert "送初审</button>" in row
    assert 'form="move-1"' in row


def test_every_fault_is_summed_up_above_with_a_way_to_its_field(client, editor):
    article = make_article(authors=[make_author()])
    client.force_login(editor)
    data = form(article, title="", kicker="肩" * 201, subtitle="副题留着") | {
        "bylines-TOTAL_FORMS": "2", "bylines-1-affiliation": "没有作者的单位", "bylines-1-role": "文",
    }  # fmt: skip
    text = client.post(page(article), data).content.decode()
    summary = text[text.index("desk-errors") : text.index("</section>", text.index("desk-errors"))]
    assert re.findall(r'<a href="#(\w+[\w-]*)">([^<]+)</a>', summary) == [
        ("id_kicker", "肩题：最多200字，现在有201字，删短再保存。"),
        ("id_title", "标题：这一栏必填。"),
        ("id_bylines-1-author", "署名第2行作者：这一栏必填。"),
    ]
    assert 'value="副题留着"' in text
    assert 'value="没有作者的单位"' in text


def test_an_unchanged_text_with_the_editors_line_ends_is_no_new_version(client, editor):
    article = make_article(body="<p>一</p><ul><li>甲</li></ul><p>二</p>")
    client.force_login(editor)
    client.post(
        page(article), form(article, body="<p>一</p>\r\n\r\n<ul>\r\n\t<li>甲</li>\r\n</ul>\r\n\r\n<p>二</p>\r\n")
    )
    article.refresh_from_db()
    assert (article.version, article.edits.count()) == (1, 0)
