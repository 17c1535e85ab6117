"""Positions under a unique constraint: rows are moved out of the way first, then put in their places."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext as _

OUT_OF_THE_WAY = 1_000_000


def renumber(rows: QuerySet, ids: Sequence[int], field: str = "position") -> None:
    """Give the rows with `ids` the positions 1, 2, 3 … in that order; `rows` is the whole list they stand in.

    Rows of the list that `ids` leaves out follow in their present order. Raises ValueError for an id that is not
    in the list or stands in it twice.
    """
    with transaction.atomic():
        present = list(rows.order_by(field, "pk").values_list("pk", flat=True))
        if len(set(ids)) != len(ids) or not set(ids) <= set(present):
            raise ValueError(_("次序表里有不属于这份目录的行，重新打开页面再排一次。"))
        order = [*ids, *(pk for pk in present if pk not in set(ids))]
        rows.update(**{field: F(field) + OUT_OF_THE_WAY})
        for position, pk in enumerate(order, start=1):
            rows.filter(pk=pk).update(**{field: position})


def next_position(rows: QuerySet, field: str = "position") -> int:
    """One past the last: new rows always go to the end, never to a random place."""
    return (rows.aggregate(last=Max(field))["last"] or 0) + 1
