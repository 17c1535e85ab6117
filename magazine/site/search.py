"""The search page: the question, what was found, and how to narrow it. The address alone repeats it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from magazine.search.finding import find
from magazine.search.question import LONGEST, Question
from magazine.site.page import open_to, readers, respond


@readers
def search(request: HttpRequest) -> HttpResponse:
    """Six queries for a question, one for none."""
    question, findings = Question.asked(request.GET), None
    if question.terms and not question.too_long:
        page, audiences = request.GET.get("page"), open_to(request)
        findings = find(question, page, audiences=audiences)
        # Marks around a word are meant as marks of the text first: “夜校” is found where it is printed so.
        if not findings.total and (bare := question.bare) != question:
            again = find(bare, page, audiences=audiences)
            if again.total:
                question, findings = bare, again
    return respond(
        request,
        "site/search.html",
        title=[f"{question.text}", _("检索")] if question.text and not question.too_long else [_("检索")],
        nav="search",
        question=question,
        findings=findings,
        longest=LONGEST,
    )
