"""A real browser before a live server: Debian's Chromium, driven by Playwright."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

# Playwright runs an event loop in this thread; Django would refuse its database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """The server answers from its own thread: SQLite in memory would lock itself, a file does not."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(Path(settings.VAR) / "journeys.sqlite3")


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("没有 Chromium：apt-get install -y chromium fonts-noto-cjk 之后再跑。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


class Desk:
    """One person at one browser window."""

    def __init__(self, page: Page, address: str):
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, username: str) -> "Desk":
        """As who has given name and password; the form itself is one journey's (test_editing.py), not everybody's."""
        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])
        return self


@pytest.fixture
def window(browser: Browser, live_server, transactional_db, django_db_serialized_rollback):
    """Makes windows: `window()` is a reader's, `window("周敏")` that of a person of the desk, signed in."""
    contexts = []

    def open_window(username: str = "", width: int = 1400) -> Desk:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        contexts.append(context)
        desk = Desk(context.new_page(), live_server.url)
        return desk.sign_in(username) if username else desk

    yield open_window
    for context in contexts:
        # A page of the desk says goodbye when it is left; the server must still be there to hear it.
        for page in context.pages:
            page.goto("about:blank")
            page.wait_for_timeout(150)
        context.close()
