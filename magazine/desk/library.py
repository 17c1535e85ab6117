"""The photo library as the whole desk sees it: narrowed by the issue that prints a picture, or by none."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Figure
from events.models import EventFigure
from magazine.models import Issue
from media.admin import PhotoAdmin
from media.models import Photo

NEWEST = 24


class PrintedIn(admin.SimpleListFilter):
    """用在哪一期: in a manuscript, beside an event or on the cover of an issue; or nowhere at all."""

    title = gettext_lazy("用在哪一期")
    parameter_name = "issue"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("none", _("还没有用过")),
            *((issue.name, str(issue)) for issue in Issue.objects.newest_first()[:NEWEST]),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:
        if self.value() == "none":
            return queryset.filter(figures__isnull=True, event_figures__isnull=True, covers__isnull=True)
        if not self.value():
            return queryset
        issue = Issue.objects.named(self.value()).first()
        if issue is None:
            return queryset.none()
        return queryset.filter(printed_in(issue))


def printed_in(issue: Issue) -> Q:
    """Photos in a manuscript of `issue`, beside an event of one, or on its cover; each once."""
    # Asked for from the side of the issue: joined to the photos, each of twenty years would be looked at.
    figures = Figure.objects.filter(article__slot__issue=issue).values("photo")
    beside = EventFigure.objects.filter(event__article__slot__issue=issue).values("photo")
    return Q(pk__in=figures) | Q(pk__in=beside) | Q(pk=issue.cover_id)


admin.site.unregister(Photo)


@admin.register(Photo)
class LibraryAdmin(PhotoAdmin):
    """The library with the filter that only this floor knows how to ask."""

    list_filter = [PrintedIn, *PhotoAdmin.list_filter]
