"""发稿签: the head card of a manuscript with every signature, as a desk files it (desk practice: one slip an article)."""

import re
from dataclasses import dataclass, field
from typing import Any

from articles.counting import count
from articles.models import Article, Proof, Review
from articles.panel import Signature, chain, signer
from articles.people import person_name
from articles.permissions import valid_signatures
from articles.printed import PICTURE, lines
from articles.proofs import with_answers
from articles.releasing import draft_copy
from articles.states import Answer, Stage, Verdict, stages

# What stands before the words of an event (articles/printed.py).
DATED = re.compile(r"[\d—-]+\u3000")


@dataclass(frozen=True)
class StageLine:
    """One of the reviews on the slip; `review` is None while it is not signed."""

    stage: str
    opinion: str = ""
    who: str = ""
    at: Any = None


@dataclass(frozen=True)
class ProofLine:
    """One proof round on the slip: what was marked and what became of it."""

    proof: Proof
    reader: str
    marks: int
    done: int
    kept: int


@dataclass
class Slip:
    """Every field of the slip. Characters are counted without white space, as Word does."""

    article: Article
    authors: str = ""
    units: str = ""
    characters_in: int | None = None
    characters_now: int = 0
    pictures: int = 0
    editor: str = ""
    pages: str = ""
    stages: list[StageLine] = field(default_factory=list)
    proofs: list[ProofLine] = field(default_factory=list)
    chain: list[Signature] = field(default_factory=list)
    released: Any = None


def slip_of(article: Article) -> Slip:
    """The slip of `article` as it stands now. `characters_in` is the count at the first submission that kept its text."""
    copy = draft_copy(article, article.changed_at)
    bylines = copy.bylines.all()
    first = article.reviews.filter(verdict=Verdict.SUBMIT).exclude(text="").order_by("at", "pk").first()
    slot = getattr(article, "slot", None)
    return Slip(
        article=article,
        authors="　".join(line.name for line in bylines),
        units="；".join(dict.fromkeys(line.affiliation for line in bylines if line.affiliation)),
        characters_in=_characters(first.text) if first else None,
        characters_now=copy.character_count,
        pictures=len(copy.photos) + sum(len(event["photos"]) for event in copy.events),
        editor=_editor(article),
        pages=_pages(slot),
        stages=_stages(article),
        proofs=_proofs(article),
        chain=chain(article),
        released=article.latest_release,
    )


def _characters(text: str) -> int:
    """字数 of the text proper, as everywhere: no headline lines, notes, captions, bylines, dates or speakers."""
    return count("\n".join(_proper(code, words) for code, words in lines(text))).whole


def _proper(code: str, words: str) -> str:
    if code in ("lead", "body"):
        return PICTURE.sub("", words)
    if code == "event" and (dated := DATED.match(words)):
        return words[dated.end() :]
    return words.partition("\u3000")[0] if code == "voice" else ""


def _editor(article: Article) -> str:
    """责任编辑: who signed the first review of the present way, else who edited last."""
    edit = article.edits.select_related("editor").order_by("-at", "-pk").first()
    signed = [review for review in valid_signatures(article) if review.stage == stages()[0]]
    return signer(signed[0]) if signed else person_name(edit.editor) if edit else ""


def _pages(slot: Any) -> str:
    if slot is None or not slot.page_from:
        return ""
    return (
        f"{slot.page_from}—{slot.page_to}" if slot.page_to and slot.page_to != slot.page_from else f"{slot.page_from}"
    )


def _stages(article: Article) -> list[StageLine]:
    given: dict[str, Review] = {review.stage: review for review in valid_signatures(article)}
    found = []
    for stage in stages():
        review = given.get(stage)
        label = str(Stage(stage).label)
        found.append(StageLine(label, review.opinion, signer(review), review.at) if review else StageLine(label))
    return found


def _proofs(article: Article) -> list[ProofLine]:
    found = []
    for proof in article.proofs.select_related("reader").order_by("opened_at", "pk"):
        answers = [mark.answer for mark in with_answers(proof.marks.all())]
        done, kept = answers.count(Answer.DONE), answers.count(Answer.KEPT)
        found.append(ProofLine(proof, person_name(proof.reader), len(answers), done, kept))
    return found
