"""暂存: keeps what somebody has typed and not saved, apart from the article, and gives it back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Article, Author, Autosave
from articles.roster import parted

KEPT_FOR = timedelta(days=30)
LONGEST = 3_000_000
# Before the name of an author who is still to be put on the roster, as in bylines.js.
NEW = "new:"
# Never a word of the text: what guards a form, and what says which button was pressed.
NOT_TEXT = ("csrfmiddlewaretoken", "_save", "_continue", "_addanother", "_restore")


def keep(
    person: Any, page: str, article: Article | None, opened_version: int | None, pairs: list[Any], at: datetime
) -> Autosave:
    """Write down what stands in the form `page` of `person`; the article itself is not touched.

    `pairs`: list of [name, value] strings as the form would post them. Replaces what was kept of the same form.
    Raises ValueError, with a sentence, for what is no form or is too long. Sweeps what the person left for a month.
    """
    fields = [[name, value] for name, value in _checked(pairs) if name not in NOT_TEXT]
    if sum(len(value) for _name, value in fields) > LONGEST:
        raise ValueError(_("文字太长，暂存不下，先保存（Ctrl+S）。"))
    with transaction.atomic():
        Autosave.objects.filter(person=person, at__lt=at - KEPT_FOR).delete()
        kept, _created = Autosave.objects.update_or_create(
            person=person,
            page=page,
            defaults={"article": article, "opened_version": opened_version, "fields": fields, "at": at},
        )
    return kept


def _checked(pairs: Any) -> list[list[str]]:
    whole = isinstance(pairs, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in pairs
    )
    if not whole:
        raise ValueError(_("送来的不是表单的文字，没有暂存。"))
    return pairs


def forget(person: Any, *pages: str) -> None:
    """The text was saved, or thrown away on purpose."""
    Autosave.objects.filter(person=person, page__in=pages).delete()


def kept_for(person: Any, page: str) -> Autosave | None:
    return Autosave.objects.filter(person=person, page=page).first()


def new_ones(person: Any) -> list[Autosave]:
    """What the person typed into forms of new articles that were never saved, newest first."""
    return list(Autosave.objects.filter(person=person, page__startswith="article/new-").order_by("-at"))


def as_posted(kept: Autosave) -> QueryDict:
    """The kept fields as a form takes them; an author who is on the roster by now stands by their number."""
    data = QueryDict(mutable=True)
    for name, value in kept.fields:
        newcomer = new_author(value) if name.startswith("bylines-") else ""
        data.appendlist(name, _on_the_roster(newcomer) or value)
    return data


def new_author(value: str) -> str:
    """The name in the choice 新建作者 of a byline, before the author is on the roster; empty for any other choice."""
    return value.removeprefix(NEW).strip() if value.startswith(NEW) else ""


def _on_the_roster(name: str) -> str:
    if not name:
        return ""
    called, unit = parted(name)
    there = Author.objects.filter(name=called, affiliation=unit).first()
    return str(there.pk) if there else ""


def title_of(kept: Autosave) -> str:
    """What the kept text is called, for a list of several."""
    return next((value for name, value in kept.fields if name == "title" and value), "") or _("（还没有标题）")
