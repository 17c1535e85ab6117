"""The desk's pages of a manuscript's history: its moments, two versions compared, and going back to one."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from articles.history import Moment, compared, folded, moments, words_of
from articles.models import Article
from articles.permissions import edit_refusal
from articles.restoring import restore, will_fall
from articles.workflow import Refused
from media.models import Photo


class HistoryAdmin:
    """Mixin of the article's admin: history in words in place of Django's, and the door back."""

    admin_site: Any
    opts: Any
    media: Any
    get_queryset: Any
    has_view_permission: Any
    picture: Any  # a photo → how the desk shows it

    def get_urls(self):
        door = self.admin_site.admin_view(self.restore_view)
        return [path("<int:object_id>/restore/", door, name="articles_article_restore"), *super().get_urls()]

    def _seen(self, request: HttpRequest, object_id: str) -> Article:
        pk = unquote(str(object_id))
        article = self.get_queryset(request).filter(pk=pk if pk.isdecimal() else None).first()
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def history_view(self, request, object_id, extra_context=None):
        """`?from=3&to=7` compares; by default the newest version with the one before it."""
        article = self._seen(request, object_id)
        found = moments(article)
        choices = _choices(article, found)
        old, new = _asked(request, [number for number, _label in choices])
        before, after = words_of(article, old), words_of(article, new)
        rows = compared(before, after) if before and after else []
        photos = Photo.objects.in_bulk([pk for row in rows for pk, _gone, _new in row.photos])
        context = {
            **self.admin_site.each_context(request),
            "title": _("历史"),
            "opts": self.opts,
            "object": article,
            "media": self.media,
            "moments": [(row, people(row)) if isinstance(row, list) else (row, "") for row in folded(found)],
            "choices": choices,
            "old": old,
            "new": new,
            "rows": [(row, self._pictures(row.photos, photos)) for row in rows],
            "refusal": edit_refusal(request.user, article),
            "falls": will_fall(article),
        }
        return TemplateResponse(request, "desk/history.html", context | (extra_context or {}))

    def _pictures(self, found: list[tuple[int, bool, bool]], photos: dict[int, Photo]) -> list[tuple]:
        return [(self.picture(photos[pk]), gone, new) for pk, gone, new in found if pk in photos]

    def restore_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """POST `number` and `opened_version`: that version's words become the newest one."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self._seen(request, str(object_id))
        asked = [request.POST.get(name, "") for name in ("number", "opened_version")]
        if not all(digits.isdecimal() and len(digits) < 10 for digits in asked):
            raise Http404
        try:
            missing = restore(article, int(asked[0]), int(asked[1]), request.user)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(reverse("admin:articles_article_history", args=[object_id]))
        for sentence in missing:
            messages.warning(request, sentence)
        article.refresh_from_db()
        messages.success(
            request,
            _("已按第{number}稿恢复，存为第{version}稿。要退回去，在历史里恢复第{last}稿。").format(
                number=asked[0], version=article.version, last=asked[1]
            ),
        )
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[object_id]))


def people(found: list[Moment]) -> str:
    """Who was at it in these moments, each once, the first first."""
    return "、".join(dict.fromkeys(moment.who for moment in reversed(found) if moment.who))


def _choices(article: Article, found: list[Moment]) -> list[tuple[int, str]]:
    """(number, label) of every version that can be compared, newest first; a label names its last milestone."""
    named = {moment.number: moment.what for moment in reversed(found) if moment.milestone and moment.number}
    versions = list(article.versions.select_related("editor").order_by("-number"))
    numbers = [(version.number, timezone.localtime(version.at)) for version in versions]
    if article.version not in [number for number, _at in numbers]:
        numbers.insert(0, (article.version, timezone.localtime(article.changed_at)))
    return [(number, _label(number, at, named.get(number, ""))) for number, at in numbers]


def _label(number: int, at: Any, milestone: str) -> str:
    words = _("第{number}稿　{at}").format(number=number, at=date_format(at, _("Y年n月j日 H:i")))
    return f"{words}　{milestone}" if milestone and number != 1 else words


def _asked(request: HttpRequest, numbers: list[int]) -> tuple[int, int]:
    """The two versions to compare, older first."""
    known = {str(number): number for number in numbers}
    newest = numbers[0]
    new = known.get(request.GET.get("to", ""), newest)
    earlier = [number for number in numbers if number < new]
    old = known.get(request.GET.get("from", ""), earlier[0] if earlier else new)
    return min(old, new), max(old, new)
