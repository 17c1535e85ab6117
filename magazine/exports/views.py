"""The doors by which an issue leaves the desk as a file: its contents, and the whole of it as a book."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from magazine.contents import contents
from magazine.exports import FORMATS, epub, file_name
from magazine.models import Issue, Magazine


@require_safe
@never_cache
@login_required(login_url="admin:login")
@permission_required("magazine.export_issue", raise_exception=True)
def download(request: HttpRequest, name: str, fmt: str) -> HttpResponse:
    """The contents of the issue `name` (YYYY-NN) in any state as a file; 404 for another issue or format."""
    issue = get_object_or_404(Issue.objects.named(name))
    if fmt not in FORMATS or issue.name != name:
        raise Http404
    found = contents(issue)
    response = HttpResponse(FORMATS[fmt].write(found), content_type=FORMATS[fmt].content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name(found, fmt))
    return response


@require_safe
@never_cache
@login_required(login_url="admin:login")
@permission_required("magazine.export_issue", raise_exception=True)
def download_book(request: HttpRequest, name: str) -> HttpResponse:
    """The issue `name` as EPUB; 409 with the sentence that says what is missing while a release is not pinned."""
    issue = get_object_or_404(Issue.objects.named(name))
    if issue.name != name:
        raise Http404
    try:
        data = epub.write(issue)
    except epub.Unreleased as missing:
        context = {"magazine": Magazine.current(), "sentence": str(missing), "head": {"title": ""}}
        return render(request, "exports/refused.html", context, status=409)
    response = HttpResponse(data, content_type=epub.CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=epub.file_name(issue))
    return response
