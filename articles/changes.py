"""What changed in a manuscript since somebody signed, returned or released it: by character, piece by piece."""

from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comparing import Span, spans
from articles.models import Article, Release
from articles.panel import signer, what
from articles.permissions import way
from articles.printed import PICTURE, labels, lines, printed
from articles.states import Verdict


@dataclass(frozen=True)
class Base:
    """A text to compare with: `label` says whose and from when."""

    key: str
    label: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Change:
    """One place that differs: in which piece, and the stretches of the text before and after.

    `photos`: (id, gone, new) of the pictures named there.
    """

    label: str
    spans: list[Span]
    photos: list[tuple[int, bool, bool]] = field(default_factory=list)


def bases(article: Article, user: Any) -> list[Base]:
    """Texts that `article` may be compared with, the one that matters most to `user` first.

    That is what they themselves read last; else the last signature or return; else the last release.
    """
    found = []
    release = article.latest_release
    verdicts = (Verdict.APPROVE, Verdict.RETURN, Verdict.SUBMIT)
    reviews = [review for review in reversed(way(article)) if review.verdict in verdicts and review.text]
    mine = None
    for review in reviews:
        label = _("{what}（{who}，{when:%-m月%-d日 %H:%M}）").format(
            what=what(review), who=signer(review), when=timezone.localtime(review.at)
        )
        found.append(Base(str(review.pk), label, review.at, review.text))
        if mine is None and review.reviewer_id == user.pk and review.verdict != Verdict.SUBMIT:
            mine = found[-1]
    signed = {str(review.pk) for review in reviews if review.verdict != Verdict.SUBMIT}
    if release is not None:
        label = _("第{number}次定稿（{when:%Y年%-m月%-d日}）").format(
            number=release.number, when=timezone.localtime(release.made_at)
        )
        found.append(Base(f"release-{release.pk}", label, release.made_at, printed(release)))
    # What came after the last release is measured against it; within a round, against the last word on it.
    released = found[-1] if release is not None else None
    last = next((base for base in found if base.key in signed), None)
    first = mine if mine and (released is None or mine.at > released.at) else released or last
    if first is not None:
        found.remove(first)
        found.insert(0, first)
    return found


def changed(base: Base, release: Release) -> list[Change]:
    """Every place where the printed words of `release`, mostly a `draft_copy`, differ from `base`, in their order."""
    return compared(base.text, printed(release))


def compared(before: str, after: str) -> list[Change]:
    """The places where two texts of `printed` differ; what is the same is left out but for the words around."""
    one, two = lines(before), lines(after)
    found = []
    for tag, start, end, other, stop in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left, right = one[start:end], two[other:stop]
        paired = len(left) == len(right)
        pairs = [([a], [b]) for a, b in zip(left, right, strict=True)] if paired else [(left, right)]
        for old, new in pairs:
            code = (new or old)[0][0]
            one_side, other_side = "\n".join(w for _c, w in old), "\n".join(w for _c, w in new)
            stretches = [_short(span) for span in spans(one_side, other_side)]
            found.append(Change(labels().get(code, code), stretches, _photos(one_side, other_side)))
    return found


def _photos(before: str, after: str) -> list[tuple[int, bool, bool]]:
    old, new = ([int(pk) for pk in PICTURE.findall(text)] for text in (before, after))
    return [(pk, pk not in new, pk not in old) for pk in dict.fromkeys([*old, *new])]


def _short(span: Span) -> Span:
    """A long stretch that stayed is told by its ends."""
    if not span.same or len(span.before) <= 60:
        return span
    words = f"{span.before[:24]}……{span.before[-24:]}"
    return Span(words, words)
