"""The doors by which an issue leaves the desk as a file: its contents, and the whole of it as a book."""

from django.contrib import admin
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article, Release
from magazine.contents import contents
from magazine.exports import FORMATS, epub, file_name, wechat
from magazine.models import Issue, Magazine, Slot


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
        return _refused(request, str(missing))
    response = HttpResponse(data, content_type=epub.CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=epub.file_name(issue))
    return response


@require_safe
@never_cache
@login_required(login_url="admin:login")
@permission_required("magazine.export_issue", raise_exception=True)
def wechat_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The article `pk` for a WeChat official account, from the release that readers have or else its newest one."""
    slot = Slot.objects.select_related("issue").filter(article=pk).first()
    releases = Release.objects.filter(article=pk).order_by("-number").prefetch_related("bylines")
    pinned = slot.release_id if slot else None
    release = releases.filter(pk=pinned).first() if pinned else releases.first()
    if release is None:
        get_object_or_404(Article, pk=pk)
        return _refused(request, _("这篇稿件还没有定稿，终审通过以后再做成公众号图文。"))
    found = wechat.message(release, Magazine.current().name, slot, request.build_absolute_uri)
    context = {
        **admin.site.each_context(request),
        "title": _("公众号图文"),
        "subtitle": release.full_title,
        "release": release,
        "message": found,
        "preview": wechat.preview(found),
        "limits": {"title": wechat.TITLE, "author": wechat.AUTHOR, "digest": wechat.DIGEST},
    }
    return render(request, "exports/wechat.html", context)


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    context = {"magazine": Magazine.current(), "sentence": sentence, "head": {"title": ""}}
    return render(request, "exports/refused.html", context, status=409)
