"""manage.py send_digest: once a day, to each person, all that waits for them. Safe to run as often as one likes."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.people import person_name
from magazine.desk.work import as_shown, my_work
from magazine.models import Habit
from magazine.telling import letter


class Command(BaseCommand):
    help = _("给每个人发一封汇总邮件，列出等他处理的事；一天最多一封，没有事的人不发。")

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("只看会发给谁，不发"))

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        sent, homeless = 0, []
        for person in get_user_model().objects.filter(is_active=True, is_staff=True).order_by("pk"):
            works = my_work(person)
            if not works:
                continue
            if not person.email:
                homeless.append(person_name(person))
            elif options["dry_run"]:
                self.stdout.write(_("{name}：{count}件").format(name=person_name(person), count=len(works)))
            else:
                sent += self._send(person, works, today)
        if homeless:
            said = _("这些人有事等着，账号却没有邮箱：{names}。")
            self.stdout.write(said.format(names="、".join(homeless)))
        self.stdout.write(_("发出{count}封汇总邮件。").format(count=sent))

    def _send(self, person: Any, works: list[Any], today: Any) -> bool:
        """The day is taken before the letter is sent, so that two runs at one time send one; given back if it fails."""
        habit, _made = Habit.objects.get_or_create(person=person)
        mine = Habit.objects.filter(pk=habit.pk, digest=True)
        if not mine.exclude(digest_on=today).update(digest_on=today):
            return False
        subject, lines = digest(works, today)
        if letter(person, subject, lines):
            return True
        mine.update(digest_on=habit.digest_on)
        self.stderr.write(_("给{name}的邮件没有发出，下次再发。").format(name=person_name(person)))
        return False


def digest(works: list[Any], today: Any) -> tuple[str, list[str]]:
    """Subject and lines of the letter: the most overdue first, each with what to do and by when."""
    late = sum(work.due is not None and work.due < today for work in works)
    subject = _("待你处理{count}件").format(count=len(works))
    if late:
        subject = _("待你处理{count}件，{late}件逾期").format(count=len(works), late=late)
    lines = []
    for row in as_shown(works, today):
        piece = row["article"] or row["slot"]
        parts = [
            row["step"],
            f"《{piece}》",
            str(row["slot"].issue) if row["slot"] else "",
            row["due_words"],
            row["why"],
        ]
        lines.append("　".join(filter(None, map(str, parts))))
    return subject, [*lines, "", settings.SITE_ADDRESS + reverse("admin:index")]
