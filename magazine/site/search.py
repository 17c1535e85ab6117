"""The search page: the question, what was found, and how to narrow it. The address alone repeats it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from magazine.search.finding import find
from magazine.search.question import LONGEST, Question
from magazine.site.page import open_to, readers, respond


@readers
def search(request: HttpRequest) -> HttpResponse:
    """Six queries for a question, one for none."""
    question = Question.asked(request.GET)
    findings = (
        find(question, request.GET.get("page"), audiences=open_to(request))
        if question.terms and not question.too_long
        else None
    )
    return respond(
        request,
        "site/search.html",
        title=[f"{question.text}", _("检索")] if question.text and not question.too_long else [_("检索")],
        nav="search",
        question=question,
        findings=findings,
        longest=LONGEST,
    )
