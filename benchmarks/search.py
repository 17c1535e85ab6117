"""Search against a plain substring scan, on made-up articles: recall, time as a ratio, size of the index.

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python benchmarks/search.py 10000 100000

The database must be empty; it is migrated and filled here. Each number is a step: articles are added up to it. Times are
medians of CPU, this process and a PostgreSQL server's together; a question is a whole result page with its facets.
"""

import os
import random
import statistics
import sys
import time
from datetime import UTC, datetime
from functools import partial
from itertools import accumulate
from operator import add
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "magazine.settings")
django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from taggit.models import Tag, TaggedItem  # noqa: E402

from articles.models import Article, Author, Release, ReleaseByline, Review, Section  # noqa: E402
from articles.states import Layout, Stage, Verdict  # noqa: E402
from magazine.models import Issue, SearchBlock, SearchEntry, Slot  # noqa: E402
from magazine.search import index  # noqa: E402
from magazine.search.finding import ask, find  # noqa: E402
from magazine.search.question import Question  # noqa: E402
from magazine.search.sets import numbers  # noqa: E402

PER_ISSUE = 20
WORDS_EACH = 750
REPEATS = 5
DICE = random.Random(4)  # noqa: S311
LETTERS = [chr(0x4E00 + 5 * n) for n in range(3000)]
WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(len(LETTERS))))
WORDS = ["".join(DICE.choices(LETTERS, cum_weights=WEIGHTS, k=DICE.choice((2, 2, 2, 3, 4)))) for _ in range(20_000)]
WORD_WEIGHTS = list(accumulate(1 / (rank + 1) for rank in range(len(WORDS))))
OUT = datetime(2020, 1, 1, tzinfo=UTC)


def text() -> str:
    marks = DICE.choices(("", "", "", "，", "。"), k=WORDS_EACH)
    return "".join(map(add, DICE.choices(WORDS, cum_weights=WORD_WEIGHTS, k=WORDS_EACH), marks))


def make_issue(section_of: list[Section], authors: list[Author], tags: list[Tag], number: int) -> list[Slot]:
    """One published issue of twenty articles, straight into the tables: what is measured is reading."""
    issue = Issue.objects.create(year=1950 + number // 100, number=number % 100 + 1, published_at=OUT)
    sections = DICE.choices(section_of, k=PER_ISSUE)
    articles = Article.objects.bulk_create(
        Article(section=section, title="".join(DICE.choices(WORDS, cum_weights=WORD_WEIGHTS, k=4)))
        for section in sections
    )
    reviews = Review.objects.bulk_create(
        Review(article=article, round=1, stage=Stage.FINAL, verdict=Verdict.APPROVE, fingerprint="", at=OUT)
        for article in articles
    )
    releases = []
    for article, review in zip(articles, reviews, strict=True):
        release = Release(
            article=article, number=1, version=1, review=review, made_at=OUT, layout=article.section.layout
        )
        release.title, release.plain_text = article.title, text()
        releases.append(release)
    Release.objects.bulk_create(releases)
    ReleaseByline.objects.bulk_create(
        ReleaseByline(release=release, author=(author := DICE.choice(authors)), name=author.name, role="文", position=1)
        for release in releases
    )
    kind = ContentType.objects.get_for_model(Release)
    TaggedItem.objects.bulk_create(
        TaggedItem(tag=tag, content_type=kind, object_id=release.pk)
        for release in releases
        for tag in DICE.sample(tags, 2)
    )
    slots = [
        Slot(issue=issue, position=position, section=release.article.section, article=release.article, release=release)
        for position, release in enumerate(releases, start=1)
    ]
    return Slot.objects.bulk_create(slots)


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


def cpu() -> float:
    """Seconds of CPU so far: this process, and the server process of the connection where there is one."""
    mine = time.process_time()
    if connection.vendor != "postgresql":
        return mine
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return mine + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def milliseconds(work: Any, repeats: int = 1) -> tuple[float, Any]:
    """(milliseconds of CPU for one run, what the last run answered). A server's clock ticks every 10 ms: `repeats`."""
    start, answer = cpu(), None
    for _ in range(repeats):
        answer = work()
    return (cpu() - start) * 1000 / repeats, answer


def scan(term: str) -> set[int]:
    where = "instr(text, %s) > 0" if connection.vendor == "sqlite" else "position(%s in text) > 0"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM magazine_searchentry WHERE {where}", [term])  # noqa: S608
        return {pk for (pk,) in cursor.fetchall()}


def index_bytes() -> tuple[int, int]:
    """(bytes of the index as it lies on the disk, bytes of the text under it)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sum(length(data)) + 24 * count(*) FROM magazine_searchblock")
        else:
            cursor.execute("SELECT pg_total_relation_size('magazine_searchblock')")
        size = int(cursor.fetchone()[0])
        octets = "length(CAST(text AS BLOB))" if connection.vendor == "sqlite" else "octet_length(text)"
        cursor.execute(f"SELECT sum({octets}) FROM magazine_searchentry")  # noqa: S608
        return size, int(cursor.fetchone()[0])


def measure() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked, everything = questions(), []
    print(f"{connection.vendor}，{SearchEntry.objects.count()}篇，{SearchBlock.objects.count()}行索引")
    for place, name in enumerate(("1字", "2字", "4字", "12字")):
        scans, pages, found, there = [], [], 0, 0
        for term in asked[50 * place : 50 * (place + 1)]:
            took, expected = milliseconds(lambda term=term: scan(term))
            scans.append(took)
            got = set(numbers(ask(Question(term)).documents))
            assert got <= expected, term  # noqa: S101
            found, there = found + len(got), there + len(expected)
            took, findings = milliseconds(lambda term=term: find(Question(term)), REPEATS)
            assert findings.total == len(expected), term  # noqa: S101
            pages.append(took)
        everything += pages
        base, page = statistics.median(scans), statistics.median(pages)
        print(
            f"{name:>4}  召回{found / there:.3f}  篇数{there // 50:6d}  扫描{base:7.1f}ms  整页检索{page:6.1f}ms"
            f"（{page / base:.3f}）  最慢{max(pages):6.1f}ms",
            flush=True,
        )
    size, under = index_bytes()
    print(f"200问中位{statistics.median(everything):.1f}ms，索引为正文的{size / under:.2f}倍", flush=True)


def fill(step: int) -> None:
    """Articles up to `step`, all in the index. What is there already stays: a build that was ended goes on."""
    layouts = [value for value in Layout.values for _ in range(3)]
    if not Section.objects.exists():
        Section.objects.bulk_create(
            Section(name=f"栏{n}", slug=f"lan-{n}", layout=name) for n, name in enumerate(layouts)
        )
        Author.objects.bulk_create(Author(name=word) for word in WORDS[:2000])
        Tag.objects.bulk_create(Tag(name=word + str(n), slug=f"tag-{n}") for n, word in enumerate(WORDS[:300]))
    named = list(Section.objects.all()), list(Author.objects.all()), list(Tag.objects.all())
    number, took, count = Issue.objects.count(), 0.0, 0
    start = time.monotonic()
    waiting = list(Slot.objects.filter(search_entry=None).order_by("pk"))
    while waiting or number * PER_ISSUE < step:
        with transaction.atomic():
            while len(waiting) < index.BATCH and number * PER_ISSUE < step:
                waiting += make_issue(*named, number)
                number += 1
        full, waiting = waiting[: index.BATCH], waiting[index.BATCH :]
        took, count = took + milliseconds(partial(index.keep, full))[0], count + len(full)
    if count:
        whole = time.monotonic() - start
        print(f"收入{count}篇，共{whole:.0f}秒；入索引每篇{took / count:.2f}ms", flush=True)


def main(steps: list[int]) -> None:
    call_command("migrate", verbosity=0)
    for step in steps:
        fill(step)
        measure()
    one = list(Slot.objects.order_by("-pk")[:PER_ISSUE])
    print(f"再收一期{PER_ISSUE}篇：{milliseconds(lambda: index.keep(one))[0]:.0f}ms", flush=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [2000, 10000])
