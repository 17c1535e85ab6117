"""The door by which an issue's contents leave the desk as a file."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from magazine.contents import contents
from magazine.exports import FORMATS, file_name
from magazine.models import Issue


@require_safe
@never_cache
@login_required(login_url="admin:login")
@permission_required("magazine.export_issue", raise_exception=True)
def download(request: HttpRequest, name: str, fmt: str) -> HttpResponse:
    """The contents of the issue `name` (YYYY-NN) in any state as a file; 404 for another issue or format."""
    issue = get_object_or_404(Issue.objects.named(name))
    if fmt not in FORMATS or issue.name != name:
        raise Http404
    found = contents(issue)
    response = HttpResponse(FORMATS[fmt].write(found), content_type=FORMATS[fmt].content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name(found, fmt))
    return response
