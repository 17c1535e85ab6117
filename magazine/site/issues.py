"""The archive by year, one issue with its 目次, and the same as data."""

from itertools import groupby, pairwise
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from magazine.contents import released_contents
from magazine.exports.json import write
from magazine.models import Issue, Slot
from magazine.querysets import Audiences
from magazine.site.covers import Cover, cover_of
from magazine.site.imprint import signed
from magazine.site.page import login_helps, open_to, readers, respond
from magazine.site.rows import by_section, nested, rows
from magazine.states import Audience


def published_issue(name: str, audiences: Audiences) -> Issue:
    """The published issue called `name` (YYYY-NN) with its cover; 404 for one that is not out, as for none."""
    issue = Issue.objects.published(audiences=audiences).named(name).select_related("cover").first()
    if issue is None or issue.name != name:
        raise Http404
    return issue


@readers
def archive(request: HttpRequest) -> HttpResponse:
    """All published issues by year, newest first. Two queries, three where something is missing."""
    issues = (
        Issue.objects.published(audiences=open_to(request)).newest_first().select_related("cover").defer("masthead")
    )
    years = [(year, shelved(list(group))) for year, group in groupby(issues, key=lambda issue: issue.year)]
    # Where issues are missing for this reader, a login may help: one query more.
    whole = years and all(isinstance(cover, Cover) for _year, covers in years for cover in covers)
    closed = not whole and login_helps(request)
    return respond(request, "site/archive.html", title=[_("往期")], nav="issues", years=years, closed=closed)


class Gap(NamedTuple):
    """Numbers in a row, both included, between two issues of a year: what a reader does not find on the shelf."""

    first: int
    last: int


def shelved(issues: list[Issue]) -> list[Cover | Gap]:
    """The covers of one year's issues, newest first, and one gap for the numbers that are not there between two of them.

    Whether an issue came out before the first or after the last one, nobody here knows.
    """
    shelf: list[Cover | Gap] = []
    for newer, older in pairwise([*issues, None]):
        shelf.append(cover_of(newer))
        if older and newer.number - older.number > 1:
            shelf.append(Gap(older.number + 1, newer.number - 1))
    return shelf


@readers
def year(request: HttpRequest, year: int) -> HttpResponse:
    """年度总目: every article of a year by section, in the usual order of sections. Three queries."""
    order = ("section__position", "section__pk", "issue__number", "position")
    flat = rows(Slot.objects.published(audiences=open_to(request)).filter(issue__year=year).order_by(*order))
    if not flat:
        raise Http404
    issues = sorted({row.issue.pk: row.issue for row in flat}.values(), key=lambda issue: issue.number)
    return respond(
        request,
        "site/year.html",
        title=[_("%(year)d年总目") % {"year": year}],
        description=_("%(year)d年各期全部文章，按栏目排列，共%(count)d篇。") % {"year": year, "count": len(flat)},
        nav="issues",
        year=year,
        issues=issues,
        count=len(flat),
        groups=[(section, list(group)) for section, group in groupby(flat, key=lambda row: row.section)],
    )


@readers
def issue(request: HttpRequest, name: str) -> HttpResponse:
    """The contents page of one issue. Six queries."""
    issue = published_issue(name, open_to(request))
    slots = Slot.objects.listed(audiences=open_to(request)).filter(issue=issue).order_by("position")
    flat = rows(slots, heavy=("signatures",))
    others = Issue.objects.published(audiences=open_to(request)).newest_first().only("year", "number", "theme")
    before = others.filter(year__lte=issue.year).exclude(year=issue.year, number__gte=issue.number).first()
    after = others.filter(year__gte=issue.year).exclude(year=issue.year, number__lte=issue.number).last()
    tree = nested(flat)
    return respond(
        request,
        "site/issue.html",
        title=[str(issue)],
        description=issue.theme or "　".join(row.release.full_title for row in tree[:4]),
        nav="issues",
        data=[issue_data(request, issue)],
        card=card_address(issue),
        issue=issue,
        signed=signed([row.slot for row in flat]),
        cover=cover_of(issue),
        groups=by_section(tree),
        count=len(flat),
        before=before,
        after=after,
    )


@readers
def contents_json(request: HttpRequest, name: str) -> HttpResponse:
    """The contents of a published issue as data, in the form of the export of the same name."""
    contents = released_contents(published_issue(name, open_to(request)))
    return HttpResponse(write(contents), content_type="application/json; charset=utf-8")


def card_address(issue: Issue) -> str:
    """Where the square picture of `issue` is; nowhere for one that is not open to anybody."""
    return reverse("issue_card", args=[issue.name]) if issue.audience == Audience.PUBLIC else ""


def issue_data(request: HttpRequest, issue: Issue) -> dict:
    """JSON-LD of an issue."""
    return {
        "@type": "PublicationIssue",
        "name": str(issue),
        "issueNumber": issue.number,
        "datePublished": issue.dated_on or issue.published_at,
        "url": request.build_absolute_uri(reverse("issue", args=[issue.name])),
    }
