"""The desk's pages for 大事 and 之声: entry by entry, and in a row inside their manuscript."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin import ArticleAdmin, RowInline
from articles.conflict import opened
from articles.guarding import SCRIPTS, GuardedAdmin
from articles.models import Article
from articles.permissions import edit_refusal, of_seen, sees
from articles.states import Layout
from articles.workflow import text_changed
from events.forms import EventForm, VoiceForm
from events.models import Event, EventFigure, Voice
from media.admin import thumbnail_with_credit
from media.listing import LongListAdmin, YearListFilter


class EntryInline(RowInline):
    """Entries inside their article, with a link to the page of their own."""

    show_change_link = True

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "text":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class EventInline(EntryInline):
    model = Event
    fields = ["starts_on", "ends_on", "text", "people", "place", "position"]


class VoiceInline(EntryInline):
    model = Voice
    fields = ["text", "speaker", "speaker_title", "source", "position"]


class EventFigureInline(RowInline):
    model = EventFigure
    fields = ["picture", "photo", "caption", "position"]
    readonly_fields = ["picture"]
    autocomplete_fields = ["photo"]
    hide_title = True

    @display(description=gettext_lazy("缩略图"))
    def picture(self, figure) -> str:
        return thumbnail_with_credit(figure.photo) if figure.photo_id else "—"


admin.site.unregister(Article)


@admin.register(Article)
class ManuscriptAdmin(ArticleAdmin):
    """The article's page with the entries that its section's layout is made of; entries that are there always show."""

    def get_inlines(self, request, obj):
        entries = []
        if obj is not None and (obj.section.layout == Layout.CHRONICLE or obj.events.exists()):
            entries.append(EventInline)
        if obj is not None and (obj.section.layout == Layout.VOICES or obj.voices.exists()):
            entries.append(VoiceInline)
        return [*entries, *super().get_inlines(request, obj)]


class EntryAdmin(GuardedAdmin, LongListAdmin, ModelAdmin):
    """One entry on a page of its own. New ones are made inside their article."""

    list_select_related = ["article"]
    list_unseen = ("article__lead", "article__body", "article__notes")
    actions = None
    compressed_fields = False
    change_form_outer_before_template = "desk/entry_panel.html"

    class Media:
        css = {"all": ["desk/desk.css", "desk/writing.css"]}
        js = SCRIPTS

    def get_queryset(self, request):
        return of_seen(super().get_queryset(request), request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request, obj=None) -> bool:
        allowed = super().has_view_permission(request, obj)
        return allowed and (obj is None or sees(request.user, obj.article))

    def has_change_permission(self, request, obj=None) -> bool:
        """A refused save must come back with its words, so a POST is let in as far as the form, which refuses it."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or request.method == "POST" or not edit_refusal(request.user, obj.article)

    def has_delete_permission(self, request, obj=None) -> bool:
        if not super().has_delete_permission(request, obj) or obj is None:
            return False
        return not edit_refusal(request.user, obj.article)

    def get_fieldsets(self, request, obj=None):
        fields = list(self.fields)
        if obj is not None and not self.has_change_permission(request, obj):
            fields.remove("opened_version")
        return [(None, {"fields": fields})]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        entry = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        if entry is not None:
            panel = {"article": entry.article, "refusal": edit_refusal(request.user, entry.article)}
            extra_context = (extra_context or {}) | {"panel": panel}
        return super().change_view(request, object_id, form_url, extra_context)

    def base_of(self, obj, opened_version):
        """Of a manuscript's kept version only this entry's own words matter here."""
        version = opened(obj.article, opened_version)
        kept = [row for row in version.words[self.kept_as] if row["id"] == obj.pk] if version else []
        return kept[0] if kept else None

    def delete_model(self, request, obj):
        article = obj.article
        super().delete_model(request, obj)
        text_changed(article, request.user)


@admin.register(Event)
class EventAdmin(EntryAdmin):
    form = EventForm
    kept_as = "events"
    inlines = [EventFigureInline]
    list_display = ["starts_on", "ends_on", "text", "article"]
    list_filter = [("starts_on", YearListFilter), "article__section"]
    search_fields = ["text", "people", "place"]
    ordering = ["-starts_on", "article_id", "position"]
    fields = [("starts_on", "ends_on"), "text", ("people", "place"), "opened_version"]


@admin.register(Voice)
class VoiceAdmin(EntryAdmin):
    form = VoiceForm
    kept_as = "voices"
    list_display = ["text", "speaker", "speaker_title", "source", "article"]
    list_display_links = ["text"]
    search_fields = ["text", "speaker", "speaker_title", "source"]
    ordering = ["-article_id", "position"]
    fields = ["text", ("speaker", "speaker_title"), "source", "opened_version"]
