"""The desk's pages for manuscripts."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.models import Tag
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import display

from articles import body, telling
from articles.forms import ArticleForm, OrderedFormSet, RowChoice, RowForm
from articles.guarding import SCRIPTS, GuardedAdmin
from articles.house import AuthorAdmin  # noqa: F401  its pages are registered by being read
from articles.models import Article, Byline, Figure
from articles.panel import buttons, chain, done
from articles.past import HistoryAdmin
from articles.people import person_name
from articles.permissions import edit_refusal, read_ahead, sees, way
from articles.proofs import standings
from articles.records import RecordAdmin  # noqa: F401  its pages are registered by being read
from articles.states import State, Verdict, moves
from articles.strip import strip
from articles.views import here_view, keep_view
from articles.workflow import Refused, move
from media.admin import thumbnail, thumbnail_with_credit
from media.listing import LongListAdmin
from media.models import Photo

admin.site.unregister(Tag)


def without_links(field: Any) -> Any:
    """A choice without the small buttons beside it, which Tab does not reach."""
    for button in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
        setattr(field.widget, button, False)
    return field


class RowInline(TabularInline):
    """Rows in an order, moved by their handle or by 上移 and 下移; whoever may edit the article may edit them."""

    form = RowForm
    formset = OrderedFormSet
    ordering_field = "position"
    hide_ordering_field = True
    ordering = ["position", "pk"]
    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_links(field) if field is not None and db_field.many_to_one else field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", RowChoice(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request):
        """With what each row points to: otherwise every row would ask for it."""
        rows = super().get_queryset(request)
        return rows.select_related(*self.autocomplete_fields) if self.autocomplete_fields else rows

    def _open(self, request, owner) -> bool:
        """`owner` is the article, or an entry of one."""
        return owner is None or not edit_refusal(request.user, getattr(owner, "article", owner))

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(request, obj) and self._open(request, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and self._open(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and self._open(request, obj)


class BylineInline(RowInline):
    model = Byline
    fields = ["author", "role", "affiliation", "position"]
    autocomplete_fields = ["author"]
    hide_title = True

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "affiliation":
            # The row has no head of its own above it.
            field.widget.attrs["placeholder"] = field.label
        return field


class FigureInline(RowInline):
    model = Figure
    fields = ["picture", "photo", "caption", "alt", "planned_width", "position"]
    readonly_fields = ["picture"]
    autocomplete_fields = ["photo"]
    hide_title = True

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and field.help_text:
            # On a wide screen the row has no head that would carry its hints.
            field.widget.attrs["title"] = field.help_text
            if db_field.name == "caption":
                field.widget.attrs["placeholder"] = field.help_text
        return field

    @display(description=gettext_lazy("缩略图"))
    def picture(self, figure) -> SafeString | str:
        return thumbnail_with_credit(figure.photo) if figure.photo_id else "—"


STATE_COLOURS = {
    State.DRAFT: "default",
    State.FIRST: "primary",
    State.SECOND: "primary",
    State.FINAL: "primary",
    State.RELEASED: "success",
}


@admin.register(Article)
class ArticleAdmin(GuardedAdmin, HistoryAdmin, LongListAdmin, ModelAdmin):
    """The manuscript: its words, its rows, its way. State is shown, never a field."""

    form = ArticleForm
    preview_door = "article_preview"
    picture = staticmethod(thumbnail_with_credit)
    inlines = [BylineInline, FigureInline]
    list_display = ["full_title", "section", "writers", "state_label", "place", "changed_at"]
    list_filter = ["state", "section"]
    list_select_related = ["section", "slot__issue"]
    list_unseen = ("lead", "body", "notes")
    list_brings = ("bylines__author",)
    search_fields = ["title", "kicker", "subtitle", "bylines__author__name"]
    actions = None
    compressed_fields = False
    change_form_outer_before_template = "desk/article_panel.html"
    change_form_outer_after_template = "desk/article_side.html"
    # The page puts the bylines between the two: templates/admin/articles/article/change_form.html.
    fieldsets = [
        (None, {"fields": [("section", "kicker", "rubric"), "title", "subtitle"]}),
        (None, {"fields": ["lead", "body", "notes", ("source", "funding_note"), "tags", "opened_version"]}),
    ]

    class Media:
        css = {"all": ["desk/desk.css", "desk/writing.css"]}
        js = [*SCRIPTS, "desk/preview.js", "desk/bylines.js"]

    # --- Who sees and changes what -----------------------------------------------------------------------------
    def get_queryset(self, request):
        return super().get_queryset(request).seen_by(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        allowed = super().has_view_permission(request, obj)
        return allowed and (obj is None or sees(request.user, obj))

    def has_change_permission(self, request, obj=None) -> bool:
        """A refused save must come back with its words, so a POST is let in as far as the form, which refuses it."""
        if not super().has_change_permission(request, obj) or obj is None:
            return super().has_change_permission(request, obj)
        return self.has_view_permission(request, obj) and (
            request.method == "POST" or not edit_refusal(request.user, obj)
        )

    def has_delete_permission(self, request, obj=None) -> bool:
        """Only a draft that nobody has worked on: whatever has a history stays."""
        if obj is None:
            return False
        untouched = obj.state == State.DRAFT and not obj.reviews.exists() and not obj.edits.exists()
        return super().has_delete_permission(request, obj) and untouched

    # --- The page ------------------------------------------------------------------------------------------------
    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_links(field) if field is not None and db_field.many_to_one else field

    def get_fieldsets(self, request, obj=None):
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [
            (
                title,
                {
                    "fields": [
                        "body_as_read" if row == "body" else row for row in part["fields"] if row != "opened_version"
                    ]
                },
            )
            for title, part in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["body_as_read"]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        rows = self.get_queryset(request).select_related("section", "slot__issue", "created_by")
        article = rows.filter(pk=object_id).first() if object_id.isdecimal() else None
        if article is not None:
            request.desk_opened = article
            slot = getattr(article, "slot", None)
            if request.method == "GET":
                read_ahead(article)
            reviews = way(article)
            extra_context = (extra_context or {}) | {
                "panel": {
                    "article": article,
                    "refusal": edit_refusal(request.user, article),
                    "buttons": buttons(request.user, article),
                    "chain": chain(article, reviews),
                    "strip": strip(article, reviews, standings([article.pk])[article.pk]),
                    "slot": slot,
                    "issue": slot.issue if slot else None,
                    "writer": person_name(article.created_by) if article.created_by else "",
                }
            }
        return super().change_view(request, object_id, form_url, extra_context)

    def get_object(self, request, object_id, from_field=None):
        """A page that is only looked at reads its manuscript once; whoever saves reads it under the lock."""
        opened = getattr(request, "desk_opened", None)
        if request.method != "POST" and opened is not None and str(opened.pk) == object_id:
            request.desk_state = opened.state
            return opened
        return super().get_object(request, object_id, from_field)

    # --- Saving --------------------------------------------------------------------------------------------------
    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        article = form.instance
        self._tell_of_photos_moved_out(request, article, body.photo_ids(form.initial.get("body") or ""))

    def _tell_of_photos_moved_out(self, request, article, before: list[int]) -> None:
        """A photo taken out of the text stays a figure of the article: nothing is lost by a stroke of a key."""
        now = body.photo_ids(article.body)
        for photo in Photo.objects.filter(pk__in=[pk for pk in before if pk not in now], figures__article=article):
            messages.info(request, _("图片“{photo}”已移出正文，仍在配图中。").format(photo=photo))

    # --- The way -------------------------------------------------------------------------------------------------
    def get_urls(self):
        inside = self.admin_site.admin_view
        return [
            path("<int:object_id>/move/", inside(self.move_view), name="articles_article_move"),
            path("<int:object_id>/here/", inside(here_view), name="articles_article_here"),
            path("keep/", inside(keep_view), name="articles_article_keep"),
            *super().get_urls(),
        ]

    def move_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Give a verdict; the answer is a message on the article's page, each reason one if it was refused."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.get_queryset(request).filter(pk=object_id).first()
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        verdict, opinion = request.POST.get("verdict", ""), request.POST.get("opinion", "")
        if verdict not in Verdict.values:
            raise Http404
        step = moves().get((verdict, article.state))
        try:
            move(article, verdict, by=request.user, opinion=opinion, read=request.POST.get("read", ""))
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, done(step))
            for sentence in telling.sentences(article):
                messages.info(request, sentence)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[object_id]))

    # --- Columns -------------------------------------------------------------------------------------------------
    @display(description=gettext_lazy("标题"), ordering="title")
    def full_title(self, article) -> str:
        return str(article)

    @display(description=gettext_lazy("署名"))
    def writers(self, article) -> str:
        return "、".join(byline.author.name for byline in article.bylines.all()) or "—"

    @display(description=gettext_lazy("状态"), ordering="state", label=STATE_COLOURS)
    def state_label(self, article):
        return article.state, article.get_state_display()

    @display(description=gettext_lazy("所在期"))
    def place(self, article) -> str:
        slot = getattr(article, "slot", None)
        return str(slot.issue) if slot else _("稿库")

    @display(description=gettext_lazy("正文"))
    def body_as_read(self, article) -> SafeString:
        """The body for whoever may only read it, its photos in their places."""
        photos = Photo.objects.in_bulk(body.photo_ids(article.body))

        def figure(match) -> str:
            photo = photos.get(int(match.group(1)))
            if photo is None:
                return ""
            words = f"{photo.caption}（{photo.credit}）" if photo.credit else photo.caption
            return format_html("<figure>{}<figcaption>{}</figcaption></figure>", thumbnail(photo, 480), words)

        html = body.PHOTO_FIGURE.sub(figure, body.clean(article.body))
        return format_html('<div class="desk-reading">{}</div>', mark_safe(html))  # noqa: S308  cleaned just above
