"""审校规程 and 代签 at the desk: who changes them, and what they refuse."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from articles.models import Procedure, Substitute
from tests.builders import make_person

pytestmark = pytest.mark.django_db
PAGE = "admin:articles_procedure_change"


def days(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def appoint(client, principal, person, stage, start=0, end=7):
    post = {
        "principal": principal.pk,
        "person": person.pk,
        "stage": stage,
        "starts_on": days(start),
        "ends_on": days(end),
    }
    return client.post(reverse("admin:articles_substitute_add"), post)


def test_a_chief_sets_stages_and_rounds(client, chief):
    client.force_login(chief)
    assert client.get(reverse("admin:articles_procedure_changelist"), follow=True).status_code == 200
    client.post(reverse(PAGE, args=[1]), {"review_stages": "1", "proof_rounds": "2", "reads_through": "on"})
    row = Procedure.objects.get()
    assert (row.pk, row.review_stages, row.proof_rounds, row.reads_through) == (1, 1, 2, True)


@pytest.mark.parametrize("role", ["author", "editor", "head", "photo_editor", "exporter", "proofreader"])
def test_others_do_not(client, role, request):
    client.force_login(request.getfixturevalue(role))
    client.post(reverse(PAGE, args=[1]), {"review_stages": "1", "proof_rounds": "0"})
    assert not Procedure.objects.exists()


def test_only_a_superuser_says_which_roles_sign(client, chief, superuser):
    post = {"review_stages": "3", "proof_rounds": "0", "final": [Group.objects.get(name="作者").pk]}
    client.force_login(chief)
    client.post(reverse(PAGE, args=[1]), post)
    assert not make_person("甲", "作者").has_perm("articles.review_final")
    client.force_login(superuser)
    client.post(reverse(PAGE, args=[1]), post)
    assert make_person("乙", "作者").has_perm("articles.review_final")
    assert not make_person("丙", "总编").has_perm("articles.review_final")


def test_a_head_appoints_for_themselves_only(client, head, chief, editor):
    client.force_login(head)
    appoint(client, head, editor, "second")
    row = Substitute.objects.get()
    assert (row.principal, row.person, row.made_by) == (head, editor, head)
    appoint(client, chief, editor, "final")
    assert Substitute.objects.count() == 1
    client.force_login(chief)
    appoint(client, head, make_person("沈立", "图片编辑"), "second")
    assert Substitute.objects.count() == 2


def test_nobody_gives_what_they_do_not_have(client, head, editor):
    client.force_login(head)
    answer = appoint(client, head, editor, "final")
    assert "罗启明自己不签终审，不能请人代签。" in answer.content.decode()
    appoint(client, head, head, "second")
    appoint(client, head, editor, "second", start=-9, end=-2)
    appoint(client, head, editor, "second", start=5, end=2)
    assert not Substitute.objects.exists()


def test_it_is_ended_early_and_never_changed(client, head, editor, author):
    client.force_login(head)
    appoint(client, head, editor, "second")
    row = Substitute.objects.get()
    end = reverse("admin:articles_substitute_end", args=[row.pk])
    assert "终止" in client.get(reverse("admin:articles_substitute_changelist")).content.decode()
    client.force_login(editor)
    assert client.post(end).status_code == 403
    client.force_login(head)
    assert client.get(end).status_code == 403
    client.post(end)
    row.refresh_from_db()
    assert row.ended_at is not None
    change = reverse("admin:articles_substitute_change", args=[row.pk])
    assert client.post(change, {"ends_on": days(99)}).status_code in (302, 403)
    assert client.post(reverse("admin:articles_substitute_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
