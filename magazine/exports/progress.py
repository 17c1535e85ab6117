"""The doors of a long export: start, look how far it is, cancel, take the file."""

from django.contrib import admin, messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.people import person_name
from articles.workflow import Refused
from magazine.exports import jobs
from magazine.exports.views import exporters, named_issue
from magazine.exports.whole import WHOLE
from magazine.models import Export
from magazine.states import Making


def _export(number: int) -> Export:
    return get_object_or_404(Export.objects.select_related("issue", "person"), pk=number)


@require_POST
@exporters
def start(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Begin to make the whole issue `name` as `form`; back to where one sees how far it is, or why it cannot be made."""
    issue = named_issue(name)
    if form not in WHOLE:
        raise Http404
    try:
        export = jobs.start(issue, form, request.user)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return HttpResponseRedirect(reverse("issue_exports", args=[issue.name]))
    return HttpResponseRedirect(reverse("export", args=[export.pk]))


@require_safe
@exporters
def export(request: HttpRequest, number: int) -> HttpResponse:
    """How far export `number` is; the page asks again by itself, or by its link where there is no script."""
    found = _export(number)
    context = {
        **admin.site.each_context(request),
        "title": str(found),
        "export": found,
        "who": person_name(found.person),
        "silent": found.is_silent(),
    }
    return TemplateResponse(request, "desk/export.html", context)


@require_safe
@exporters
def status(request: HttpRequest, number: int) -> HttpResponse:
    """{making, progress, said} of export `number`; `making` is `running`, `done`, `failed` or `cancelled`."""
    found = _export(number)
    making = Making.FAILED.value if found.is_silent() else found.making
    return JsonResponse({"making": making, "progress": found.progress, "said": found.said})


@require_POST
@exporters
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Stop export `number`; what is finished stays finished."""
    found = _export(number)
    jobs.cancel(found)
    found.refresh_from_db()
    if found.making == Making.CANCELLED:
        messages.success(request, _("已取消，没有留下文件。"))
    else:
        messages.info(request, _("这一份已经做完，不用取消。"))
    return HttpResponseRedirect(reverse("export", args=[found.pk]))


@require_safe
@exporters
def export_file(request: HttpRequest, number: int) -> FileResponse:
    """The file of export `number`; 404 where none was made, or a week has passed."""
    found = _export(number)
    if not found.file.name or not found.file.storage.exists(found.file.name) or found.form not in WHOLE:
        raise Http404
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type=WHOLE[found.form].content_type,
    )
