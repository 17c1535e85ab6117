"""Exports, measured in CPU seconds: the book, the reading edition and the contents of an issue of 30 articles, and
whether the cost grows in step with the articles. Run it on a database of its own:

    VAR_DIR=$(mktemp -d) python benchmarks/exports.py [articles …]

Bounds: the book ≤ 2 s and the contents as Word ≤ 0.5 s for 30 articles; ten times the articles, at most twelve times
the cost. It ends with code 1 where one is missed.
"""

import os
import sys
from io import BytesIO
from pathlib import Path
from time import process_time

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "magazine.settings")
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from magazine.contents import contents  # noqa: E402
from magazine.exports import FORMATS, edition, epub  # noqa: E402
from magazine.models import Issue  # noqa: E402
from media.models import Photo  # noqa: E402
from media.upload import accept, store  # noqa: E402
from tests.builders import (  # noqa: E402
    make_article,
    make_author,
    make_issue,
    make_photo,
    make_section,
    make_slot,
    moment,
    picture_bytes,
    publish_issue,
)

PARAGRAPH = "清晨六点，调度室的灯还亮着，班组长把当天的作业单逐项念给大家听，安全员在旁边记下每一处需要防护的地方。"
BOUNDS = {"epub": 2.0, "docx": 0.5}


def made_photo() -> Photo:
    """A photo of a usual size with its renditions."""
    upload = SimpleUploadedFile("车间.jpg", picture_bytes(1600, 1067), content_type="image/jpeg")
    return store(make_photo(), accept(upload))


def made_issue(articles: int, number: int, photos: list[Photo]) -> Issue:
    """A published issue of `articles` articles of 2,500 characters, each with two authors and a photo."""
    section = make_section()
    issue = make_issue(year=2031, number=number)
    body = "".join(f"<p>{PARAGRAPH}</p>" for _ in range(50))
    with transaction.atomic():
        for place in range(articles):
            authors = [make_author(), make_author()]
            photo = photos[place % len(photos)]
            article = make_article(section=section, authors=authors, photos=[photo], body=body, title=f"第{place}篇")
            make_slot(issue, article, page_from=place * 2 + 1)
    return publish_issue(issue, at=moment(2024, 11, 5))


def seconds(work) -> float:
    """CPU seconds of the better of two runs."""
    best = []
    for _ in range(2):
        began = process_time()
        work()
        best.append(process_time() - began)
    return min(best)


def measured(issue: Issue) -> dict[str, float]:
    """What each export of `issue` costs."""
    costs = {"epub": seconds(lambda: epub.write(issue))}
    for fmt, entry in FORMATS.items():
        costs[fmt] = seconds(lambda entry=entry: entry.write(contents(issue)))
    return costs


def main(sizes: list[int]) -> int:
    call_command("migrate", verbosity=0)
    photos = [made_photo() for _ in range(5)]
    table = {}
    for number, size in enumerate(sizes, start=1):
        issue = made_issue(size, number, photos)
        table[size] = measured(issue)
        print(f"{size} 篇：" + "　".join(f"{name} {cost:.3f} s" for name, cost in table[size].items()))
        if size == 30:
            cost = seconds(lambda issue=issue: list(edition.steps(issue, BytesIO())))
            print(f"30 篇：edition {cost:.2f} s")
    missed = [
        f"{name} {table[30][name]:.2f} s > {bound} s" for name, bound in BOUNDS.items() if table[30][name] > bound
    ]
    small, large = min(sizes), max(sizes)
    for name in table[small]:
        ratio = table[large][name] / table[small][name]
        grown = large / small
        print(f"{name}: {grown:.0f} times the articles, {ratio:.1f} times the cost")
        if ratio > grown * 1.2:
            missed.append(f"{name}: {ratio:.1f} times the cost")
    print("\n".join(missed) or "within the bounds")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [30, 300]))
