"""Long exports: a row that tells how far they are, a stop that stops, a file that is kept for a week."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.workflow import Refused
from magazine.exports import jobs
from magazine.exports.whole import WHOLE
from magazine.models import Export
from magazine.states import Making
from tests.builders import make_article, make_issue, make_slot, publish_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    issue = make_issue(year=2024, number=11)
    for title in ("一", "二", "三"):
        make_slot(issue, make_article(title=title))
    return publish_issue(issue)


@pytest.fixture
def spawned(monkeypatch):
    """The numbers of the exports that a process would have been started for."""
    numbers: list[int] = []
    monkeypatch.setattr(jobs, "spawn", numbers.append)
    return numbers


def begun(issue, person, form="epub", **fields) -> Export:
    fields = {
        "what": "整期",
        "at": timezone.now(),
        "issue_state": "已出刊",
        "making": Making.RUNNING,
        "progress": 0,
    } | fields
    return Export.objects.create(issue=issue, form=form, person=person, **fields)


def test_the_button_starts_a_process_once_the_row_is_there(
    client, exporter, issue, spawned, django_capture_on_commit_callbacks
):
    client.force_login(exporter)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("export_start", args=["2024-11", "epub"]))
    export = Export.objects.get()
    assert response["Location"] == reverse("export", args=[export.pk])
    assert spawned == [export.pk]
    assert (export.making, export.progress, export.person) == (Making.RUNNING, 0, exporter)
    assert export.issue_state == "已出刊，3条里有3条定稿"


@pytest.mark.parametrize("form", WHOLE)
def test_what_is_made_can_be_taken_under_its_name(client, exporter, issue, form):
    export = jobs.make(begun(issue, exporter, form).pk)
    assert (export.making, export.progress) == (Making.DONE, 100)
    client.force_login(exporter)
    response = client.get(reverse("export_file", args=[export.pk]))
    data = b"".join(response.streaming_content)
    assert len(data) == export.size > 500
    assert response["Content-Type"] == WHOLE[form].content_type
    assert data.startswith({"pdf": b"%PDF"}.get(form, b"PK"))
    assert "no-store" in response["Cache-Control"]
    page = client.get(reverse("export", args=[export.pk])).content.decode()
    assert f'href="{reverse("export_file", args=[export.pk])}"' in page


def test_every_step_is_told(exporter, issue, monkeypatch):
    told = []
    update = Export.objects.filter().__class__.update

    def listened(self, **fields):
        told.append((fields.get("progress"), fields.get("said")))
        return update(self, **fields)

    monkeypatch.setattr(Export.objects.filter().__class__, "update", listened)
    jobs.make(begun(issue, exporter).pk)
    steps = [(33, "第1步，共3步"), (66, "第2步，共3步"), (99, "第3步，共3步")]
    assert [line for line in told if line[0] is not None] == [*steps, (100, "")]


def test_cancelling_stops_it_at_the_next_step_and_leaves_no_file(client, exporter, issue, monkeypatch):
    export = begun(issue, exporter)
    client.force_login(exporter)
    steps = []

    def slow(issue, target, stamp):
        for step in range(1, 4):
            steps.append(step)
            target.write(b"x")
            if step == 2:
                client.post(reverse("export_cancel", args=[export.pk]))
            yield step, 3

    monkeypatch.setitem(WHOLE, "epub", WHOLE["epub"].__class__(**{**vars(WHOLE["epub"]), "write": slow}))
    made = jobs.make(export.pk)
    assert steps == [1, 2]
    assert (made.making, bool(made.file), made.progress) == (Making.CANCELLED, False, 33)
    assert made.cancelled_at is not None
    assert json.loads(client.get(reverse("export_status", args=[export.pk])).content)["making"] == "cancelled"
    assert client.get(reverse("export_file", args=[export.pk])).status_code == 404


def test_what_is_finished_is_not_cancelled(client, exporter, issue):
    export = jobs.make(begun(issue, exporter).pk)
    client.force_login(exporter)
    client.post(reverse("export_cancel", args=[export.pk]))
    export.refresh_from_db()
    assert (export.making, bool(export.file)) == (Making.DONE, True)


def test_an_issue_that_has_no_releases_is_refused_in_its_words(client, exporter, spawned):
    make_slot(make_issue(year=2025, number=1), planned_title="拟写的稿")
    client.force_login(exporter)
    response = client.post(reverse("export_start", args=["2025-01", "pdf"]), follow=True)
    assert "第1条“拟写的稿”没有随刊定稿" in response.content.decode()
    assert not Export.objects.exists()


def test_the_same_is_not_made_twice_and_no_more_than_two_at_once(exporter, issue, spawned):
    begun(issue, exporter, "epub")
    with pytest.raises(Refused, match="这一份正在做"):
        jobs.start(issue, "epub", exporter)
    begun(issue, exporter, "pdf")
    with pytest.raises(Refused, match="已有2份在做"):
        jobs.start(issue, "zip", exporter)
    # Those whose machine was stopped do not stand in the way, and are ended.
    later = timezone.now() + timedelta(minutes=3)
    assert jobs.start(issue, "zip", exporter, at=later).form == "zip"
    assert list(Export.objects.exclude(form="zip").values_list("making", flat=True)) == [Making.FAILED] * 2


def test_a_silent_one_says_so(client, exporter, issue):
    export = begun(issue, exporter, at=timezone.now() - timedelta(minutes=5))
    client.force_login(exporter)
    assert json.loads(client.get(reverse("export_status", args=[export.pk])).content)["making"] == "failed"
    assert "做到一半停了" in client.get(reverse("export", args=[export.pk])).content.decode()


def test_a_fault_is_told_in_a_sentence_and_raised_for_the_log(exporter, issue, monkeypatch):
    def broken(issue, target, stamp):
        yield 1, 3
        raise RuntimeError("磁盘")

    monkeypatch.setitem(WHOLE, "epub", WHOLE["epub"].__class__(**{**vars(WHOLE["epub"]), "write": broken}))
    export = begun(issue, exporter)
    with pytest.raises(RuntimeError):
        jobs.make(export.pk)
    export.refresh_from_db()
    assert (export.making, export.said[:4]) == (Making.FAILED, "中途出错")


def test_a_file_goes_after_a_week_and_its_row_stays(exporter, issue):
    export = jobs.make(begun(issue, exporter).pk)
    name, storage = export.file.name, export.file.storage
    assert jobs.expire(export.at + timedelta(days=6)) == 0
    assert jobs.expire(export.at + timedelta(days=8)) == 1
    assert not storage.exists(name)
    export.refresh_from_db()
    assert (export.making, export.file.name) == (Making.DONE, "")


@pytest.mark.slow
@pytest.mark.once
def test_a_process_of_its_own_makes_it(tmp_path):
    """The whole way on a database on disk: migrate, publish an issue, make the book as the desk's button does."""
    environment = {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "magazine.settings", "PATH": "/usr/bin:/bin"}
    code = (
        "import django, time; django.setup()\n"
        "from django.core.management import call_command as c\n"
        "c('migrate', verbosity=0)\n"
        "from magazine.exports import jobs; from magazine.models import Export\n"
        "from tests.builders import make_article, make_issue, make_slot, publish_issue\n"
        "issue = make_issue(year=2024, number=11)\n"
        "[make_slot(issue, make_article(title=title)) for title in '一二三']\n"
        "publish_issue(issue)\n"
        "number = jobs.start(issue, 'epub', None).pk\n"
        "for _ in range(240):\n"
        "    export = Export.objects.get(pk=number)\n"
        "    if export.making != 'running': break\n"
        "    time.sleep(0.25)\n"
        "print(export.making, export.progress, export.size > 3_000, export.issue_state)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert answer.stdout.splitlines()[-1].startswith("done 100 True 已出刊"), answer.stderr


def test_the_command_says_how_it_ended(exporter, issue, capsys):
    export = begun(issue, exporter)
    call_command("export_issue", "--job", str(export.pk))
    assert capsys.readouterr().out == "整期（EPUB）：做好了\n"
