"""引用: how a released article is cited, in words, as a line (GB/T 7714—2015), and its record as RIS, BibTeX, CSL-JSON,
Dublin Core and `citation_*` meta tags."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.states import BylineRole
from magazine.contents import one_line
from magazine.models import Magazine
from magazine.site.rows import Row

# GB/T 7714—2015, 8.1.2: up to three names, then 等.
NAMED = 3
PICTURES = (BylineRole.PHOTO, BylineRole.DRAWING)
# GB/T 15834—2011, 4.15: title marks inside title marks are the single ones.
INNER_MARKS = str.maketrans("《》", "〈〉")
TEX = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


@dataclass(frozen=True)
class Citation:
    """What a citation needs. `authors` are (name, affiliation) in order; pages are printed folios, None where none is
    printed; no text holds a line end.
    """

    article: int
    title: str
    subtitle: str
    authors: tuple[tuple[str, str], ...]
    magazine: str
    publisher: str
    year: int
    number: int
    first: int | None
    last: int | None
    day: date
    url: str
    keywords: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [name for name, _affiliation in self.authors]

    @property
    def full_title(self) -> str:
        return f"{self.title}:{self.subtitle}" if self.subtitle else self.title

    @property
    def pages(self) -> str:
        """`8-12`, `8`, or nothing."""
        return "-".join(dict.fromkeys(str(page) for page in (self.first, self.last) if page))

    @property
    def place(self) -> str:
        """`刊名,2024(11):8-12`."""
        return f"{self.magazine},{self.year}({self.number})" + (f":{self.pages}" if self.pages else "")

    @property
    def line(self) -> str:
        """`苏晓,何川,罗启明,等. 题名:副题[J]. 刊名,2024(11):8-12.`: the marks are the standard's, half-width (8.3)."""
        who = ",".join([*self.names[:NAMED], *(["等"] if len(self.names) > NAMED else [])])
        return f"{who}. {self.full_title}[J]. {self.place}." if who else f"{self.full_title}[J]. {self.place}."

    @property
    def words(self) -> str:
        """`苏晓、何川、罗启明等：《题名——副题》，《刊名》2024年第11期，第8—12页。`: as a reader says it, in full-width marks."""
        who = "、".join(self.names[:NAMED])
        who = _("{names}等").format(names=who) if len(self.names) > NAMED else who
        title = "——".join(part for part in (self.title, self.subtitle) if part).translate(INNER_MARKS)
        where = _("《{title}》，《{magazine}》{year}年第{number}期").format(
            title=title, magazine=self.magazine, year=self.year, number=self.number
        )
        where = _("{who}：{where}").format(who=who, where=where) if who else where
        pages = self.pages.replace("-", "—")
        return (
            _("{where}，第{pages}页。").format(where=where, pages=pages)
            if pages
            else _("{where}。").format(where=where)
        )

    @property
    def ris(self) -> str:
        """One record for reference managers, lines ended by CRLF; a tag, two spaces, a hyphen, a space."""
        fields = [("TY", "JOUR"), ("TI", self.full_title), *(("AU", name) for name in self.names)]
        fields += [("AD", unit) for unit in dict.fromkeys(unit for _name, unit in self.authors if unit)]
        fields += [
            ("T2", self.magazine),
            ("PB", self.publisher),
            ("PY", str(self.year)),
            ("DA", f"{self.day:%Y/%m/%d}"),
        ]
        fields += [("IS", str(self.number)), ("SP", str(self.first or "")), ("EP", str(self.last or self.first or ""))]
        fields += [("LA", "zh-CN"), ("UR", self.url), *(("KW", word) for word in self.keywords)]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"

    @property
    def bibtex(self) -> str:
        """One entry; names and title in braces of their own, so that no style turns or lowers them."""
        fields = {
            "title": f"{{{_tex(self.full_title)}}}",
            "author": " and ".join(f"{{{_tex(name)}}}" for name in self.names),
            "journal": _tex(self.magazine),
            "publisher": _tex(self.publisher),
            "year": str(self.year),
            "number": str(self.number),
            "pages": self.pages.replace("-", "--"),
            "date": self.day.isoformat(),
            "keywords": _tex(", ".join(self.keywords)),
            "langid": "chinese",
            "url": self.url,
        }
        body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        return f"@article{{article{self.article},\n{body}\n}}\n"

    @property
    def meta(self) -> list[tuple[str, str]]:
        """(name, content) of the tags that scholarly search reads; an affiliation follows its author."""
        tags = [("citation_title", self.full_title)]
        for name, unit in self.authors:
            tags += [("citation_author", name), ("citation_author_institution", unit)]
        tags += [("citation_journal_title", self.magazine), ("citation_publisher", self.publisher)]
        tags += [("citation_publication_date", f"{self.day:%Y/%m/%d}"), ("citation_issue", str(self.number))]
        tags += [
            ("citation_firstpage", str(self.first or "")),
            ("citation_lastpage", str(self.last or self.first or "")),
        ]
        tags += [("citation_language", "zh"), ("citation_public_url", self.url)]
        tags += [("citation_keywords", word) for word in self.keywords]
        return [(name, content) for name, content in tags if content]

    @property
    def csl(self) -> dict[str, Any]:
        """One item of CSL-JSON, as Zotero and citeproc read it; a name stays one string."""
        item = {
            "id": f"article{self.article}",
            "type": "article-magazine",
            "title": self.full_title,
            "author": [{"literal": name} for name in self.names],
            "container-title": self.magazine,
            "publisher": self.publisher,
            "issued": {"date-parts": [[self.day.year, self.day.month, self.day.day]]},
            "volume": str(self.year),
            "issue": str(self.number),
            "page": self.pages,
            "language": "zh-CN",
            "keyword": ", ".join(self.keywords),
            "URL": self.url,
        }
        return {name: value for name, value in item.items() if value}

    @property
    def dublin_core(self) -> list[tuple[str, str]]:
        """(element, value) of the fifteen elements that are known (DCMES 1.1), repeated where there are several."""
        elements = [("title", self.full_title), *(("creator", name) for name in self.names)]
        elements += [("subject", word) for word in self.keywords]
        elements += [("publisher", self.publisher), ("date", self.day.isoformat()), ("type", "Text")]
        elements += [("format", "text/html"), ("identifier", self.url), ("source", self.place), ("language", "zh-CN")]
        return [(name, value) for name, value in elements if value]


def citation(row: Row, magazine: Magazine, url: str, keywords: list[str]) -> Citation:
    """The citation of a published row. Who made only the pictures is cited where nobody wrote."""
    issue, release = row.issue, row.release
    writers = [line for line in row.bylines if line.role not in PICTURES] or row.bylines
    return Citation(
        article=row.article_id,
        title=one_line(release.full_title),
        subtitle=one_line(release.subtitle).lstrip("—- "),
        authors=tuple((one_line(line.name), one_line(line.affiliation)) for line in writers),
        magazine=one_line(magazine.name),
        publisher=one_line(magazine.publisher or magazine.sponsor),
        year=issue.year,
        number=issue.number,
        first=row.slot.page_from,
        last=row.slot.page_to,
        day=issue.dated_on or timezone.localdate(issue.published_at),
        url=url,
        keywords=tuple(one_line(word) for word in keywords),
    )


def _tex(text: str) -> str:
    return re.sub(r"[&%$#_{}\\~^]", lambda found: TEX[found.group()], text)
