"""Plain builders: `make_article(**fields)` gives a saved object that is whole, with the fields you care about."""

from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from PIL import Image

from articles import releasing
from articles.checking import checked, waive
from articles.fingerprint import fingerprint
from articles.models import Article, Author, Byline, Figure, Release, Review, Section
from articles.pictures import pictures
from articles.printed import printed
from articles.releasing import draft_copy
from articles.states import Layout, State, Verdict, stages
from articles.workflow import WRITTEN, move, text_changed
from events.models import Event, EventFigure, Voice
from magazine.models import Issue, Slot
from magazine.publishing import publish
from media.models import Photo

SHANGHAI = ZoneInfo("Asia/Shanghai")
SERIAL = count(1)
CLEARED = {"source": "本刊拍摄", "permission": "own", "consent": "news", "minors": "none"}


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """An aware moment in Beijing time."""
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def make_person(username: str, role: str = "", **fields: Any):
    """A user of the desk, in the group `role` where one is given."""
    fields = {"last_name": username[:1], "first_name": username[1:], "is_staff": True} | fields
    person = get_user_model().objects.create_user(username, password="correct-horse-battery", **fields)
    if role:
        person.groups.add(Group.objects.get(name=role))
    return person


def make_section(**fields: Any) -> Section:
    serial = next(SERIAL)
    return Section.objects.create(
        **({"name": f"栏目{serial}", "slug": f"section-{serial}", "position": serial} | fields)
    )


def make_author(**fields: Any) -> Author:
    return Author.objects.create(**({"name": f"作者{next(SERIAL)}"} | fields))


def make_photo(width: int = 0, height: int = 0, **fields: Any) -> Photo:
    """A photo of the library, credited; without a file, but with the size that it would have."""
    serial = next(SERIAL)
    fields = (
        {"caption": f"工人在第{serial}车间检修设备。", "credit_name": "林岚", "credit_kind": "摄"} | CLEARED | fields
    )
    return Photo.objects.create(width=width, height=height, **fields)


def make_article(authors: list[Author] = (), photos: list[Photo] = (), **fields: Any) -> Article:
    """A draft with a title and two paragraphs, its bylines and figures in the order given."""
    serial = next(SERIAL)
    section = fields.pop("section", None) or make_section()
    tags = fields.pop("tags", [])
    fields = {
        "title": f"第{serial}个车间的班前会",
        "body": "<p>清晨，班组长先问安全。</p><p>随后分派活计。</p>",
    } | fields
    article = Article.objects.create(section=section, **fields)
    for position, author in enumerate(authors, start=1):
        Byline.objects.create(article=article, author=author, position=position)
    for position, photo in enumerate(photos, start=1):
        Figure.objects.create(article=article, photo=photo, position=position)
    article.tags.set(tags)
    text_changed(article, by=None)
    article.refresh_from_db()
    return article


def make_chronicle(days: list[date], photos: list[Photo] = (), **fields: Any) -> Article:
    """A 大事 manuscript with one event a day; `photos` stand beside the first event."""
    section = fields.pop("section", None) or make_section(layout=Layout.CHRONICLE)
    article = make_article(section=section, **({"title": "大事", "body": ""} | fields))
    for position, day in enumerate(days, start=1):
        event = Event.objects.create(
            article=article, position=position, starts_on=day, text=f"{day.month}月{day.day}日，市总工会召开会议。"
        )
        for place, photo in enumerate(photos if position == 1 else [], start=1):
            EventFigure.objects.create(event=event, photo=photo, position=place)
    text_changed(article, by=None)
    article.refresh_from_db()
    return article


def make_voices(quotations: list[tuple[str, str, str]], **fields: Any) -> Article:
    """A 之声 manuscript from (text, speaker, speaker's title)."""
    section = fields.pop("section", None) or make_section(layout=Layout.VOICES)
    article = make_article(section=section, **({"title": "之声", "body": ""} | fields))
    for position, (text, speaker, title) in enumerate(quotations, start=1):
        Voice.objects.create(article=article, position=position, text=text, speaker=speaker, speaker_title=title)
    text_changed(article, by=None)
    article.refresh_from_db()
    return article


def make_issue(**fields: Any) -> Issue:
    return Issue.objects.create(**({"year": 2024, "number": next(SERIAL) % 366 + 1} | fields))


def make_slot(issue: Issue, article: Article | None = None, **fields: Any) -> Slot:
    """The next slot of `issue`, in the article's own section."""
    last = issue.slots.order_by("-position").first()
    section = fields.pop("section", None) or (article.section if article else make_section())
    position = fields.pop("position", last.position + 1 if last else 1)
    return Slot.objects.create(issue=issue, position=position, section=section, article=article, **fields)


def reviewers() -> dict[str, Any]:
    """One person per stage, made once."""
    people = {}
    for stage, username, role in (
        ("first", "初审人", "责任编辑"),
        ("second", "复审人", "部主任"),
        ("final", "终审人", "总编"),
    ):
        found = get_user_model().objects.filter(username=username).first()
        people[stage] = found or make_person(username, role)
    return people


def clear_photos(article: Article) -> None:
    """Say of each picture of `article` whence it came and why it may be printed, where nobody has."""
    for photo in pictures(article):
        Photo.objects.filter(pk=photo.pk).update(**{k: getattr(photo, k) or v for k, v in CLEARED.items()})


def make_release(article: Article, at: datetime | None = None) -> Release:
    """The release of `article` after every review, each signed by another person.

    What the checker would stop is let stand, and pictures are cleared, as in an issue printed years ago. A draft that was
    never sent to review takes the short way: hundreds of tests begin with one.
    """
    at = at or moment(2024, 10, 31)
    article.refresh_from_db()
    if article.state == State.DRAFT and article.round == 0:
        return sign_at_once(article, at)
    return sign_one_by_one(article, at)


def sign_one_by_one(article: Article, at: datetime) -> Release:
    """Through the one door for state, from whichever state it is in."""
    people = reviewers()
    if article.state == State.RELEASED:
        move(article, Verdict.REOPEN, people["final"], "改稿", at=at)
        article.refresh_from_db()
    if article.state == State.DRAFT:
        move(article, Verdict.SUBMIT, people["first"], at=at)
    let_stand(article, people["final"], at)
    for minutes, stage in enumerate(stages(), start=1):
        move(article, Verdict.APPROVE, people[stage], "同意。", at=at + timedelta(minutes=minutes))
    article.refresh_from_db()
    return article.releases.order_by("-number")[0]


def sign_at_once(article: Article, at: datetime) -> Release:
    """The rows that `sign_one_by_one` leaves of a draft, asked for nothing in between (tests/test_builders.py)."""
    people = reviewers()
    article.round, article.fingerprint = 1, fingerprint(article)
    text = printed(draft_copy(article, at))
    let_stand(article, people["final"], at)
    signed = {"article": article, "round": 1, "fingerprint": article.fingerprint, "text": text}
    Review.objects.create(verdict=Verdict.SUBMIT, reviewer=people["first"], at=at, **signed)
    for minutes, stage in enumerate(stages(), start=1):
        last = Review.objects.create(
            stage=stage,
            verdict=Verdict.APPROVE,
            reviewer=people[stage],
            opinion="同意。",
            at=at + timedelta(minutes=minutes),
            **signed,
        )
    release = releasing.make_release(article, last, last.at)
    article.state = State.RELEASED
    article.save(update_fields=WRITTEN)
    return release


def let_stand(article: Article, by: Any, at: datetime) -> None:
    clear_photos(article)
    for item in checked(article):
        if item.blocks:
            waive(article, item.finding.rule, item.finding.quote, "原刊如此。", by, at=at)


def publish_issue(issue: Issue, at: datetime | None = None) -> Issue:
    """Release every article of `issue` that is not released yet, and publish it at `at`."""
    at = at or moment(2024, 11, 5)
    for slot in issue.slots.select_related("article"):
        if slot.article and slot.article.state != State.RELEASED:
            make_release(slot.article)
    publish(issue, at=at, now=at)
    issue.refresh_from_db()
    return issue


def picture_bytes(width: int = 1200, height: int = 800, colour: tuple = (180, 60, 40), fmt: str = "JPEG") -> bytes:
    """A real picture file of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, fmt)
    return buffer.getvalue()
