"""校样: the proof rounds of one manuscript: begun, marked, ticked and ended on one page; 核红 beside the new text."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import proofs
from articles.anchors import squash
from articles.models import Article, Mark, Proof
from articles.printed import printed
from articles.states import Answer, Round, State
from articles.workflow import Refused
from magazine.desk.review import article_or_404, tell
from magazine.desk.sheet import sheet


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Every round with its marks, the round that comes next, and the text as it is now."""
    article = article_or_404(request, pk)
    following = proofs.next_round(article)
    newest = article.releases.order_by("-number").first()
    words = squash(printed(newest)) if newest else ""
    reasons = proofs.refusals(request.user, article, following)
    if reasons and article.state == State.RELEASED:
        reasons.append(proofs.who_may(article, following))
    context = {
        **admin.site.each_context(request),
        "title": _("校样：{title}").format(title=article),
        "article": article,
        "rounds": _rounds(request.user, article, words),
        "following": Round(following),
        "kinds": _kinds(article, following),
        "reasons": reasons,
        "gaps": proofs.gaps(article),
        "newest": newest,
        "answers": Answer.choices,
        "may_tick": request.user.has_perm("articles.proofread_article")
        or request.user.has_perm("articles.edit_all_articles"),
        "text": sheet(article).html,
    }
    return TemplateResponse(request, "desk/review_proofs.html", context)


def _kinds(article: Article, following: str) -> list[Round]:
    """What may be begun: the next round, and 核红 wherever there is something to check."""
    kinds = [Round(following)]
    if following != Round.CHECK and article.proofs.exists():
        kinds.append(Round.CHECK)
    return kinds


def _rounds(user: Any, article: Article, words: str) -> list[dict[str, Any]]:
    """Newest first. Of each mark whether its words, or their correction, stand in the newest release."""
    rows = []
    for proof in article.proofs.select_related("reader", "release").order_by("-opened_at", "-pk"):
        marks = list(proofs.with_answers(proof.marks.order_by("number")))
        for mark in marks:
            mark.stands = bool(mark.quote) and squash(mark.quote) in words
            mark.corrected = bool(mark.correction) and squash(mark.correction) in words
            mark.answer_label = Answer(mark.answer).label if mark.answer else ""
        rows.append({"proof": proof, "marks": marks, "mine": proof.closed_at is None and proof.reader_id == user.pk,
                     "last": proof.kind != Round.CHECK and proofs.last_round(proof.kind),
                     "left": sum(1 for mark in marks if mark.answer is None)})  # fmt: skip
    return rows


def _back(article_id: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("proofs", args=[article_id]))


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the posted round `kind`."""
    article = article_or_404(request, pk)
    kind = request.POST.get("kind", "")
    if kind not in Round.values:
        raise Http404
    try:
        proofs.begin(article, kind, request.user)
    except Refused as refused:
        tell(request, refused.reasons)
    else:
        messages.success(request, _("已开始{kind}，校出的问题一条条记下来。").format(kind=Round(kind).label))
    return _back(pk)


def _proof_or_404(request: HttpRequest, pk: int) -> Proof:
    proof = get_object_or_404(Proof, pk=pk)
    article_or_404(request, proof.article_id)
    return proof


@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a mark into the round `pk`."""
    proof = _proof_or_404(request, pk)
    fields = {name: request.POST.get(name, "") for name in ("quote", "correction", "remark", "place")}
    try:
        proofs.mark(proof, request.user, **fields)
    except Refused as refused:
        tell(request, refused.reasons)
    return _back(proof.article_id)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the round `pk`."""
    proof = _proof_or_404(request, pk)
    try:
        proofs.close(proof, request.user, request.POST.get("conclusion", ""))
    except Refused as refused:
        tell(request, refused.reasons)
    else:
        messages.success(request, _("{kind}已校完。").format(kind=proof.get_kind_display()))
    return _back(proof.article_id)


@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the mark `pk`: 已改, 未改 or 不改 with its reason."""
    found = get_object_or_404(Mark.objects.select_related("proof"), pk=pk)
    article_or_404(request, found.proof.article_id)
    try:
        proofs.tick(found, request.POST.get("answer", ""), request.user, request.POST.get("reason", ""))
    except Refused as refused:
        tell(request, refused.reasons)
    return HttpResponseRedirect(f"{reverse('proofs', args=[found.proof.article_id])}#mark-{found.pk}")
