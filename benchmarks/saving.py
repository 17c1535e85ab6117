#!/usr/bin/env python3
"""Two people at one manuscript through every door, and eight writers at once: are updates lost, is the database locked?

    DATABASE_URL=… VAR_DIR=/tmp/saving python benchmarks/saving.py [rounds] [saves]

Works on a database of its own (the one named, which is migrated and filled; SQLite in VAR_DIR by default). Each round
opens one version of one article twice and saves both at the same moment. A lost update is a round in which both saves
were accepted although neither saw the other.
"""

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "magazine.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, connection  # noqa: E402
from django.test import Client  # noqa: E402

from articles.models import Article, Autosave, Section, Version  # noqa: E402
from articles.workflow import text_changed  # noqa: E402

settings.ALLOWED_HOSTS = ["testserver"]
Answer = tuple[str, bool]  # what the door said, whether it changed the text


def fields(article: Article, **changed: str) -> dict[str, str]:
    """What the article's form posts."""
    names = ["kicker", "title", "subtitle", "rubric", "lead", "body", "notes", "source", "funding_note"]
    data = {name: getattr(article, name) for name in names}
    data |= {"section": str(article.section_id), "tags": "", "opened_version": str(article.version), "_continue": "1"}
    for prefix in ("bylines", "figures"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return data | changed


def form(client: Client, article: Article, words: str) -> Answer:
    answer = client.post(f"/admin/articles/article/{article.pk}/change/", fields(article, lead=words))
    return str(answer.status_code), answer.status_code == 302


def autosave(client: Client, article: Article, words: str) -> Answer:
    data = {"page": f"article/{article.pk}", "article": article.pk, "opened_version": article.version}
    data["fields"] = [[name, value] for name, value in fields(article, lead=words).items()]
    answer = client.post("/admin/articles/article/keep/", json.dumps(data), content_type="application/json")
    return str(answer.status_code), False


def restore(client: Client, article: Article, words: str) -> Answer:
    data = {"number": "1", "opened_version": str(article.version)}
    client.post(f"/admin/articles/article/{article.pk}/restore/", data)
    return "restore", Version.objects.filter(
        article=article, number=article.version + 1, words__texts__lead=""
    ).exists()


def submit(client: Client, article: Article, words: str) -> Answer:
    """A workflow button signs what was on the screen or nothing."""
    data = {"verdict": "submit", "read": article.fingerprint}
    client.post(f"/admin/articles/article/{article.pk}/move/", data)
    signed = article.reviews.filter(verdict="submit").first()
    wrong = signed is not None and signed.fingerprint != article.fingerprint
    return "signed another text" if wrong else "move", wrong


def changelist(client: Client, article: Article, words: str) -> Answer:
    """The list has no fields to edit and no bulk actions: crafted posts must change nothing."""
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": str(article.pk), "form-0-lead": words}
    data |= {"_save": "1", "action": "delete_selected", "_selected_action": str(article.pk), "post": "yes"}
    client.post("/admin/articles/article/", data)
    return "list", Article.objects.filter(pk=article.pk, lead=words).exists()


DOORS: dict[str, Callable[[Client, Article, str], Answer]] = {
    "form": form,
    "autosave": autosave,
    "restore": restore,
    "workflow button": submit,
    "list edit and bulk action": changelist,
}


def people() -> list[Client]:
    clients = []
    for name in ("saver-one", "saver-two"):
        user, _made = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True})
        user.groups.add(Group.objects.get(name="责任编辑"))
        client = Client()
        client.force_login(user)
        clients.append(client)
    return clients


def fresh(section: Section) -> Article:
    article = Article.objects.create(section=section, title="两个人一篇稿", body="<p>清晨，班组长先问安全。</p>")
    text_changed(article, by=None)
    return Article.objects.get(pk=article.pk)


def together(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def rounds(name: str, count: int, section: Section, clients: list[Client]) -> int:
    """Lost updates in `count` rounds of the form against the door `name`."""
    lost = 0
    for turn in range(count):
        article = fresh(section)
        gate = threading.Barrier(2)
        said: dict[int, Answer] = {}

        def work(which: int, door: Callable, article=article, gate=gate, said=said, turn=turn) -> None:
            gate.wait()
            try:
                said[which] = door(clients[which], article, f"{turn}之{which}")
            finally:
                connection.close()

        together(lambda: work(0, form), lambda: work(1, DOORS[name]))  # noqa: B023
        stored = Article.objects.get(pk=article.pk)
        both = said[0][1] and said[1][1]
        vanished = said[0][1] and not said[1][1] and stored.lead != f"{turn}之0"
        unfrozen = not stored.versions.filter(number=stored.version, words__texts__lead=stored.lead).exists()
        lost += both or vanished or unfrozen or any(answer[0].startswith("5") for answer in said.values())
    return lost


def writers(saves: int, section: Section) -> dict[str, float]:
    """Eight writers, each at an article of their own, as fast as they can."""
    user = get_user_model().objects.get(username="saver-one")
    articles = [fresh(section) for _ in range(8)]
    took: list[float] = []
    faults: list[str] = []

    def write(pk: int) -> None:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        for number in range(saves):
            began = time.perf_counter()
            article = Article.objects.get(pk=pk)
            try:
                answer = client.post(f"/admin/articles/article/{pk}/change/", fields(article, lead=f"第{number}次"))
                if answer.status_code != 302:
                    faults.append(str(answer.status_code))
            except OperationalError as error:
                faults.append(str(error))
            took.append(time.perf_counter() - began)
        connection.close()

    together(*[lambda pk=article.pk: write(pk) for article in articles])
    present = Version.objects.filter(article__in=articles).count() - len(articles)
    return {
        "saves": len(took),
        "faults": len(faults),
        "versions present": present,
        "p95 s": round(statistics.quantiles(took, n=20)[-1], 2),
    }


def main(count: int, saves: int) -> None:
    call_command("migrate", verbosity=0)
    Autosave.objects.all().delete()
    section, _made = Section.objects.get_or_create(name="试验栏目", defaults={"slug": "saving"})
    clients = people()
    print(f"{connection.vendor}: {count} rounds a door, {saves} saves a writer")
    for name in DOORS:
        began = time.perf_counter()
        print(
            f"form × {name}: lost updates {rounds(name, count, section, clients)} ({time.perf_counter() - began:.0f} s)"
        )
    print("eight writers:", writers(saves, section))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 100)
