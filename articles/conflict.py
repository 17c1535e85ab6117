"""两份文字: what a refused save says and what was saved meanwhile, by character, each piece to be taken from either."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import DateField, ModelChoiceField
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import body
from articles.autosave import new_author
from articles.comparing import Chunk, merged, spans
from articles.merging import merged_bodies
from articles.models import Article, Version
from articles.people import person_name

# More that stayed the same than this is folded away between two changes.
LONG = 160
NOT_SHOWN = ("opened_version", "id", "position", "DELETE")


@dataclass(frozen=True)
class Piece:
    """One stretch as a person reads it; `number` counts the changed ones from 1, 0 is what stayed."""

    number: int
    yours: str
    saved: str
    take: str
    both: bool


@dataclass(frozen=True)
class Difference:
    """One field, or one list of rows, in two versions.

    `kind`: text (a merge writes the field), body (a merge writes the editor), value (one choice or the other), rows
    (the whole list of one or the other). `chunks` are in the field's own spelling; `yours` and `saved` plain words.
    """

    name: str
    label: str
    kind: str
    chunks: list[Chunk]
    yours: str
    saved: str

    @property
    def pieces(self) -> list[Piece]:
        if self.kind in ("value", "rows"):
            chunk = self.chunks[0]
            return [Piece(1, self.yours, self.saved, chunk.take, chunk.both)]
        found, number = [], 0
        for chunk in self.chunks:
            number += not chunk.same
            yours, saved = self._shown(chunk.yours), self._shown(chunk.saved)
            if chunk.same:
                folded = _folded(yours)
                found.append(Piece(0, folded, folded, chunk.take, False))
            else:
                found.append(Piece(number, yours, saved, chunk.take, chunk.both))
        return found

    @property
    def data(self) -> list[dict[str, Any]]:
        """What the browser joins: one entry per chunk."""
        return [
            {"yours": chunk.yours, "saved": chunk.saved, "same": chunk.same, "take": chunk.take, "both": chunk.both}
            for chunk in self.chunks
        ]

    @property
    def marks(self) -> list[Any]:
        """The two plain texts by character, for lists and choices, whose pieces are taken whole."""
        return spans(self.saved, self.yours)

    def _shown(self, words: str) -> str:
        return _words_of_body(words) if self.kind == "body" else words


def differences(form: Any, formsets: list[Any], base: dict[str, Any] | None = None) -> list[Difference]:
    """The fields in which the submitted `form` and `formsets` differ from what the database holds now.

    `base`: field name → its value when the page was opened; where it is known, the side that changed a piece is
    proposed, and what both changed is marked.
    """
    found = []
    for name, field in form.fields.items():
        if name == "opened_version":
            continue
        yours, saved = _words(form, name, form[name].value()), _words(form, name, form.initial.get(name))
        kind, chunks = _compared(form, name, yours, saved, None if base is None else base.get(name))
        if any(not chunk.same for chunk in chunks):
            found.append(Difference(name, str(field.label), kind, chunks, yours, saved))
    for formset in formsets:
        present = type(formset)(instance=form.instance, prefix=formset.prefix)
        yours, saved = _rows(formset), _rows(present)
        if yours != saved:
            label = str(formset.model._meta.verbose_name)
            found.append(Difference(formset.prefix, label, "rows", [Chunk(None, yours, saved)], yours, saved))
    return found


def _compared(form: Any, name: str, yours: str, saved: str, base: Any) -> tuple[str, list[Chunk]]:
    field = form.fields[name]
    if name == "body":
        old, new = str(form.initial.get(name) or ""), str(form[name].value() or "")
        return "body", merged_bodies(base, new, old)
    if isinstance(field, ModelChoiceField | DateField) or name == "tags":
        # As the field's control takes it; a date as it is stored.
        mine, theirs = str(form[name].value() or ""), str(form.initial.get(name) or "")
        if name == "tags":
            mine, theirs = yours, saved
        chunk = Chunk(None if base is None else str(base), mine, theirs)
        return "value", [chunk] if yours != saved else []
    return "text", merged(None if base is None else _normal(base), yours, saved)


def base_of(article: Article, opened_version: Any) -> dict[str, Any] | None:
    """Field name → value of the article's form as it stood in the version `opened_version`; None where not kept."""
    version = opened(article, opened_version)
    if version is None:
        return None
    words = version.words
    return {**words["texts"], "tags": "、".join(words["tags"]), "section": words["section"]["id"]}


def opened(article: Article, number: Any) -> Version | None:
    """The kept version with the `number` that a form sent, whatever it sent."""
    digits = str(number or "")
    return article.versions.filter(number=digits).first() if digits.isdecimal() and len(digits) < 10 else None


def last_save(article: Article) -> str:
    """Who saved `article` last, and when, as one sentence."""
    edit = article.edits.select_related("editor").order_by("-at", "-pk").first()
    if edit is None:
        return ""
    return _("{name}于{when:%Y年%-m月%-d日 %H:%M}存过这篇稿件。").format(
        name=person_name(edit.editor), when=timezone.localtime(edit.at)
    )


def _folded(words: str) -> str:
    """What stayed the same, its middle left out where it is long."""
    if len(words) <= LONG:
        return words
    cut = _("［略{count}字］").format(count=len(words) - LONG // 2)
    return f"{words[: LONG // 4]}{cut}{words[-LONG // 4 :]}"


def _normal(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()


def _words(form: Any, name: str, value: Any) -> str:
    field = form.fields[name]
    if isinstance(field, ModelChoiceField):
        return _chosen(field, value)
    if name == "body":
        return _words_of_body(body.clean(str(value or ""))).strip()
    if isinstance(value, list):
        return "、".join(sorted(tag.name for tag in value))
    if name == "tags":
        return "、".join(sorted(field.clean(value)))
    if isinstance(field, DateField):
        return _date(field, value)
    return _normal(value)


def _chosen(field: Any, value: Any) -> str:
    """What a choice shows for `value`; nothing where it is empty or gone."""
    words = str(value or "")
    return str(field.queryset.filter(pk=value).first() or "") if words.isdecimal() else new_author(words)


def _date(field: DateField, value: Any) -> str:
    """A date as typed or as stored, in one spelling."""
    try:
        return str(field.to_python(value) or "")
    except ValidationError:
        return str(value)


def _words_of_body(html: str) -> str:
    """A body or a piece of one as lines; a photo is a line of its own, so that a moved picture is seen."""
    marked = body.PHOTO_FIGURE.sub(r"<p>［图片\1］</p>", html)
    words = body.plain_text(marked)
    return f"{words}\n" if words and html.endswith("\n") else words


def _rows(formset: Any) -> str:
    lines: list[tuple[int, str]] = []
    for form in formset.forms:
        if formset.is_bound and formset.can_delete and formset._should_delete_form(form):
            continue
        shown = [_cell(form, name) for name in form.fields if name not in (*NOT_SHOWN, formset.fk.name)]
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
