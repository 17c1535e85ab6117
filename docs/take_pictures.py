#!/usr/bin/env python3
"""Takes the pictures of the READMEs and the handbook: `make pictures`, while `make run` serves the sample issue.

Signs in with the sample's accounts (var/sample-accounts.txt) and writes docs/pictures/*.jpg, 1400 pixels wide. The scenes
leave their traces in the sample: for the next pictures move var/ away and let `make run` load it anew.
"""

import os
import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from picture_scenes import SCENES
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

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
    "desk-words": ("责任编辑", "/admin/articles/houseword/", 800),
    "desk-photos": ("图片编辑", "/admin/media/photo/", 900),
}


def accounts(var: Path) -> dict[str, tuple[str, str]]:
    """Role, and username, → (username, password) of the sample's people."""
    rows = [line.split("\t") for line in (var / "sample-accounts.txt").read_text(encoding="utf-8").splitlines()]
    return {key: (username, password) for username, role, password in rows for key in (role, username)}


def sign_in(page: Page, base: str, username: str, password: str) -> None:
    page.goto(f"{base}/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/admin/")


def keep(page: Page, name: str) -> None:
    """The window as a JPEG: small enough for a repository, sharp enough to read."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.save(OUT / f"{name}.jpg", quality=82, optimize=True, progressive=True)


class Studio:
    """Windows of the sample's people before one browser; see `picture_scenes`."""

    def __init__(self, browser: Browser, base: str, people: dict[str, tuple[str, str]]) -> None:
        self.browser, self.base, self.people = browser, base, people
        self.height, self.contexts = 900, []
        front = browser.new_page()
        contents = front.request.get(f"{base}/issues/2026-11/contents.json").json()["lines"]
        numbers = sorted(line["article"] for line in contents)
        # The two drafts and the issue in the making follow those of the published issue.
        self.ids = {"lens": contents[-1]["article"], "printed": contents[-2]["article"], "published": 1, "issue": 2}
        self.ids |= {"article": numbers[-1] + 1, "draft": numbers[-1] + 2}
        front.close()

    def open(self, role: str, path: str) -> Page:
        context = self.browser.new_context(viewport={"width": 1400, "height": self.height}, locale="zh-CN")
        self.contexts.append(context)
        page = context.new_page()
        if role:
            sign_in(page, self.base, *self.people[role])
        page.goto(path if path.startswith("http") else self.base + path)
        return page

    def take(self, name: str, height: int, scene: Callable[["Studio"], Page]) -> None:
        """Play the scene and keep what its last page shows."""
        self.height = height
        page = scene(self)
        page.wait_for_timeout(1500)
        keep(page, name)
        while self.contexts:
            self.contexts.pop().close()


def main(base: str, var: Path) -> None:
    OUT.mkdir(exist_ok=True)
    os.chdir(ROOT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        studio = Studio(browser, base, accounts(var))
        for name, (role, path, height) in PICTURES.items():
            address = path.format(**studio.ids)
            studio.take(name, height, lambda studio, role=role, address=address: studio.open(role, address))
        for name, (scene, height) in SCENES.items():
            studio.take(name, height, scene)
        browser.close()
    print(f"{len(PICTURES) + len(SCENES)} 张图已写入 {OUT.relative_to(ROOT)}。")


if __name__ == "__main__":
    main(
        sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000",
        Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "var",
    )
