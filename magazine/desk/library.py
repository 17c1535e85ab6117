"""The photo library as the whole desk sees it: narrowed by the issue that prints a picture, or by none."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
        within = (
            Q(figures__article__slot__issue=issue)
            | Q(event_figures__event__article__slot__issue=issue)
            | Q(covers=issue)
        )
        return queryset.filter(pk__in=Photo.objects.filter(within).values("pk"))


admin.site.unregister(Photo)


@admin.register(Photo)
class LibraryAdmin(PhotoAdmin):
    """The library with the filter that only this floor knows how to ask."""

    list_filter = [PrintedIn, *PhotoAdmin.list_filter]
    date_hierarchy = "taken_on"
