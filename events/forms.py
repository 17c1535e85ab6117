"""The forms of single entries (大事条目, 之声条目), each guarded against a stale save by its article's version."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.permissions import edit_refusal
from events.models import Event, Voice


class EntryForm(forms.ModelForm):
    """One entry on a page of its own. `person` is set by the admin on the class made for a request."""

    person: Any = None
    stale = False
    opened_version = forms.IntegerField(label=gettext_lazy("打开时的稿本"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["opened_version"] = self.instance.article.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            refusal = edit_refusal(self.person, self.instance.article) if self.person else ""
            if refusal:
                raise forms.ValidationError(_("{reason}你写的文字还在下面，没有存入。").format(reason=refusal))
            if cleaned.get("opened_version") != self.instance.article.version:
                self.stale = True
                raise forms.ValidationError(
                    _("这篇稿件在你打开之后有人存过，你的改动还没有存入。对照两份文字，改好后再保存一次。")
                )
        return cleaned


class EventForm(EntryForm):
    class Meta:
        model = Event
        fields = ["starts_on", "ends_on", "text"]


class VoiceForm(EntryForm):
    class Meta:
        model = Voice
        fields = ["text", "speaker", "speaker_title", "source"]
