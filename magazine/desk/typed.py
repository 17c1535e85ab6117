"""What was typed on the review page and refused: kept in the session for the next look at the same manuscript."""

from django.http import HttpRequest

from articles.models import Article

KEY = "review-typed"


def keep(request: HttpRequest, article: Article, *names: str, **more: str) -> None:
    """Keep the posted fields `names`, and `more`, for `article`."""
    fields = {name: request.POST.get(name, "") for name in names}
    request.session[KEY] = {"article": article.pk, **fields, **more}


def take(request: HttpRequest, article: Article) -> dict[str, str]:
    """What was kept for `article`, once; empty where nothing was."""
    if request.session.get(KEY, {}).get("article") != article.pk:
        return {}
    return request.session.pop(KEY)
