"""The forms of single entries (大事条目, 之声条目), each guarded against a stale save by its article's version."""

from articles.forms import GuardedForm
from events.models import Event, Voice


class EventForm(GuardedForm):
    class Meta:
        model = Event
        fields = ["starts_on", "ends_on", "text", "people", "place"]


class VoiceForm(GuardedForm):
    class Meta:
        model = Voice
        fields = ["text", "speaker", "speaker_title", "source"]
