"""审校规程 and 代签 at the desk: how the magazine reviews, who may sign, and who signs for whom until when."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.widgets import UnfoldAdminSelectWidget

from articles.models import Procedure, Substitute
from articles.people import person_name
from articles.states import Stage, stages

MOST_DAYS = 366


def signers(stage: str) -> str:
    """The roles that may sign at `stage`, as the desk reads them."""
    groups = Group.objects.filter(
        permissions__codename=f"review_{stage}", permissions__content_type__app_label="articles"
    )
    return "、".join(groups.order_by("pk").values_list("name", flat=True)) or "—"


class ProcedureForm(forms.ModelForm):
    """The row, and for a superuser which roles sign: kept where it is kept already, in the rights of the roles.

    `gives` is set by the admin on the class that it makes for a request.
    """

    gives = False

    first = forms.ModelMultipleChoiceField(
        Group.objects.order_by("pk"), label=gettext_lazy("初审由谁签"), required=False
    )
    second = forms.ModelMultipleChoiceField(
        Group.objects.order_by("pk"), label=gettext_lazy("复审由谁签"), required=False
    )
    final = forms.ModelMultipleChoiceField(
        Group.objects.order_by("pk"), label=gettext_lazy("终审由谁签"), required=False
    )

    class Meta:
        model = Procedure
        fields = ["review_stages", "proof_rounds", "reads_through", "last_is_led"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in Stage.values:
            if not self.gives:
                self.fields.pop(stage, None)
            elif stage in self.fields:
                self.fields[stage].widget = forms.CheckboxSelectMultiple(choices=self.fields[stage].choices)
                self.initial[stage] = list(Group.objects.filter(permissions__codename=f"review_{stage}"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "final" in self.fields and not cleaned.get("final"):
            self.add_error("final", _("终审至少要有一种角色能签。"))
        return cleaned

    def give_rights(self) -> None:
        """Write the roles chosen into their rights."""
        for stage in Stage.values:
            if stage in self.fields:
                right = Permission.objects.get(codename=f"review_{stage}", content_type__app_label="articles")
                right.group_set.set(self.cleaned_data[stage])


@admin.register(Procedure)
class ProcedureAdmin(ModelAdmin):
    """One row, opened at once; whoever may not change it reads it."""

    form = ProcedureForm
    actions = None
    compressed_fields = False

    def get_fieldsets(self, request, obj=None):
        rows = ["review_stages", "proof_rounds", "reads_through", "last_is_led"]
        if request.user.is_superuser and self.has_change_permission(request, obj):
            return [(None, {"fields": rows}), (gettext_lazy("谁可以签"), {"fields": ["first", "second", "final"]})]
        return [(None, {"fields": rows}), (gettext_lazy("谁可以签"), {"fields": ["who"]})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.gives = request.user.is_superuser
        return form

    def get_readonly_fields(self, request, obj=None):
        return ["who"]

    @display(description=gettext_lazy("现在由谁签"))
    def who(self, procedure: Procedure) -> str:
        return "；".join(f"{Stage(stage).label}：{signers(stage)}" for stage in stages())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request, extra_context=None):
        """There is one: its own page. Made of what the settings say where nobody has saved it yet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = Procedure.objects.filter(pk=1).first()
        if row is None:
            return HttpResponseRedirect(reverse("admin:articles_procedure_change", args=[1]))
        return HttpResponseRedirect(reverse("admin:articles_procedure_change", args=[row.pk]))

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is None and object_id == "1":
            return Procedure(pk=1, review_stages=len(stages()))
        return found

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if request.user.is_superuser:
            form.give_rights()

    def response_change(self, request, obj):
        messages.success(request, _("审校规程已保存，从下一次签字起照此办理。"))
        return HttpResponseRedirect(reverse("admin:articles_procedure_change", args=[1]))


class SubstituteForm(forms.ModelForm):
    """`person_at_desk` is set by the admin on the class that it makes for a request."""

    person_at_desk: Any = None

    class Meta:
        model = Substitute
        fields = ["principal", "person", "stage", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("last_name", "first_name")
        for name in ("principal", "person"):
            if name in self.fields:
                self.fields[name].queryset = people
                self.fields[name].label_from_instance = person_name
        if "principal" in self.fields and not self.person_at_desk.has_perm("articles.appoint_substitute"):
            self.fields["principal"].queryset = people.filter(pk=self.person_at_desk.pk)
            self.initial.setdefault("principal", self.person_at_desk.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        principal, stage = cleaned.get("principal"), cleaned.get("stage")
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if principal and stage and not principal.has_perm(f"articles.review_{stage}"):
            message = _("{name}自己不签{stage}，不能请人代签。")
            raise ValidationError(message.format(name=person_name(principal), stage=Stage(stage).label))
        if end and end < timezone.localdate():
            raise ValidationError({"ends_on": _("止日已经过去，另填一个。")})
        if start and end and end - start > timedelta(days=MOST_DAYS):
            raise ValidationError({"ends_on": _("代签最长一年，到期再续。")})
        return cleaned


@admin.register(Substitute)
class SubstituteAdmin(ModelAdmin):
    """Appointed, read, and ended early; never changed and never deleted."""

    form = SubstituteForm
    list_display = ["who", "instead", "stage", "starts_on", "ends_on", "standing"]
    list_filter = ["stage"]
    list_select_related = ["principal", "person"]
    list_display_links = None
    actions = None
    compressed_fields = False
    change_list_template = "desk/substitutes.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.person_at_desk = request.user
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs["widget"] = UnfoldAdminSelectWidget()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request, obj, form, change):
        obj.made_by, obj.made_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)

    def get_urls(self):
        ender = self.admin_site.admin_view(self.end_view)
        return [path("<int:object_id>/end/", ender, name="articles_substitute_end"), *super().get_urls()]

    def end_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """End a substitution now: by the principal, by whoever appointed it, by whoever may appoint for others."""
        row = Substitute.objects.filter(pk=object_id).first()
        mine = row is not None and request.user.pk in (row.principal_id, row.made_by_id)
        if request.method != "POST" or row is None:
            raise PermissionDenied
        if not (mine or request.user.has_perm("articles.appoint_substitute")):
            raise PermissionDenied(_("代签由本人或总编终止。"))
        if row.ended_at is None:
            row.ended_at = timezone.now()
            row.save(update_fields=["ended_at"])
        messages.success(request, _("代签已终止。"))
        return HttpResponseRedirect(reverse("admin:articles_substitute_changelist"))

    @display(description=gettext_lazy("本人"))
    def who(self, row: Substitute) -> str:
        return person_name(row.principal)

    @display(description=gettext_lazy("代签人"))
    def instead(self, row: Substitute) -> str:
        return person_name(row.person)

    @display(description=gettext_lazy("状态"))
    def standing(self, row: Substitute) -> str:
        today = timezone.localdate()
        if row.ended_at is not None:
            return _("已终止")
        if today > row.ends_on:
            return _("已到期")
        return _("未开始") if today < row.starts_on else _("有效")
