"""收稿: the door where files are dropped, and the page where what was understood is checked against the source."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from articles.models import Section
from articles.signers import NotYours
from magazine.desk.intake_sheet import sheet_context
from magazine.intake.apart import PAGE, read_apart
from magazine.intake.encoding import IntakeError
from magazine.intake.staging.receiving import FILE, Received, Wishes, issue_wished, receive, sort_of
from magazine.intake.word.package import MAX_FILE
from magazine.models import Intake, IntakePicture, Issue

MOST = 20
SHOWN = 12
WIDTH = 1100
"""Pixels across of a page of a PDF beside its reading."""
PRINT_RIGHT = "magazine.intake_issue"
WORD_RIGHTS = ["articles.add_article", "media.add_photo"]
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif"}


def may_take(user: Any, sort: str) -> bool:
    """Whether `user` may bring in files of that sort: whole issues, or Word manuscripts."""
    return bool(user.has_perms(WORD_RIGHTS) if sort == Intake.Sort.WORD else user.has_perm(PRINT_RIGHT))


def may_come(user: Any) -> bool:
    return may_take(user, Intake.Sort.WORD) or may_take(user, Intake.Sort.PRINT)


def seen_by(user: Any) -> QuerySet[Intake]:
    """The intakes that `user` may open: an editor all of them, an author those that the author brought."""
    if user.has_perm(PRINT_RIGHT):
        return Intake.objects.all()
    return Intake.objects.filter(person=user, sort=Intake.Sort.WORD)


def one_of(request: HttpRequest, pk: int) -> Intake:
    """The intake of that number for this person; 404 for any other."""
    if not may_come(request.user):
        raise NotYours(PRINT_RIGHT)
    return get_object_or_404(seen_by(request.user).select_related("issue", "person"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """The drop page; a POST of `files` stages them. With Accept: application/json one answer a file, for the progress."""
    if not may_come(request.user):
        raise NotYours(PRINT_RIGHT)
    if request.method == "POST":
        lines = _dropped(request)
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"lines": lines})
        intakes = {line["intake"] for line in lines if line["intake"]}
        if len(intakes) == 1 and not any(line["bad"] for line in lines):
            return HttpResponseRedirect(reverse("intake_sheet", args=intakes))
        return _door(request, lines)
    return _door(request, [])


def _door(request: HttpRequest, lines: list[dict[str, Any]]) -> HttpResponse:
    waiting = seen_by(request.user).filter(~Q(staged={})).select_related("issue", "person").defer("text")
    context = {
        **admin.site.each_context(request),
        "title": _("收稿"),
        "lines": lines,
        "most": MOST,
        "sections": Section.objects.offered(),
        "issues": Issue.objects.filter(published_at__isnull=True)[:SHOWN],
        "open": waiting.filter(state=Intake.State.OPEN)[:SHOWN],
        "taken": waiting.filter(state=Intake.State.TAKEN)[:SHOWN],
        "print": may_take(request.user, Intake.Sort.PRINT),
        "word": may_take(request.user, Intake.Sort.WORD),
    }
    return TemplateResponse(request, "desk/intake_door.html", context)


def _dropped(request: HttpRequest) -> list[dict[str, Any]]:
    """One line a file: {name, intake: number or None, address, said, bad}."""
    files = request.FILES.getlist("files")
    if not files:
        return [_line("", said=_("还没有选文件，选好再收。"), bad=True)]
    if len(files) > MOST:
        return [_line("", said=_("一次最多选{most}个文件，分几次收。").format(most=MOST), bad=True)]
    try:
        year, month = issue_wished(request.POST.get("issue", "")) or (None, None)
    except IntakeError as error:
        return [_line("", said=str(error), bad=True)]
    wishes = Wishes(year, month, request.POST.get("section", "")[:40], _joined(request))
    lines = []
    for file in files:
        # One byte over the limit is enough for the refusal, whatever the size of the file.
        lines += _received(request, file.name or "", file.read(MAX_FILE + 1), wishes)
    return lines


def _joined(request: HttpRequest) -> Intake | None:
    """The open intake of this person that further Word files of the same drop join."""
    wanted = request.POST.get("into", "")
    if not (wanted.isdecimal() and len(wanted) < 10):
        return None
    mine = Intake.objects.filter(person=request.user, state=Intake.State.OPEN, sort=Intake.Sort.WORD)
    return mine.filter(pk=wanted).first()


def _received(request: HttpRequest, name: str, data: bytes, wishes: Wishes) -> list[dict[str, Any]]:
    if not may_take(request.user, sort_of(data, name)):
        return [_line(name, said=_("你的账号只能收Word稿件，排版文本请责任编辑来收。"), bad=True)]
    try:
        found = receive(data, name, wishes, timezone.now(), request.user)
    except IntakeError as error:
        return [_line(name, said=str(error), bad=True)]
    lines = [_line(name, said=sentence, bad=True) for sentence in found.refused]
    for intake in found.intakes:
        if intake.sort == Intake.Sort.WORD and intake.person_id == request.user.pk:
            wishes.into = intake
        lines.append(_line(name, intake, said=_told(intake, found)))
    return lines


def _told(intake: Intake, found: Received) -> str:
    asked = [piece for one in found.entries for piece in [*one["remarks"], *one["blocks"]] if piece["unsure"]]
    words = _("读出{entries}篇，存疑{doubts}处，未归位{pile}段。").format(
        entries=len(found.entries), doubts=len(asked), pile=len(intake.staged["pile"])
    )
    return "".join(found.said) or words


def _line(name: str, intake: Intake | None = None, said: str = "", bad: bool = False) -> dict[str, Any]:
    address = reverse("intake_sheet", args=[intake.pk]) if intake else ""
    return {
        "name": name,
        "intake": intake.pk if intake else None,
        "word": bool(intake and intake.sort == Intake.Sort.WORD),
        "address": address,
        "said": said,
        "bad": bad,
    }


@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The source beside what was understood of it."""
    intake = one_of(request, pk)
    if not intake.staged:
        raise Http404(_("这份来稿是用命令收的，没有可校的版面。"))
    context = {**admin.site.each_context(request), **sheet_context(intake, request.user)}
    return TemplateResponse(request, "desk/intake_sheet.html", context)


@require_GET
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A picture that came with the intake, to whoever may open it."""
    found = get_object_or_404(IntakePicture.objects.exclude(name=FILE), pk=number, intake=one_of(request, pk))
    extension = (found.file.name or "").rsplit(".", 1)[-1]
    with found.file.open("rb") as file:
        return HttpResponse(file.read(), content_type=TYPES.get(extension, "application/octet-stream"))


@require_GET
def page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of a PDF as a picture, counted from 0; drawn in a process apart each time it is asked for."""
    kept = get_object_or_404(IntakePicture, name=FILE, intake=one_of(request, pk))
    with kept.file.open("rb") as file:
        data = file.read()
    try:
        drawn = read_apart(data, kept.intake.file_name, PAGE, page=number, width=WIDTH)
    except IntakeError as error:
        raise Http404(str(error)) from error
    return HttpResponse(drawn["pictures"]["page.png"], content_type="image/png")
