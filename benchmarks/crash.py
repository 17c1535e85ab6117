#!/usr/bin/env python3
"""The server killed while it saves, the browser killed while somebody types: what is lost?

    VAR_DIR=/tmp/crash python benchmarks/crash.py server|browser [times] [port]

`server`: an article is saved again and again with one number in its title, lead and body; the server is killed with
SIGKILL at a random moment and started again. Every article must be wholly old or wholly new, and every save that was
confirmed must be there. `browser`: a new character every 100 ms; Chromium is killed; what the autosave does not hold is
told in seconds of typing.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "magazine.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from articles.models import Article, Autosave, Section  # noqa: E402
from articles.workflow import text_changed  # noqa: E402

DICE = random.Random(7)  # noqa: S311
NAMES = ["kicker", "title", "subtitle", "rubric", "lead", "body", "notes", "source", "funding_note"]


def begin() -> tuple[Article, str]:
    """A database with one article, and the session of one editor."""
    call_command("migrate", verbosity=0)
    user, _made = get_user_model().objects.get_or_create(username="crash", defaults={"is_staff": True})
    user.groups.add(Group.objects.get(name="责任编辑"))
    section, _made = Section.objects.get_or_create(name="试验栏目", defaults={"slug": "crash"})
    article = Article.objects.create(section=section, title="第0次", lead="第0次", body="<p>第0次</p>")
    text_changed(article, by=None)
    client = Client()
    client.force_login(user)
    return Article.objects.get(pk=article.pk), client.cookies["sessionid"].value


def serve(port: int) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload"]
    server = subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    for _try in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1)  # noqa: S310
            return server
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("服务器没有起来。")


def save(port: int, session: str, article: Article, number: int) -> bool:
    """Whether the server confirmed the save."""
    data = {name: getattr(article, name) for name in NAMES}
    data |= {"title": f"第{number}次", "lead": f"第{number}次", "body": f"<p>第{number}次</p>", "tags": f"第{number}次"}
    data |= {"section": str(article.section_id), "opened_version": str(article.version), "_continue": "1"}
    data |= {f"{prefix}-{kind}_FORMS": "0" for prefix in ("bylines", "figures") for kind in ("TOTAL", "INITIAL")}
    data["csrfmiddlewaretoken"] = token = "a" * 32
    request = urllib.request.Request(  # noqa: S310
        f"http://127.0.0.1:{port}/admin/articles/article/{article.pk}/change/",
        data=urllib.parse.urlencode(data).encode(),
        headers={"Cookie": f"sessionid={session}; csrftoken={token}", "X-Desk-Save": "1"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return "version" in json.loads(answer.read())
    except (urllib.error.URLError, OSError, ValueError):
        return False


def server(times: int, port: int) -> None:
    article, session = begin()
    half, missing, damaged, number, saved = 0, 0, 0, 0, 0
    for _kill in range(times):
        running = serve(port)
        threading.Timer(DICE.uniform(0.3, 2.0), lambda run=running: os.killpg(run.pid, signal.SIGKILL)).start()
        confirmed = -1
        while running.poll() is None:
            article = Article.objects.get(pk=article.pk)
            number += 1
            if save(port, session, article, number):
                confirmed, saved = number, saved + 1
        running.wait()
        stored = Article.objects.get(pk=article.pk)
        newest = stored.versions.order_by("-number")[0]
        words = {stored.title, stored.lead, re.sub("<[^>]+>", "", stored.body)}
        words |= {newest.words["texts"]["title"]} | (set(stored.tags.names()) or {stored.title})
        half += len(words) != 1 or newest.number != stored.version
        missing += confirmed > int(re.sub(r"\D", "", stored.title))
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                damaged += cursor.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
    print(
        f"killed {times} times, {saved} saves confirmed: half-saved {half}, confirmed and missing {missing}, damaged {damaged}"
    )


def browser(times: int, port: int) -> None:
    article, session = begin()
    running = serve(port)
    lost = []
    with sync_playwright() as playwright:
        for _kill in range(times):
            Autosave.objects.all().delete()
            folder = tempfile.mkdtemp()
            door = port + 1
            switches = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}"]
            chromium = subprocess.Popen(  # noqa: S603
                [shutil.which("chromium") or "chromium", *switches, f"--remote-debugging-port={door}", "about:blank"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            for _try in range(200):
                try:
                    driven = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{door}")
                    break
                except Exception:  # noqa: BLE001
                    time.sleep(0.1)
            page = driven.contexts[0].new_page()
            driven.contexts[0].add_cookies([{"name": "sessionid", "value": session, "url": f"http://127.0.0.1:{port}"}])
            page.goto(f"http://127.0.0.1:{port}/admin/articles/article/{article.pk}/change/")
            page.wait_for_function("window.desk && window.desk.ready", timeout=60000)
            page.click("[name=lead]")
            typed: list[float] = []
            until = time.time() + DICE.uniform(4, 10)
            while time.time() < until:
                page.keyboard.insert_text("字")
                typed.append(time.time())
                time.sleep(0.1)
            os.killpg(chromium.pid, signal.SIGKILL)
            killed = time.time()
            chromium.wait()
            time.sleep(1)
            kept = Autosave.objects.filter(article=article).first()
            lead = dict(kept.fields).get("lead", "") if kept else ""
            held = lead.count("字")
            lost.append(killed - typed[held] if held < len(typed) else 0.0)
            shutil.rmtree(folder, ignore_errors=True)
    os.killpg(running.pid, signal.SIGKILL)
    lost.sort()
    print(f"killed {times} times: seconds of typing lost, median {lost[len(lost) // 2]:.1f}, most {lost[-1]:.1f}")


if __name__ == "__main__":
    which = {"server": server, "browser": browser}[sys.argv[1]]
    which(int(sys.argv[2]) if len(sys.argv) > 2 else 50, int(sys.argv[3]) if len(sys.argv) > 3 else 8147)
