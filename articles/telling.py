"""告知: where the floors above are told of every move of a manuscript, and asked whom they told."""

from collections.abc import Callable

from articles.models import Article, Review

# Each floor that tells people adds its own here in its apps.py. MOVED is called once a move is committed, TOLD is asked
# afterwards for the sentences that say on the screen who was told.
MOVED: list[Callable[[Review], None]] = []
TOLD: list[Callable[[Article], list[str]]] = []


def moved(review: Review) -> None:
    """Tell the floors above of `review`. To be called on commit, so that nobody is told of what did not happen."""
    for tell in MOVED:
        tell(review)


def sentences(article: Article) -> list[str]:
    """Who was told of the last move of `article`, as sentences for whoever made it."""
    return [sentence for told in TOLD for sentence in told(article)]
