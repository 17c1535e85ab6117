"""稿酬: who is owed what for an issue, line by line. Only reads."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from articles.models import Release
from articles.states import BylineRole
from magazine.ledgers.typeset import half_thousands, typeset_characters
from magazine.models import FeeRate, Issue, Magazine, Slot
from magazine.publishing import latest_releases
from media.credit import split_credit
from media.states import CreditKind

# What a magazine pays before it has written down its own: the lower end of 使用文字作品支付报酬办法 §5 (80—300元).
PER_THOUSAND, PER_PHOTO = Decimal(80), Decimal(30)
WRITERS = {BylineRole.TEXT, BylineRole.TRANSLATION, BylineRole.EDITING, BylineRole.CORRESPONDENT}
PAID_PICTURES = (CreditKind.TAKEN.value, CreditKind.DRAWN.value, CreditKind.CHARTED.value)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Fee:
    """One person's due for one piece. `role` is the byline's (文, 译 …) or the kind of the credit (摄, 绘 …); `characters` is the person's share, in the measure that is paid; rates in yuan."""

    position: int
    section: str
    title: str
    person: str
    role: str
    characters: int
    photos: int
    per_thousand: Decimal
    per_photo: Decimal

    @property
    def text_amount(self) -> Decimal:
        return (self.per_thousand * self.characters / 1000).quantize(CENT, ROUND_HALF_UP)

    @property
    def photo_amount(self) -> Decimal:
        return (self.per_photo * self.photos).quantize(CENT, ROUND_HALF_UP)

    @property
    def amount(self) -> Decimal:
        return self.text_amount + self.photo_amount


@dataclass(frozen=True)
class Ledger:
    """The fees of an issue in contents order; `unsigned` are the titles that are not counted, having no release,
    `unnamed` those whose text is paid to nobody, having no byline.
    """

    fees: tuple[Fee, ...]
    unsigned: tuple[str, ...]
    unnamed: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((fee.amount for fee in self.fees), Decimal(0))


def ledger(issue: Issue) -> Ledger:
    """What `issue` owes, from the release that each slot is pinned to, else the newest one; a draft owes nothing yet.

    The writers of a piece share its characters evenly; each picture is paid to the name that it is credited to.
    Pictures supplied by units and pictures from the files (供图, 资料图片) are not paid.
    """
    slots = list(issue.slots.select_related("article", "section", "release").order_by("position"))
    newest = latest_releases(slots)
    printed = [slot.release or newest.get(slot.article_id or 0) for slot in slots]
    prefetch_related_objects([release for release in printed if release], "bylines")
    rates = {rate.section_id: rate for rate in FeeRate.objects.all()}
    general = rates.get(None) or FeeRate(per_thousand=PER_THOUSAND, per_photo=PER_PHOTO)
    magazine = Magazine.current()
    fees: list[Fee] = []
    unsigned: list[str] = []
    unnamed: list[str] = []
    for slot, release in zip(slots, printed, strict=True):
        if release is None:
            unsigned.append(str(slot))
            continue
        if not any(line.role in WRITERS for line in release.bylines.all()):
            unnamed.append(release.full_title)
        fees += _fees(slot, release, rates.get(slot.section_id, general), magazine)
    return Ledger(tuple(fees), tuple(unsigned), tuple(unnamed))


def _fees(slot: Slot, release: Release, rate: FeeRate, magazine: Magazine) -> list[Fee]:
    about: dict[str, Any] = {
        "position": slot.position,
        "section": slot.heading or slot.section.name,
        "title": release.full_title,
        "per_thousand": rate.per_thousand,
        "per_photo": rate.per_photo,
    }
    characters = typeset_characters(release, magazine.line_characters)
    if magazine.rounds_fees:
        characters = half_thousands(characters)
    writers = [line for line in release.bylines.all() if line.role in WRITERS]
    pictures = _pictures(release)
    fees = []
    for place, line in enumerate(writers):
        # What does not divide evenly goes to those who are named first.
        share = characters // len(writers) + (place < characters % len(writers))
        taken = sum(pictures.pop((line.name, kind), 0) for kind in PAID_PICTURES)
        fees.append(Fee(person=line.name, role=line.role, characters=share, photos=taken, **about))
    for (name, kind), count in pictures.items():
        fees.append(Fee(person=name, role=kind, characters=0, photos=count, **about))
    return fees


def _pictures(release: Release) -> Counter[tuple[str, str]]:
    """(name, kind of credit) → pictures in `release` that are paid for, in printed order."""
    found: Counter[tuple[str, str]] = Counter()
    shown = [*release.photos, *(photo for event in release.events for photo in event["photos"])]
    for photo in {photo["id"]: photo for photo in shown}.values():
        name, kind = split_credit(photo["credit"])
        if name and kind in PAID_PICTURES:
            found[name, kind] += 1
    return found
