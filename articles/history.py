"""改动记录: how a change of a manuscript is told to people, in plain words."""

from typing import Any

from django.utils.translation import gettext as _
from simple_history.template_utils import HistoricalRecordContextHelper, ObjDiffDisplay

from articles import body


class Shortened(ObjDiffDisplay):
    """The library's cut in the middle of a long text, said in the language of the desk."""

    def shortened_str(self, prefix: str, num_skipped_chars: int, suffix: str) -> str:
        return prefix + _("［略{count}字］").format(count=num_skipped_chars) + suffix


class PlainChanges(HistoricalRecordContextHelper):
    """Changes as words: a body is shown without its markup."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        value = super().prepare_delta_change_value(change, value)
        return body.plain_text(value) if change.field == "body" else value

    def get_obj_diff_display(self) -> ObjDiffDisplay:
        return Shortened(max_length=200)
