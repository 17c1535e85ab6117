"""Section, Author, Article and what hangs on it: bylines, figures, edits, reviews and releases."""

from articles.models.article import Article, Byline, Figure
from articles.models.author import Author
from articles.models.record import AppendOnly, Edit
from articles.models.release import Release, ReleaseByline
from articles.models.review import Review
from articles.models.section import Section

__all__ = [
    "AppendOnly",
    "Article",
    "Author",
    "Byline",
    "Edit",
    "Figure",
    "Release",
    "ReleaseByline",
    "Review",
    "Section",
]
