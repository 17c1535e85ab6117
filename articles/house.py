"""The desk's pages for the house's own lists: sections in their order, the roster of authors, the house's words."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles import words
from articles.models import Author, Byline, HouseWord, Section
from articles.ordering import next_position
from articles.people import person_name
from articles.roster import parted, similar
from articles.signers import demand
from media.listing import LongListAdmin
from media.stale import GuardedAdmin, GuardedForm

BRACKETS = re.compile(r"[（）()]")


class SectionForm(GuardedForm):
    """The position is the list's business; a new section goes to the end."""

    position = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("栏目页网址里的一段，小写字母、数字和连字符；空着就用名称的拼音。")

    def clean_slug(self) -> str:
        others = Section.objects.exclude(pk=self.instance.pk)
        return self.cleaned_data["slug"] or others.free_slug(self.cleaned_data.get("name") or "")

    def clean_position(self) -> int:
        typed = self.cleaned_data["position"]
        return self.instance.position if typed is None else typed


@admin.register(Section)
class SectionAdmin(GuardedAdmin, ModelAdmin):
    form = SectionForm
    list_display = ["name", "name_en", "slug", "layout", "position", "standing"]
    search_fields = ["name", "slug"]
    fields = ["name", "name_en", "slug", "layout", "retired"]
    actions = None
    list_before_template = "desk/section_order.html"

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/slots.js"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        sections = list(Section.objects.all()) if self.has_change_permission(request) else []
        order = {"sections": sections, "version": version(sections)}
        return super().changelist_view(request, (extra_context or {}) | {"order": order})

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:
        if not change and not obj.position:
            obj.position = next_position(Section.objects.all())
        super().save_model(request, obj, form, change)

    @display(description=gettext_lazy("在用"))
    def standing(self, section: Section) -> str:
        return _("停用") if section.retired else _("在用")


def version(sections: list[Section]) -> str:
    """The order of the sections as one word: whoever has another on the screen has an old page."""
    return "-".join(str(section.pk) for section in sections)


class AuthorForm(GuardedForm):
    pass


@admin.register(Author)
class AuthorAdmin(GuardedAdmin, LongListAdmin, ModelAdmin):
    form = AuthorForm
    list_display = ["name", "affiliation", "kind", "sort_key", "pieces"]
    list_filter = ["kind"]
    search_fields = ["name", "sort_key", "affiliation"]
    fields = ["name", "kind", "affiliation", "sort_key", "about"]
    actions = None
    change_form_outer_before_template = "desk/author_panel.html"

    class Media:
        css = {"all": ["desk/desk.css"]}

    def get_urls(self) -> list[Any]:
        inside = self.admin_site.admin_view(self.new_view)
        return [path("new/", inside, name="articles_author_new"), *super().get_urls()]

    def new_view(self, request: HttpRequest) -> JsonResponse:
        """From the bylines of a manuscript: `name` goes on the roster; {id, text}, or {message} with 400 or 403.

        `name` may bring the unit that tells namesakes apart: 杨红梅（二厂）. Who is there by name and unit is not made twice.
        """
        if not self.has_add_permission(request):
            return JsonResponse({"message": _("你的账号不能往名录里添作者，请责任编辑添。")}, status=403)
        name, unit = parted(request.POST.get("name", ""))
        there = Author.objects.filter(name=name, affiliation=unit).first() if unit else None
        if request.method == "POST" and there is not None:
            return JsonResponse({"id": there.pk, "text": str(there)})
        data = {"name": name, "affiliation": unit, "kind": "person"}
        form = self.get_form(request, fields=list(data))(data)
        if request.method != "POST" or not form.is_valid():
            reasons = [str(reason) for reasons in form.errors.values() for reason in reasons]
            return JsonResponse({"message": "".join(reasons)}, status=400)
        author = form.save()
        self.log_addition(request, author, [{"added": {}}])
        return JsonResponse({"id": author.pk, "text": str(author)})

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """杨红梅（二厂）, as an author is named everywhere, is looked for by its two parts."""
        return super().get_search_results(request, queryset, BRACKETS.sub(" ", search_term))

    def get_queryset(self, request: HttpRequest) -> Any:
        # Asked for the rows of the page alone: a join would count the bylines of everybody first.
        bylines = Byline.objects.filter(author=OuterRef("pk")).order_by().values("author")
        count = Coalesce(Subquery(bylines.annotate(count=Count("pk")).values("count")), 0)
        return super().get_queryset(request).annotate(pieces=count)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        author = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        if author is not None:
            panel = {
                "author": author,
                "similar": similar(author),
                "may_merge": self.has_change_permission(request, author),
            }
            extra_context = (extra_context or {}) | {"panel": panel}
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Author, form: Any, change: bool) -> None:
        """A name that is there already is saved all the same: namesakes exist. But it is said."""
        super().save_model(request, obj, form, change)
        others = similar(obj) if not change or "name" in form.changed_data else []
        if others:
            names = "、".join(str(other) for other in others[:5])
            messages.warning(
                request, _("名录里有相近的作者：{names}。是同一个人就合并，不是就写明单位。").format(names=names)
            )

    @display(description=gettext_lazy("署名篇数"), ordering="pieces")
    def pieces(self, author: Any) -> int:
        return author.pieces


class HouseWordForm(GuardedForm):
    pass


@admin.register(HouseWord)
class HouseWordAdmin(GuardedAdmin, ModelAdmin):
    """本刊用词. Retired, not deleted; the history of each says what was changed from what."""

    form = HouseWordForm
    list_display = ["word", "rights", "level", "reason", "standing", "who", "changed_at"]
    list_filter = ["level", "retired"]
    list_select_related = ["changed_by"]
    list_per_page = 100
    search_fields = ["word", "instead", "reason", "sort_key"]
    fields = ["word", "instead", "level", "reason", "retired"]
    actions = None
    compressed_fields = False
    list_before_template = "desk/words_list_head.html"

    class Media:
        css = {"all": ["desk/desk.css"]}

    def get_urls(self) -> list[Any]:
        inside = self.admin_site.admin_view(self.paste_view)
        return [path("paste/", inside, name="articles_houseword_paste"), *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """Many at once from the posted `lines`, each of them `level`; a fault anywhere brings everything back as it was typed."""
        demand(request.user, "articles.add_houseword")
        levels = dict(HouseWord.LEVELS)
        lines, level = request.POST.get("lines", ""), request.POST.get("level", "")
        level = level if level in levels else HouseWord._meta.get_field("level").default
        pasted = words.put(lines, level, request.user) if request.method == "POST" else words.Pasted()
        if request.method == "POST" and not pasted.faults:
            for row in pasted.rows:
                self.log_addition(request, row, _("成批添加。"))
            messages.success(request, _("添了{count}个词。").format(count=len(pasted.rows)) + _already(pasted.already))
            return HttpResponseRedirect(reverse("admin:articles_houseword_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("成批添加本刊用词"),
            "opts": self.opts,
            "faults": pasted.faults,
            "lines": lines,
            "levels": levels,
            "level": level,
        }
        return TemplateResponse(request, "desk/words_paste.html", context)

    def save_model(self, request: Any, obj: HouseWord, form: Any, change: bool) -> None:
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """What was changed from what, in words: the list is what the house agreed on."""
        if add:
            return super().construct_change_message(request, form, formsets, add)
        return "；".join(
            _("{label}由“{before}”改为“{after}”").format(label=clash.label, before=clash.saved, after=clash.yours)
            for clash in form.clashes()
        )

    @display(description=gettext_lazy("改用"), ordering="instead")
    def rights(self, row: HouseWord) -> str:
        return row.instead or "—"

    @display(description=gettext_lazy("在用"), ordering="retired")
    def standing(self, row: HouseWord) -> str:
        return _("停用") if row.retired else _("在用")

    @display(description=gettext_lazy("经办人"))
    def who(self, row: HouseWord) -> str:
        return person_name(row.changed_by)


def _already(count: int) -> str:
    return _("另有{count}个已在表里，没有动。").format(count=count) if count else ""
