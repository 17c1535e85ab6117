"""Long exports: a row, a process of its own that makes the file, and nothing else to keep running.

The row is what both sides know of each other: the maker writes how far it is and reads whether it was cancelled; the
desk does the reverse. A maker whose machine was stopped falls silent, and its row says so.
"""

import subprocess
import sys
from datetime import datetime, timedelta
from functools import partial
from io import SEEK_END
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.people import person_name
from articles.workflow import Refused
from magazine.exports.epub import Unreleased
from magazine.exports.pdf import Unprintable
from magazine.exports.style import Stamp
from magazine.exports.whole import WHOLE
from magazine.models import Export, Issue
from magazine.states import EVERY, Making

# Laying out an issue takes a processor and some hundred megabytes.
AT_ONCE = 2
KEPT = timedelta(days=7)


class Cancelled(Exception):
    """A person does not want it any more."""


def issue_state(issue: Issue, at: datetime | None = None) -> str:
    """`在编`, `已定时`, `已出刊`: the state of the issue as its page says it, with how many of its lines are released."""
    state = _("已出刊") if issue.is_published(at) else _("已定时") if issue.is_scheduled(at) else _("在编")
    slots = list(issue.slots.select_related("article"))
    ready = sum(1 for slot in slots if slot.article and slot.article.state == "released")
    return _("{state}，{all}条里有{ready}条定稿").format(state=state, all=len(slots), ready=ready)


def span_state(first: str, last: str) -> str:
    """`12期里11期已出刊`: the state of the issues `first` to `last` (YYYY-NN)."""
    issues = Issue.objects.between(first, last)
    return _("{all}期里{out}期已出刊").format(all=issues.count(), out=issues.published(audiences=EVERY).count())


def stamp(person: Any, state: str, at: datetime | None = None) -> Stamp:
    """What goes into the file about its export."""
    return Stamp(person_name(person), at or timezone.now(), state)


def start(issue: Issue, form: str, person: Any, at: datetime | None = None) -> Export:
    """Begin to make the whole `issue` as `form` (a key of WHOLE) once this is committed.

    Raises Refused where it cannot be made now, is already being made, or two others are being made.
    """
    at = at or timezone.now()
    try:
        WHOLE[form].check(issue)
    except Unreleased as missing:
        raise Refused([str(missing)]) from missing
    expire(at)
    running = [export for export in Export.objects.filter(making=Making.RUNNING) if not export.is_silent(at)]
    if any(export.issue_id == issue.pk and export.form == form for export in running):
        raise Refused([_("这一份正在做，做好以后在“最近的导出”里取。")])
    if len(running) >= AT_ONCE:
        raise Refused([_("已有{count}份在做，等其中一份做完再导出。").format(count=len(running))])
    export = Export.objects.create(
        issue=issue,
        what=_("{issue}整期").format(issue=issue),
        form=form,
        person=person,
        at=at,
        issue_state=issue_state(issue, at),
        making=Making.RUNNING,
        progress=0,
        seen_at=at,
    )
    transaction.on_commit(partial(spawn, export.pk))
    return export


def spawn(number: int) -> None:
    """The process that makes export `number`; it outlives the request and the worker that asked for it."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "export_issue", "--job", str(number)]
    quiet = subprocess.DEVNULL
    subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603


def cancel(export: Export, at: datetime | None = None) -> None:
    """Stop it: its maker reads the row after every step. Nothing happens to one that is finished."""
    Export.objects.filter(pk=export.pk, making=Making.RUNNING).update(
        making=Making.CANCELLED, cancelled_at=at or timezone.now()
    )


def make(number: int) -> Export:
    """Make export `number` here and now, telling its row after every step how far it is."""
    export = Export.objects.select_related("issue", "person").get(pk=number)
    try:
        with TemporaryFile() as file:
            _write(export, file)
            _keep(export, file)
    except Cancelled:
        pass
    except (Unreleased, Unprintable) as reason:
        _end(export, Making.FAILED, said=str(reason)[:300])
    except Exception:
        _end(export, Making.FAILED, said=_("中途出错，没有做成。再导出一次；还不行，请管理员看服务器的记录。"))
        raise
    export.refresh_from_db()
    return export


def _write(export: Export, file: Any) -> None:
    assert export.issue is not None  # noqa: S101  (a whole issue)
    note = stamp(export.person, export.issue_state, export.at)
    for done, steps in WHOLE[export.form].write(export.issue, file, note):
        # The last percent is the file's being kept.
        told = Export.objects.filter(pk=export.pk, making=Making.RUNNING).update(
            progress=min(99, done * 100 // max(steps, 1)),
            said=_("第{done}步，共{steps}步").format(done=done, steps=steps),
            seen_at=timezone.now(),
        )
        if not told:
            raise Cancelled


def _keep(export: Export, file: Any) -> None:
    assert export.issue is not None  # noqa: S101
    size = file.seek(0, SEEK_END)
    file.seek(0)
    export.file.save(f"{export.pk}.{export.form}", File(file), save=False)
    name = WHOLE[export.form].file_name(export.issue)
    if not _end(export, Making.DONE, progress=100, said="", size=size, file=export.file.name, file_name=name):
        export.file.delete(save=False)
        raise Cancelled


def _end(export: Export, making: str, **fields: Any) -> int:
    return Export.objects.filter(pk=export.pk, making=Making.RUNNING).update(making=making, **fields)


def expire(at: datetime | None = None) -> int:
    """Take away the files that have been kept for a week, and end what nobody makes any more; how many files."""
    at = at or timezone.now()
    old = Export.objects.exclude(file="").filter(at__lt=at - KEPT)
    for export in old:
        export.file.delete(save=True)
    for export in Export.objects.filter(making=Making.RUNNING):
        if export.is_silent(at):
            _end(export, Making.FAILED, said=_("做到一半停了，大概是服务器重启过。再导出一次。"))
    return len(old)
