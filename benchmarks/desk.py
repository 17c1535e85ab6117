#!/usr/bin/env python3
"""Measures the desk's daily pages with one issue and with many: queries, and CPU as a ratio of the two.

    VAR_DIR=… DATABASE_URL=… python benchmarks/desk.py [ISSUES] [PAGE …]

500 issues of 40 articles by default, and every page. Two databases are made beside the one named, with one published
issue and with ISSUES; they stay, and the next run measures them again. Without VAR_DIR and DATABASE_URL they are SQLite
files that nobody finds again. An issue in the making of 17 entries stands in both. Each page is asked as the chief
editor would, once to warm up and then in turns with one and with many; the least CPU time of eight counts. The limits
are 25 queries and a ratio of 2.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "magazine.settings")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="gongkan-desk-"))

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article, Author, Byline, Figure, Release, ReleaseByline, Review, Section  # noqa: E402
from articles.states import Stage, State, Verdict  # noqa: E402
from articles.workflow import text_changed  # noqa: E402
from events.models import Event, Voice  # noqa: E402
from magazine.models import Intake, Issue, Publication, Slot  # noqa: E402
from media.models import Photo  # noqa: E402

PER_ISSUE = 40
ENTRIES = 17
QUERIES, RATIO, TURNS = 25, 2.0, 8
OUT = datetime(2020, 1, 1, tzinfo=UTC)
BODY = "<p>清晨，班组长先问安全，随后分派活计。</p>" * 40
PAGES = {
    "工作台": "/admin/",
    "告知与收信": "/admin/notices/",
    "一期的进度": "/admin/issues/{issue}/board/",
    "目录与资料": "/admin/magazine/issue/{issue}/change/",
    "期": "/admin/magazine/issue/",
    "版位": "/admin/magazine/slot/{slot}/change/",
    "稿件": "/admin/articles/article/",
    "稿件，查一篇": "/admin/articles/article/?q=车间0里的第3件",
    "稿件，查一词": "/admin/articles/article/?q=车间",
    "一篇稿件": "/admin/articles/article/{article}/change/",
    "一篇的历史": "/admin/articles/article/{article}/history/",
    "审阅": "/admin/articles/{article}/review/",
    "选稿件的作者": "/admin/autocomplete/?app_label=articles&model_name=byline&field_name=author&term=作者0-3",
    "新稿": "/admin/articles/article/add/",
    "图片": "/admin/media/photo/",
    "图片，按期": "/admin/media/photo/?issue=1950-01",
    "一张图片": "/admin/media/photo/{photo}/change/",
    "作者": "/admin/articles/author/",
    "一个作者": "/admin/articles/author/{author}/change/",
    "大事": "/admin/events/event/",
    "之声": "/admin/events/voice/",
    "收稿": "/admin/intake/",
    "来稿": "/admin/magazine/intake/",
    "栏目": "/admin/articles/section/",
    "定稿": "/admin/articles/release/",
    "审次": "/admin/articles/review/",
    "出刊记录": "/admin/magazine/publication/",
}


def publish(number: int, section: Section) -> None:
    """One published issue, straight into the tables: what is measured is reading."""
    at = OUT + timedelta(days=number)
    issue = Issue.objects.create(year=1950 + number // 100, number=number % 100 + 1, published_at=at)
    Publication.objects.create(issue=issue, verb=Publication.Verb.PUBLISH, effective_at=at, at=at)
    authors = Author.objects.bulk_create(
        Author(name=f"作者{number}-{n}", sort_key=f"zuozhe {number} {n}") for n in range(4)
    )
    articles = Article.objects.bulk_create(
        Article(section=section, title=f"车间{number}里的第{n}件事", body=BODY, state=State.RELEASED)
        for n in range(PER_ISSUE)
    )
    photos = Photo.objects.bulk_create(
        Photo(caption=f"{article.title}。", credit_name="林岚", widths=[480], taken_on=at) for article in articles
    )
    Photo.objects.filter(pk__in=[photo.pk for photo in photos]).update(created_at=at)
    Event.objects.bulk_create(
        Event(article=articles[0], position=n, starts_on=at, text=f"{at:%m月%d日}，第{n}个车间开班前会。")
        for n in range(ENTRIES)
    )
    Voice.objects.bulk_create(
        Voice(article=articles[1], position=n, text=BODY[:200], speaker=f"说话人{n}") for n in range(ENTRIES)
    )
    Intake.objects.create(
        issue=issue, file_name=f"{issue.name}.txt", digest=f"{number:064}", text=BODY * PER_ISSUE, at=at,
        staged={"entries": [{"blocks": [BODY]} for _article in articles]},
    )  # fmt: skip
    Byline.objects.bulk_create(Byline(article=a, author=authors[n % 4], position=1) for n, a in enumerate(articles))
    Figure.objects.bulk_create(Figure(article=a, photo=p, position=1) for a, p in zip(articles, photos, strict=True))
    reviews = Review.objects.bulk_create(
        Review(article=article, round=1, stage=Stage.FINAL, verdict=Verdict.APPROVE, fingerprint="", at=at)
        for article in articles
    )
    releases = Release.objects.bulk_create(
        Release(article=a, number=1, version=1, review=r, made_at=at, layout="article", title=a.title, plain_text=BODY)
        for a, r in zip(articles, reviews, strict=True)
    )
    ReleaseByline.objects.bulk_create(
        ReleaseByline(release=r, author=authors[n % 4], name=authors[n % 4].name, role="文", position=1)
        for n, r in enumerate(releases)
    )
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(changed_at=at)
    Slot.objects.bulk_create(
        Slot(issue=issue, position=n, section=section, article=r.article, release=r)
        for n, r in enumerate(releases, start=1)
    )


def in_the_making(section: Section, chief: object) -> None:
    """The issue on the desk."""
    issue = Issue.objects.create(year=2030, number=1, press_day=date(2030, 1, 2))
    author = Author.objects.create(name="许知行")
    photo = Photo.objects.create(caption="港口的清晨。", credit_name="林岚", widths=[480])
    states = [State.DRAFT, State.FIRST, State.SECOND, State.FINAL]
    for n in range(1, ENTRIES + 1):
        article = Article.objects.create(section=section, title=f"在编{n}", body=BODY, state=states[n % 4])
        Byline.objects.create(article=article, author=author, position=1)
        Figure.objects.create(article=article, photo=photo, position=1)
        text_changed(article, by=None)
        Slot.objects.create(issue=issue, position=n, section=section, article=article, owner=chief)


# As the settings name it: `turn_to` writes over that.
NAMED = connection.settings_dict["NAME"]


def turn_to(name: str) -> None:
    """Work on the database `name` beside the one that the settings name; it is made where there is none."""
    connection.close()
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(Path(settings.VAR) / f"{name}.sqlite3")
        return
    whole = f"{NAMED}_{name}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [whole])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{whole}"')
    connection.settings_dict["NAME"] = whole


def furnish(issues: int) -> None:
    """Migrate, and fill what is empty."""
    call_command("migrate", verbosity=0)
    if Issue.objects.exists():
        return
    with transaction.atomic():
        section, _made = Section.objects.get_or_create(slug="ce", defaults={"name": "测"})
        chief = get_user_model().objects.create_user("chief", is_staff=True)
        chief.groups.add(Group.objects.get(name="总编"))
        in_the_making(section, chief)
        for number in range(issues):
            publish(number, section)
    if connection.vendor == "postgresql":  # which does it by itself; nobody does it to the embedded database
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def entered() -> tuple[Client, dict[str, str]]:
    """The chief editor's browser on the present database, and the addresses of its pages."""
    slot = Slot.objects.select_related("issue", "article").get(issue__year=2030, position=ENTRIES)
    figure, byline = slot.article.figures.get(), slot.article.bylines.get()
    ids = {"issue": slot.issue_id, "slot": slot.pk, "article": slot.article_id}
    ids |= {"photo": figure.photo_id, "author": byline.author_id}
    client = Client()
    client.force_login(get_user_model().objects.get(username="chief"), "django.contrib.auth.backends.ModelBackend")
    return client, {name: address.format(**ids) for name, address in PAGES.items()}


def ask(client: Client, address: str) -> float:
    """CPU seconds of one page."""
    start = time.process_time()
    answer = client.get(address)
    spent = time.process_time() - start
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return spent


def measure(pages: list[str], issues: int) -> Iterator[tuple[str, int, float, float]]:
    """Of each page its name, queries with many issues, least CPU seconds with one and with many."""
    names = {"one": 1, f"issues_{issues}": issues}
    entries = {}
    for name, count in names.items():
        turn_to(name)
        furnish(count)
        entries[name] = entered()
    print(f"{connection.vendor}，{Issue.objects.count()}期，{Article.objects.count()}篇，{Photo.objects.count()}张图片")
    for page in pages:
        least = {}
        for _turn in range(2):
            for name, (client, addresses) in entries.items():
                turn_to(name)
                ask(client, addresses[page])
                with CaptureQueriesContext(connection) as asked:
                    ask(client, addresses[page])
                    queries = len(asked)
                spent = min(ask(client, addresses[page]) for _ in range(TURNS // 2))
                least[name] = min(spent, least.get(name, spent))
        yield page, queries, *least.values()


def main(issues: int, pages: list[str]) -> int:
    settings.ALLOWED_HOSTS = ["testserver"]
    failed = 0
    for page, queries, one, many in measure(pages or list(PAGES), issues):
        good = queries <= QUERIES and many <= one * RATIO
        failed += not good
        mark = "" if good else "  ←"
        print(
            f"{queries:3}次查询  {one * 1000:5.0f}ms → {many * 1000:5.0f}ms  {many / one:5.2f}倍  {page}{mark}",
            flush=True,
        )
    print("都在限内。" if not failed else f"{failed}页超限。")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500, sys.argv[2:]))
