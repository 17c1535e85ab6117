"""The imprint at the foot (版权页): the issue's own lines, and of the magazine what the issue does not say itself."""

from django.utils.translation import gettext as _

from articles.models import Release
from magazine.models import Issue, Magazine

Lines = list[tuple[str, str]]


def signed(releases: list[Release]) -> Lines:
    """(stage, names) of everybody who signed any of `releases`, in the order of the stages and of the contents."""
    names: dict[str, list[str]] = {}
    for release in releases:
        for signature in release.signatures:
            if signature["name"] and signature["name"] not in names.setdefault(signature["stage"], []):
                names[signature["stage"]].append(signature["name"])
    return [(stage, "　".join(people)) for stage, people in names.items() if people]


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
