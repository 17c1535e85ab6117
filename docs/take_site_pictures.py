#!/usr/bin/env python3
"""Takes the contact sheets of the reader's site: `make pictures`, while `make run` serves the sample issue.

One JPEG a kind of page in docs/pictures/site/: 1400, 768 and 390 pixels wide in the light, the same in the dark, and below
them the first pages as a printer gets them. Sheets are what one compares: with each other, and with a printed magazine.
"""

import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).resolve().parent / "pictures" / "site"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--hide-scrollbars", "--disable-background-networking"]
WIDTHS = {1400: 900, 768: 1024, 390: 844}
# A sheet shows the upper part of a page, in pixels of the page, and everything at this part of its size.
HEIGHT, SCALE, GAP = 1700, 0.55, 16
PRINTED_PAGES, PRINTED_WIDTH = 4, 380
QUALITY = 68
WAKE = """async () => {
  for (let y = 0; y < Math.min(document.documentElement.scrollHeight, 4000); y += 500) {
    scrollTo(0, y); await new Promise((done) => setTimeout(done, 40));
  }
  scrollTo(0, 0);
  await Promise.all([...document.images].filter((image) => image.currentSrc).map((image) => image.decode().catch(() => 0)));
}"""


def addresses(page: Page, base: str) -> dict[str, str]:
    """Kind of page → path, found from the sample issue's own contents."""
    lines = page.request.get(f"{base}/issues/2026-11/contents.json").json()["lines"]
    by_section: dict[str, list[int]] = {}
    for line in lines:
        by_section.setdefault(line["section"], []).append(line["article"])
    page.goto(f"{base}/articles/{by_section['实践'][0]}/")
    links = page.locator("main a").evaluate_all("all => all.map((a) => decodeURI(new URL(a.href).pathname))")
    found = {
        kind: next(path for path in links if path.startswith(f"/{kind}s/"))
        for kind in ("author", "photographer", "tag")
    }
    return {
        "home": "/",
        "issue": "/issues/2026-11/",
        "article": f"/articles/{by_section['实践'][0]}/",
        "package": f"/articles/{by_section['关注'][0]}/",
        "survey": f"/articles/{by_section['调研'][0]}/",
        "chronicle": f"/articles/{by_section['大事'][0]}/",
        "voices": f"/articles/{by_section['之声'][0]}/",
        "photo-essay": f"/articles/{by_section['镜头'][0]}/",
        "archive": "/issues/",
        "year": "/issues/2026/",
        "section": "/sections/practice/",
        "author": found["author"],
        "photographer": found["photographer"],
        "tag": found["tag"],
        "events": "/events/2026/10/",
        "search": "/search/?q=夜校",
        "search-nothing": "/search/?q=鲸落",
        "not-found": "/no-such-page/",
    }


def seen(browser: Browser, address: str, width: int, theme: str) -> Image.Image:
    """The upper part of the page as a reader with this window and theme sees it, scaled for the sheet."""
    viewport = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(viewport=viewport, color_scheme=theme, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.evaluate(WAKE)
    height = min(page.evaluate("document.documentElement.scrollHeight"), HEIGHT)
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    picture = Image.open(BytesIO(page.screenshot(full_page=True, clip=clip))).convert("RGB")
    context.close()
    return picture.resize((round(width * SCALE), round(height * SCALE)), Image.Resampling.LANCZOS)


def printed(browser: Browser, address: str) -> list[Image.Image]:
    """The first pages as they leave the printer, small."""
    page = browser.new_page(locale="zh-CN")
    page.goto(address)
    page.evaluate(WAKE)
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    count = min(len(document), PRINTED_PAGES)
    return [
        document[n].render(scale=PRINTED_WIDTH / document[n].get_width()).to_pil().convert("RGB") for n in range(count)
    ]


def sheet(rows: list[list[Image.Image]]) -> Image.Image:
    """The pictures row by row on grey, tops aligned."""
    width = max(sum(picture.width + GAP for picture in row) for row in rows) + GAP
    height = sum(max(picture.height for picture in row) + GAP for row in rows) + GAP
    whole, top = Image.new("RGB", (width, height), "#8b8b8b"), GAP
    for row in rows:
        left = GAP
        for picture in row:
            whole.paste(picture, (left, top))
            left += picture.width + GAP
        top += max(picture.height for picture in row) + GAP
    return whole


def main(base: str, only: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    total = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        kinds = addresses(browser.new_page(), base)
        for kind, path in kinds.items():
            if not re.search(only, kind):
                continue
            rows = [[seen(browser, base + path, width, theme) for width in WIDTHS] for theme in ("light", "dark")]
            file = OUT / f"{kind}.jpg"
            sheet([*rows, printed(browser, base + path)]).save(file, quality=QUALITY, optimize=True, progressive=True)
            total += file.stat().st_size
            print(f"{file.name}  {file.stat().st_size // 1000} kB", flush=True)
        browser.close()
    print(f"读者页面的样张已写入 docs/pictures/site，共 {total / 1e6:.1f} MB。")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000", sys.argv[2] if len(sys.argv) > 2 else "")
