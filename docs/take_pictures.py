#!/usr/bin/env python3
"""Takes the pictures of the READMEs and the handbook: `make pictures`, while `make run` serves the sample issue.

Signs in with the sample's accounts (var/sample-accounts.txt) and writes docs/pictures/*.jpg, 1400 pixels wide.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# name → (who looks, address, height in pixels)
PICTURES = {
    "home": ("", "/", 1000),
    "issue": ("", "/issues/2026-11/", 1000),
    "article": ("", "/articles/{lens}/", 1000),
    "desk-board": ("责任编辑", "/admin/", 900),
    "desk-progress": ("责任编辑", "/admin/issues/{issue}/board/", 900),
    "desk-article": ("责任编辑", "/admin/articles/article/{article}/change/", 1100),
    "desk-issue": ("责任编辑", "/admin/magazine/issue/{issue}/change/", 1100),
    "desk-exports": ("总编", "/admin/issues/2026-11/export/", 900),
    "desk-intake": ("责任编辑", "/admin/intake/", 1000),
    "desk-photos": ("图片编辑", "/admin/media/photo/", 900),
}


def accounts(var: Path) -> dict[str, tuple[str, str]]:
    """Role → (username, password) of the sample's people."""
    rows = (line.split("\t") for line in (var / "sample-accounts.txt").read_text(encoding="utf-8").splitlines())
    return {role: (username, password) for username, role, password in rows}


def sign_in(page: Page, base: str, username: str, password: str) -> None:
    page.goto(f"{base}/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/admin/")


def checked(page: Page) -> None:
    """The sample's text dropped at the desk, and the first doubt of it; an intake that waits is opened again."""
    page.fill("#issue", "2026-11")
    page.set_input_files("#files", ROOT / "magazine" / "sample" / "issue-2026-11.txt")
    page.wait_for_url("**/admin/intake/*/")
    page.locator(".intake-line[data-b]").first.wait_for()
    page.keyboard.press("n")


def keep(page: Page, name: str) -> None:
    """The window as a JPEG: small enough for a repository, sharp enough to read."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.save(OUT / f"{name}.jpg", quality=82, optimize=True, progressive=True)


def main(base: str, var: Path) -> None:
    people = accounts(var)
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        front = browser.new_page()
        contents = front.request.get(f"{base}/issues/2026-11/contents.json").json()["lines"]
        last = max(line["article"] for line in contents)
        # The two drafts and the issue in the making follow those of the published issue.
        ids = {"lens": contents[-1]["article"], "article": last + 1, "issue": 2}
        for name, (role, path, height) in PICTURES.items():
            context = browser.new_context(viewport={"width": 1400, "height": height}, locale="zh-CN")
            page = context.new_page()
            if role:
                sign_in(page, base, *people[role])
            page.goto(base + path.format(**ids))
            if name == "desk-intake":
                checked(page)
            page.wait_for_timeout(1500)
            keep(page, name)
            context.close()
        browser.close()
    print(f"{len(PICTURES)} 张图已写入 {OUT.relative_to(ROOT)}。")


if __name__ == "__main__":
    main(
        sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000",
        Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "var",
    )
