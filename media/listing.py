"""Lists of the desk that grow for decades: no count of everything, no scan of every row for one page of them."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import FieldListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import gettext as _
from unfold.views import ChangeList

MANY = 1000


class LongList(ChangeList):
    """The rows of one page with what their columns show."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        rows = super().get_queryset(request, exclude_parameters)
        rows = rows.defer(*self.model_admin.list_unseen)
        return rows.prefetch_related(*self.model_admin.list_brings)


class LongListAdmin:
    """For a ModelAdmin, before it. `list_unseen`: fields that no column shows; `list_brings`: rows that columns ask for.

    A search finds the rows in which each word stands in one of `search_fields`, as Django's does, but in two steps: which
    rows, which an index of those fields can answer, and then those rows. Rows of other tables are asked for apart, so
    that none is found twice.
    """

    list_per_page = 40
    # How many rows there are without any filter is no news on the page.
    show_full_result_count = False
    list_unseen: tuple[str, ...] = ()
    list_brings: tuple[str, ...] = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LongList

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        fields = self.get_search_fields(request)  # type: ignore[attr-defined]
        rows = queryset.model._base_manager.order_by()
        asked = Q()
        for bit in smart_split(search_term) if fields else ():
            word = unescape_string_literal(bit) if bit[0] in "\"'" and bit[0] == bit[-1] else bit
            either = Q()
            for field in fields:
                there = Q(**{f"{field}__icontains": word})
                either |= Q(pk__in=rows.filter(there).values("pk")) if "__" in field else there
            asked &= either
        if not asked:
            return queryset, False
        found = list(rows.filter(asked).values_list("pk", flat=True)[: MANY + 1])
        # Of very many the newest are found sooner by going through all of them in the order of the list.
        return queryset.filter(pk__in=found) if len(found) <= MANY else queryset.filter(asked), False


class YearListFilter(FieldListFilter):
    """Rows of one year, and of one month of it. Asks for the first and the last day alone, not for the day of each row."""

    def __init__(self, field: Any, request: Any, params: Any, model: Any, model_admin: Any, field_path: str) -> None:
        self.of_year, self.of_month = f"{field_path}__year", f"{field_path}__month"
        super().__init__(field, request, params, model, model_admin, field_path)
        rows = model_admin.get_queryset(request).exclude(**{field_path: None}).order_by(field_path)
        ends = [rows.values_list(f"{field_path}__year").first(), rows.values_list(f"{field_path}__year").last()]
        self.years = list(range(ends[1][0], ends[0][0] - 1, -1)) if ends[0] and ends[1] else []

    def expected_parameters(self) -> list[str | None]:
        return [self.of_year, self.of_month]

    def has_output(self) -> bool:
        return len(self.years) > 0

    def choices(self, changelist: Any) -> Iterator[Any]:
        year, month = self._asked(self.of_year), self._asked(self.of_month)
        without = changelist.get_query_string(remove=self.expected_parameters())
        yield {"selected": year is None, "query_string": without, "display": _("全部")}
        for one in self.years:
            address = changelist.get_query_string({self.of_year: one}, [self.of_month])
            yield {
                "selected": year == one and not month,
                "query_string": address,
                "display": _("{year}年").format(year=one),
            }
            for number in range(1, 13) if year == one else ():
                words = _("{year}年{month}月").format(year=one, month=number)
                address = changelist.get_query_string({self.of_year: one, self.of_month: number})
                yield {"selected": month == number, "query_string": address, "display": words}

    def _asked(self, name: str) -> int | None:
        values: Any = self.used_parameters.get(name) or [""]
        said = str(values[-1])
        return int(said) if said.isdecimal() else None
