"""A whole issue for a WeChat official account: its contents as a card, all its articles as one message, or one by one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from magazine.exports import wechat
from magazine.exports.markup import Node, Piece, words, write
from magazine.exports.wechat import Message, Upload, styled
from magazine.models import Issue, Slot
from magazine.publishing import latest_releases
from magazine.site.rows import Row, by_section, nested


@dataclass(frozen=True)
class IssueMessage:
    """`card`: the contents as HTML; `html`: the card and every article; `pieces`: (slot, message) in contents order;
    `missing`: titles without a release, which are left out; `problems`: what the editor will not take, as sentences.
    """

    title: str
    card: str
    html: str
    digest: str
    pieces: tuple[tuple[Slot, Message], ...]
    photos: tuple[Upload, ...]
    missing: tuple[str, ...]
    problems: tuple[str, ...]


def issue_message(issue: Issue, magazine: str, absolute: Callable[[str], str] = str) -> IssueMessage:
    """`issue` from the release that each slot is pinned to, else the newest one. Four queries."""
    slots = list(
        issue.slots.select_related("issue", "section", "release", "article")
        .prefetch_related("release__bylines")
        .order_by("position")
    )
    newest = latest_releases([slot for slot in slots if slot.release_id is None])
    missing = []
    for slot in slots:
        slot.release = slot.release or newest.get(slot.article_id or 0)
        if slot.release is None:
            missing.append(str(slot))
    signed = [slot for slot in slots if slot.release is not None]
    card = _card(issue, magazine, signed)
    tree = [card]
    photos: list[Upload] = []
    problems: list[str] = []
    for slot in signed:
        assert slot.release is not None  # noqa: S101  (asked above)
        article, writer = wechat.composed(slot.release, magazine, slot, absolute, first=len(photos) + 1)
        tree += [styled("p", "title", [Node("strong", {}, [slot.release.full_title])]), article]
        photos += writer.photos
        problems += [f"《{slot.release.full_title}》{problem}" for problem in writer.problems]
    title = f"《{magazine}》{issue}"
    digest = "　".join(slot.release.full_title for slot in signed if slot.release)[: wechat.DIGEST]
    html = write(tree, void=">")
    return IssueMessage(
        title=title,
        card=write([card], void=">"),
        html=html,
        digest=digest,
        pieces=tuple((slot, wechat.message(slot.release, magazine, slot, absolute)) for slot in signed if slot.release),
        photos=tuple(photos),
        missing=tuple(missing),
        problems=(*wechat.limits(title, "", digest, words(tree), html), *problems),
    )


def _card(issue: Issue, magazine: str, signed: list[Slot]) -> Node:
    """Issue, theme, sections and titles with their authors and pages; members of a feature stand one step in."""
    about = "　".join(filter(None, [str(issue), _total(issue)]))
    pieces: list[Piece] = [styled("p", "rubric", [styled("span", "label", [f"{magazine}　{about}"])])]
    if issue.theme:
        pieces.append(styled("p", "kicker", [Node("strong", {}, [issue.theme])]))
    for first, group in by_section(nested([Row(slot) for slot in signed])):
        pieces.append(styled("p", "h2", [Node("strong", {}, [first.section_name])]))
        for row in group:
            pieces.append(_entry(row, "contents"))
            pieces += [_entry(member, "item2") for member in row.members]
    return styled("section", "message", pieces)


def _entry(row: Row, style: str) -> Node:
    page = f"　{row.slot.page_from}" if row.slot.page_from else ""
    who = wechat.names(row.bylines)
    return styled(
        "p", style, [row.release.full_title, styled("span", "byline", [f"　{who}{page}"]) if who or page else ""]
    )


def _total(issue: Issue) -> str:
    return _("总第{number}期").format(number=issue.total_number) if issue.total_number else ""
