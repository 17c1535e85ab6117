"""Magazine, Issue, Slot, Publication and Intake: what stands above the manuscripts."""

from magazine.models.export import ContentsStyle, Export
from magazine.models.fee import FeeRate
from magazine.models.intake import Intake, IntakePicture
from magazine.models.issue import Issue, Publication, Slot
from magazine.models.magazine import Magazine, Redirect
from magazine.models.notice import Habit, Notice
from magazine.models.preview import PreviewConsent, PreviewLink, PreviewRemark
from magazine.models.search import SearchBlock, SearchEntry

__all__ = [
    "ContentsStyle",
    "Export",
    "Habit",
    "FeeRate",
    "Intake",
    "IntakePicture",
    "Issue",
    "Magazine",
    "Notice",
    "PreviewConsent",
    "PreviewLink",
    "PreviewRemark",
    "Publication",
    "Redirect",
    "SearchBlock",
    "SearchEntry",
    "Slot",
]
