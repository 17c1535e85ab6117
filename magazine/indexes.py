"""作者索引、摄影作者索引: who stands in which issues, by pinyin; made from the lines of the contents."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Author
from articles.pinyin import sort_key
from articles.states import BylineRole
from magazine.contents import Contents, Line
from media.credit import split_credit

PICTURES = (BylineRole.PHOTO, BylineRole.DRAWING)


@dataclass(frozen=True)
class Name:
    """One name of an index: the initial letter it stands under (`#` where it has none) and its lines, oldest first."""

    name: str
    letter: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Index:
    """An index of names over the issues of `span`; `kind` is `authors` or `photographers`."""

    kind: str
    span: Contents
    names: tuple[Name, ...]

    @property
    def head(self) -> str:
        """What stands over it."""
        return _("作者索引") if self.kind == "authors" else _("摄影作者索引")


def author_index(span: Contents) -> Index:
    """Everybody who signed the words of a piece (文 译 整理 通讯员), persons and units, by pinyin. One query."""
    signed = [(c.name, line) for line in span.lines for c in line.authors if c.role not in PICTURES]
    return Index("authors", span, _names(signed))


def photographer_index(span: Contents) -> Index:
    """Everybody whom a picture is credited to, in its own credit or in a byline (摄 图), by pinyin. One query.

    A credit of several names is one entry each: `林岚、苏晓／摄`. 资料图片 of nobody is no entry.
    """
    signed = []
    for line in span.lines:
        signed += [(credit.name, line) for credit in line.authors if credit.role in PICTURES]
        names = [split_credit(credit)[0] for credit in line.photographers]
        signed += [(name.strip(), line) for several in names for name in several.split("、")]
    return Index("photographers", span, _names(signed))


def _names(signed: Iterable[tuple[str, Line]]) -> tuple[Name, ...]:
    lines: dict[str, dict[tuple[str, int], Line]] = {}
    for name, line in signed:
        if name:
            lines.setdefault(name, {})[(line.issue, line.position)] = line
    # A person may have mended the pinyin of a name: that one counts.
    known = dict(Author.objects.filter(name__in=lines).order_by("-pk").values_list("name", "sort_key"))
    keys = {name: (known.get(name) or sort_key(name)).lower() for name in lines}
    return tuple(
        Name(name, _letter(keys[name]), tuple(lines[name][place] for place in sorted(lines[name])))
        for name in sorted(lines, key=lambda name: (_letter(keys[name]) == "#", keys[name], name))
    )


def _letter(key: str) -> str:
    first = key[:1].upper()
    return first if "A" <= first <= "Z" else "#"


INDEXES = {"authors": author_index, "photographers": photographer_index}
