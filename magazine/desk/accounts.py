"""账号 and 角色: who keeps the accounts, and what even they may not give away."""

from typing import Any

from axes.helpers import get_lockout_message
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group, Permission
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UnfoldReadOnlyPasswordHashWidget, UserChangeForm, UserCreationForm

from articles.people import person_name
from magazine.site.page import respond

User = get_user_model()
# Django puts the given name first, with a space; every page of the admin asks this method.
User.add_to_class("get_full_name", person_name)
admin.site.unregister(User)
admin.site.unregister(Group)

NAME = (None, {"fields": ["username", "password", ("last_name", "first_name"), "email"]})
TIMES = (gettext_lazy("时间"), {"fields": [("last_login", "date_joined")]})

VERBS = {
    "add": gettext_lazy("新建"),
    "change": gettext_lazy("改动"),
    "delete": gettext_lazy("删除"),
    "view": gettext_lazy("查看"),
}


def right_name(right: Permission) -> str:
    """“新建稿件” for articles.add_article, whose own name is English; rights of our own making keep their names."""
    verb, _underscore, name = right.codename.partition("_")
    kind = right.content_type.model_class()
    if verb not in VERBS or name != right.content_type.model or kind is None:
        return _(right.name)
    kept_of = getattr(kind, "instance_type", None)  # whose history this is, where it is one
    if kept_of is None:
        return f"{VERBS[verb]}{kind._meta.verbose_name}"
    history = _("{kind}的历史").format(kind=kept_of._meta.verbose_name)
    return f"{VERBS[verb]}{history}"


def name_rights(field: ModelMultipleChoiceField, of: Any) -> ModelMultipleChoiceField:
    """The form field `field` of the model's field `of`; if that holds rights, each under the name an editor gives it."""
    if of.related_model is Permission:
        field.label_from_instance = right_name
    return field


class PasswordState(UnfoldReadOnlyPasswordHashWidget):
    """Whether there is a password, and no more: how it is kept is no news to an editor."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        state = _("已设密码") if value and is_password_usable(value) else _("还没有密码")
        return context | {"summary": [{"label": state}]}


class AccountForm(UserChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "password" in self.fields:
            self.fields["password"].widget = PasswordState()
            self.fields["password"].help_text = format_html('<a href="../password/">{}</a>', _("重设密码"))


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """The answer, 429, to whoever mistook the password too often: the login page's dress without its form, the desk's or
    the readers'."""
    if not request.path.startswith(reverse("admin:index")):
        said = {"sentence": get_lockout_message(), "status": settings.AXES_HTTP_RESPONSE_CODE}
        return respond(request, "site/locked_out.html", title=[_("暂停登录")], **said)
    context = {**admin.site.each_context(request), "title": _("暂停登录"), "sentence": get_lockout_message()}
    return render(request, "desk/locked_out.html", context, status=settings.AXES_HTTP_RESPONSE_CODE)


@admin.register(User)
class PersonAdmin(DjangoUserAdmin, ModelAdmin):
    """Accounts. Whoever is no superuser gives roles only: never single rights, never superuser, never to themselves."""

    form = AccountForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "name", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["username", "last_name", "first_name", "email"]
    filter_horizontal = []
    actions = None
    compressed_fields = False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return super().get_fieldsets(request, obj)
        rights = ["is_active", "is_staff", "groups"]
        if request.user.is_superuser:
            rights += ["is_superuser", "user_permissions"]
        return [NAME, (gettext_lazy("角色"), {"fields": rights}), TIMES]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["last_login", "date_joined"]
        if obj is not None and obj.pk == request.user.pk and not request.user.is_superuser:
            fixed += ["groups", "is_active", "is_staff"]
        return fixed

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        return name_rights(super().formfield_for_manytomany(db_field, request, **kwargs), db_field)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "groups" in form.base_fields:
            form.base_fields["groups"].help_text = _("一个人可以有几种角色，权限相加。")
        if "is_staff" in form.base_fields:
            form.base_fields["is_staff"].label = _("可以进编辑部")
            form.base_fields["is_staff"].help_text = ""
        if "is_active" in form.base_fields:
            form.base_fields["is_active"].label = _("在用")
            form.base_fields["is_active"].help_text = _("停用账号就去掉勾，不要删账号，签字要有人认。")
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's account, password and all, is touched by superusers only."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Accounts are switched off, never deleted: their names stand under signatures."""
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    @display(description=gettext_lazy("姓名"), ordering="last_name")
    def name(self, person) -> str:
        return person_name(person)

    @display(description=gettext_lazy("角色"))
    def roles(self, person) -> str:
        names = [group.name for group in person.groups.all()]
        return "、".join([_("超级用户"), *names] if person.is_superuser else names) or "—"


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):
    """Roles are made by the product; only a superuser changes what one may do."""

    actions = None

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        return name_rights(super().formfield_for_manytomany(db_field, request, **kwargs), db_field)

    def get_fields(self, request, obj=None):
        """Whoever may only look gets the rights as words, not Django's English names."""
        return ["name", "permissions" if self.has_change_permission(request, obj) else "rights"]

    def get_readonly_fields(self, request, obj=None):
        return ["rights"]

    @display(description=gettext_lazy("权限"))
    def rights(self, role) -> str:
        found = role.permissions.select_related("content_type")
        return "、".join(right_name(right) for right in found) or "—"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser
