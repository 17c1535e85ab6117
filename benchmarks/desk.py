#!/usr/bin/env python3
"""Measures the desk's daily pages with one issue and with many: queries, and CPU as a ratio of the two.

    python benchmarks/desk.py [ISSUES]     500 issues of 40 articles by default, in a throw-away SQLite file

An issue in the making of 17 entries stands beside the published ones all the time. Each page is asked as the chief
editor would, once to warm up and then five times; the least CPU time counts. 25 queries and a ratio of 2 are the limits.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "magazine.settings")
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="gongkan-desk-")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article, Author, Byline, Figure, Release, ReleaseByline, Review, Section  # noqa: E402
from articles.states import Stage, State, Verdict  # noqa: E402
from magazine.models import Issue, Slot  # noqa: E402
from media.models import Photo  # noqa: E402

PER_ISSUE = 40
ENTRIES = 17
QUERIES, RATIO = 25, 2.0
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
    "稿件，查": "/admin/articles/article/?q=车间7",
    "一篇稿件": "/admin/articles/article/{article}/change/",
    "新稿": "/admin/articles/article/add/",
    "图片": "/admin/media/photo/",
    "图片，按期": "/admin/media/photo/?issue=1950-01",
    "一张图片": "/admin/media/photo/{photo}/change/",
    "作者": "/admin/articles/author/",
    "一个作者": "/admin/articles/author/{author}/change/",
    "栏目": "/admin/articles/section/",
    "定稿": "/admin/articles/release/",
    "审次": "/admin/articles/review/",
    "出刊记录": "/admin/magazine/publication/",
}


def publish(number: int, section: Section) -> None:
    """One published issue, straight into the tables: what is measured is reading."""
    issue = Issue.objects.create(year=1950 + number // 100, number=number % 100 + 1, published_at=OUT)
    authors = Author.objects.bulk_create(
        Author(name=f"作者{number}-{n}", sort_key=f"zuozhe {number} {n}") for n in range(4)
    )
    articles = Article.objects.bulk_create(
        Article(section=section, title=f"车间{number}里的第{n}件事", body=BODY, state=State.RELEASED)
        for n in range(PER_ISSUE)
    )
    photos = Photo.objects.bulk_create(
        Photo(caption=f"{article.title}。", credit_name="林岚", widths=[480]) for article in articles
    )
    Byline.objects.bulk_create(Byline(article=a, author=authors[n % 4], position=1) for n, a in enumerate(articles))
    Figure.objects.bulk_create(Figure(article=a, photo=p, position=1) for a, p in zip(articles, photos, strict=True))
    reviews = Review.objects.bulk_create(
        Review(article=article, round=1, stage=Stage.FINAL, verdict=Verdict.APPROVE, fingerprint="", at=OUT)
        for article in articles
    )
    releases = Release.objects.bulk_create(
        Release(article=a, number=1, version=1, review=r, made_at=OUT, layout="article", title=a.title, plain_text=BODY)
        for a, r in zip(articles, reviews, strict=True)
    )
    ReleaseByline.objects.bulk_create(
        ReleaseByline(release=r, author=authors[n % 4], name=authors[n % 4].name, role="文", position=1)
        for n, r in enumerate(releases)
    )
    Slot.objects.bulk_create(
        Slot(issue=issue, position=n, section=section, article=r.article, release=r)
        for n, r in enumerate(releases, start=1)
    )


def in_the_making(section: Section, chief: object) -> dict[str, int]:
    """The issue on the desk; the ids that the addresses need."""
    issue = Issue.objects.create(year=2030, number=1, press_day=date(2030, 1, 2))
    author = Author.objects.create(name="许知行")
    photo = Photo.objects.create(caption="港口的清晨。", credit_name="林岚", widths=[480])
    states = [State.DRAFT, State.FIRST, State.SECOND, State.FINAL]
    for n in range(1, ENTRIES + 1):
        article = Article.objects.create(section=section, title=f"在编{n}", body=BODY, state=states[n % 4])
        Byline.objects.create(article=article, author=author, position=1)
        Figure.objects.create(article=article, photo=photo, position=1)
        slot = Slot.objects.create(issue=issue, position=n, section=section, article=article, owner=chief)
    return {"issue": issue.pk, "slot": slot.pk, "article": article.pk, "photo": photo.pk, "author": author.pk}


def measure(client: Client, address: str) -> tuple[int, float]:
    """(queries, least CPU seconds of five) of one page."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
        queries = len(asked)
    times = []
    for _time in range(5):
        start = time.process_time()
        client.get(address)
        times.append(time.process_time() - start)
    return queries, min(times)


def main(issues: int) -> int:
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    section, _made = Section.objects.get_or_create(slug="ce", defaults={"name": "测"})
    chief = get_user_model().objects.create_user("chief", is_staff=True)
    chief.groups.add(Group.objects.get(name="总编"))
    ids = in_the_making(section, chief)
    publish(0, section)
    client = Client()
    client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
    addresses = {name: address.format(**ids) for name, address in PAGES.items()}
    few = {name: measure(client, address) for name, address in addresses.items()}
    for number in range(1, issues):
        publish(number, section)
    if connection.vendor == "postgresql":  # which does it by itself; nobody does it to the embedded database
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    failed = 0
    print(f"{connection.vendor}，{Issue.objects.count()}期，{Article.objects.count()}篇，{Photo.objects.count()}张图片")
    for name, address in addresses.items():
        queries, spent = measure(client, address)
        ratio = spent / few[name][1]
        good = queries <= QUERIES and ratio <= RATIO
        failed += not good
        mark = "" if good else "  ←"
        print(f"{queries:3}次查询  {spent * 1000:6.0f}ms  {ratio:5.2f}倍  {name}{mark}", flush=True)
    print("都在限内。" if not failed else f"{failed}页超限。")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
