"""审读: one page on which a manuscript is read, compared, commented and signed; and the slip (发稿签) that is printed."""

import json
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import comments, mending, proofs, suggesting, telling
from articles.anchors import squash
from articles.changes import Change, bases, changed
from articles.checking import checked, lift, waive
from articles.models import Article, Comment, Release
from articles.panel import buttons, chain, done
from articles.people import person_name
from articles.permissions import edit_refusal, read_ahead, way
from articles.pictures import problems
from articles.pieces import Sheet
from articles.releasing import draft_copy
from articles.restoring import will_fall
from articles.signers import demand
from articles.slip import slip_of
from articles.states import State, Verdict, moves
from articles.strip import strip
from articles.workflow import Refused, move, unready
from magazine.desk import typed
from magazine.desk.sheet import sheet
from magazine.telling import mentioned
from media.admin import thumbnail_with_credit
from media.models import Photo


def article_or_404(request: HttpRequest, pk: int) -> Article:
    """The manuscript `pk`, if this person may look at it; 404 as for one that is not there."""
    demand(request.user, "articles.view_article")
    found = Article.objects.seen_by(request.user).select_related("section", "slot__issue", "created_by")
    return get_object_or_404(found, pk=pk)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The page. `?since=` names the signature or release that the text is compared with."""
    article = article_or_404(request, pk)
    read_ahead(article)
    copy = draft_copy(article, timezone.now())
    page = sheet(article, copy)
    talks = comments.talks(article, page.words)
    since = bases(article, request.user)
    base = next((one for one in since if one.key == request.GET.get("since")), since[0] if since else None)
    open_talks = [talk for talk in talks if talk.comment.resolved_at is None]
    suggestions = sum(talk.comment.proposal is not None for talk in open_talks)
    found = _checks(article, copy, page)
    pressed = buttons(request.user, article)
    reviews, standing = way(article), proofs.standings([article.pk])[article.pk]
    context = {
        **admin.site.each_context(request),
        "title": _("审读：{title}").format(title=article),
        "article": article,
        "text": page.html,
        "places": json.dumps({talk.comment.pk: _place(talk) for talk in open_talks if talk.place}),
        "open": open_talks,
        "suggestions": suggestions,
        "resolved": [talk for talk in talks if talk.comment.resolved_at is not None],
        "falls": will_fall(article) if suggestions or found["mendable"] else "",
        "may_reject": request.user.has_perm("articles.edit_all_articles") or article.created_by_id == request.user.pk,
        "may_comment": not comments.refusal(request.user, article),
        "bases": since,
        "base": base,
        "changes": _illustrated(changed(base, copy)) if base else None,
        **found,
        # Said from the first: a permission that is found wanting at the 终审 costs two signatures.
        "lacking": unready(article) + (problems(article) if article.state != State.RELEASED else []),
        "gaps": proofs.gaps(article, standing) if article.state == State.RELEASED else [],
        "chain": chain(article, reviews),
        "strip": strip(article, reviews, standing),
        "decide": [button for button in pressed if not button.reasons],
        "barred": next((button.reasons for button in pressed if button.reasons), []),
        "opinion": any(button.opinion for button in pressed if not button.reasons),
        "refusal": edit_refusal(request.user, article),
        "writer": person_name(article.created_by) if article.created_by else "",
        "typed": typed.take(request, article),
    }
    return TemplateResponse(request, "desk/review.html", context)


def _checks(article: Article, copy: Release, page: Sheet) -> dict[str, Any]:
    """The findings that are open, those that were let stand, and where the open ones stand in the text."""
    found = checked(article, copy, page)
    checks = [item for item in found if item.waiver is None]
    places = [
        [number, item.place.start, item.place.end, item.finding.severity]
        for number, item in enumerate(checks, start=1)
        if item.place
    ]
    return {
        "checks": checks,
        "waived": [item for item in found if item.waiver],
        "mendable": any(item.mendable for item in checks),
        "findings": json.dumps(places),
    }


def _illustrated(changes: list[Change]) -> list[dict[str, Any]]:
    """The changes with the pictures that they name: one query where there are any."""
    named = {pk for change in changes for pk, _gone, _new in change.photos}
    photos = Photo.objects.in_bulk(named) if named else {}
    return [
        {
            "label": change.label,
            "spans": change.spans,
            "pictures": [
                (thumbnail_with_credit(photos[pk]), gone, new) for pk, gone, new in change.photos if pk in photos
            ],
        }
        for change in changes
    ]


def _place(talk: comments.Talk) -> list[Any]:
    """From where to where the talk's words stand, and what is proposed for them: None where nothing can be put there."""
    assert talk.place is not None  # noqa: S101  (asked for before)
    return [talk.place.start, talk.place.end, talk.comment.proposal if talk.place.exact else None]


def back(request: HttpRequest, article: Article) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("review", args=[article.pk]))


def tell(request: HttpRequest, reasons: list[str]) -> None:
    for reason in reasons:
        messages.error(request, reason)


@require_POST
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the posted `verdict` with the posted `opinion` on the text of the posted fingerprint `read`."""
    article = article_or_404(request, pk)
    given = request.POST.get("verdict", "")
    if given not in Verdict.values:
        raise Http404
    step = moves().get((given, article.state))
    try:
        read = request.POST.get("read", "") or "-"  # nobody signs here without having had a text on the screen
        move(article, given, by=request.user, opinion=request.POST.get("opinion", ""), read=read)
    except Refused as refused:
        tell(request, refused.reasons)
        typed.keep(request, article, "opinion")
    else:
        messages.success(request, done(step))
        for sentence in telling.sentences(article):
            messages.info(request, sentence)
    return back(request, article)


@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment on the posted words `quote`, of several the ones nearest to `near` (a place in the squashed text).

    With `suggest`, or where the posted `proposal` says something else, it is a suggestion to put that in their place.
    """
    article = article_or_404(request, pk)
    posted = request.POST
    near = posted.get("near", "")
    place = int(near) if near.isdecimal() and len(near) < 9 else 0
    quote, text, page = posted.get("quote", "")[:2000], posted.get("text", ""), sheet(article)
    proposal = posted.get("proposal", "")
    # The page fills in the words themselves, to be changed; whoever did change them meant it, whichever button they took.
    meant = "suggest" in posted or squash(proposal) not in ("", squash(quote))
    try:
        if meant:
            made = suggesting.propose(article, request.user, proposal, page, quote, place, text)
        else:
            made = comments.write(article, request.user, text, page.words, quote, place)
    except Refused as refused:
        tell(request, refused.reasons)
        typed.keep(request, article, "quote", "text", "proposal", "near")
        return back(request, article)
    inform(request, mentioned(made))
    return at(made)


def inform(request: HttpRequest, sentences: list[str]) -> None:
    """Who was told, on the next page."""
    for sentence in sentences:
        messages.info(request, sentence)


def at(talk: Comment) -> HttpResponseRedirect:
    """To the talk, on the review page."""
    return HttpResponseRedirect(f"{reverse('review', args=[talk.article_id])}#comment-{talk.pk}")


def comment_or_404(request: HttpRequest, pk: int) -> Comment:
    found = get_object_or_404(Comment.objects.filter(parent__isnull=True), pk=pk)
    article_or_404(request, found.article_id)
    return found


@require_POST
def comment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer under the comment `pk`."""
    found = comment_or_404(request, pk)
    try:
        made = comments.answer(found, request.user, request.POST.get("text", ""))
    except Refused as refused:
        tell(request, refused.reasons)
        typed.keep(request, found.article, answer=request.POST.get("text", ""), answered=str(found.pk))
    else:
        inform(request, mentioned(made))
    return at(found)


@require_POST
def comment_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Resolve the comment `pk`, or with the posted `reopen` open it again."""
    found = comment_or_404(request, pk)
    try:
        comments.resolve(found, request.user, done="reopen" not in request.POST)
    except Refused as refused:
        tell(request, refused.reasons)
    return at(found)


@require_POST
def finding_waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a finding stand, with the posted reason."""
    article = article_or_404(request, pk)
    posted = request.POST
    reasons = waive(article, posted.get("rule", ""), posted.get("quote", ""), posted.get("reason", ""), request.user)
    tell(request, reasons)
    if not reasons and posted.get("reason", "").strip():
        messages.success(request, _("已放行，理由记在稿件里。"))
    elif not reasons:
        words = posted["quote"][:30]
        messages.success(request, _("已忽略，本稿里同样的“{words}”不再提示。").format(words=words))
    return to_finding(request, article)


@require_POST
def finding_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell of a finding again that was let stand."""
    article = article_or_404(request, pk)
    quote = request.POST.get("quote", "")
    reasons = lift(article, request.POST.get("rule", ""), quote, request.user)
    tell(request, reasons)
    if not reasons:
        messages.success(request, _("“{words}”又列入检查。").format(words=quote[:30]))
    return HttpResponseRedirect(reverse("review", args=[article.pk]) + "#checks-title")


@require_POST
def finding_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the words of the posted finding (`rule`, `start` on the sheet) into the text, against `opened_version`."""
    article = article_or_404(request, pk)
    posted = request.POST
    opened, start = posted.get("opened_version", ""), posted.get("start", "")
    if not all(number.isdecimal() and len(number) < 9 for number in (opened, start)):
        raise Http404
    falls = will_fall(article)
    try:
        mend, version = mending.mend(article, request.user, int(opened), sheet, posted.get("rule", ""), int(start))
    except Refused as refused:
        tell(request, refused.reasons)
    else:
        said = _("已采纳：“{wrong}”改为“{right}”，存为第{version}稿。").format(
            wrong=mend.wrong, right=mend.right, version=version
        )
        messages.success(request, said + falls)
    return to_finding(request, article)


def to_finding(request: HttpRequest, article: Article) -> HttpResponseRedirect:
    """Back to the place in the list of findings, where the next one now stands."""
    number = request.POST.get("number", "")
    place = f"#finding-{number}" if number.isdecimal() and len(number) < 5 else ""
    return HttpResponseRedirect(reverse("review", args=[article.pk]) + place)


@require_safe
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """发稿签: the slip of one manuscript, for print."""
    article = article_or_404(request, pk)
    context = {**admin.site.each_context(request), "title": _("发稿签"), "slip": slip_of(article), "article": article}
    return TemplateResponse(request, "desk/review_slip.html", context)
