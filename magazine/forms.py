"""The form of a slot: what is printed of it in the contents, and the feature it belongs to."""

from django import forms
from django.utils.translation import gettext as _

from magazine.models import Slot


class SlotForm(forms.ModelForm):
    class Meta:
        model = Slot
        fields = [
            "article",
            "section",
            "heading",
            "page_from",
            "page_to",
            "planned_title",
            "planned_characters",
            "package",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "article" in self.fields:
            self.fields["article"].error_messages["invalid_choice"] = _("这篇稿件已不在稿库，重新选一篇。")
        if self.instance.pk and "package" in self.fields:
            # A feature has members, its members have none: one step deep, inside one issue.
            self.fields["package"].queryset = Slot.objects.filter(
                issue=self.instance.issue_id, package__isnull=True
            ).exclude(pk=self.instance.pk)

    def clean_package(self):
        package = self.cleaned_data["package"]
        if package and self.instance.pk and self.instance.members.exists():
            raise forms.ValidationError(_("这一条自己是专题，先让它的成员离开，再归入别的专题。"))
        return package
