"""Word files become drafts: once, whole or not at all, and never over an editor's work."""

import pytest
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command

from articles.models import Article, Author, Figure
from articles.states import State
from articles.workflow import text_changed
from magazine.intake.word import drafts
from magazine.intake.word.drafts import receive
from magazine.intake.word.manuscript import read
from media.models import Photo
from tests.builders import make_photo, make_section, moment
from tests.magazine.intake.word.files import MORE, PROSE, colour, image, p, raw, relationships, written, zipped

AT = moment(2026, 11, 25)
LINES = ("灯下的车间", "高远", "（云江市总工会）", PROSE, colour(1), "夜校开课。/ 云江市总工会供图", MORE)


@pytest.fixture
def section(db):
    return make_section(name="调研")


def take(*files, section, **options):
    return receive(files, section, AT, read=read, **options)


def stored_files():
    """Every file of the photo library, originals and renditions."""

    def walk(storage, folder=""):
        folders, names = storage.listdir(folder)
        found = {f"{folder}/{name}" for name in names}
        return found.union(*(walk(storage, f"{folder}/{inner}".strip("/")) for inner in folders))

    found = set()
    for storage in (default_storage, storages["originals"]):
        try:
            found |= walk(storage)
        except FileNotFoundError:
            continue
    return found


def test_one_file_is_one_draft(section):
    report = take(("稿件.docx", written(*LINES)), section=section)
    assert (report.created, report.refused, report.doubts) == (["灯下的车间"], [], [])
    article = Article.objects.get()
    assert (article.section, article.state, article.title) == (section, State.DRAFT, "灯下的车间")
    assert [(b.author.name, b.role, b.affiliation) for b in article.bylines.all()] == [("高远", "文", "云江市总工会")]
    photo = Photo.objects.get()
    assert article.body == f'<p>{PROSE}</p><figure data-photo="{photo.pk}"></figure><p>{MORE}</p>'
    assert [(f.photo, f.printed_caption, f.photo.credit) for f in article.figures.all()] == [
        (photo, "夜校开课。", "云江市总工会供图")
    ]
    assert photo.original.read() == colour(1)
    assert photo.widths


def test_the_same_file_again_doubles_nothing(section):
    data = written(*LINES)
    take(("稿件.docx", data), section=section)
    files = stored_files()
    report = take(("另一个名字.docx", data), section=section)
    assert (report.created, report.updated, report.skipped) == ([], [], ["灯下的车间（没有变化）"])
    assert [m.objects.count() for m in (Article, Author, Photo, Figure)] == [1, 1, 1, 1]
    assert stored_files() == files


def test_the_next_version_of_a_file_updates_the_untouched_draft(section):
    take(("稿件.docx", written(*LINES)), section=section)
    report = take(("稿件.docx", written(*LINES, "添上的一段。")), section=section)
    assert (report.created, report.updated) == ([], ["灯下的车间"])
    assert Article.objects.get().body.endswith("<p>添上的一段。</p>")
    assert Photo.objects.count() == 1


def test_a_name_alone_makes_no_version(section):
    take(("稿件.docx", written("灯下的车间", PROSE)), section=section)
    report = take(("稿件.docx", written("班前十分钟", MORE)), section=section)
    assert report.created == ["班前十分钟"]
    assert Article.objects.count() == 2


def test_an_edited_draft_is_never_overwritten(section, editor):
    data = written(*LINES)
    take(("稿件.docx", data), section=section)
    article = Article.objects.get()
    article.lead = "编辑写的导语"
    article.save()
    text_changed(article, by=editor)
    for file in (data, written(*LINES, "添上的一段。")):
        report = take(("稿件.docx", file), section=section)
        assert report.skipped == ["灯下的车间（已有人改动或送审，未覆盖）"]
    article.refresh_from_db()
    assert (article.lead, "添上" in article.body) == ("编辑写的导语", False)


def test_a_picture_of_the_library_is_used_again_and_keeps_its_credit(section):
    take(("一.docx", written("甲稿", PROSE, colour(1), "开课。林岚/摄")), section=section)
    report = take(("二.docx", written("乙稿", PROSE, colour(1), "夜校。何川/摄")), section=section)
    photo = Photo.objects.get()
    assert photo.credit == "林岚／摄"
    assert [f.printed_caption for f in Figure.objects.order_by("pk")] == ["开课。", "夜校。"]
    assert report.doubts == [("乙稿", "图片库里已有这张图，署名是“林岚／摄”，来稿写的是“何川”，核对。")]


def test_a_picture_that_cannot_come_in_keeps_its_place(section):
    body = p("灯下的车间") + p(PROSE) + p(image("rIdA")) + p("夜校开课。林岚/摄") + p(MORE)
    links = relationships(("rIdA", "image", "media/image1.emf"))
    data = raw(body, {"word/media/image1.emf": b"\x01\x00\x00\x00" + bytes(200)}, links)
    report = take(("稿.docx", data), section=section)
    photo = Photo.objects.get()
    assert (photo.caption, photo.credit, bool(photo.original)) == ("夜校开课。", "林岚／摄", False)
    assert "没能收进图片库" in report.doubts[0][1]
    take(("稿.docx", data), section=section)
    assert Photo.objects.get() == photo


def test_a_failure_leaves_no_row_and_no_file(section, monkeypatch):
    before = stored_files()

    def broken(*args, **kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(drafts, "text_changed", broken)
    with pytest.raises(RuntimeError):
        take(("稿件.docx", written(*LINES)), section=section)
    assert [m.objects.count() for m in (Article, Author, Photo)] == [0, 0, 0]
    assert stored_files() == before


def test_words_too_long_for_their_field_stand_in_the_text(section):
    title = "灯下的车间" * 50
    take(("稿.docx", written(f"标题：{title}", PROSE)), section=section)
    article = Article.objects.get()
    assert article.title == title[:200]
    assert article.body.startswith(f"<p>{title}</p>")


def test_a_dry_run_saves_nothing(section):
    report = take(("稿件.docx", written(*LINES)), section=section, dry_run=True)
    assert report.created == ["灯下的车间"]
    assert [m.objects.count() for m in (Article, Author, Photo)] == [0, 0, 0]


def test_the_command_takes_many_files_and_tells_each(section, tmp_path, capsys):
    make_photo()
    one, two = tmp_path / "一.docx", tmp_path / "来稿.zip"
    one.write_bytes(written(*LINES))
    two.write_bytes(
        zipped({"二.docx": written("班前十分钟", "何川", MORE), "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"})
    )
    with pytest.raises(CommandError, match="有1个文件没有收") as refused:
        call_command("intake", str(one), str(two), "--section", "调研")
    assert refused.value.returncode == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "新建　灯下的车间",
        "新建　班前十分钟",
        "未收　“旧.doc”是旧版Word文件，在Word或WPS里打开，另存为.docx格式后再收。",
        "“调研”收稿完毕：新建 2 篇，更新 0 篇，跳过 0 篇，未收 1 个文件。",
    ]
    assert Article.objects.filter(slot__isnull=True).count() == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["旧.doc", "--section", "调研"], "“旧.doc”是旧版Word文件，在Word或WPS里打开，另存为.docx格式后再收。"),
        (["旧.doc"], "收Word稿件要用 --section 写明栏目；现有栏目：调研。"),
        (["旧.doc", "--section", "实践"], "没有“实践”这个栏目；现有栏目：调研。"),
        (["没有.docx", "--section", "调研"], "打不开"),
        (["a.txt", "b.txt"], "排版文本和PDF一次收一份，分几次运行。"),
    ],
)
def test_the_command_refuses_in_one_sentence(section, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    with pytest.raises(CommandError) as refused:
        call_command("intake", *arguments)
    assert refused.value.returncode == 2
    assert str(refused.value).startswith(sentence)
    assert not Article.objects.exists()
