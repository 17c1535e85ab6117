"""How long the reading of a print text takes: one issue, and ten times its text, in one run.

    python benchmarks/intake.py [FILE]

FILE is a print text in UTF-8; without one an issue is made up. Seconds are CPU time of this process, the best of three.
Measured on two busy cores (2.7 GHz, Python 3.11): the printed issue of 39,000 characters 0.83 s, ten times its articles
7.24 s (8.7 times as long): each page and each article is looked at for itself.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from magazine.intake.reading import parse  # noqa: E402
from tests.magazine.intake.press import Plan  # noqa: E402
from tests.magazine.intake.printing import print_issue  # noqa: E402

TIMES = 10


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        parse(text, year=2031, month=6)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    if len(sys.argv) > 1:
        text = Path(sys.argv[1]).read_text(encoding="utf-8")
    else:
        text, _ = print_issue(Plan(seed=1, pieces=8))
    head, mark, articles = text.partition("\n ")
    longer = head + (mark + articles) * TIMES
    one, ten = seconds(text), seconds(longer)
    print(
        f"{len(''.join(text.split())):,} characters: {one:.2f} s; {TIMES} times: {ten:.2f} s, {ten / one:.1f} times as long"
    )


if __name__ == "__main__":
    main()
