"""The imprint at the foot (版权页): the issue's own lines, and of the magazine what the issue does not say itself."""

from django.utils.translation import gettext as _

from magazine.models import Issue, Magazine

Lines = list[tuple[str, str]]


def imprint(magazine: Magazine, issue: Issue | None) -> Lines:
    """(label, value) in the order of print: who answers for it, the issue's masthead, where to write, the permit.

    A line of the issue stands for the magazine's line of the same name (主管 and 主管单位 are one): nothing twice.
    """
    own = list(issue.masthead_lines) if issue else []
    said = {label.removesuffix("单位") for label, _value in own}

    def left(lines: Lines) -> Lines:
        return [(label, value) for label, value in lines if value and label not in said]

    before = left([(_("主管"), magazine.supervisor), (_("主办"), magazine.sponsor), (_("编印"), magazine.publisher)])
    after = left([(_("地址"), magazine.address), (_("投稿"), magazine.email), (_("准印证号"), magazine.permit)])
    return before + own + after
