"""修改建议 on the review page: accepted one by one or all at once, or turned down."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import suggesting
from articles.models import Comment
from articles.restoring import will_fall
from articles.states import Outcome
from articles.workflow import Refused
from magazine.desk.review import article_or_404, at, back, comment_or_404, inform, tell
from magazine.desk.sheet import sheet
from magazine.telling import decided


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the posted `suggestion` of article `pk`, or without one all that wait, against `opened_version`."""
    article = article_or_404(request, pk)
    only, opened = request.POST.get("suggestion", ""), request.POST.get("opened_version", "")
    if not opened.isdecimal() or len(opened) > 9 or (only and not (only.isdecimal() and len(only) < 10)):
        raise Http404
    falls = will_fall(article)
    try:
        came = suggesting.accept(article, request.user, int(opened), sheet, int(only) if only else None)
    except Refused as refused:
        tell(request, refused.reasons)
        return back(request, article)
    said = _("已采纳{count}条建议，存为第{version}稿。").format(count=came.taken, version=came.version)
    messages.success(request, said + falls)
    taken = Comment.objects.filter(article=article, outcome=Outcome.ACCEPTED, version=came.version)
    inform(request, decided(taken.select_related("person", "resolved_by", "article")))
    for reason in came.left:
        messages.warning(request, reason)
    return back(request, article)


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn the suggestion `pk` down."""
    found = comment_or_404(request, pk)
    try:
        suggesting.reject(found, request.user)
    except Refused as refused:
        tell(request, refused.reasons)
    else:
        found.refresh_from_db()
        inform(request, decided([found]))
    return at(found)
