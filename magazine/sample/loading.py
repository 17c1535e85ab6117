"""Loads the sample issue the way an editorial team would: intake, pictures, three reviews, publication."""

import secrets
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles import words
from articles.models import Article, HouseWord, Section
from articles.proofreading import Severity
from articles.states import Layout, State, Verdict, stages
from articles.workflow import move, text_changed
from magazine.intake.loader import load
from magazine.intake.reading import as_json, parse
from magazine.models import Issue, Magazine
from magazine.publishing import publish
from magazine.sample import issue as sample
from magazine.sample import making
from magazine.sample.drawings import DRAWINGS, cover
from media.models import Photo
from media.upload import accept, store

TEXT = Path(__file__).with_name("issue-2026-11.txt")
ACCOUNTS_FILE = "sample-accounts.txt"
OPINIONS = {"first": "事实与数字已核对，文字通顺，同意送审。", "second": "同意初审意见。", "final": "同意刊发。"}


@dataclass
class Outcome:
    """`accounts`: (username, role, password) of accounts made now; `sentence`: what was done, in one line."""

    sentence: str = ""
    accounts: list[tuple[str, str, str]] = field(default_factory=list)


def load_sample() -> Outcome:
    """Load what is not there yet. An issue of the sample's number that exists already is left as it is."""
    outcome = Outcome(accounts=_accounts())
    there = Issue.objects.filter(year=sample.YEAR, number=sample.NUMBER).first()
    if there:
        outcome.sentence = gettext("示例期 {issue} 已经在了，没有改动。").format(issue=there)
        return outcome
    with transaction.atomic():
        issue = _issue()
        _pictures(issue)
        _place(issue)
        _tags()
        _reviews(issue)
        publish(issue, at=timezone.now())
        writer = next(username for username, _, role in sample.PEOPLE if role == "作者")
        if not Issue.objects.filter(year=making.YEAR, number=making.NUMBER).exists():
            making.make_next_issue(get_user_model().objects.get(username=writer))
        if not HouseWord.objects.exists():
            chief = next(username for username, _, role in sample.PEOPLE if role == "总编")
            words.put(making.WORDS, Severity.INFORMS, get_user_model().objects.get(username=chief))
    said = gettext("示例期已装入并出刊：{issue}，共 {count} 条。")
    outcome.sentence = said.format(issue=issue, count=issue.slots.count())
    return outcome


def _accounts() -> list[tuple[str, str, str]]:
    """The people of the sample who have no account yet, each with a random password, kept in var/ mode 0600."""
    made = []
    User = get_user_model()
    for username, name, role in sample.PEOPLE:
        if User.objects.filter(username=username).exists():
            continue
        password = secrets.token_urlsafe(12)
        person = User.objects.create_user(
            username, password=password, last_name=name[0], first_name=name[1:], is_staff=True
        )
        person.groups.add(Group.objects.get(name=role))
        made.append((username, role, password))
    if made:
        path = settings.VAR / ACCOUNTS_FILE
        path.touch(mode=0o600)
        path.chmod(0o600)
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{username}\t{role}\t{password}\n" for username, role, password in made)
    return made


def _issue() -> Issue:
    Magazine.objects.get_or_create(pk=1, defaults=sample.MAGAZINE)
    for position, (name, name_en, slug, layout) in enumerate(sample.SECTIONS, start=1):
        Section.objects.get_or_create(
            name=name, defaults={"name_en": name_en, "slug": slug, "layout": layout, "position": position}
        )
    text = TEXT.read_text(encoding="utf-8")
    sections = list(Section.objects.values_list("name", "name_en"))
    reading = as_json(parse(text, year=sample.YEAR, month=sample.NUMBER, sections=sections))
    issue = load(reading, text, TEXT.name, at=timezone.now()).issue
    for name, value in sample.ISSUE.items():
        setattr(issue, name, value)
    issue.save()
    return issue


def _pictures(issue: Issue) -> None:
    """Give every photo that the text names its drawing, and the issue its cover."""
    photos = list(Photo.objects.filter(figures__article__slot__issue=issue).order_by("figures__pk"))
    photos += list(Photo.objects.filter(event_figures__event__article__slot__issue=issue))
    for photo in photos:
        name, alt = sample.PHOTOS[photo.caption]
        photo.alt = alt
        _store(photo, DRAWINGS[name](), name)
    front = Photo(caption=sample.COVER["caption"], alt=sample.COVER["alt"],
                  credit_name=sample.COVER["credit_name"], credit_kind=sample.COVER["credit_kind"])  # fmt: skip
    _store(front, cover(), "cover")
    issue.cover, issue.cover_caption = front, front.caption
    issue.save()


def _place(issue: Issue) -> None:
    """Put each article's first picture after its second paragraph, as an editor would; the rest follow the text."""
    articles = Article.objects.filter(slot__issue=issue, section__layout=Layout.ARTICLE, figures__position=1)
    for article in articles.prefetch_related("figures"):
        before, end, after = _split_after_paragraph(article.body, 2)
        if end:
            article.body = f'{before}{end}\n<figure data-photo="{article.figures.all()[0].photo_id}"></figure>{after}'
            article.save()


def _split_after_paragraph(html: str, number: int) -> tuple[str, str, str]:
    """The body up to the end of its paragraph `number`, that end tag, and the rest; empty tag where there is none."""
    at = -1
    for _ in range(number):
        at = html.find("</p>", at + 1)
        if at < 0:
            return html, "", ""
    return html[:at], "</p>", html[at + 4 :]


def _store(photo: Photo, image: Any, name: str) -> None:
    buffer = BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=92)
    for field_name, value in sample.CLEARED.items():
        setattr(photo, field_name, value)
    upload = SimpleUploadedFile(f"{name}.jpg", buffer.getvalue(), content_type="image/jpeg")
    store(photo, accept(upload), by=None)


def _tags() -> None:
    for title, tags in sample.TAGS.items():
        for article in Article.objects.filter(title=title, state=State.DRAFT):
            article.tags.set(tags)


def _reviews(issue: Issue) -> None:
    """Each manuscript signed by three of the sample's people; the two 责任编辑 take turns at the 初审."""
    User = get_user_model()
    by_role: dict[str, list[Any]] = {}
    for username, _, role in sample.PEOPLE:
        by_role.setdefault(role, []).append(User.objects.get(username=username))
    for slot in issue.slots.select_related("article").order_by("position"):
        article = slot.article
        text_changed(article, by=None)
        first = by_role["责任编辑"][zlib.crc32(article.title.encode()) % len(by_role["责任编辑"])]
        signers = {"first": first, "second": by_role["部主任"][0], "final": by_role["总编"][0]}
        sender = next(editor for editor in by_role["责任编辑"] if editor != first)
        move(article, Verdict.SUBMIT, sender)
        for stage in stages():
            move(article, Verdict.APPROVE, signers[stage], OPINIONS[stage])
