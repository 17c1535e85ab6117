"""页码: what the pages of an issue's slots say against each other, and pages that follow the order anew."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from magazine.models import Slot

Range = tuple[int | None, int | None]


def page_count(slot: Slot) -> int:
    """How many pages the slot takes as numbered; 0 where it bears no numbers."""
    return (slot.page_to or slot.page_from) - slot.page_from + 1 if slot.page_from else 0


def notes(slots: Sequence[Slot]) -> dict[int, str]:
    """Slot id → the one sentence about its pages, for those whose pages do not follow. `slots` in order.

    Two pieces may share the page where one ends and the other begins, not more. The pages of a feature head may
    span those of its members.
    """
    heads = {slot.package_id for slot in slots}
    found: dict[int, str] = {}
    last = reach = 0
    before = None
    for slot in slots:
        if not slot.page_from:
            continue
        end = slot.page_to or slot.page_from
        if before is not None:
            if slot.page_from < last:
                found[slot.pk] = _("从第{page}页起，与第{position}条（到第{last}页）重叠。").format(
                    page=slot.page_from, position=before.position, last=last
                )
            elif slot.page_from > reach + 1:
                found[slot.pk] = _("前面空着{pages}，第{position}条只到第{last}页。").format(
                    pages=_span(reach + 1, slot.page_from - 1), position=before.position, last=reach
                )
        if end >= reach:
            before = slot
        # Members lie over the pages of their head: it leaves no gap before them, and they do not overlap it.
        last, reach = max(last, slot.page_from if slot.pk in heads else end), max(reach, end)
    return found


def _span(first: int, last: int) -> str:
    if first == last:
        return _("第{page}页").format(page=first)
    return _("第{first}–{last}页").format(first=first, last=last)


def follow(slots: Sequence[Slot]) -> dict[int, Range]:
    """Slot id → (from, to) as the order of `slots` has it; every piece keeps its number of pages.

    The count begins at the lowest page there is. A slot without numbers takes its planned pages, or stays without.
    A piece that begins on the page where its predecessor ends today goes on doing so. A feature head ends where its
    last member ends.
    """
    numbered = [slot.page_from for slot in slots if slot.page_from]
    next_page = min(numbered, default=1)
    heads = {slot.package_id for slot in slots if slot.package_id}
    given: dict[int, Range] = {}
    before: Slot | None = None
    for slot in slots:
        length = _own_pages(slot, slots) if slot.pk in heads else page_count(slot) or slot.planned_pages or 0
        if not length:
            given[slot.pk] = (None, None)
            continue
        first = next_page - 1 if before is not None and _shares(before, slot, heads) else next_page
        given[slot.pk] = (first, first + length - 1)
        next_page, before = first + length, slot
    for head in heads:
        ends = [given[slot.pk][1] or 0 for slot in slots if slot.package_id == head]
        if head in given and given[head][0] and max(ends, default=0):
            given[head] = (given[head][0], max(given[head][1] or 0, *ends))
    return given


def _own_pages(head: Slot, slots: Sequence[Slot]) -> int:
    """The pages of a feature head before its first member begins; one at least where it is numbered."""
    first = min((slot.page_from for slot in slots if slot.package_id == head.pk and slot.page_from), default=None)
    if head.page_from and first:
        return max(1, first - head.page_from)
    return page_count(head) or head.planned_pages or 0


def _shares(before: Slot, slot: Slot, heads: set[int]) -> bool:
    end = before.page_from if before.pk in heads else before.page_to or before.page_from
    return bool(slot.page_from and slot.page_from == end)
