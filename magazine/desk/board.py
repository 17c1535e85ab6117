"""进度表: every slot of an issue with what it waits for, and who watches over it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.people import person_name
from articles.signers import demand
from magazine.desk.slots import closed
from magazine.models import Issue, Slot
from magazine.progress import Row, progress

BACKEND = "django.contrib.auth.backends.ModelBackend"
FILTERS = ("person", "section", "only")


def editors() -> QuerySet:
    """Who may be given a slot: the people whose role lets them edit every manuscript."""
    found = get_user_model().objects.with_perm("articles.edit_all_articles", backend=BACKEND, include_superusers=False)
    return found.order_by("last_name", "first_name", "pk")


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """The board of issue `pk`; `?person=`, `?section=`, `?only=late|blocked|mine` narrow it and may be combined."""
    demand(request.user, "magazine.view_issue")
    issue = get_object_or_404(Issue, pk=pk)
    state = progress(issue)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    people = {person.pk: person for row in state.rows for person in concerned(row)}
    sections = {row.slot.section_id: row.slot.section for row in state.rows}
    shown = [row for row in state.rows if fits(row, asked, request.user.pk)]
    may_give = request.user.has_perm("magazine.change_slot") and not closed(issue)
    context = {
        **admin.site.each_context(request),
        "title": _("{issue}进度").format(issue=issue),
        "issue": issue,
        "state": state,
        "rows": shown,
        "hidden": len(state.rows) - len(shown),
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "people": sorted(((pk, person_name(person)) for pk, person in people.items()), key=lambda row: row[1]),
        "sections": sections.values(),
        "editors": [(person.pk, person_name(person)) for person in editors()] if may_give else [],
    }
    return TemplateResponse(request, "desk/board.html", context)


def concerned(row: Row) -> list[Any]:
    """The owner of the slot and whoever may act on it now."""
    return [*([row.slot.owner] if row.slot.owner else []), *row.people]


def fits(row: Row, asked: dict[str, str], me: int) -> bool:
    """Whether the row is one of those asked for; a filter that is empty or unknown leaves everything in."""
    ids = {str(person.pk) for person in concerned(row)}
    only = {
        "late": bool(row.late),
        "blocked": bool(row.blockers),
        "mine": str(me) in ids,
    }
    return (
        (not asked["person"] or asked["person"] in ids)
        and (not asked["section"] or asked["section"] == str(row.slot.section_id))
        and only.get(asked["only"], True)
    )


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give slot `pk` into the hands of the posted `owner`, or of nobody; back to the board as it was filtered."""
    demand(request.user, "magazine.change_slot")
    slot = get_object_or_404(Slot.objects.select_related("issue"), pk=pk)
    wished = request.POST.get("owner", "")
    person = next((person for person in editors() if str(person.pk) == wished), None)
    reason = closed(slot.issue)
    if reason:
        messages.error(request, reason)
    elif wished and person is None:
        messages.error(request, _("这个人不能编稿，另选一人。"))
    else:
        Slot.objects.filter(pk=slot.pk).update(owner=person)
        words = _("第{position}条交给{name}。") if person else _("第{position}条现在没有责任编辑。")
        name = person_name(person) if person else ""
        messages.success(request, words.format(position=slot.position, name=name))
    query = urlencode({name: request.POST.get(name, "") for name in FILTERS if request.POST.get(name)})
    return HttpResponseRedirect(f"{reverse('issue_board', args=[slot.issue_id])}?{query}#slot-{slot.pk}")
