"""Search against a plain substring scan, on made-up articles: recall, time as a ratio, size of the index.

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python benchmarks/search.py 10000 100000

The database is migrated and filled here, or filled up: each number is a step, articles are added up to it, and a run
that was ended goes on where it stood. Times are CPU, this process and a PostgreSQL server's together: 检索 is the question
with its facets, rows and passages (`find`), 网页 the whole page through Django's test client. The facets are in memory, as
they are for all but the first question after a publication; what long words were found in is forgotten before each run.
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
from django.test import Client  # noqa: E402
from taggit.models import Tag, TaggedItem  # noqa: E402

from articles.models import Article, Author, Release, ReleaseByline, Review, Section  # noqa: E402
from articles.states import Layout, Stage, Verdict  # noqa: E402
from magazine.models import Issue, SearchBlock, SearchEntry, Slot  # noqa: E402
from magazine.search import index  # noqa: E402
from magazine.search.columns import LATEST  # noqa: E402
from magazine.search.finding import ask, find  # noqa: E402
from magazine.search.question import Question  # noqa: E402
from magazine.search.sets import numbers  # noqa: E402

PER_ISSUE = 20
WORDS_EACH = 750
REPEATS = 3
# So many of the fifty questions of one length are scanned for by the database, to compare the time.
SCANS = 5
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
    return mine + int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]) / 1e9


def milliseconds(work: Any, repeats: int = 1) -> tuple[float, Any]:
    """(milliseconds of CPU for one run, what the last run answered)."""
    took, answer = 0.0, None
    for _ in range(repeats):
        for columns in LATEST.values():
            columns.looked_up.clear()
        start = cpu()
        answer = work()
        took += cpu() - start
    return took * 1000 / repeats, answer


def scan(term: str) -> set[int]:
    where = "instr(text, %s) > 0" if connection.vendor == "sqlite" else "position(%s in text) > 0"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM magazine_searchentry WHERE {where}", [term])  # noqa: S608
        return {pk for (pk,) in cursor.fetchall()}


def holding(asked: list[str]) -> list[set[int]]:
    """The numbers of the texts that hold each of `asked`, by looking at every text."""
    found: list[set[int]] = [set() for _ in asked]
    for number, text in SearchEntry.objects.values_list("number", "text").iterator():
        for place, term in enumerate(asked):
            if term in text:
                found[place].add(number)
    return found


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


def told(times: list[float]) -> str:
    """中位, the 95th of a hundred, the slowest."""
    ordered = sorted(times)
    return f"{statistics.median(ordered):6.1f}/{ordered[len(ordered) * 95 // 100]:6.1f}/{ordered[-1]:7.1f}ms"


def measure() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked = questions()
    expected = holding(asked)
    print(f"{connection.vendor}，{SearchEntry.objects.count()}篇，{SearchBlock.objects.count()}行索引；中位/95%/最慢")
    client = Client(SERVER_NAME="localhost")
    cold, _findings = milliseconds(lambda: find(Question(asked[0])))
    everything: list[float] = []
    pages: list[float] = []
    for place, name in enumerate(("1字", "2字", "4字", "12字")):
        part = range(50 * place, 50 * (place + 1))
        scans = [milliseconds(lambda term=asked[number]: scan(term))[0] for number in part[:SCANS]]
        found = there = 0
        for number in part:
            question = Question(asked[number])
            got = set(numbers(ask(question).documents))
            assert got <= expected[number], question  # noqa: S101
            found, there = found + len(got), there + len(expected[number])
            took, findings = milliseconds(lambda question=question: find(question), REPEATS)
            assert findings.total == len(expected[number]), question  # noqa: S101
            everything.append(took)
            took, answer = milliseconds(lambda question=question: client.get("/search/" + question.address), REPEATS)
            assert answer.status_code == 200, question  # noqa: S101
            pages.append(took)
        base = statistics.median(scans)
        print(
            f"{name:>4}  召回{found / there:.3f}  篇数{there // 50:6d}  扫描{base:7.1f}ms  检索{told(everything[-50:])}"
            f"（中位为扫描的{statistics.median(everything[-50:]) / base:.3f}）  网页{told(pages[-50:])}",
            flush=True,
        )
    size, under = index_bytes()
    print(f"200问：检索{told(everything)}，网页{told(pages)}；新出刊后的第一问{cold:.0f}ms")
    print(f"索引{size / 1e6:.0f}MB，正文{under / 1e6:.0f}MB，为正文的{size / under:.2f}倍", flush=True)


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
