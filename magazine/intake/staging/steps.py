"""What one change did to a staged intake, small enough to keep, and how it is taken back."""

from typing import Any

from magazine.intake.staging.shape import Staged

KEPT = 50
"""Steps that can be taken back."""


def step(before: Staged, after: Staged) -> dict[str, Any]:
    """{entries: those changed or gone as they were, order: the ids before, rest: other keys that changed, as before}."""
    now = {one["id"]: one for one in after["entries"]}
    return {
        "entries": [one for one in before["entries"] if now.get(one["id"]) != one],
        "order": [one["id"] for one in before["entries"]],
        "rest": {name: value for name, value in before.items() if name != "entries" and after[name] != value},
    }


def taken_back(staged: Staged, done: dict[str, Any]) -> Staged:
    """The staged intake as it was before the step; numbers given since are not given again."""
    there = {one["id"]: one for one in [*staged["entries"], *done["entries"]]}
    rest = {**done["rest"], "next": staged["next"]}
    return {**staged, **rest, "entries": [there[number] for number in done["order"]]}
