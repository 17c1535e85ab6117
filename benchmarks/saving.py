#!/usr/bin/env python3
"""Two people at one manuscript through every door, and eight writers at once: are updates lost, is the database locked?

    DATABASE_URL=… VAR_DIR=/tmp/saving python benchmarks/saving.py [rounds] [saves] [door …]

Works on a database of its own (the one named, which is migrated and filled; SQLite in VAR_DIR by default). Each round
opens one version of one article twice and saves both at the same moment, one through the form and one through the door.
A lost update is a round in which both saves were accepted although neither saw the other, in which an accepted save is
not what is stored, in which the history lacks what is stored, or which ended in a fault.
"""

import json
import os
import random
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
from django.utils import timezone  # noqa: E402

from articles.models import Article, Autosave, Section, Version  # noqa: E402
from articles.workflow import text_changed  # noqa: E402
from magazine.intake.staging.manuscripts import add_manuscript  # noqa: E402
from magazine.intake.staging.shape import empty, from_reading  # noqa: E402
from magazine.intake.staging.taking import take  # noqa: E402
from magazine.models import Intake  # noqa: E402

DICE = random.Random(7)  # noqa: S311
JITTER = 0.1  # seconds by which one may come later, so that each is the first sometimes
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
    kept = Autosave.objects.filter(page=data["page"], article=article).exists()
    return str(answer.status_code) if kept else "500, not kept", False


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


def listed(client: Client, article: Article, words: str) -> Answer:
    """The list has no fields to edit: a crafted post must change nothing."""
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": str(article.pk), "form-0-lead": words}
    client.post("/admin/articles/article/", data | {"_save": "1"})
    return "list", Article.objects.filter(pk=article.pk, lead=words).exists()


def bulk(client: Client, article: Article, words: str) -> Answer:
    """The list has no bulk actions: a crafted post must delete nothing."""
    data = {"action": "delete_selected", "_selected_action": str(article.pk), "post": "yes"}
    client.post("/admin/articles/article/", data)
    return "bulk", not Article.objects.filter(pk=article.pk).exists()


def intake(client: Client, article: Article, words: str) -> Answer:
    """The file that the draft came from is taken once more, with another lead: see `taken`."""
    again = Intake.objects.get(file_name=words)
    answer = client.post(f"/admin/intake/{again.pk}/take/", {"version": str(again.version)})
    again.refresh_from_db()
    done = [told["done"] for told in again.report.get("articles", [])]
    return str(answer.status_code) if done else "500, not taken", done == ["updated"]


def overwriting(client: Client, article: Article, words: str) -> Answer:
    """Taken once more over a draft that somebody has changed, as the editor who looks at the difference asks for."""
    again = Intake.objects.get(file_name=words)
    entry = again.staged["entries"][0]["id"]
    data = {"version": str(again.version), "overwrite": f"{entry}-{article.version}"}
    answer = client.post(f"/admin/intake/{again.pk}/take/", data)
    again.refresh_from_db()
    done = [told["done"] for told in again.report.get("articles", [])]
    return str(answer.status_code), done == ["updated"]


DOORS: dict[str, Callable[[Client, Article, str], Answer]] = {
    "form": form,
    "list edit": listed,
    "bulk action": bulk,
    "autosave": autosave,
    "workflow button": submit,
    "restore": restore,
    "intake again": intake,
    "intake of Word again": intake,
    "intake over an edited draft": overwriting,
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


def taken(section: Section, words: str, door: str) -> Article:
    """An article that came out of an intake, and the next version of the same file, called `words`, staged."""
    title, body = f"从来稿里来的{time.time_ns()}", ["清晨，班组长先问安全。"]
    # A year of its own, so that no round waits for the contents of another.
    issue = {"year": 1900 + Article.objects.count() % 300, "month": 1, "covers": ""}
    for name, lead in (("前一稿", "前一稿"), (words, words)):
        if "Word" in door:
            texts = dict.fromkeys(("kicker", "subtitle", "source", "funding_note", "tags"), "")
            lists: dict[str, list] = {"bylines": [], "notes": [], "photos": [], "doubts": [], "lines": body}
            staged = empty({})
            reading = {**texts, **lists, "title": title, "lead": lead, "pieces": [f"<p>{body[0]}</p>"]}
            add_manuscript(staged, reading, "稿.docx", f"word/{title}/稿", section.name)
        else:
            paragraphs = [{"type": "paragraph", "text": words} for words in body]
            entry = {"kind": "article", "section": section.name, "title": title, "lead": lead, "body": paragraphs}
            staged = from_reading(
                {
                    "issue": issue,
                    "sections": [{"name": section.name}],
                    "entries": [entry],
                    "unplaced": [],
                    "furniture": [],
                }
            )
        made = Intake.objects.create(
            sort=Intake.Sort.WORD if "Word" in door else Intake.Sort.PRINT,
            state=Intake.State.OPEN,
            file_name=name,
            digest=f"{time.time_ns():064}",
            text="\n".join([title, lead, *body]),
            staged=staged,
            at=timezone.now(),
        )
        if name != words:
            take(made, get_user_model().objects.get(username="saver-two"), timezone.now())
    article = Article.objects.get(title=title)
    if "over" in door:
        article.lead = "改过一次"
        article.save()
        text_changed(article, by=get_user_model().objects.get(username="saver-two"))
    return Article.objects.get(pk=article.pk)


def together(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def rounds(name: str, count: int, section: Section, clients: list[Client]) -> tuple[int, int, int]:
    """(lost updates, saves of the form, changes through the door) in `count` rounds of the form against the door `name`."""
    lost, saved, changed = 0, 0, 0
    for turn in range(count):
        mine, theirs = (f"{name}{turn}之{which}·{time.time_ns()}" for which in range(2))
        article = taken(section, theirs, name) if name.startswith("intake") else fresh(section)
        gate = threading.Barrier(2)
        said: dict[int, Answer] = {}

        def work(which: int, door: Callable, words: str, article=article, gate=gate, said=said) -> None:
            late = DICE.random() * JITTER
            gate.wait()
            time.sleep(late)
            try:
                said[which] = door(clients[which], article, words)
            except Exception as fault:
                said[which] = (f"500, {fault!r}", False)
            finally:
                connection.close()

        together(lambda: work(0, form, mine), lambda: work(1, DOORS[name], theirs))  # noqa: B023
        stored = Article.objects.filter(pk=article.pk).first() or article
        both = said[0][1] and said[1][1]
        vanished = said[0][1] and not said[1][1] and stored.lead != mine
        vanished |= said[1][1] and not said[0][1] and name not in ("restore", "bulk action") and stored.lead != theirs
        saved += said[0][1]
        changed += said[1][1]
        unfrozen = not stored.versions.filter(number=stored.version, words__texts__lead=stored.lead).exists()
        lost += both or vanished or unfrozen or any(answer[0].startswith("5") for answer in said.values())
    return lost, saved, changed


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


def main(count: int, saves: int, doors: list[str]) -> int:
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    Autosave.objects.all().delete()
    section, _made = Section.objects.get_or_create(name="试验栏目", defaults={"slug": "saving"})
    clients = people()
    print(f"{connection.vendor}: {count} rounds a door, {saves} saves a writer")
    bad = 0
    for name in doors or DOORS:
        began = time.perf_counter()
        lost, saved, changed = rounds(name, count, section, clients)
        took = time.perf_counter() - began
        print(
            f"form × {name}: lost updates {lost}; saved {saved}, through the door {changed} ({took:.0f} s)", flush=True
        )
        bad += lost
    found = writers(saves, section)
    print("eight writers:", found)
    return min(1, bad + found["faults"] + abs(found["saves"] - found["versions present"]))


if __name__ == "__main__":
    counts = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*counts, *[200, 100][len(counts) :], sys.argv[3:]))
