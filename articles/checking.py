"""The checks of one manuscript: what the rules find and where, what was waived, and what stands against 定稿."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import anchors, pieces, printed, proofreading
from articles.models import Article, HouseWord, Release, Waiver
from articles.pieces import Sheet
from articles.proofreading import Finding, Piece, Severity, Wording
from articles.releasing import draft_copy
from articles.states import State

LONGEST = 300
# A waiver keeps so much of the words it stands for.
KEPT = 500


@dataclass(frozen=True)
class Checked:
    """A finding and the waiver that lets it stand, None where there is none; `label` says in which piece it is.

    `place` is where it stands on the sheet that was asked about: of its mend where there is one, else of its quote.
    `mendable`: its mend can be put there. `caution` says what to look up before, in a quotation or a number.
    """

    finding: Finding
    waiver: Waiver | None
    label: str = ""
    place: anchors.Place | None = None
    mendable: bool = False
    caution: str = ""

    @property
    def blocks(self) -> bool:
        return self.finding.blocks and self.waiver is None

    @property
    def severity(self) -> str:
        return str(Severity(self.finding.severity).label)


def checked(
    article: Article,
    release: Release | None = None,
    sheet: Sheet | None = None,
    wordings: list[Wording] | None = None,
) -> list[Checked]:
    """Every finding in the text of `article` as it stands, with its waiver; blocking ones first.

    `wordings` are the house's words, for whoever asks about many manuscripts; without it they are read here.
    """
    release = release or draft_copy(article, timezone.now())
    read, labels = _pieces(release), printed.labels()
    waivers = {(row.rule, row.quote): row for row in article.waivers.select_related("person")}
    found = []
    wordings = HouseWord.objects.wordings() if wordings is None else wordings
    for finding in proofreading.check(read, wordings) + _without_alt(release, read):
        place = _place(finding, read, sheet.words) if sheet else None
        waiver = waivers.get((finding.rule, finding.quote[:KEPT]))
        found.append(
            Checked(
                finding,
                None if waiver is None or waiver.lifted else waiver,
                labels.get(read[finding.piece].code, ""),
                place,
                bool(sheet and place and finding.mend and _within_a_piece(sheet, place)),
                _caution(finding, read),
            )
        )
    return sorted(found, key=lambda item: (not item.blocks, item.finding.piece, item.finding.span[0]))


def _place(finding: Finding, read: list[Piece], words: str) -> anchors.Place | None:
    """Where on the sheet the finding stands: by its own words, of several by what stands around them."""
    text = read[finding.piece].text
    start, end = finding.span
    if not text[start:end].strip():
        return None
    before, after = anchors.squash(text[:start]), anchors.squash(text[end:])
    ahead = sum(len(anchors.squash(piece.text)) for piece in read[: finding.piece]) + len(before)
    wanted = anchors.Anchor(
        anchors.squash(text[start:end]), before[-anchors.CONTEXT :], after[: anchors.CONTEXT], ahead
    )
    place = anchors.find(words, wanted)
    return place if place is not None and place.exact else None


def _within_a_piece(sheet: Sheet, place: anchors.Place) -> bool:
    try:
        pieces.at(sheet, place)
    except pieces.Unreachable:
        return False
    return True


def _caution(finding: Finding, read: list[Piece]) -> str:
    """What the desk must look up before it takes the mend: quotations and numbers are somebody else's words."""
    if finding.mend is None:
        return ""
    before = read[finding.piece].text[: finding.mend.start]
    if before.count("“") > before.count("”"):
        return _("在引文里，先核对原文。")
    if any(letter.isdecimal() for letter in finding.mend.wrong + finding.mend.right) or finding.mend.right == "×":
        return _("改的是数字，先核对原文。")
    return ""


def standing_against(article: Article) -> list[str]:
    """One sentence for each finding that must be mended or waived before 定稿."""
    return [
        _("{label}“{quote}”：{message}改好，或写明理由放行，再签终审。").format(
            label=item.label, quote=item.finding.quote[:30], message=item.finding.message
        )
        for item in checked(article)
        if item.blocks
    ]


def waive(article: Article, rule: str, quote: str, reason: str, by: Any, at: datetime | None = None) -> list[str]:
    """Let a finding stand while the article says these words. Why it may not be done; an empty list: it is done.

    What must be mended asks for a reason (放行); anything else may be put aside without one (忽略).
    """
    reasons = _not_theirs(by)
    there = _there(article, rule, quote)
    blocks = any(item.finding.blocks for item in there)
    if len(reason.strip()) > LONGEST or (blocks and not reason.strip()):
        reasons.append(_("放行须写明理由，不超过{most}字。").format(most=LONGEST))
    if not there:
        reasons.append(_("文中已没有这一处，不用再处理。"))
    elif there[0].waiver is not None:
        reasons.append(_("这一处已经放行。") if blocks else _("这一处已经忽略。"))
    if not reasons:
        Waiver.objects.create(
            article=article, rule=rule, quote=quote[:KEPT], reason=reason.strip(), person=by, at=at or timezone.now()
        )
    return reasons


def lift(article: Article, rule: str, quote: str, by: Any, at: datetime | None = None) -> list[str]:
    """Take back what lets a finding stand (恢复提示), so that it is told again. Reasons against it as in `waive`."""
    reasons = _not_theirs(by)
    there = _there(article, rule, quote)
    if not there or there[0].waiver is None:
        reasons.append(_("这一处没有放行，也没有忽略，不用恢复。"))
    if article.state == State.RELEASED:
        reasons.append(_("稿件已定稿，放行、忽略的不再恢复。要改，先点“改稿”。"))
    if not reasons:
        Waiver.objects.create(
            article=article, rule=rule, quote=quote[:KEPT], lifted=True, person=by, at=at or timezone.now()
        )
    return reasons


def _not_theirs(by: Any) -> list[str]:
    if by.is_active and by.has_perm("articles.waive_finding"):
        return []
    return [_("放行和忽略由责任编辑、部主任或总编办理，你的账号没有这一角色。")]


def _there(article: Article, rule: str, quote: str) -> list[Checked]:
    """The findings of `rule` on these words as they stand now."""
    wanted = (rule, quote[:KEPT])
    return [item for item in checked(article) if (item.finding.rule, item.finding.quote[:KEPT]) == wanted]


def _pieces(release: Any) -> list[Piece]:
    """What the rules read, and behind it a piece for the pictures, whose alt text is printed nowhere."""
    lines = [line for line in printed.lines(printed.printed(release)) if line[0] not in ("tags", "byline")]
    return [Piece(number, code, words) for number, (code, words) in enumerate([*lines, ("figure", "")])]


def _without_alt(release: Any, pieces: list[Piece]) -> list[Finding]:
    """Each picture of `release` that says nothing to readers who do not see it."""
    photos = [*release.photos, *(photo for event in release.events for photo in event["photos"])]
    return [
        Finding(
            rule="P1",
            severity=Severity.BLOCKS,
            piece=len(pieces) - 1,
            start=0,
            quote=photo["caption"] or _("图片{number}").format(number=photo["id"]),
            message=_("没有替代文字，看不见图的读者不知道图上有什么。"),
            suggestion=_("在配图的“替代文字”里写一句画面里看得见的。"),
            source=_("《网页内容无障碍指南》2.2版第1.1.1条"),
        )
        for photo in {photo["id"]: photo for photo in photos if not photo["alt"].strip()}.values()
    ]
