"""The imprint at the foot (版权页): the issue's own lines, and of the magazine what the issue does not say itself."""

from django.utils.translation import gettext as _

from magazine.models import Issue, Magazine, Slot

Lines = list[tuple[str, str]]


def signed(slots: list[Slot]) -> Lines:
    """(task, names) of everybody who answers for any of `slots`, in the order of the work and of the contents."""
    names: dict[str, list[str]] = {}
    for slot in slots:
        for task, name in slot.signed:
            if name not in names.setdefault(task, []):
                names[task].append(name)
    # A piece that nobody has proofread must not put those who did before the reviewers of the next one.
    last = _("校对")
    return [(task, "　".join(people)) for task, people in sorted(names.items(), key=lambda line: line[0] == last)]


def imprint(magazine: Magazine, issue: Issue | None, signatures: Lines | None = None) -> Lines:
    """(label, value) in the order of print: who answers for it, the issue's masthead, who signed it where the magazine
    prints that (文末印审签), where to write, the permit.

    A line of the issue stands for the magazine's line of the same name (主管 and 主管单位 are one): nothing twice.
    """
    own = list(issue.masthead_lines) if issue else []
    said = {label.removesuffix("单位") for label, _value in own}

    def left(lines: Lines) -> Lines:
        return [(label, value) for label, value in lines if value and label not in said]

    before = left([(_("主管"), magazine.supervisor), (_("主办"), magazine.sponsor), (_("编印"), magazine.publisher)])
    reviewed = left(signatures or []) if magazine.shows_signatures else []
    after = left([(_("地址"), magazine.address), (_("投稿"), magazine.email), (_("准印证号"), magazine.permit)])
    return before + own + reviewed + after
