#!/usr/bin/env python3
"""What axe finds on the pages of the desk, at two widths and in both themes, while `make run` serves the sample issue.

    python benchmarks/axe.py [http://127.0.0.1:8000] [var]

Signs in with the sample's accounts as the chief editor, who sees every page. Ends with 1 where a finding is serious or
critical; all others are named once, with how many pages have them.
"""

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "docs"))

import shutil  # noqa: E402

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from take_pictures import SWITCHES, Studio, accounts, sign_in  # noqa: E402

GRAVE = ("serious", "critical")
# Addresses of the desk; the numbers are the studio's.
PAGES = [
    "/admin/", "/admin/notices/", "/admin/issues/{issue}/board/", "/admin/magazine/issue/",
    "/admin/magazine/issue/{issue}/change/", "/admin/magazine/issue/{published}/change/", "/admin/magazine/issue/add/",
    "/admin/articles/article/", "/admin/articles/article/?q=没有这样的稿件", "/admin/articles/article/{article}/change/",
    "/admin/articles/article/{printed}/change/", "/admin/articles/article/add/",
    "/admin/articles/article/{article}/history/", "/admin/articles/{article}/review/", "/admin/articles/{printed}/proofs/",
    "/admin/articles/{printed}/slip/", "/admin/issues/{issue}/previews/", "/admin/issues/2026-11/export/",
    "/admin/intake/", "/admin/media/photo/", "/admin/media/photo/1/change/", "/admin/media/photo/upload/",
    "/admin/articles/author/", "/admin/articles/author/1/change/", "/admin/authors/1/merge/",
    "/admin/articles/section/", "/admin/events/event/", "/admin/events/voice/", "/admin/articles/procedure/1/change/",
    "/admin/articles/substitute/add/", "/admin/articles/houseword/", "/admin/articles/houseword/paste/",
    "/admin/magazine/magazine/", "/admin/articles/review/", "/admin/articles/release/",
    "/admin/magazine/publication/", "/admin/password_change/",
]  # fmt: skip


def findings(page: Page) -> list[dict]:
    return Axe().run(page).response["violations"]


def look(browser: Browser, base: str, person: tuple[str, str], addresses: list[str]) -> int:
    """Every address at every width and theme: how many serious and critical findings there are, each told as it comes."""
    grave, others = 0, defaultdict(set)
    for width in (1400, 390):
        for theme in ("light", "dark"):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale="zh-CN")
            page = context.new_page()
            sign_in(page, base, *person)
            for address in addresses:
                answer = page.goto(base + address)
                page.wait_for_load_state("networkidle")
                if answer is None or answer.status != 200:
                    sys.exit(f"{address} 打不开。")
                for found in findings(page):
                    if found["impact"] in GRAVE:
                        grave += 1
                        print(width, theme, address, found["id"], found["nodes"][0]["target"], flush=True)
                    else:
                        others[found["id"], found["impact"]].add(address)
            context.close()
    for (rule, impact), where in sorted(others.items()):
        print(f"{rule}（{impact}）：{len(where)}页")
    return grave


def main(base: str, var: Path) -> int:
    people = accounts(var)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        ids = Studio(browser, base, people).ids
        grave = look(browser, base, people["总编"], [address.format(**ids) for address in PAGES])
        browser.close()
    print(f"{len(PAGES)}页，两种宽度，深浅两色：严重的{grave}处。")
    return min(grave, 1)


if __name__ == "__main__":
    sys.exit(
        main(
            sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000",
            Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "var",
        )
    )
