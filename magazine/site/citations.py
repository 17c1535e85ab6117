"""A published article's citation as a file for reference managers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from magazine.citation import citation
from magazine.models import Magazine
from magazine.site.articles import published_slot
from magazine.site.page import readers
from magazine.site.rows import Row

CONTENT_TYPES = {
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
}


@readers
def citation_file(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """Four queries: the release in its slot, bylines, tags, the magazine; 404 for a draft as for no article at all."""
    if fmt not in CONTENT_TYPES:
        raise Http404
    slot = published_slot(pk)
    url = request.build_absolute_uri(reverse("article", args=[pk]))
    found = citation(Row(slot), Magazine.current(), url, [tag.name for tag in slot.release.tags.all()])
    response = HttpResponse(found.ris if fmt == "ris" else found.bibtex, content_type=CONTENT_TYPES[fmt])
    response["Content-Disposition"] = f'attachment; filename="article-{pk}.{fmt}"'
    return response
