"""The desk's pages for issues, slots, records, the magazine and accounts: role by role, and wholly in Chinese."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from magazine.models import Intake, Issue, Magazine, Slot
from tests.builders import (
    make_article,
    make_author,
    make_chronicle,
    make_issue,
    make_person,
    make_photo,
    make_section,
    make_slot,
    publish_issue,
)

pytestmark = pytest.mark.django_db
LIST_QUERIES = 10

# Role × list page, written out by hand: 1 opens, 0 is refused with 403.
LISTS = {
    #               期 稿件 大事 之声 图片 作者 栏目 来稿 定稿 审次 出刊 刊物 账号 角色
    "author":       "0 1 1 1 1 1 1 0 1 1 0 0 0 0",
    "editor":       "1 1 1 1 1 1 1 1 1 1 1 1 0 0",
    "head":         "1 1 1 1 1 1 1 1 1 1 1 1 0 0",
    "chief":        "1 1 1 1 1 1 1 1 1 1 1 1 0 0",
    "photo_editor": "1 1 1 1 1 1 1 1 1 1 1 1 0 0",
    "exporter":     "1 1 1 1 1 1 1 1 1 1 1 1 0 0",
    "manager":      "1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "superuser":    "1 1 1 1 1 1 1 1 1 1 1 1 1 1",
}  # fmt: skip
MODELS = [
    "magazine_issue",
    "articles_article",
    "events_event",
    "events_voice",
    "media_photo",
    "articles_author",
    "articles_section",
    "magazine_intake",
    "articles_release",
    "articles_review",
    "magazine_publication",
    "magazine_magazine",
    "auth_user",
    "auth_group",
]


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def make_intake(issue: Issue, **fields) -> Intake:
    return Intake.objects.create(
        **({"issue": issue, "file_name": "十一月.txt", "digest": "x", "text": "原文。", "at": timezone.now()} | fields)
    )


@pytest.mark.parametrize("who", LISTS)
def test_each_role_opens_the_lists_it_may(client, request, who):
    client.force_login(request.getfixturevalue(who))
    # The magazine's list has one row and leads there.
    opened = [client.get(reverse(f"admin:{model}_changelist"), follow=True).status_code for model in MODELS]
    assert opened == [200 if cell == "1" else 403 for cell in LISTS[who].split()]


def test_the_sidebar_shows_only_what_opens(client, author):
    client.force_login(author)
    text = client.get("/admin/").content.decode()
    for model, cell in zip(MODELS, LISTS["author"].split(), strict=True):
        assert (f'href="{reverse(f"admin:{model}_changelist")}"' in text) == (cell == "1"), model


def test_a_stranger_sees_the_login_and_nothing_else(client):
    for model in MODELS:
        answer = client.get(reverse(f"admin:{model}_changelist"))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")


# --- Issues and slots ---------------------------------------------------------------------------------------------
def test_the_issue_shows_its_contents_in_order(client, editor):
    issue = make_issue(year=2024, number=11)
    make_slot(
        issue, make_article(title="头条", kicker="肩题", authors=[make_author(name="许知行")]), page_from=3, page_to=5
    )
    make_slot(issue, None, planned_title="缺稿")
    client.force_login(editor)
    answer = client.get(reverse("admin:magazine_issue_change", args=[issue.pk]))
    lines = [(row["line"].full_title, row["line"].page_from) for row in answer.context["panel"]["rows"]]
    assert lines == [("肩题：头条", 3), ("缺稿", None)]
    text = answer.content.decode()
    assert "许知行" in text
    assert "待约稿" in text
    assert f'href="{reverse("issue_exports", args=["2024-11"])}"' in text


def test_who_only_looks_gets_no_tools(client, exporter):
    issue = make_issue()
    make_slot(issue, make_article())
    client.force_login(exporter)
    text = client.get(reverse("admin:magazine_issue_change", args=[issue.pk])).content.decode()
    assert "data-movable" not in text
    assert reverse("slot_add", args=[issue.pk]) not in text
    assert reverse("issue_publish", args=[issue.pk]) not in text
    assert 'name="masthead"' not in text


def test_what_intake_could_not_place_is_shown_on_the_issue(client, editor):
    issue = make_issue()
    make_intake(issue, unplaced=["没有归位的一段。"])
    client.force_login(editor)
    text = client.get(reverse("admin:magazine_issue_change", args=[issue.pk])).content.decode()
    assert "没有归位的一段。" in text
    assert "十一月.txt：还有1段文字没有归位" in text


def test_an_issue_is_saved_and_its_publishing_is_no_field(client, chief):
    issue = make_issue(year=2024, number=11)
    client.force_login(chief)
    data = {
        "year": "2024",
        "number": "11",
        "audience": "public",
        "theme": "以新提质",
        "published_at": "2024-01-01",
        "version": "99",
    }
    client.post(reverse("admin:magazine_issue_change", args=[issue.pk]), data)
    issue.refresh_from_db()
    assert (issue.theme, issue.published_at, issue.version) == ("以新提质", None, 1)


def test_an_issue_is_made_once(client, chief):
    make_issue(year=2024, number=11)
    client.force_login(chief)
    answer = client.post(reverse("admin:magazine_issue_add"), {"year": "2024", "number": "11"})
    assert "这一年的这一期已经建好了。" in answer.content.decode()
    assert Issue.objects.count() == 1


def test_a_slot_is_changed_and_counted(client, editor):
    issue = make_issue()
    head, slot = make_slot(issue, make_article()), make_slot(issue, make_article())
    client.force_login(editor)
    data = {"section": slot.section_id, "heading": "特别策划", "page_from": "12", "page_to": "14", "package": head.pk}
    answer = client.post(reverse("admin:magazine_slot_change", args=[slot.pk]), data)
    assert answer["Location"] == reverse("admin:magazine_issue_change", args=[issue.pk])
    slot.refresh_from_db()
    issue.refresh_from_db()
    assert (slot.heading, slot.page_from, slot.page_to, slot.package) == ("特别策划", 12, 14, head)
    assert issue.version == 2


def test_pages_of_a_slot_go_forward_and_packages_one_step_deep(client, editor):
    issue = make_issue()
    package, member = make_slot(issue, make_article()), make_slot(issue, make_article())
    member.package = package
    member.save()
    foreign = make_slot(make_issue(), make_article())
    client.force_login(editor)
    address = reverse("admin:magazine_slot_change", args=[package.pk])
    answer = client.post(address, {"section": package.section_id, "page_from": "9", "page_to": "3"})
    assert "止页小于起页" in answer.content.decode()
    for wrong in (foreign, member, package):
        client.post(address, {"section": package.section_id, "package": wrong.pk})
        package.refresh_from_db()
        assert package.package is None
    other = make_slot(issue, make_article())
    answer = client.post(address, {"section": package.section_id, "package": other.pk})
    assert "这一条自己是专题，先让它的成员离开，再归入别的专题。" in answer.content.decode()


def test_a_deleted_slot_leaves_no_gap_and_keeps_the_article(client, editor):
    issue = make_issue()
    slots = [make_slot(issue, make_article(title=title)) for title in ("甲", "乙", "丙")]
    client.force_login(editor)
    answer = client.post(reverse("admin:magazine_slot_delete", args=[slots[1].pk]), {"post": "yes"}, follow=True)
    assert told(answer) == ["版位“乙”已删去，稿件回到稿库。"]
    assert [(slot.position, str(slot)) for slot in issue.slots.all()] == [(1, "甲"), (2, "丙")]
    assert not Slot.objects.filter(article=slots[1].article).exists()
    slots[1].article.refresh_from_db()


def test_an_issue_that_was_out_is_not_deleted(client, superuser):
    issue = make_issue()
    make_slot(issue, make_article())
    publish_issue(issue)
    client.force_login(superuser)
    assert client.post(reverse("admin:magazine_issue_delete", args=[issue.pk]), {"post": "yes"}).status_code == 403
    assert Issue.objects.get() == issue


def test_a_slot_asks_the_same_with_one_slot_and_with_thirty(client, editor, django_assert_num_queries):
    """The choice of a feature names every slot of the issue."""
    issue = make_issue()
    address = reverse("admin:magazine_slot_change", args=[make_slot(issue, make_article()).pk])
    make_slot(issue, make_article())
    client.force_login(editor)
    client.get(address)  # content types are asked for once
    with django_assert_num_queries(12):
        client.get(address)
    for _ in range(28):
        make_slot(issue, make_article())
    with django_assert_num_queries(12):
        answer = client.get(address)
    assert str(issue.slots.last()) in answer.content.decode()


def test_the_issue_asks_the_same_with_one_slot_and_with_thirty(client, editor, django_assert_max_num_queries):
    issue = make_issue()
    make_slot(issue, make_article(authors=[make_author()], photos=[make_photo()]))
    client.force_login(editor)
    address = reverse("admin:magazine_issue_change", args=[issue.pk])
    client.get(address)  # content types are asked for once
    with django_assert_max_num_queries(25) as first:
        client.get(address)
    for _ in range(29):
        make_slot(issue, make_article(authors=[make_author()], photos=[make_photo()]))
    with django_assert_max_num_queries(25) as second:
        client.get(address)
    assert len(second) == len(first)


@pytest.mark.parametrize("model", ["publication", "intake"])
def test_records_are_read_only_even_for_a_superuser(client, superuser, model):
    issue = make_issue()
    make_slot(issue, make_article())
    publish_issue(issue)
    record = issue.publications.get() if model == "publication" else make_intake(issue)
    client.force_login(superuser)
    assert client.get(reverse(f"admin:magazine_{model}_change", args=[record.pk])).status_code == 200
    assert client.get(reverse(f"admin:magazine_{model}_add")).status_code == 403
    assert client.post(reverse(f"admin:magazine_{model}_change", args=[record.pk]), {}).status_code == 403
    assert client.post(reverse(f"admin:magazine_{model}_delete", args=[record.pk]), {"post": "yes"}).status_code == 403
    assert type(record).objects.filter(pk=record.pk).exists()


def test_there_is_one_magazine(client, manager):
    client.force_login(manager)
    form = client.get(reverse("admin:magazine_magazine_add")).context["adminform"].form
    offered = {field.name: field.value() for field in form if field.value()}
    client.post(reverse("admin:magazine_magazine_add"), offered | {"name": "云江工运"})
    assert Magazine.current().name == "云江工运"
    assert Magazine.current().pk == 1
    assert client.get(reverse("admin:magazine_magazine_add")).status_code == 403


# --- Accounts -----------------------------------------------------------------------------------------------------
def account(person) -> str:
    return reverse("admin:auth_user_change", args=[person.pk])


def sent(person, **changed) -> dict:
    data = {"username": person.username, "last_name": person.last_name, "first_name": person.first_name}
    return data | {"is_active": "on", "is_staff": "on", "groups": [g.pk for g in person.groups.all()]} | changed


def test_the_keeper_of_accounts_gives_roles_and_nothing_else(client, manager, author):
    client.force_login(manager)
    page = client.get(account(author)).content.decode()
    assert 'name="groups"' in page
    assert 'name="is_superuser"' not in page
    assert 'name="user_permissions"' not in page
    role = Group.objects.get(name="责任编辑")
    right = Permission.objects.get(codename="publish_issue")
    client.post(account(author), sent(author, groups=[role.pk], is_superuser="on", user_permissions=[right.pk]))
    author.refresh_from_db()
    assert list(author.groups.all()) == [role]
    assert author.is_superuser is False
    assert not author.user_permissions.exists()


def test_nobody_gives_a_role_to_themselves(client, manager):
    client.force_login(manager)
    chief = Group.objects.get(name="总编")
    client.post(account(manager), sent(manager, groups=[chief.pk], email="tang@example.org"))
    manager.refresh_from_db()
    assert [group.name for group in manager.groups.all()] == ["管理员"]
    assert manager.email == "tang@example.org"


def test_a_superuser_is_out_of_the_keepers_reach(client, manager, superuser):
    client.force_login(manager)
    before = superuser.password
    password = reverse("admin:auth_user_password_change", args=[superuser.pk])
    fresh = {"password1": "another-horse-battery", "password2": "another-horse-battery"}
    assert client.post(account(superuser), sent(superuser, is_active="")).status_code == 403
    assert client.post(password, fresh).status_code == 403
    superuser.refresh_from_db()
    assert (superuser.is_active, superuser.password) == (True, before)


def test_accounts_are_never_deleted(client, superuser, author):
    client.force_login(superuser)
    assert client.post(reverse("admin:auth_user_delete", args=[author.pk]), {"post": "yes"}).status_code == 403
    author.refresh_from_db()


def test_a_new_account_may_enter_the_desk(client, manager):
    client.force_login(manager)
    secret = "a-long-enough-sentence"
    data = {"username": "新人", "password1": secret, "password2": secret, "usable_password": "true"}
    client.post(reverse("admin:auth_user_add"), data)
    person = type(manager).objects.get(username="新人")
    assert (person.is_staff, person.is_superuser) == (True, False)
    assert person.check_password(secret)


def test_roles_are_changed_by_a_superuser_only(client, manager):
    client.force_login(manager)
    role = Group.objects.get(name="管理员")
    everything = list(Permission.objects.values_list("pk", flat=True))
    address = reverse("admin:auth_group_change", args=[role.pk])
    assert client.post(address, {"name": "管理员", "permissions": everything}).status_code == 403
    assert role.permissions.count() < len(everything)


def test_ones_own_password(client, author):
    client.force_login(author)
    address = reverse("admin:password_change")
    assert "旧密码" in client.get(address).content.decode()
    short = {"old_password": "correct-horse-battery", "new_password1": "short", "new_password2": "short"}
    assert "密码太短，至少12个字符。" in client.post(address, short).content.decode()
    long = short | {"new_password1": "a-much-longer-one", "new_password2": "a-much-longer-one"}
    assert "密码已改" in client.post(address, long, follow=True).content.decode()
    author.refresh_from_db()
    assert author.check_password("a-much-longer-one")


# --- Words --------------------------------------------------------------------------------------------------------
LATIN = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+)*")
SILENT = {"script", "style", "template", "textarea"}
VOID = {"img", "input", "br", "hr", "link", "meta", "source"}
NAMES = {
    "esc",
    "Alt",
    "Ctrl",
    "Esc",
    "Word",
    "Excel",
    "HTML",
    "EPUB",
    "PDF",
    "Markdown",
    "TXT",
    "CSV",
    "JSON",
    "JPEG",
    "PNG",
    "WebP",
    "GIF",
    "MB",
    "TOPIC",
}


class Shown(HTMLParser):
    """Gathers what a person reads or hears of a page: text, titles, labels; no icons, no scripts."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self.silent: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in VOID and (self.silent or tag in SILENT or "material-symbols" in (attributes.get("class") or "")):
            self.silent.append(tag)
        elif not self.silent:
            self.found += [attributes.get(name) or "" for name in ("title", "placeholder", "aria-label", "alt")]

    def handle_endtag(self, tag):
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def words(html: str) -> set[str]:
    """Latin words that a person reads on the page."""
    return {word for text in Shown(html).found for word in LATIN.findall(text)} - NAMES


def test_no_word_of_english_is_left_on_the_desk(client, superuser):
    issue = make_issue()
    authors = [make_author(sort_key="音")]
    slot = make_slot(issue, make_article(section=make_section(slug="a1"), authors=authors, photos=[make_photo()]))
    dated = make_section(slug="a2", layout="chronicle")
    chronicle = make_chronicle([date(2024, 10, 8)], photos=[make_photo()], section=dated)
    person = make_person("某人", "作者")
    intake = make_intake(issue, file_name="十一月来稿")
    assert words(client.get("/admin/login/").content.decode()) == set()
    client.force_login(superuser)
    pages = [reverse(f"admin:{model}_changelist") for model in MODELS]
    pages += ["/admin/", reverse("admin:password_change"), reverse("admin:media_photo_upload")]
    pages += [
        reverse(f"admin:{model}_add") for model in ("articles_article", "media_photo", "magazine_issue", "auth_user")
    ]
    for thing in (
        issue,
        slot,
        slot.article,
        chronicle,
        chronicle.events.get(),
        slot.article.figures.get().photo,
        intake,
    ):
        pages.append(reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk]))
    pages += [
        reverse("admin:articles_article_history", args=[slot.article_id]),
        reverse("admin:articles_article_delete", args=[slot.article_id]),
        reverse("admin:auth_user_password_change", args=[person.pk]),
    ]
    left = {page: found for page in pages if (found := words(client.get(page).content.decode()))}
    assert left == {}


def path_of(page: str) -> list[str]:
    """The words of the page's path, as they stand in its first heading, without the arrows."""
    heading = re.search(r"<h1.*?</h1>", page, re.DOTALL)[0]
    return [part.strip() for part in re.findall(r">([^<>]+)</(?:a|span)>", heading) if part.strip() != "chevron_right"]


def test_the_path_of_a_page_begins_at_the_desk_and_repeats_nothing(client, superuser):
    article, photo, issue = make_article(title="看火色"), make_photo(), make_issue(year=2024, number=11)
    client.force_login(superuser)

    def path(name: str, *args: int) -> list[str]:
        return path_of(client.get(reverse(name, args=args)).content.decode())

    assert path("admin:articles_article_changelist") == ["工作台", "稿件"]
    assert path("admin:articles_article_add") == ["工作台", "稿件", "新建"]
    assert path("admin:articles_article_change", article.pk) == ["工作台", "稿件", "看火色"]
    assert path("admin:articles_article_history", article.pk) == ["工作台", "稿件", "看火色"]
    assert path("admin:media_photo_changelist") == ["工作台", "图片"]
    assert path("admin:media_photo_change", photo.pk) == ["工作台", "图片", str(photo)]
    assert path("admin:magazine_issue_add") == ["工作台", "期", "新建"]
    assert path("admin:magazine_issue_change", issue.pk) == ["工作台", "期", "2024年第11期"]
    assert path("intake_door") == ["工作台", "收稿"]
    assert path("admin:index") == ["工作台"]


def test_a_refusal_is_one_line_of_the_log(client, author, caplog):
    client.force_login(author)
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
    assert [(record.status_code, record.exc_info) for record in caplog.records] == [(403, None)]
