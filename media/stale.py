"""The guard against a stale save, for any form of the desk: what was on the page is compared with what is stored now."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OPENED = "opened"


@dataclass(frozen=True)
class Clash:
    """One field that two people changed: what is typed here, and what is stored now."""

    label: str
    yours: str
    saved: str


class GuardedForm(forms.ModelForm):
    """Carries a digest of the stored values that its page showed. Where they have changed since, the save is refused.

    `stale` is True then, nothing is saved, and what was typed stays. Without the digest (a form that no page made)
    nothing is compared. The admin must have locked the row that it hands over: see GuardedAdmin.
    """

    stale = False
    opened = forms.CharField(label=gettext_lazy("打开时的内容"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.stored = {name: self.initial.get(name) for name in self.fields if name != OPENED}
            self.initial[OPENED] = digest(self.stored)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened = cleaned.get(OPENED)
        if self.instance.pk and opened and opened != self.initial[OPENED]:
            self.stale = True
            raise forms.ValidationError(
                _("这一页在你打开之后有人存过，你的改动还没有存入。对照两边，改好后再保存一次。")
            )
        return cleaned

    def clashes(self) -> list[Clash]:
        """The fields in which what was typed differs from what is stored now."""
        found = []
        for name, value in self.stored.items():
            field = self.fields[name]
            yours, saved = _shown(field, self[name].value()), _shown(field, value)
            if yours != saved and not isinstance(field, forms.FileField):
                found.append(Clash(str(field.label), yours, saved))
        return found


def digest(values: dict[str, Any]) -> str:
    """A short name for these values: the same values, the same name."""
    text = "\n".join(f"{name}={'' if value is None else value}" for name, value in sorted(values.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _shown(field: Any, value: Any) -> str:
    """`value` as the field shows it: the words of a choice, the name of what an id points to."""
    if value in (None, ""):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        found = rows.filter(pk=value).first() if str(value).isdecimal() else None
        return field.label_from_instance(found) if found else ""
    if isinstance(field, forms.BooleanField):
        return _("是") if value else _("否")
    words = {str(key): str(label) for key, label in getattr(field, "choices", None) or ()}
    return words.get(str(value), str(value)).replace("\r\n", "\n").strip()


class GuardedAdmin:
    """For a ModelAdmin whose form is a GuardedForm: the row is locked while it is saved, and a refusal shows both sides."""

    change_form_before_template = "desk/stale.html"

    def get_object(self, request: Any, object_id: str, from_field: Any = None) -> Any:
        if request.method == "POST" and str(object_id).isdecimal():
            self.model._base_manager.select_for_update().filter(pk=unquote(object_id)).first()  # type: ignore[attr-defined]
        return super().get_object(request, object_id, from_field)  # type: ignore[misc]

    def get_fields(self, request: Any, obj: Any = None) -> list[Any]:
        fields = list(super().get_fields(request, obj))  # type: ignore[misc]
        may = obj is not None and self.has_change_permission(request, obj)  # type: ignore[attr-defined]
        return [*fields, OPENED] if may else fields

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        form = context["adminform"].form
        if form.is_bound and getattr(form, "stale", False):
            # The next save is made with both sides on the screen: it counts from what is shown here.
            form.data = form.data.copy()
            form.data[form.add_prefix(OPENED)] = form.initial[OPENED]
            context["clashes"] = form.clashes()
            context["last_saved"] = last_saved(form.instance)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


def last_saved(row: Any) -> str:
    """Who saved `row` last at the desk, and when, as one sentence; empty where nothing is written down."""
    entry = (
        LogEntry.objects.filter(content_type__app_label=row._meta.app_label, content_type__model=row._meta.model_name)
        .filter(object_id=str(row.pk))
        .select_related("user")
        .order_by("-action_time")
        .first()
    )
    if entry is None:
        return ""
    name = f"{entry.user.last_name}{entry.user.first_name}".strip() or entry.user.get_username()
    return _("{name}于{when:%Y年%-m月%-d日 %H:%M}存过。").format(name=name, when=timezone.localtime(entry.action_time))
