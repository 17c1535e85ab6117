"""Rows of a posted form: those that somebody took away meanwhile, and those that are to stay as they are stored."""

from typing import Any

from django.http import QueryDict


def as_saved(data: QueryDict, formset: Any) -> QueryDict:
    """`data` with the rows of the unbound `formset`, as the database holds them, in place of those that were sent."""
    prefix = formset.prefix
    kept = data.copy()
    for key in [key for key in data if key.startswith(f"{prefix}-")]:
        del kept[key]
    present = [form for form in formset.forms if form.instance.pk]
    kept[f"{prefix}-TOTAL_FORMS"] = kept[f"{prefix}-INITIAL_FORMS"] = str(len(present))
    for index, form in enumerate(present):
        for name in form.fields:
            if name != "DELETE":
                value = form[name].value()
                kept[f"{prefix}-{index}-{name}"] = "" if value is None else str(value)
    return kept


def without_lost_rows(data: QueryDict, prefix: str, present: set[str]) -> QueryDict:
    """`data` in which rows of the formset `prefix` whose record is gone have become new rows.

    Somebody else may have deleted a row while this page was open. Django would refuse such a form for ever; here
    the words stay, and saving writes the row anew.
    """
    total, first = f"{prefix}-TOTAL_FORMS", f"{prefix}-INITIAL_FORMS"
    if not (data.get(total, "").isdecimal() and data.get(first, "").isdecimal()):
        return data
    count = min(int(str(data[total])), 1000)
    order = sorted(range(count), key=lambda index: data.get(f"{prefix}-{index}-id", "") not in present)
    known = sum(data.get(f"{prefix}-{index}-id", "") in present for index in range(count))
    if known == int(str(data[first])) and order == list(range(count)):
        return data
    refitted = data.copy()
    old = [key for key in data if key.startswith(f"{prefix}-") and key[len(prefix) + 1 :].split("-")[0].isdecimal()]
    for key in old:
        del refitted[key]
    for new, index in enumerate(order):
        start = f"{prefix}-{index}-"
        for key in (key for key in old if key.startswith(start)):
            refitted.setlist(f"{prefix}-{new}-{key[len(start) :]}", data.getlist(key))
        if new >= known:
            refitted[f"{prefix}-{new}-id"] = ""
    refitted[first] = str(known)
    return refitted
