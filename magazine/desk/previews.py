"""预览链接: the links of one issue, who used them, what was said and who agreed."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.signers import demand
from articles.workflow import Refused
from magazine import previewing
from magazine.desk.review import tell
from magazine.models import Issue, PreviewConsent, PreviewLink, PreviewRemark


def _issue_or_404(request: HttpRequest, pk: int) -> Issue:
    demand(request.user, "magazine.view_previewlink")
    return get_object_or_404(Issue, pk=pk)


def _shown(request: HttpRequest, issue: Issue, secret: str = "") -> HttpResponse:
    now = timezone.now()
    as_it_is = previewing.fingerprint(issue)
    consents = PreviewConsent.objects.filter(link__issue=issue).select_related("link").order_by("-at")
    context = {
        **admin.site.each_context(request),
        "title": _("{issue}预览").format(issue=issue),
        "issue": issue,
        "links": [(link, link.revoked_at is None and link.expires_at > now)
                  for link in issue.preview_links.select_related("made_by", "revoked_by")],
        "remarks": PreviewRemark.objects.filter(link__issue=issue).select_related("link", "slot", "resolved_by")
        .order_by("resolved_at", "-at"),
        "consents": [(one, one.fingerprint == as_it_is) for one in consents],
        "secret": request.build_absolute_uri(reverse("preview", args=[secret])) if secret else "",
    }  # fmt: skip
    return TemplateResponse(request, "desk/previews.html", context)


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Every link of the issue, every remark and consent that came through them."""
    return _shown(request, _issue_or_404(request, pk))


@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link, for whom and for how many days. Its address is on the answer and nowhere else, ever."""
    issue = _issue_or_404(request, pk)
    days = request.POST.get("days", "")
    try:
        secret = previewing.make(
            issue, request.POST.get("label", ""), int(days) if days.isdecimal() and len(days) < 4 else 0, request.user
        )[1]
    except Refused as refused:
        tell(request, refused.reasons)
        return HttpResponseRedirect(reverse("previews", args=[pk]))
    return _shown(request, issue, secret)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the link `pk`."""
    link = get_object_or_404(PreviewLink, pk=pk)
    _issue_or_404(request, link.issue_id)
    try:
        previewing.revoke(link, request.user)
    except Refused as refused:
        tell(request, refused.reasons)
    else:
        messages.success(request, _("链接已撤销，再也打不开。"))
    return HttpResponseRedirect(reverse("previews", args=[link.issue_id]))


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the remark `pk` as dealt with, or with the posted `reopen` as open again."""
    remark = get_object_or_404(PreviewRemark.objects.select_related("link"), pk=pk)
    _issue_or_404(request, remark.link.issue_id)
    demand(request.user, "magazine.change_previewlink")
    done = "reopen" not in request.POST
    remark.resolved_at, remark.resolved_by = (timezone.now(), request.user) if done else (None, None)
    remark.save(update_fields=["resolved_at", "resolved_by"])
    return HttpResponseRedirect(f"{reverse('previews', args=[remark.link.issue_id])}#remark-{pk}")
