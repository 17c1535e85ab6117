"""The forms of a slot and of the magazine: what may be typed there, and what does not go together."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget

from articles.models import Section
from articles.people import person_name
from magazine.models import Magazine, Slot
from magazine.schedule import Step, out_of_order
from media.stale import GuardedForm

# A serial of a monthly is printed within a year.
SERIALS = [
    ("", gettext_lazy("不是连载")),
    ("待续", gettext_lazy("待续")),
    *((f"续{number}", format_lazy(gettext_lazy("续{number}"), number=number)) for number in range(1, 12)),
    ("续完", gettext_lazy("续完")),
]


class SlotForm(GuardedForm):
    serial = forms.ChoiceField(
        label=gettext_lazy("连载"),
        choices=SERIALS,
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("目录印在标题后面的括号里。"),
    )

    class Meta:
        model = Slot
        fields = [
            "article",
            "section",
            "heading",
            "page_from",
            "page_to",
            "place",
            "serial",
            "title_en",
            "planned_title",
            "planned_characters",
            "planned_pages",
            "planned_photos",
            "owner",
            "package",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "article" in self.fields:
            self.fields["article"].error_messages["invalid_choice"] = _("这篇稿件已不在稿库，重新选一篇。")
        if "section" in self.fields:
            self.fields["section"].queryset = Section.objects.offered(self.instance.section_id)
        if "owner" in self.fields:
            self.fields["owner"].label_from_instance = person_name
        if self.instance.pk and "package" in self.fields:
            # A feature has members, its members have none: one step deep, inside one issue.
            leads = Slot.objects.filter(issue=self.instance.issue_id, package__isnull=True)
            self.fields["package"].queryset = leads.exclude(pk=self.instance.pk).select_related("article")

    def clean_package(self):
        package = self.cleaned_data["package"]
        if package and self.instance.pk and self.instance.members.exists():
            raise forms.ValidationError(_("这一条自己是专题，先让它的成员离开，再归入别的专题。"))
        return package


class MagazineForm(GuardedForm):
    """The magazine's row; the days before press day are named for what they are."""

    class Meta:
        model = Magazine
        fields = "__all__"  # noqa: DJ007  the admin names the fields

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for step in Step:
            field = self.fields.get(f"days_{step.value}")
            if field is not None:
                field.label = _("{step}（付印前几天）").format(step=step.label)
                field.required = False

    def clean(self):
        """A number of days that was emptied keeps its old value; together they must not run backwards."""
        cleaned = super().clean()
        days = {}
        for name in (f"days_{step.value}" for step in Step):
            typed = cleaned.get(name)
            days[name] = getattr(self.instance, name) if typed is None else typed
            if name in self.fields:
                cleaned[name] = days[name]
        reason = out_of_order(Magazine(**days))
        if reason and not self.errors:
            raise forms.ValidationError(reason)
        return cleaned
