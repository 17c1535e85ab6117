"""预览: the reader's page of a text that is still being typed. Nothing is saved, and nobody but its editor gets it."""

import re
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import body
from articles.models import Article, Author, Release, ReleaseByline, Section
from articles.releasing import draft_copy
from articles.signers import demand
from articles.states import BylineRole
from articles.tagging import split_tags
from articles.versions import TEXTS
from events.models import Event
from magazine.models import Issue, Slot
from magazine.site.articles import TEMPLATES
from magazine.site.dates import dated
from magazine.site.page import respond
from magazine.site.rows import Row
from media.figure import frozen
from media.models import Photo

# Stands in addresses for an article that has no number yet.
NOT_YET = 999_999_999
ROW = re.compile(r"([a-z]+)-([0-9]{1,4})-([a-z_]+)")


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The fields of an article's form, and `article` where it is saved already, as the reader's page would be.

    404 for an article that the person may not see; 403 for whoever may not write at all. Never kept: the desk's
    pages are no-store, and the frame that shows it runs no script.
    """
    article = _article(request)
    for name in TEXTS:
        setattr(article, name, request.POST.get(name, "").replace("\r\n", "\n"))
    article.body = body.clean(article.body)
    section = Section.objects.filter(pk=_number(request.POST.get("section"))).first()
    if section is None:
        return HttpResponse(_("先选栏目，再看预览。"), status=400, content_type="text/plain; charset=utf-8")
    article.section = section
    copy = _copy(article, _rows(request.POST), split_tags(request.POST.get("tags", "")))
    slot = _slot(article, copy)
    row = Row(slot)
    return respond(
        request,
        TEMPLATES[copy.layout],
        title=[copy.full_title],
        row=row,
        slot=slot,
        issue=slot.issue,
        release=copy,
        units=list(dict.fromkeys(line.affiliation for line in row.bylines if line.affiliation)),
        tags=list(copy.tags.all()),
        members=[],
        groups=[],
        events=[dated(event) for event in copy.events],
        current=slot.pk,
    )


def _article(request: HttpRequest) -> Article:
    pk = request.POST.get("article", "")
    if not pk:
        demand(request.user, "articles.add_article")
        return Article()
    demand(request.user, "articles.change_article")
    article = Article.objects.seen_by(request.user).filter(pk=_number(pk)).first()
    if article is None:
        raise Http404
    return article


def _number(text: Any) -> int | None:
    return int(text) if str(text).isdecimal() and len(str(text)) < 10 else None


def _rows(data: Any) -> dict[str, list[dict[str, str]]]:
    """The posted rows by their list, in their order, without those that are to go."""
    found: dict[str, dict[int, dict[str, str]]] = {}
    for key in data:
        match = ROW.fullmatch(key)
        if match:
            found.setdefault(match[1], {}).setdefault(int(match[2]), {})[match[3]] = data[key]
    for key in data:
        if key.endswith("-DELETE") and (match := re.fullmatch(r"([a-z]+)-([0-9]{1,4})-DELETE", key)):
            found.get(match[1], {}).pop(int(match[2]), None)
    return {
        name: [row for _index, row in sorted(rows.items(), key=lambda item: (_place(item[1]), item[0]))]
        for name, rows in found.items()
    }


def _place(row: dict[str, str]) -> int:
    return _number(row.get("position")) or 10_000


def _copy(article: Article, rows: dict[str, list[dict[str, str]]], tags: list[str]) -> Release:
    """The release that `article` would become with the posted rows in place of its stored ones."""
    if article.pk:
        copy = draft_copy(article, timezone.now())
    else:
        copy = Release(pk=0, number=0, layout=article.section.layout, made_at=timezone.now(), signatures=[])
        for name in set(TEXTS) - {"body", "notes"}:
            setattr(copy, name, getattr(article, name))
        copy.body_html = article.body
        copy.notes = [line.strip() for line in article.notes.splitlines() if line.strip()]
        copy.plain_text = body.plain_text(article.body)
    copy.article_id = article.pk or NOT_YET
    copy.photos = _photos(article.body, rows.get("figures", []))
    if "events" in rows:
        copy.events = _events(copy.events, rows["events"])
    if "voices" in rows:
        copy.voices = [
            {name: row.get(name, "") for name in ("text", "speaker", "speaker_title", "source")}
            for row in rows["voices"]
            if row.get("text")
        ]
    named = [_Tag(name) for name in tags]
    copy.__dict__["_prefetched_objects_cache"] = {"bylines": _bylines(rows.get("bylines", [])), "tags": named}
    return copy


class _Tag:
    """A tag that may not be stored yet: a name without an address."""

    slug = ""

    def __init__(self, name: str):
        self.name = name


def _bylines(rows: list[dict[str, str]]) -> list[ReleaseByline]:
    authors = Author.objects.in_bulk([pk for row in rows if (pk := _number(row.get("author")))])
    found = []
    for place, row in enumerate(rows, start=1):
        author = authors.get(_number(row.get("author")) or 0)
        if author is not None:
            role = row.get("role", "") if row.get("role") in BylineRole.values else BylineRole.TEXT
            words = {"name": author.name, "role": role, "affiliation": row.get("affiliation", "")}
            found.append(ReleaseByline(author=author, position=place, **words))
    return found


def _photos(html: str, rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Figures in the order of their rows, then what stands in the text without a row yet."""
    wanted = {pk: row for row in rows if (pk := _number(row.get("photo")))}
    placed = {pk: {} for pk in body.photo_ids(html) if pk not in wanted}
    photos = Photo.objects.in_bulk([*wanted, *placed])
    return [
        frozen(photos[pk], row.get("caption") or photos[pk].caption, row.get("alt") or photos[pk].alt)
        for pk, row in {**wanted, **placed}.items()
        if pk in photos
    ]


def _events(stored: list[dict[str, Any]], rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    pictures = {event["id"]: event["photos"] for event in stored}
    found = []
    for row in rows:
        start = _day(row.get("starts_on", ""))
        if start and row.get("text"):
            pk = _number(row.get("id")) or 0
            end = _day(row.get("ends_on", ""))
            entry = {"id": pk, "start": start, "end": end, "text": row["text"], "photos": pictures.get(pk, [])}
            people = Event(people=row.get("people", "")).names
            found.append(entry | {"people": people, "place": row.get("place", "").strip()})
    return found


def _day(text: str) -> str | None:
    """An ISO day from 2024-10-8 or 2024/10/8; None for what is no day."""
    parts = re.fullmatch(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})", text.strip())
    try:
        return date(*(int(part) for part in parts.groups())).isoformat() if parts else None
    except ValueError:
        return None


def _slot(article: Article, copy: Release) -> Slot:
    """The article's place with the copy in it; one that has none is shown as if in the newest issue."""
    slot = getattr(article, "slot", None) if article.pk else None
    if slot is None:
        issue = Issue.objects.order_by("-year", "-number").first() or Issue(year=timezone.now().year, number=1)
        slot = Slot(pk=0, issue=issue, section=article.section, position=1)
        slot.article_id = article.pk or NOT_YET
    slot.release = copy
    return slot
