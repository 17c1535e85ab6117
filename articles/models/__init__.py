"""Section, Author, HouseWord, Article and what hangs on it: bylines, figures, edits, reviews,
proofs, comments and releases."""

from articles.models.article import Article, Byline, Figure
from articles.models.author import Author
from articles.models.autosave import Autosave, Presence
from articles.models.comment import Comment
from articles.models.houseword import HouseWord
from articles.models.procedure import Procedure
from articles.models.proof import Mark, Proof, Tick
from articles.models.record import AppendOnly, Edit
from articles.models.release import Release, ReleaseByline
from articles.models.review import Review
from articles.models.section import Section
from articles.models.substitute import Substitute
from articles.models.version import Version
from articles.models.waiver import Waiver

__all__ = [
    "AppendOnly",
    "Article",
    "Author",
    "Autosave",
    "Byline",
    "Comment",
    "Edit",
    "Figure",
    "HouseWord",
    "Mark",
    "Procedure",
    "Proof",
    "Presence",
    "Release",
    "ReleaseByline",
    "Review",
    "Section",
    "Substitute",
    "Tick",
    "Waiver",
    "Version",
]
