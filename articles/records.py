"""The desk's pages for what the product itself writes down: 审次, 定稿, 改稿记录. Read by many, changed by nobody."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles.models import Edit, Release, Review
from articles.people import person_name
from articles.permissions import of_seen
from media.listing import LongListAdmin, YearListFilter


class RecordAdmin(LongListAdmin, ModelAdmin):
    """A record that the product itself writes: everybody may read it who has the right, nobody changes it."""

    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Review)
class ReviewAdmin(RecordAdmin):
    list_display = ["article", "stage", "verdict", "who", "at"]
    list_filter = ["stage", "verdict", ("at", YearListFilter)]
    ordering = ["-at", "-pk"]
    list_unseen = ("text", "article__lead", "article__body", "article__notes")
    list_select_related = ["article", "reviewer"]
    search_fields = ["article__title", "opinion"]
    fields = ["article", "stage", "verdict", "opinion", "who", "at"]
    readonly_fields = ["who"]

    def get_queryset(self, request):
        return of_seen(super().get_queryset(request), request.user)

    @display(description=gettext_lazy("经办人"))
    def who(self, review) -> str:
        return person_name(review.reviewer)


@admin.register(Release)
class ReleaseAdmin(RecordAdmin):
    list_display = ["full_title", "number", "made_at", "signers", "character_count"]
    list_filter = ["layout", ("made_at", YearListFilter)]
    ordering = ["-made_at", "-pk"]
    list_unseen = ("lead", "body_html", "plain_text", "notes", "photos", "events", "voices")
    search_fields = ["title", "kicker", "bylines__name"]
    fields = ["article", "number", "made_at", "kicker", "title", "subtitle", "rubric", "lead", "text", "signers"]
    readonly_fields = ["text", "signers"]

    def get_queryset(self, request):
        return of_seen(super().get_queryset(request), request.user)

    @display(description=gettext_lazy("标题"), ordering="title")
    def full_title(self, release) -> str:
        return release.full_title

    @display(description=gettext_lazy("签字"))
    def signers(self, release) -> str:
        return "　".join(f"{signed['stage']}{signed['name']}" for signed in release.signatures)

    @display(description=gettext_lazy("定稿文字"))
    def text(self, release) -> SafeString:
        return format_html(
            '<div class="desk-reading">{}</div>',
            format_html_join("", "<p>{}</p>", ((line,) for line in release.plain_text.split("\n"))),
        )


@admin.register(Edit)
class EditAdmin(RecordAdmin):
    list_display = ["article", "version", "who", "at"]
    list_select_related = ["article", "editor"]
    list_unseen = ("article__lead", "article__body", "article__notes")
    search_fields = ["article__title"]
    fields = ["article", "version", "who", "at"]
    readonly_fields = ["who"]

    def get_queryset(self, request):
        return of_seen(super().get_queryset(request), request.user)

    @display(description=gettext_lazy("改稿人"))
    def who(self, edit) -> str:
        return person_name(edit.editor)
