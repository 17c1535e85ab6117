"""The photo library of the desk: one by one, many at once, and where each picture is used."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from media.forms import PhotoForm
from media.listing import LongListAdmin, YearListFilter
from media.models import Photo
from media.permission import lacking
from media.renditions import FALLBACK, rendition_url
from media.stale import GuardedAdmin
from media.states import Consent, CreditKind, Minors, Permission


def thumbnail_url(photo: Photo) -> str:
    """The address of the smallest rendition; empty where the file is still to come."""
    return rendition_url(photo.token, photo.widths[0], FALLBACK.extension) if photo.widths else ""


def thumbnail(photo: Photo, width: int = 160) -> str:
    """The picture as the desk shows it, its room kept while it loads, or the words that stand for it."""
    if not photo.widths:
        return format_html('<span class="desk-photo-empty">{}</span>', _("图片待补"))
    return format_html(
        '<img class="desk-thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        thumbnail_url(photo),
        width,
        round(width * photo.height / photo.width) if photo.width else width,
        photo.alt or photo.caption,
    )


def thumbnail_with_credit(photo: Photo) -> str:
    """The picture and, under it, whom it is credited to: what an editor needs beside every use."""
    credit = photo.credit or _("还没有署名")
    return format_html(
        '<span class="desk-pictured">{}<span class="desk-quiet">{}</span></span>', thumbnail(photo, 96), credit
    )


def uses(photo: Photo) -> list[Any]:
    """What the photo stands in, whichever floor it belongs to: the other end of every row that points to it."""
    found = []
    for relation in photo._meta.related_objects:
        if relation.many_to_many or relation.hidden:
            continue
        others = [
            field.name
            for field in relation.related_model._meta.fields
            if field.many_to_one and field.related_model is not Photo and not field.null
        ]
        rows = getattr(photo, relation.get_accessor_name()).select_related(*others[:1])
        found += [getattr(row, others[0]) if others else row for row in rows]
    return list(dict.fromkeys(found))


@admin.register(Photo)
class PhotoAdmin(GuardedAdmin, LongListAdmin, ModelAdmin):
    form = PhotoForm
    list_display = ["picture", "words", "credit_shown", "taken_on", "place", "created_at"]
    list_display_links = ["picture", "words"]
    list_filter = ["credit_kind", "permission", ("taken_on", YearListFilter), "created_at"]
    search_fields = ["caption", "credit_name", "place", "original_name"]
    fields = [
        "original",
        ("focus_x", "focus_y"),
        "caption",
        "alt",
        ("credit_name", "credit_kind"),
        ("taken_on", "place"),
        ("source", "permission"),
        ("consent", "minors"),
    ]
    actions = None
    compressed_fields = False
    change_form_outer_before_template = "desk/photo_panel.html"
    list_before_template = "desk/photo_list_head.html"

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/focus.js"]

    @display(description=gettext_lazy("缩略图"))
    def picture(self, photo: Photo) -> str:
        return thumbnail(photo)

    @display(description=gettext_lazy("图说"), ordering="caption")
    def words(self, photo: Photo) -> str:
        return photo.caption or photo.original_name or _("（还没有图说）")

    @display(description=gettext_lazy("图片署名"), ordering="credit_name")
    def credit_shown(self, photo: Photo) -> str:
        return photo.credit or _("还没有署名")

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:
        brought = form.accepted is not None
        form.keep(request.user)
        if brought and photo_is_read(obj):
            messages.info(request, _("没有填的几栏已按相机写在文件里的内容填上，核对一下。"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        photo = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        if photo is not None:
            extra_context = (extra_context or {}) | {"panel": self._places(request, photo)}
        return super().change_view(request, object_id, form_url, extra_context)

    def _places(self, request: HttpRequest, photo: Photo) -> dict[str, Any]:
        """Where the photo is used, as links to what the person may see; the rest is only counted."""
        shown, hidden, places = [], 0, uses(photo)
        seen = {kind: self._seen(request, kind, places) for kind in {type(place) for place in places}}
        for place in places:
            if place.pk not in seen[type(place)]:
                hidden += 1
                continue
            address = reverse(f"admin:{place._meta.app_label}_{place._meta.model_name}_change", args=[place.pk])
            shown.append((place._meta.verbose_name, str(place), address))
        return {
            "photo": photo,
            "picture": thumbnail_url(photo),
            "lacking": lacking(photo),
            "shown": shown,
            "hidden": hidden,
            "credit": photo.credit,
        }

    def _seen(self, request: HttpRequest, kind: Any, places: list[Any]) -> set[int]:
        """Ids of the `places` of one kind that the person may open: what the list of that kind shows them."""
        page = self.admin_site._registry.get(kind)
        if page is None or not page.has_view_permission(request):
            return set()
        ids = [place.pk for place in places if type(place) is kind]
        return set(page.get_queryset(request).filter(pk__in=ids).values_list("pk", flat=True))

    # --- Deleting ------------------------------------------------------------------------------------------------
    def delete_view(self, request, object_id, extra_context=None):
        photo = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        if photo is not None and self.has_delete_permission(request, photo):
            count = len(uses(photo))
            if count:
                messages.error(
                    request, _("这张图片正用在{count}处，不能删。先把它从那里撤下，再来删。").format(count=count)
                )
                return HttpResponseRedirect(reverse("admin:media_photo_change", args=[photo.pk]))
        return super().delete_view(request, object_id, extra_context)

    # --- Many at once --------------------------------------------------------------------------------------------
    def get_urls(self):
        several = self.admin_site.admin_view(self.upload_view)
        return [path("upload/", several, name="media_photo_upload"), *super().get_urls()]

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Several files at once: each is taken or refused by itself, with one line of result.

        The script of the page sends them one by one and asks for `line`: the answer is that one line alone.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        results = [self._take(request, file) for file in request.FILES.getlist("files")]
        if request.method == "POST" and request.POST.get("answer") == "line":
            return TemplateResponse(request, "desk/photo_upload_lines.html", {"results": results})
        context = {
            **self.admin_site.each_context(request),
            "title": _("上传多张图片"),
            "opts": self.opts,
            "results": results,
            "asked": request.method == "POST",
            "choices": {"permission": Permission.choices, "consent": Consent.choices, "minors": Minors.choices},
            "media": self.media,
        }
        return TemplateResponse(request, "desk/photo_upload.html", context)

    def _take(self, request: HttpRequest, file: Any) -> dict[str, Any]:
        """One file, with what the page says of all of them: where they come from and why they may be printed."""
        said = {name: request.POST.get(name, "") for name in ("source", "permission", "consent", "minors")}
        form = PhotoForm(said | {"credit_kind": CreditKind.TAKEN}, {"original": file})
        if not form.is_valid():
            return {"name": file.name, "reasons": form.reasons(), "twin": form.twin}
        photo = form.keep(request.user)
        self.log_addition(request, photo, [{"added": {}}])
        return {"name": file.name, "photo": photo, "thumbnail": thumbnail(photo, 96), "credit": photo.credit}


def photo_is_read(photo: Photo) -> bool:
    """Whether the library knows anything about the picture besides its file."""
    return bool(photo.caption or photo.credit_name or photo.taken_on or photo.place)
