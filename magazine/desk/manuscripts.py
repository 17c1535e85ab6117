"""The page where Word manuscripts come in: several files, a section, and one line of result for each."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Section
from magazine.intake.word.drafts import Report, receive
from magazine.intake.word.package import MAX_FILE

MOST = 20


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """The form, and after a POST what became of each file. 403 without the right to add manuscripts and pictures."""
    if not request.user.has_perms(["articles.add_article", "media.add_photo"]):
        raise PermissionDenied
    files = request.FILES.getlist("files")
    wanted = request.POST.get("section", "")
    section = Section.objects.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 10 else None
    report, missing = None, ""
    if request.method == "POST":
        missing = _missing(files, section)
        if section is not None and not missing:
            report = _received(request, files, section)
    context = {
        **admin.site.each_context(request),
        "title": _("收Word稿件"),
        "sections": Section.objects.offered(),
        "section": section,
        "report": report,
        "missing": missing,
        "most": MOST,
    }
    return TemplateResponse(request, "desk/manuscripts.html", context)


def _missing(files: list[Any], section: Section | None) -> str:
    if not files:
        return _("还没有选文件，选好再收。")
    if len(files) > MOST:
        return _("一次最多选{most}个文件，分几次收。").format(most=MOST)
    return "" if section else _("还没有选栏目，选好再收。")


def _received(request: HttpRequest, files: list[Any], section: Section) -> Report:
    # One byte over the limit is enough for the refusal, whatever the size of the file.
    read = ((file.name or "", file.read(MAX_FILE + 1)) for file in files)
    return receive(read, section, at=timezone.now(), by=request.user)
