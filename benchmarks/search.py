"""Search against a plain substring scan, on made-up articles: recall, time as a ratio, size of the index.

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python benchmarks/search.py 2000 10000

The database must be empty; it is migrated and filled here. Each number is a step: articles are added up to it.
"""

import os
import random
import statistics
import sys
import time
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "magazine.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from articles.models import Article, Author, Release, ReleaseByline, Review, Section  # noqa: E402
from articles.states import Stage, Verdict  # noqa: E402
from magazine.models import Issue, SearchEntry, Slot  # noqa: E402
from magazine.search import index  # noqa: E402
from magazine.search.finding import find, matching  # noqa: E402
from magazine.search.question import Question  # noqa: E402

PER_ISSUE = 20
LENGTH = 2000
DICE = random.Random(4)  # noqa: S311
LETTERS = [chr(0x4E00 + 5 * n) for n in range(3000)]
WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(len(LETTERS))))
WORDS = ["".join(DICE.choices(LETTERS, cum_weights=WEIGHTS, k=DICE.choice((2, 2, 2, 3, 4)))) for _ in range(20_000)]
WORD_WEIGHTS = list(accumulate(1 / (rank + 1) for rank in range(len(WORDS))))
OUT = datetime(2020, 1, 1, tzinfo=UTC)


def text() -> str:
    return "".join(
        word + DICE.choice(("", "", "", "，", "。")) for word in DICE.choices(WORDS, cum_weights=WORD_WEIGHTS, k=750)
    )


def add(section: Section, authors: list[Author], number: int) -> None:
    """One published issue of twenty articles, straight into the tables: what is measured is reading."""
    issue = Issue.objects.create(year=1950 + number // 100, number=number % 100 + 1, published_at=OUT)
    articles = Article.objects.bulk_create(
        Article(section=section, title=DICE.choice(WORDS) + str(number)) for _ in range(PER_ISSUE)
    )
    reviews = Review.objects.bulk_create(
        Review(article=article, round=1, stage=Stage.FINAL, verdict=Verdict.APPROVE, fingerprint="", at=OUT)
        for article in articles
    )
    releases = []
    for article, review in zip(articles, reviews, strict=True):
        words = text()
        release = Release(article=article, number=1, version=1, review=review, made_at=OUT, layout="article")
        release.title, release.plain_text, release.search_text = article.title, words, f"{article.title}\n{words}"
        releases.append(release)
    Release.objects.bulk_create(releases)
    ReleaseByline.objects.bulk_create(
        ReleaseByline(release=release, author=(author := DICE.choice(authors)), name=author.name, role="文", position=1)
        for release in releases
    )
    slots = [
        Slot(issue=issue, position=position, section=section, article=release.article, release=release)
        for position, release in enumerate(releases, start=1)
    ]
    index.keep(Slot.objects.bulk_create(slots))


def questions() -> list[str]:
    """Two hundred: one, two and four characters and a phrase, cut from texts that are there."""
    texts = list(SearchEntry.objects.order_by("pk").values_list("text", flat=True)[:2000])
    asked = []
    for length in (1, 2, 4, 12):
        while len(asked) < 50 * (len(asked) // 50 + 1):
            words = DICE.choice(texts)
            start = DICE.randrange(len(words) - length)
            piece = words[start : start + length]
            if " " not in piece:
                asked.append(piece)
            if len(asked) % 50 == 0:
                break
    return asked


def milliseconds(work) -> tuple[float, object]:
    start = time.perf_counter()
    answer = work()
    return (time.perf_counter() - start) * 1000, answer


def scan(term: str) -> set[int]:
    where = "instr(text, %s) > 0" if connection.vendor == "sqlite" else "position(%s in text) > 0"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT slot_id FROM magazine_searchentry WHERE {where}", [term])  # noqa: S608
        return {pk for (pk,) in cursor.fetchall()}


def index_bytes() -> tuple[int, int]:
    """(bytes of the index, bytes of the text under it)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sum(length(block)) FROM magazine_search_grams_data")
        else:
            cursor.execute("SELECT pg_relation_size('magazine_search_grams_index')")
        size = int(cursor.fetchone()[0])
        octets = "length(CAST(text AS BLOB))" if connection.vendor == "sqlite" else "octet_length(text)"
        cursor.execute(f"SELECT sum({octets}) FROM magazine_searchentry")  # noqa: S608
        return size, int(cursor.fetchone()[0])


def measure() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked, lines = questions(), []
    for place, name in enumerate(("1字", "2字", "4字", "12字")):
        scans, matches, pages, found, there = [], [], [], 0, 0
        for term in asked[50 * place : 50 * (place + 1)]:
            took, expected = milliseconds(lambda term=term: scan(term))
            scans.append(took)
            took, got = milliseconds(lambda term=term: set(matching(Question(term)).values_list("pk", flat=True)))
            matches.append(took)
            assert got <= expected, term  # noqa: S101
            found, there = found + len(got), there + len(expected)
            pages.append(milliseconds(lambda term=term: find(Question(term)))[0])
        base, match, page = (statistics.median(times) for times in (scans, matches, pages))
        lines.append(
            f"{name:>4}  召回{found / there:.3f}  扫描{base:7.1f}ms  只取篇目{match:7.1f}ms（{match / base:.2f}）"
            f"  整页检索{page:7.1f}ms（{page / base:.2f}）"
        )
    size, under = index_bytes()
    print(f"{connection.vendor} {SearchEntry.objects.count()}篇，索引为正文的{size / under:.2f}倍")
    print("\n".join(lines), flush=True)


def main(steps: list[int]) -> None:
    call_command("migrate", verbosity=0)
    if Issue.objects.exists():
        sys.exit("这个数据库里已有期刊，换一个空库再测。")
    section = Section.objects.create(name="测", slug="ce")
    authors = [Author.objects.create(name=word) for word in WORDS[:200]]
    number = 0
    for step in steps:
        took, _none = 0.0, None
        while number * PER_ISSUE < step:
            took += milliseconds(lambda n=number: add(section, authors, n))[0]
            number += 1
        print(f"写入到{step}篇，每篇{took / step:.1f}ms", flush=True)
        measure()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [2000, 10000])
