"""两份文字: what a refused save says and what was saved meanwhile, side by side; and rows that somebody took away."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import DateField, ModelChoiceField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import body
from articles.models import Article
from articles.people import person_name


@dataclass(frozen=True)
class Difference:
    """One field in two versions, as plain text."""

    label: str
    yours: str
    saved: str


def differences(form: Any, formsets: list[Any]) -> list[Difference]:
    """The fields in which the submitted `form` and `formsets` differ from what the database holds now."""
    found = []
    for name, field in form.fields.items():
        if name == "opened_version":
            continue
        yours, saved = _words(form, name, form[name].value()), _words(form, name, form.initial.get(name))
        if yours != saved:
            found.append(Difference(str(field.label), yours, saved))
    for formset in formsets:
        present = type(formset)(instance=form.instance, prefix=formset.prefix)
        yours, saved = _rows(formset), _rows(present)
        if yours != saved:
            found.append(Difference(str(formset.model._meta.verbose_name), yours, saved))
    return found


def last_save(article: Article) -> str:
    """Who saved `article` last, and when, as one sentence."""
    edit = article.edits.select_related("editor").order_by("-at", "-pk").first()
    if edit is None:
        return ""
    return _("{name}于{when:%Y年%-m月%-d日 %H:%M}存过这篇稿件。").format(
        name=person_name(edit.editor), when=timezone.localtime(edit.at)
    )


def without_lost_rows(data: QueryDict, prefix: str, present: set[str]) -> QueryDict:
    """`data` in which rows of the formset `prefix` whose record is gone have become new rows.

    Somebody else may have deleted a row while this page was open. Django would refuse such a form for ever; here
    the words stay, and saving writes the row anew.
    """
    total, first = f"{prefix}-TOTAL_FORMS", f"{prefix}-INITIAL_FORMS"
    if not (data.get(total, "").isdecimal() and data.get(first, "").isdecimal()):
        return data
    count = min(int(str(data[total])), 1000)
    order = sorted(range(count), key=lambda index: data.get(f"{prefix}-{index}-id", "") not in present)
    known = sum(data.get(f"{prefix}-{index}-id", "") in present for index in range(count))
    if known == int(str(data[first])) and order == list(range(count)):
        return data
    refitted = data.copy()
    old = [key for key in data if key.startswith(f"{prefix}-") and key[len(prefix) + 1 :].split("-")[0].isdecimal()]
    for key in old:
        del refitted[key]
    for new, index in enumerate(order):
        start = f"{prefix}-{index}-"
        for key in (key for key in old if key.startswith(start)):
            refitted.setlist(f"{prefix}-{new}-{key[len(start) :]}", data.getlist(key))
        if new >= known:
            refitted[f"{prefix}-{new}-id"] = ""
    refitted[first] = str(known)
    return refitted


def _words(form: Any, name: str, value: Any) -> str:
    field = form.fields[name]
    if isinstance(field, ModelChoiceField):
        return _chosen(field, value)
    if name == "body":
        return _body_words(str(value or ""))
    if isinstance(value, list):
        return "、".join(sorted(tag.name for tag in value))
    if name == "tags":
        return "、".join(sorted(field.clean(value)))
    if isinstance(field, DateField):
        return _date(field, value)
    return str(value or "").replace("\r\n", "\n").strip()


def _chosen(field: Any, value: Any) -> str:
    """What a choice shows for `value`; nothing where it is empty or gone."""
    return str(field.queryset.filter(pk=value).first() or "") if str(value or "").isdecimal() else ""


def _date(field: DateField, value: Any) -> str:
    """A date as typed or as stored, in one spelling."""
    try:
        return str(field.to_python(value) or "")
    except ValidationError:
        return str(value)


def _body_words(html: str) -> str:
    """The body as lines; a photo is a line of its own, so that a moved picture is seen."""
    marked = body.PHOTO_FIGURE.sub(r"<p>［图片\1］</p>", body.clean(html))
    return body.plain_text(marked)


def _rows(formset: Any) -> str:
    lines: list[tuple[int, str]] = []
    for form in formset.forms:
        if formset.is_bound and formset.can_delete and formset._should_delete_form(form):
            continue
        shown = [_cell(form, name) for name in form.fields if name not in ("id", "position", "DELETE", formset.fk.name)]
        if any(shown):
            place = str(form["position"].value() or "") if "position" in form.fields else ""
            lines.append((int(place) if place.isdecimal() else len(lines) + 1, "　".join(filter(None, shown))))
    return "\n".join(words for _place, words in sorted(lines, key=lambda line: line[0]))


def _cell(form: Any, name: str) -> str:
    value = form[name].value()
    field = form.fields[name]
    if isinstance(field, ModelChoiceField):
        return _chosen(field, value)
    if isinstance(field, DateField):
        return _date(field, value)
    choices = dict(getattr(field, "choices", None) or ())
    return str(choices.get(value, value) or "").strip()
