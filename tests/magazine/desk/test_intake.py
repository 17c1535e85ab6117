"""The intake desk: files at the door, the sheet, edits that two tabs cannot lose, 收稿 and its undoing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, Author, Byline, Figure, Section
from articles.states import Verdict
from articles.workflow import move, text_changed
from magazine.models import Intake, IntakePicture, Issue, Slot
from magazine.sample.loading import TEXT
from media.models import Photo
from tests.builders import make_article, make_issue, make_section, make_slot, publish_issue
from tests.magazine.intake.staging.sheets import block, staged
from tests.magazine.intake.word.files import MORE, PROSE, colour, written, zipped

WORD = ("灯下的车间", "高远", "（云江市总工会）", PROSE, colour(1), "夜校开课。/ 云江市总工会供图", MORE)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def intake(editor):
    """An open intake of a print text, as 周敏 dropped it."""
    return Intake.objects.create(
        sort=Intake.Sort.PRINT,
        state=Intake.State.OPEN,
        file_name="四月.txt",
        digest="d" * 64,
        text="\n".join(f"第{number}行" for number in range(1, 16)),
        staged=staged(),
        person=editor,
        at="2025-04-01T09:00+08:00",
    )


def drop(client, *files, **wishes):
    """The answer's lines for files at the door, as the script asks for them."""
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    answer = client.post(reverse("intake_door"), {**wishes, "files": uploads}, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    return answer.json()["lines"]


def edit(client, intake, **change):
    intake.refresh_from_db()
    body = {"version": intake.version, **change}
    return client.post(reverse("intake_edit", args=[intake.pk]), json.dumps(body), content_type="application/json")


def take(client, intake, **more):
    intake.refresh_from_db()
    answer = client.post(reverse("intake_take", args=[intake.pk]), {"version": intake.version, **more}, follow=True)
    intake.refresh_from_db()
    return answer.content.decode()


def empty_pile(client, intake):
    assert edit(client, intake, verb="dismiss_all", why="和别处重复").status_code == 200


# --- The door -------------------------------------------------------------------------------------------------------
def test_a_dropped_issue_is_staged_and_no_draft_is_made(desk):
    (line,) = drop(desk, ("十一月.txt", TEXT.read_bytes()), issue="2026-11")
    intake = Intake.objects.get()
    assert line["address"] == reverse("intake_sheet", args=[intake.pk])
    assert line["said"].startswith(f"读出{len(intake.staged['entries'])}篇")
    assert (intake.state, intake.sort, Article.objects.count(), Issue.objects.count()) == ("open", "print", 0, 0)
    page = desk.get(line["address"]).content.decode()
    assert page.count('class="intake-entry"') == len(intake.staged["entries"])
    assert page.count("data-line=") == sum(1 for row in intake.text.split("\n") if row.strip())


def test_word_files_of_one_drop_are_one_intake(desk):
    make_section(name="调研")
    (first,) = drop(desk, ("一.docx", written(*WORD)), section="调研")
    (second,) = drop(desk, ("二.docx", written("夜班食堂", "陆一鸣", MORE)), section="调研", into=first["intake"])
    assert first["intake"] == second["intake"]
    assert second["said"] == "读出1篇，存疑0处，未归位0段。"
    intake = Intake.objects.get()
    assert [file["name"] for file in intake.staged["files"]] == ["一.docx", "二.docx"]
    assert [one["section"] for one in intake.staged["entries"]] == ["调研", "调研"]
    assert block(intake.staged, "夜班食堂")["lines"] == [[intake.staged["files"][1]["from"]] * 2]
    assert str(intake) == "一.docx等2个文件"
    assert not Article.objects.exists()
    assert not Photo.objects.exists()
    picture = IntakePicture.objects.get()
    shown = desk.get(reverse("intake_picture", args=[intake.pk, picture.pk]))
    assert (shown["Content-Type"], shown.content) == ("image/jpeg", colour(1))


def test_a_zip_is_read_file_by_file_and_the_same_file_only_once(desk):
    one = written(*WORD)
    packed = zipped({"一.docx": one, "二.docx": written("夜班食堂", MORE), "表.xlsx": b"PK"})
    lines = drop(desk, ("稿.zip", packed))
    assert [line["said"] for line in lines if line["bad"]] == [
        "“表.xlsx”不是Word文件，没有收；稿件另存为.docx格式、图片传进图片库。"
    ]
    assert len(Intake.objects.get().staged["entries"]) == 2
    (again,) = drop(desk, ("一.docx", one))
    assert again["said"] == "“一.docx”正在校，接着上次的改。"
    assert len(Intake.objects.get().staged["entries"]) == 2


def test_without_script_the_page_answers_itself(desk):
    upload = SimpleUploadedFile("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    page = desk.post(reverse("intake_door"), {"files": upload}).content.decode()
    assert "“旧.doc”是旧版Word文件，在Word或WPS里打开，另存为.docx格式后再收。" in page
    good = SimpleUploadedFile("一.docx", written(*WORD))
    answer = desk.post(reverse("intake_door"), {"files": good})
    assert answer["Location"] == reverse("intake_sheet", args=[Intake.objects.get().pk])


def test_what_is_missing_is_said(desk):
    assert drop(desk)[0]["said"] == "还没有选文件，选好再收。"
    assert "一次最多选20个文件" in drop(desk, *[(f"{n}.txt", b"x") for n in range(21)])[0]["said"]
    assert "没有读懂是哪一期" in drop(desk, ("一.txt", b"x"), issue="十一月")[0]["said"]
    assert not Intake.objects.exists()


def test_authors_bring_word_files_and_see_their_own(client, author, other_author, intake):
    client.force_login(author)
    assert "排版文本请责任编辑来收" in drop(client, ("十一月.txt", TEXT.read_bytes()))[0]["said"]
    (line,) = drop(client, ("一.docx", written(*WORD)))
    assert client.get(line["address"]).status_code == 200
    assert client.get(reverse("intake_sheet", args=[intake.pk])).status_code == 404
    client.force_login(other_author)
    assert client.get(line["address"]).status_code == 404
    assert edit(client, Intake.objects.get(pk=line["intake"]), verb="undo").status_code == 404


def test_others_do_not_come_in(client, exporter, photo_editor, intake):
    for person in (exporter, photo_editor):
        client.force_login(person)
        for name, args in (("intake_door", []), ("intake_sheet", [intake.pk]), ("intake_take", [intake.pk])):
            assert client.get(reverse(name, args=args)).status_code == 403
        assert edit(client, intake, verb="undo").status_code == 403


def test_the_door_asks_as_little_for_thirty_intakes_as_for_one(desk, intake, editor, django_assert_num_queries):
    address = reverse("intake_door")
    desk.get(address)
    with django_assert_num_queries(QUERIES):
        desk.get(address)
    for _n in range(29):
        intake.pk = None
        intake.save()
    with django_assert_num_queries(QUERIES):
        desk.get(address)


QUERIES = 9


# --- Edits ----------------------------------------------------------------------------------------------------------
def test_an_edit_is_saved_and_only_what_changed_is_shown_anew(desk, intake):
    words = block(intake.staged, "先问需要")
    answer = edit(desk, intake, verb="kind", block=words["id"], kind="paragraph").json()
    assert list(answer["entries"]) == [str(intake.staged["entries"][0]["id"])]
    assert answer["count"] == {"entries": 2, "doubts": 3, "pile": 1}
    intake.refresh_from_db()
    assert (answer["version"], answer["may_undo"], intake.version) == (2, True, 2)
    assert block(intake.staged, "先问需要")["kind"] == "paragraph"
    assert edit(desk, intake, verb="undo").json()["may_undo"] is False
    intake.refresh_from_db()
    assert block(intake.staged, "先问需要")["kind"] == "heading"
    assert edit(desk, intake, verb="undo").status_code == 400


def test_the_second_of_two_tabs_is_refused_and_nothing_is_lost(desk, intake):
    first = block(intake.staged, "三问地点")["id"]
    old = {"version": 1, "verb": "text", "block": first, "text": "第二个人写的。"}
    assert edit(desk, intake, verb="text", block=first, text="第一个人写的。").status_code == 200
    answer = desk.post(reverse("intake_edit", args=[intake.pk]), json.dumps(old), content_type="application/json")
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("这份来稿在你打开之后有人改过，这一步没有存入。")
    intake.refresh_from_db()
    assert block(intake.staged, "第一个人写的")["id"] == first


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"version": "x"}', b'{"version": 1}', b'{"version": 1, "verb": "move"}']
)
def test_nonsense_changes_nothing(desk, intake, body):
    answer = desk.post(reverse("intake_edit", args=[intake.pk]), body, content_type="application/json")
    assert (answer.status_code, answer.json()["message"]) == (400, "没有读懂这次改动，重新打开页面再改。")
    intake.refresh_from_db()
    assert (intake.version, intake.staged) == (1, staged())


# --- 收稿 ------------------------------------------------------------------------------------------------------------
def test_nothing_is_taken_before_the_pile_is_empty(desk, intake):
    page = take(desk, intake)
    assert "还有1段文字没有归位：归入一篇稿件，或写明原因划去。" in page
    assert (intake.state, Article.objects.count()) == ("open", 0)


def test_what_stands_against_it_is_said_article_by_article(desk, intake):
    empty_pile(desk, intake)
    sheet = intake.staged
    sheet["entries"][0]["blocks"] = [piece for piece in sheet["entries"][0]["blocks"] if piece["kind"] != "title"]
    sheet["entries"][1]["kind"] = "voices"
    intake.staged = sheet
    intake.save()
    page = take(desk, intake)
    assert "第1篇：没有标题，补上。" in page
    assert "第2篇：“面条管够。…”是段落，这一体裁放不下" in page
    assert not Article.objects.exists()


def test_an_intake_becomes_drafts_in_the_order_of_the_sheet(desk, intake, editor):
    empty_pile(desk, intake)
    edit(desk, intake, verb="entry_shift", entry=intake.staged["entries"][1]["id"], by=-1)
    edit(desk, intake, verb="text", block=block(intake.staged, "夜班食堂")["id"], text="夜班的食堂")
    page = take(desk, intake)
    assert "收稿完毕：新建2篇，更新0篇，没有动0篇。" in page
    issue = Issue.objects.get(year=2025, number=4)
    assert [str(slot.article) for slot in issue.slots.order_by("position")] == ["夜班的食堂", "把课堂搬进班组"]
    article = Article.objects.get(title="把课堂搬进班组")
    assert [byline.author.name for byline in article.bylines.all()] == ["高远", "陆一鸣"]
    assert article.body.startswith("<h2>先问需要</h2><p>一问工种，二问时间。</p>")
    assert (article.slot.page_from, article.slot.page_to, article.created_by) == (3, 4, editor)
    assert (intake.state, intake.issue, intake.steps) == ("taken", issue, [])
    assert [doubt["line"] for doubt in intake.doubts] == [0, 2, 2]
    assert edit(desk, intake, verb="undo").status_code == 409


def test_a_published_issue_takes_nothing(desk, intake):
    empty_pile(desk, intake)
    issue = make_issue(year=2025, number=4)
    make_slot(issue, Article.objects.create(title="甲", section=make_section(), body="<p>字。</p>"))
    text_changed(Article.objects.get(), by=None)
    publish_issue(issue)
    assert "已经出刊，目录不再变动" in take(desk, intake)
    assert Article.objects.count() == 1


def again(intake):
    """The same file dropped once more: an intake of its own, read afresh."""
    return Intake.objects.create(
        sort=intake.sort, state="open", file_name="四月.txt", digest=intake.digest, text=intake.text, staged=staged(),
        person=intake.person, at=intake.at,
    )  # fmt: skip


def test_the_same_file_again_updates_and_asks_before_it_writes_over_an_edit(desk, intake, other_editor):
    empty_pile(desk, intake)
    edit(desk, intake, verb="text", block=block(intake.staged, "夜班食堂")["id"], text="夜班的食堂")
    take(desk, intake)
    edited = Article.objects.get(title="夜班的食堂")
    edited.lead = "编辑加的导语。"
    edited.save()
    text_changed(edited, by=other_editor)
    second = again(intake)
    empty_pile(desk, second)
    edit(desk, second, verb="text", block=block(second.staged, "三问地点")["id"], text="三问地点和时间。")
    second.refresh_from_db()
    page = desk.get(reverse("intake_take", args=[second.pk])).content.decode()
    assert "有人改过" in page
    assert "<del>编辑加的导语。</del>" in page
    assert "收稿完毕：新建0篇，更新1篇，没有动1篇。" in take(desk, second)
    edited.refresh_from_db()
    assert (edited.title, edited.lead) == ("夜班的食堂", "编辑加的导语。")
    assert "三问地点和时间。" in Article.objects.get(title="把课堂搬进班组").body
    third = again(intake)
    empty_pile(desk, third)
    entry = third.staged["entries"][1]["id"]
    said = take(desk, third, overwrite=f"{entry}-{edited.version - 1}")
    assert "《夜班食堂》在你看过差别以后又有人改过，这份来稿还没有收。" in said
    assert (third.state, Article.objects.get(pk=edited.pk).title) == ("open", "夜班的食堂")
    page = desk.get(reverse("intake_take", args=[third.pk])).content.decode()
    assert f'value="{entry}-{edited.version}"' in page
    take(desk, third, overwrite=f"{entry}-{edited.version}")
    edited.refresh_from_db()
    assert (edited.title, edited.lead, Article.objects.count(), Slot.objects.count()) == ("夜班食堂", "", 2, 2)
    assert edited.edits.latest("pk").editor == intake.person


def test_taking_is_refused_where_somebody_changed_the_sheet_meanwhile(desk, intake):
    empty_pile(desk, intake)
    answer = desk.post(reverse("intake_take", args=[intake.pk]), {"version": 1}, follow=True)
    assert "还没有收。照新的样子看一遍再收。" in answer.content.decode()
    assert not Article.objects.exists()


# --- 撤销收稿 ---------------------------------------------------------------------------------------------------------
def withdraw(client, intake):
    answer = client.post(reverse("intake_withdraw", args=[intake.pk]), follow=True)
    intake.refresh_from_db()
    return answer.content.decode()


def test_taking_back_removes_what_nobody_has_touched(desk, intake):
    empty_pile(desk, intake)
    take(desk, intake)
    assert "拿掉2篇草稿" in withdraw(desk, intake)
    assert (Article.objects.count(), Slot.objects.count(), Photo.objects.count()) == (0, 0, 0)
    assert intake.state == "open"
    take(desk, intake)
    assert Article.objects.count() == 2


def test_taking_back_removes_the_issue_the_section_and_the_authors_that_it_made(desk, intake):
    before = (Issue.objects.count(), Section.objects.count(), Author.objects.count())
    empty_pile(desk, intake)
    take(desk, intake)
    after = (Issue.objects.count(), Section.objects.count(), Author.objects.count())
    assert after[0] == before[0] + 1
    assert after[2] > before[2]
    withdraw(desk, intake)
    assert (Issue.objects.count(), Section.objects.count(), Author.objects.count()) == before
    assert intake.issue is None
    # What something else has come to use since stays; so does an issue that somebody has written into.
    take(desk, intake)
    intake.refresh_from_db()
    author = Author.objects.order_by("pk").last()
    Byline.objects.create(article=make_article(), author=author, position=1)
    Issue.objects.filter(pk=intake.issue_id).update(theme="春天的工地")
    withdraw(desk, intake)
    assert Author.objects.filter(pk=author.pk).exists()
    assert Issue.objects.filter(pk=intake.issue_id).exists()


def test_what_was_edited_reviewed_or_placed_otherwise_stays_and_is_named(desk, intake, editor, other_editor):
    empty_pile(desk, intake)
    edit(desk, intake, verb="move", block=block(intake.staged, "三问地点")["id"], to="new")
    take(desk, intake)
    edited, placed, sent = Article.objects.order_by("slot__position")
    edited.lead = "导语。"
    edited.save()
    text_changed(edited, by=other_editor)
    move(sent, Verdict.SUBMIT, editor)
    Slot.objects.filter(article=placed).update(issue=make_issue(year=2025, number=5))
    page = withdraw(desk, intake)
    assert "拿掉0篇草稿" in page
    assert f"《{edited}》留着：已经有人改过。" in page
    assert f"《{sent}》留着：已经送审。" in page
    assert f"《{placed}》留着：已排进2025年第5期。" in page
    assert Article.objects.count() == 3


# --- Word -----------------------------------------------------------------------------------------------------------
def test_word_manuscripts_go_to_the_shelf_with_their_pictures(desk, editor):
    section = make_section(name="调研")
    drop(desk, ("一.docx", written(*WORD)))
    intake = Intake.objects.get()
    assert "第1篇：没有选栏目，选一个。" in take(desk, intake)
    edit(desk, intake, verb="entry", entry=intake.staged["entries"][0]["id"], section="调研")
    edit(desk, intake, verb="text", block=block(intake.staged, "夜校开课")["id"], text="夜校开了课。")
    assert "收稿完毕：新建1篇" in take(desk, intake)
    article, figure = Article.objects.get(), Figure.objects.get()
    assert (article.title, article.section, hasattr(article, "slot")) == ("灯下的车间", section, False)
    assert article.body == f'<p>{PROSE}</p><figure data-photo="{figure.photo_id}"></figure><p>{MORE}</p>'
    photo = figure.photo
    assert (photo.caption, photo.credit_name, photo.credit_kind) == ("夜校开了课。", "云江市总工会", "供图")
    assert (photo.width, photo.height, intake.issue) == (320, 200, None)
    withdraw(desk, intake)
    assert (Article.objects.count(), Photo.objects.count()) == (0, 0)


def test_an_intake_that_is_not_taken_loses_its_pictures_and_keeps_its_text(desk, django_capture_on_commit_callbacks):
    drop(desk, ("一.docx", written(*WORD)))
    intake, picture = Intake.objects.get(), IntakePicture.objects.get()
    storage, name = picture.file.storage, picture.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("intake_drop", args=[intake.pk]))
    intake.refresh_from_db()
    assert (intake.state, IntakePicture.objects.count(), storage.exists(name)) == ("dropped", 0, False)
    assert PROSE in intake.text
