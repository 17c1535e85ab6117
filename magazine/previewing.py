"""预览: secret links to a whole issue for people without an account: made, opened, answered, revoked."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.releasing import draft_copy
from articles.workflow import Refused
from magazine.models import Issue, PreviewConsent, PreviewLink, PreviewRemark, Slot

SECRET_BYTES = 32  # 256 bits
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
MOST_DAYS = 30
MOST_LINKS = 50
LONGEST = 2000


def digest_of(secret: str) -> str:
    """What is stored of a secret. It is random over 256 bits, so one round of SHA-256 cannot be guessed back."""
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


def make(issue: Issue, label: str, days: int, by: Any, now: datetime | None = None) -> tuple[PreviewLink, str]:
    """A new link and its secret, which is shown once and kept nowhere. Raises Refused."""
    now = now or timezone.now()
    reasons = []
    if not by.is_active or not by.has_perm("magazine.add_previewlink"):
        reasons.append(_("预览链接由责任编辑、部主任或总编建，你的账号没有这一角色。"))
    if not label.strip() or len(label.strip()) > 60:
        reasons.append(_("写明给谁看，不超过60字。"))
    if not 1 <= days <= MOST_DAYS:
        reasons.append(_("有效期是1至{most}天。").format(most=MOST_DAYS))
    if PreviewLink.objects.alive(now).filter(issue=issue).count() >= MOST_LINKS:
        reasons.append(_("这一期有效的链接已满{most}条，先撤销不用的。").format(most=MOST_LINKS))
    if reasons:
        raise Refused(reasons)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = PreviewLink.objects.create(
        issue=issue,
        digest=digest_of(secret),
        label=label.strip(),
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return link, secret


def opened(secret: str, now: datetime | None = None) -> PreviewLink | None:
    """The link that `secret` opens now; None alike for one that is unknown, expired, revoked or no secret at all."""
    now = now or timezone.now()
    if not SECRET.fullmatch(secret):
        return None
    link = PreviewLink.objects.alive(now).filter(digest=digest_of(secret)).select_related("issue__cover").first()
    if link is not None:
        PreviewLink.objects.filter(pk=link.pk).update(last_used_at=now)
    return link


def revoke(link: PreviewLink, by: Any, now: datetime | None = None) -> None:
    """Close a link at once and for good."""
    if not by.is_active or not by.has_perm("magazine.change_previewlink"):
        raise Refused([_("预览链接由责任编辑、部主任或总编撤销，你的账号没有这一角色。")])
    with transaction.atomic():
        link = PreviewLink.objects.select_for_update().get(pk=link.pk)
        if link.revoked_at is None:
            link.revoked_at, link.revoked_by = now or timezone.now(), by
            link.save(update_fields=["revoked_at", "revoked_by"])


def shown(issue: Issue) -> list[Slot]:
    """The issue's slots as the preview shows them: each with its manuscript as it would be released now."""
    found = []
    slots = issue.slots.select_related("issue", "section", "article__section").order_by("position")
    for slot in slots.filter(article__isnull=False, taken_down_at__isnull=True):
        assert slot.article is not None  # noqa: S101  (asked for above)
        slot.release = draft_copy(slot.article, timezone.now())
        # What rows of a contents page read beside the slot; see magazine/site/rows.py.
        slot.__dict__["opening"] = slot.release.plain_text[:400]
        found.append(slot)
    return found


def fingerprint(issue: Issue) -> str:
    """The hash of the order and the words of `issue`: what a consent stands for."""
    rows = issue.slots.order_by("position").values_list("position", "section_id", "heading", "article__fingerprint")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()


def remark(link: PreviewLink, slot: Slot | None, name: str, text: str, now: datetime | None = None) -> PreviewRemark:
    """What somebody wrote on a page of the preview. Raises Refused without a name or words."""
    reasons = _nameless(name)
    if not text.strip() or len(text) > LONGEST:
        reasons.append(_("写下意见再提交，不超过{most}字。").format(most=LONGEST))
    if reasons:
        raise Refused(reasons)
    page = str(slot) if slot is not None else str(_("目次"))
    return PreviewRemark.objects.create(
        link=link, slot=slot, page=page[:200], name=name.strip(), text=text.strip(), at=now or timezone.now()
    )


def consent(link: PreviewLink, name: str, now: datetime | None = None) -> PreviewConsent:
    """同意: to the issue as it stands at this moment. Raises Refused without a name."""
    reasons = _nameless(name)
    if reasons:
        raise Refused(reasons)
    return PreviewConsent.objects.create(
        link=link, name=name.strip(), fingerprint=fingerprint(link.issue), at=now or timezone.now()
    )


def _nameless(name: str) -> list[str]:
    return [] if name.strip() and len(name.strip()) <= 40 else [_("写上姓名，不超过40字。")]
