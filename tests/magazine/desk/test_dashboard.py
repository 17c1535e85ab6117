"""工作台: its list says the same as the permissions, for every person and state."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Section
from articles.permissions import refusals
from articles.states import State, Verdict, stages
from articles.workflow import move, text_changed
from magazine.desk.dashboard import making
from magazine.desk.work import waiting
from magazine.models import Magazine
from tests.builders import make_article, make_issue, make_release, make_section, make_slot, publish_issue

pytestmark = pytest.mark.django_db
# The last two until there is an issue: whether there is one, and a section.
DESK_QUERIES = 16


def may_step(user, article: Article) -> bool:
    verdict = Verdict.SUBMIT if article.state == State.DRAFT else Verdict.APPROVE
    own_draft = article.state != State.DRAFT or article.created_by_id == user.pk
    return article.state != State.RELEASED and own_draft and refusals(user, verdict, article) == []


def test_what_waits_is_what_one_may_sign(author, editor, other_editor, head, chief, superuser, exporter):
    people = [author, editor, other_editor, head, chief, superuser, exporter]
    fresh = make_article(created_by=author)
    sent = make_article(created_by=editor)
    move(sent, Verdict.SUBMIT, editor)
    second = make_article(created_by=author)
    move(second, Verdict.SUBMIT, editor)
    move(second, Verdict.APPROVE, superuser, "同意。")
    edited = make_article()
    Article.objects.filter(pk=edited.pk).update(title="改过")
    text_changed(edited, by=head)
    move(edited, Verdict.SUBMIT, editor)
    move(edited, Verdict.APPROVE, other_editor, "同意。")
    again = make_article(created_by=head)
    make_release(again)
    again.refresh_from_db()
    move(again, Verdict.REOPEN, chief, "改。")
    move(again, Verdict.SUBMIT, editor)
    articles = [fresh, sent, second, edited, again, make_article()]
    for person in people:
        expected = {article.pk for article in articles if may_step(person, Article.objects.get(pk=article.pk))}
        assert set(waiting(person).values_list("pk", flat=True)) == expected, person
    assert set(waiting(other_editor)) == {sent, again}
    assert set(waiting(head)) == {second}
    assert len(stages()) == 3


def test_the_list_and_its_number(client, other_editor, editor):
    for _ in range(15):
        move(make_article(), Verdict.SUBMIT, editor)
    client.force_login(other_editor)
    answer = client.get("/admin/")
    assert len(answer.context["waiting"]) == 12
    assert answer.context["waiting_total"] == 15
    assert "15件" in answer.content.decode()


def test_how_far_the_issues_are(client, editor, author):
    issue = make_issue(year=2024, number=11)
    released = make_article()
    make_release(released)
    make_slot(issue, released)
    make_slot(issue, make_article())
    make_slot(issue, None, planned_title="缺稿")
    out = make_issue(year=2024, number=10)
    make_slot(out, make_article())
    publish_issue(out)
    assert [(found, found.places, found.ready) for found in making()] == [(issue, 3, 1)]
    client.force_login(editor)
    assert "3条里有1条定稿" in client.get("/admin/").content.decode()
    client.force_login(author)
    assert "在编的期" not in client.get("/admin/").content.decode()


def test_the_desk_asks_the_same_with_one_row_and_with_thirty(client, other_editor, editor, django_assert_num_queries):
    client.force_login(other_editor)
    move(make_article(), Verdict.SUBMIT, editor)
    with django_assert_num_queries(DESK_QUERIES):
        client.get("/admin/")
    for _ in range(29):
        move(make_article(), Verdict.SUBMIT, editor)
    with django_assert_num_queries(DESK_QUERIES):
        client.get("/admin/")


def test_the_first_day_has_a_guide_that_goes_away(client, editor, author):
    client.force_login(author)
    assert not client.get(reverse("admin:index")).context["first_day"]
    client.force_login(editor)
    page = client.get(reverse("admin:index"))
    text = page.content.decode()
    guide = text[text.index("first-title") : text.index("</section>", text.index("first-title"))]
    assert guide.count("<li>") <= 3
    for address in (reverse("admin:magazine_issue_add"), reverse("intake_door"), "load_sample"):
        assert address in guide
    make_issue()
    assert "first-title" not in client.get(reverse("admin:index")).content.decode()


def test_the_guide_leads_to_sections_and_accounts_or_says_who_makes_them(client, editor, manager, superuser):
    Section.objects.all().delete()
    rights = {
        "manager": (manager, ["articles_section_changelist", "auth_user_changelist"]),
        "superuser": (
            superuser,
            [
                "magazine_magazine_changelist",
                "articles_section_changelist",
                "auth_user_changelist",
                "magazine_issue_add",
            ],
        ),
    }
    for person, pages in rights.values():
        client.force_login(person)
        text = client.get(reverse("admin:index")).content.decode()
        guide = text[text.index("first-title") : text.index("</section>", text.index("first-title"))]
        assert guide.count("<li>") <= 3
        assert all(reverse(f"admin:{page}") in guide for page in pages)
    client.force_login(editor)
    assert (
        "还没有栏目，有了栏目才能写稿、排版位。这里由总编、管理员办理"
        in client.get(reverse("admin:index")).content.decode()
    )
    make_section()
    assert "还没有栏目" not in client.get(reverse("admin:index")).content.decode()


def test_the_magazine_opens_its_one_row_and_a_new_issue_is_the_next(client, superuser):
    client.force_login(superuser)
    door = reverse("admin:magazine_magazine_changelist")
    assert client.get(door).url == reverse("admin:magazine_magazine_add")
    Magazine.objects.create(pk=1, name="工运")
    assert client.get(door).url == reverse("admin:magazine_magazine_change", args=[1])
    form = client.get(reverse("admin:magazine_issue_add")).context["adminform"].form
    today = timezone.localdate()
    assert (form["year"].value(), form["number"].value()) == (today.year, today.month)
    make_issue(year=2024, number=12, total_number=312)
    form = client.get(reverse("admin:magazine_issue_add")).context["adminform"].form
    assert [form[name].value() for name in ("year", "number", "total_number")] == [2025, 1, 313]
