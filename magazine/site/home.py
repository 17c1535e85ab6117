"""The front page: the current issue, or a page that says that there is none yet."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.states import Layout
from magazine.models import Issue, Slot
from magazine.site.covers import cover_of
from magazine.site.issues import card_address, issue_data
from magazine.site.page import login_helps, open_to, readers, respond
from magazine.site.rows import Row, by_section, nested, rows


@readers
def home(request: HttpRequest) -> HttpResponse:
    """Five queries: the magazine, the issue with its cover, its slots, their bylines."""
    issue = Issue.objects.published(audiences=open_to(request)).newest_first().select_related("cover").first()
    if issue is None:
        return respond(request, "site/home_empty.html", title=[], nav="home", closed=login_helps(request))
    flat = rows(
        Slot.objects.published(audiences=open_to(request)).filter(issue=issue).order_by("position"),
        heavy=("events", "voices"),
    )
    tree = nested(flat)
    return respond(
        request,
        "site/home.html",
        title=[],
        description=issue.theme,
        nav="home",
        data=[issue_data(request, issue)],
        card=card_address(issue),
        issue=issue,
        cover=cover_of(issue),
        lead=lead_of(tree),
        groups=by_section(tree),
        heading=issue.theme or _("本期"),
    )


def lead_of(tree: list[Row]) -> Row | None:
    """The piece that opens the front page: the first feature package, else the first article proper."""
    packages = [row for row in tree if row.members]
    proper = [row for row in tree if row.release.layout == Layout.ARTICLE]
    return next(iter(packages + proper + tree), None)
