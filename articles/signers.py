"""Who may: the people whose roles give a right, and those of them who are free to sign or to read this very manuscript."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Substitute
from articles.people import person_name
from articles.permissions import read_ahead, standing
from articles.states import Move, Stage, Verdict, stages

# More names than this are told by their number.
NAMED = 6


class NotYours(PermissionDenied):
    """A refusal that knows the right that was wanting, so that the page can say who has it."""

    def __init__(self, right: str, reason: str = ""):
        self.right = right
        super().__init__(reason)


def demand(user: Any, right: str) -> None:
    """Raises NotYours where `user` has not the right `app.codename`."""
    if not user.has_perm(right):
        raise NotYours(right)


def holders(rights: list[str]) -> dict[str, list[Any]]:
    """Codename → the active people whose roles give it, by name. One query. Superusers without a role stay out."""
    people = (
        get_user_model()
        .objects.filter(is_active=True, groups__permissions__codename__in=rights)
        .annotate(right=F("groups__permissions__codename"))
        .order_by("last_name", "first_name", "pk")
        .distinct()
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for person in people:
        found[person.right].append(person)
    return found


def people_by_right(today: date | None = None) -> dict[str, list[Any]]:
    """Right (`review_first`) → the people who may sign there, those with the role first, then today's substitutes (代签).

    `stands_for` is the id of a substitute's principal, None for all others.
    """
    found = holders([f"review_{stage}" for stage in stages()])
    for people in found.values():
        for person in people:
            person.stands_for = None
    for row in Substitute.objects.on(today or timezone.localdate()).select_related("person", "principal"):
        having = {person.pk for person in found[f"review_{row.stage}"]}
        if row.principal_id in having and row.person_id not in having:
            row.person.stands_for = row.principal_id  # type: ignore[attr-defined]
            found[f"review_{row.stage}"].append(row.person)
    return found


def free_to_sign(person: Any, article: Article) -> bool:
    """Whether one of `people_by_right` may sign: a substitute is two people, and the rule holds for both."""
    return may_sign(person.pk, article) and (person.stands_for is None or may_sign(person.stands_for, article))


def may_sign(person: int, article: Article) -> bool:
    """Whether the three-people rule leaves `person` free to sign; everything asked is prefetched.

    Says the same as `articles.permissions.refusals` does of one article with five queries.
    """
    releases = list(article.releases.all())
    since = releases[-1].version if releases else 0
    wrote = article.created_by_id == person and not releases
    edited = any(edit.editor_id == person and edit.version > since for edit in article.edits.all())
    return not (
        wrote
        or edited
        or any(
            person in (review.reviewer_id, review.on_behalf_of_id)
            for review in standing(article, article.reviews.all())
        )
    )


def names(people: list[Any]) -> str:
    """`周敏、何川`, each person once; of many the first and how many there are."""
    told = list(dict.fromkeys(person_name(person) for person in people))
    if len(told) <= NAMED:
        return "、".join(told)
    return _("{names}等{count}人").format(names="、".join(told[:NAMED]), count=len(told))


def who_may(move: Move, article: Article) -> str:
    """Who may make `move` on `article` now, as a sentence with their names."""
    right = move.permission.partition(".")[2]
    if move.source not in stages():
        found = holders([right, "edit_all_articles"])
        people = found[right]
        if move.verdict == Verdict.SUBMIT:
            every = {person.pk for person in found["edit_all_articles"]}
            people = [person for person in people if person.pk in every or person.pk == article.created_by_id]
        words = _("可送审的有：{names}。") if move.verdict == Verdict.SUBMIT else _("可改稿的有：{names}。")
        return words.format(names=names(people)) if people else _("现在没有人能办，由管理员开通。")
    able = people_by_right().get(right, [])
    if move.verdict == Verdict.APPROVE:
        read_ahead(article)
        able = [person for person in able if free_to_sign(person, article)]
    stage = Stage(move.source).label
    if able:
        return _("可签{stage}的有：{names}。").format(stage=stage, names=names(able))
    return _("现在没有人能签{stage}，由管理员开通账号或安排代签。").format(stage=stage)


def who_has(right: str) -> str:
    """Who has the right `app.codename`: their roles and names, as a sentence; empty where nobody has it."""
    app, _dot, codename = right.partition(".")
    groups = Group.objects.filter(permissions__codename=codename, permissions__content_type__app_label=app)
    roles = "、".join(groups.order_by("pk").values_list("name", flat=True))
    people = get_user_model().objects.filter(is_active=True, groups__in=groups)
    found = names(list(people.order_by("last_name", "first_name", "pk").distinct()))
    if not roles:
        return ""
    return _("这里由{roles}办理：{names}。").format(roles=roles, names=found or _("现在没有人"))
