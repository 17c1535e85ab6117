"""The desk's pages for issues, slots, intakes and the magazine itself."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles.models import Section
from articles.ordering import renumber
from articles.people import person_name
from articles.records import RecordAdmin
from articles.states import State
from magazine.contents import contents
from magazine.desk.accounts import GroupAdmin, PersonAdmin  # noqa: F401  registered by being read
from magazine.desk.board import editors
from magazine.desk.library import LibraryAdmin  # noqa: F401  registered by being read
from magazine.desk.procedure import ProcedureAdmin, SubstituteAdmin  # noqa: F401  registered by being read
from magazine.desk.slots import closed, count_change, pages_in_words, pages_total, photo_counts, shelf
from magazine.desk.taken import ContentsStyleAdmin, ExportAdmin  # noqa: F401  registered by being read
from magazine.forms import MagazineForm, SlotForm
from magazine.ledgers.admin import FeeRateAdmin  # noqa: F401  registered by being read
from magazine.models import Intake, Issue, Magazine, Publication, Redirect, Slot
from magazine.pages import notes as page_notes
from magazine.publishing import blanks, close, latest_releases, record_audience
from media.models import Photo
from media.stale import GuardedAdmin, GuardedForm


@admin.register(Magazine)
class MagazineAdmin(GuardedAdmin, ModelAdmin):
    list_display = ["name", "sponsor", "email"]
    fields = [
        ("name", "name_en"),
        "motto",
        "about",
        ("supervisor", "sponsor"),
        ("publisher", "permit"),
        ("address", "email"),
        "colour",
        ("audience", "shows_signatures"),
        ("days_manuscript", "days_first", "days_second", "days_final", "days_proofs"),
        ("line_characters", "rounds_fees"),
    ]
    form = MagazineForm
    actions = None
    compressed_fields = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Magazine.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """A list of one row says nothing: its link opens the row, on the first day the form that makes it."""
        there = Magazine.objects.first()
        if there is not None and self.has_view_permission(request, there):
            return HttpResponseRedirect(reverse("admin:magazine_magazine_change", args=[there.pk]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:magazine_magazine_add"))
        return super().changelist_view(request, extra_context)

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)


@admin.register(Redirect)
class RedirectAdmin(ModelAdmin):
    list_display = ["old", "new"]
    search_fields = ["old", "new"]


@admin.register(Issue)
class IssueAdmin(GuardedAdmin, ModelAdmin):
    """The issue: its contents in order above, what is printed about it below, its buttons beside."""

    form = GuardedForm
    list_per_page = 24
    list_display = ["label", "total_number", "theme", "places", "standing"]
    list_filter = ["year"]
    search_fields = ["theme", "year", "number"]
    autocomplete_fields = ["cover"]
    fields = [
        ("year", "number", "total_number"),
        ("theme", "audience"),
        ("dated_on", "press_day"),
        ("cover", "cover_caption"),
        "masthead",
    ]
    actions = None
    compressed_fields = False
    view_on_site = False
    change_form_outer_before_template = "desk/issue_panel.html"

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/slots.js"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new issue is the one after the last, unless somebody writes another; the first is this month's."""
        last = Issue.objects.order_by("-year", "-number").first()
        year, number = timezone.localdate().year, timezone.localdate().month
        if last is not None:
            year, number = (last.year, last.number + 1) if last.number < 12 else (last.year + 1, 1)
        following = {"year": year, "number": number, "audience": Magazine.current().audience}
        if last is not None and last.total_number:
            following["total_number"] = last.total_number + 1
        return following | super().get_changeform_initial_data(request)

    def get_queryset(self, request):
        slots = Slot.objects.filter(issue=OuterRef("pk")).order_by().values("issue").annotate(count=Count("pk"))
        ready = slots.filter(article__state=State.RELEASED).values("count")
        # Asked for the rows of the page alone: a join would count the slots of every year first.
        return (
            super()
            .get_queryset(request)
            .annotate(
                all_places=Coalesce(Subquery(slots.values("count")), 0), ready_places=Coalesce(Subquery(ready), 0)
            )
        )

    def get_readonly_fields(self, request, obj=None):
        """Who may read an issue that has been out is said by who may publish."""
        said = obj is not None and obj.published_at is not None and not request.user.has_perm("magazine.publish_issue")
        return ["audience"] if said else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "audience" in form.changed_data:
            record_audience(obj, form.initial["audience"], request.user)
        if change and "cover" in form.changed_data and form.initial["cover"]:
            close(list(Photo.objects.filter(pk=form.initial["cover"]).values_list("token", flat=True)))

    def has_delete_permission(self, request, obj=None) -> bool:
        """Only an issue that has never been out: what readers have seen leaves a record."""
        if obj is None or obj.published_at is not None or obj.publications.exists():
            return False
        return super().has_delete_permission(request, obj)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        issue = Issue.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        if issue is not None:
            extra_context = (extra_context or {}) | {"panel": self._panel(request, issue)}
        return super().change_view(request, object_id, form_url, extra_context)

    def _panel(self, request: HttpRequest, issue: Issue) -> dict[str, Any]:
        slots = list(issue.slots.select_related("article", "section", "release").order_by("position"))
        newest = latest_releases(slots)
        photos, notes = photo_counts(slots), page_notes(slots)
        rows = []
        for slot, line in zip(slots, contents(issue).lines, strict=True):
            release = newest.get(slot.article_id or 0)
            newer = issue.is_published() and release is not None and slot.release_id not in (None, release.pk)
            rows.append(
                {
                    "slot": slot,
                    "line": line,
                    "newer": release if newer else None,
                    "photos": photos[slot.article_id],
                    "note": notes.get(slot.pk, ""),
                    "pages": pages_in_words(slot),
                }
            )
        reason = closed(issue)
        may = request.user.has_perm("magazine.change_issue")
        return {
            "issue": issue,
            "rows": rows,
            "closed": reason,
            "may_compose": may and not reason,
            "characters": sum(row["line"].characters for row in rows),
            "planned_characters": sum(slot.planned_characters or 0 for slot in slots),
            "photos": sum(row["photos"] for row in rows),
            "planned_photos": sum(slot.planned_photos or 0 for slot in slots),
            "total": pages_total(slots),
            "ready": sum(1 for row in rows if row["slot"].article and row["slot"].article.state == "released"),
            "shelf": shelf(request.user)[:100] if may and not reason else [],
            "sections": Section.objects.offered(),
            "intakes": issue.intakes.all() if request.user.has_perm("magazine.view_intake") else [],
            "blanks": blanks(issue, slots),
            "published": issue.is_published(),
            "scheduled": issue.is_scheduled(),
            "publications": [
                (record, person_name(record.person)) for record in issue.publications.select_related("person")
            ],
        }

    @display(description=gettext_lazy("期"), ordering=("year", "number"))
    def label(self, issue: Issue) -> str:
        return str(issue)

    @display(description=gettext_lazy("版位"))
    def places(self, issue: Any) -> str:
        if not issue.all_places:
            return "—"
        return _("{ready}／{all}条定稿").format(ready=issue.ready_places, all=issue.all_places)

    @display(
        description=gettext_lazy("出刊"),
        ordering="published_at",
        label={"published": "success", "scheduled": "warning", "making": "default"},
    )
    def standing(self, issue: Issue):
        if issue.published_at is None:
            return "making", _("在编")
        when = timezone.localtime(issue.published_at)
        if issue.is_published():
            return "published", _("{when:%Y年%-m月%-d日}出刊").format(when=when)
        return "scheduled", _("定于{when:%-m月%-d日 %H:%M}").format(when=when)


@admin.register(Slot)
class SlotAdmin(GuardedAdmin, ModelAdmin):
    """One row of the contents; reached from its issue, which shows the list."""

    form = SlotForm
    fields = [
        ("section", "heading"),
        ("page_from", "page_to"),
        ("place", "serial"),
        "title_en",
        ("planned_title", "owner"),
        ("planned_characters", "planned_pages", "planned_photos"),
        "package",
    ]
    actions = None
    compressed_fields = False
    change_form_outer_before_template = "desk/slot_panel.html"

    class Media:
        css = {"all": ["desk/desk.css"]}

    def has_module_permission(self, request) -> bool:
        return False

    def has_add_permission(self, request) -> bool:
        """Slots are added on the page of their issue."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or not closed(obj.issue))

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and obj is not None and not closed(obj.issue)

    def get_fields(self, request, obj=None):
        """An empty slot may take a manuscript of the 稿库; a filled one gives its own back first."""
        shown = super().get_fields(request, obj)
        return (["article"] if obj is not None and obj.article_id is None else []) + shown

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "owner":
            kwargs["queryset"] = editors()
        if db_field.name == "article":
            kwargs |= {
                "queryset": shelf(request.user),
                "empty_label": _("先空着"),
                "help_text": _("从稿库里选。版位的次序、栏目、页码和所属专题都不变。"),
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_object(self, request, object_id, from_field=None):
        if request.method == "POST" and object_id.isdecimal():
            # Nobody publishes the issue between the question whether it is closed and the answer's being saved.
            Issue.objects.select_for_update(of=("self",)).filter(slots__pk=object_id).first()
        return super().get_object(request, object_id, from_field)

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("admin:magazine_issue_changelist"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        slot = (
            Slot.objects.select_related("issue", "article").filter(pk=object_id).first()
            if object_id.isdecimal()
            else None
        )
        if slot is not None:
            extra_context = (extra_context or {}) | {"panel": {"slot": slot, "closed": closed(slot.issue)}}
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        issue = Issue.objects.select_for_update().get(pk=obj.issue_id)
        super().save_model(request, obj, form, change)
        count_change(issue)

    def delete_model(self, request, obj):
        request.issue_of_deleted, request.deleted_was_empty = obj.issue_id, obj.article_id is None
        with transaction.atomic():
            issue = Issue.objects.select_for_update().get(pk=obj.issue_id)
            super().delete_model(request, obj)
            renumber(issue.slots.all(), [])
            count_change(issue)

    def response_change(self, request, obj):
        if "_continue" in request.POST:
            return super().response_change(request, obj)
        messages.success(request, _("第{position}条已改。").format(position=obj.position))
        return self._back(obj.issue_id)

    def response_delete(self, request, obj_display, obj_id):
        empty = request.deleted_was_empty
        words = _("空版位“{slot}”已删去。") if empty else _("版位“{slot}”已删去，稿件回到稿库。")
        messages.success(request, words.format(slot=obj_display))
        return self._back(request.issue_of_deleted)

    def _back(self, issue_id: int) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:magazine_issue_change", args=[issue_id]))


@admin.register(Publication)
class PublicationAdmin(RecordAdmin):
    list_display = ["issue", "verb", "who", "effective_at", "at"]
    list_filter = ["verb"]
    list_select_related = ["issue", "person"]
    ordering = ["-at", "-pk"]
    fields = ["issue", "verb", "who", "effective_at", "detail", "at"]
    readonly_fields = ["who"]

    @display(description=gettext_lazy("经办人"))
    def who(self, record: Publication) -> str:
        return person_name(record.person)


@admin.register(Intake)
class IntakeAdmin(RecordAdmin):
    list_display = ["file_name", "sort", "state", "issue", "who", "at", "left"]
    list_select_related = ["issue", "person"]
    list_unseen = ("text", "staged", "steps", "report", "furniture", "doubts")
    fields = ["file_name", "issue", "who", "at", "left_over", "doubtful", "original"]
    readonly_fields = ["who", "left_over", "doubtful", "original"]

    @display(description=gettext_lazy("收稿人"))
    def who(self, intake: Intake) -> str:
        return person_name(intake.person)

    @display(description=gettext_lazy("未归位"))
    def left(self, intake: Intake) -> str:
        return _("{count}段").format(count=len(intake.unplaced)) if intake.unplaced else "—"

    @display(description=gettext_lazy("未归位文字"))
    def left_over(self, intake: Intake) -> str:
        return format_html('<pre class="desk-pre">{}</pre>', "\n\n".join(intake.unplaced) or _("没有"))

    @display(description=gettext_lazy("存疑之处"))
    def doubtful(self, intake: Intake) -> str:
        lines = [_("第{line}行：{reason}").format(**doubt) for doubt in intake.doubts]
        return format_html('<pre class="desk-pre">{}</pre>', "\n".join(lines) or _("没有"))

    @display(description=gettext_lazy("原文"))
    def original(self, intake: Intake) -> str:
        return format_html('<pre class="desk-pre">{}</pre>', intake.text)
