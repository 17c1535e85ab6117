"""The page from which a whole issue goes to a WeChat official account."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from magazine.exports import wechat, wechat_issue
from magazine.ledgers.views import door
from magazine.models import Issue, Magazine


@door("magazine.export_issue")
def wechat_issue_page(request: HttpRequest, name: str) -> HttpResponse:
    """The issue `name` for an account: contents card, the whole in one, and the way to each article. 409 with a
    sentence while nothing in it is signed.
    """
    issue = get_object_or_404(Issue.objects.named(name))
    if issue.name != name:
        raise Http404
    magazine = Magazine.current()
    found = wechat_issue.issue_message(issue, magazine.name, request.build_absolute_uri)
    if not found.pieces:
        sentence = _("{issue}还没有定稿的稿件，终审通过以后再做公众号图文。").format(issue=issue)
        context = {"magazine": magazine, "sentence": sentence, "head": {"title": ""}}
        return TemplateResponse(request, "exports/refused.html", context, status=409)
    context = {
        **admin.site.each_context(request),
        "title": _("{issue}公众号图文").format(issue=issue),
        "message": found,
        "preview": wechat.preview(found),
    }
    return TemplateResponse(request, "exports/wechat_issue.html", context)
