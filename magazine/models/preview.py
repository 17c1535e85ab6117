"""PreviewLink: 预览链接, a secret address of one whole issue for people without an account; their remarks and consents."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import AppendOnly
from magazine.models.issue import Issue, Slot
from magazine.querysets import PreviewLinkQuerySet


class PreviewLink(models.Model):
    """预览链接: opens one issue, drafts included, until `expires_at` or until it is revoked.

    Only the SHA-256 of the secret is kept: whoever reads the database cannot open the page. `label` says for whom.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="preview_links", verbose_name=_("期"))
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("给谁看"), max_length=60)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    made_at = models.DateTimeField(_("建于"))
    expires_at = models.DateTimeField(_("到期"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("撤销人")
    )
    revoked_at = models.DateTimeField(_("撤销时间"), null=True)
    last_used_at = models.DateTimeField(_("最近打开"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("预览链接")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.label


class PreviewRemark(models.Model):
    """预览意见: what a person without an account wrote on a page of the preview; `slot` is empty for the contents page."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="remarks", verbose_name=_("预览链接"))
    slot = models.ForeignKey(Slot, models.SET_NULL, null=True, related_name="preview_remarks", verbose_name=_("版位"))
    page = models.CharField(_("哪一页"), max_length=200)
    name = models.CharField(_("姓名"), max_length=40)
    text = models.TextField(_("意见"))
    at = models.DateTimeField(_("时间"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("了结人")
    )
    resolved_at = models.DateTimeField(_("了结时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("预览意见")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class PreviewConsent(AppendOnly):
    """同意: a person without an account agreed to the issue as it stood; `fingerprint` is the hash of what was shown."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="consents", verbose_name=_("预览链接"))
    name = models.CharField(_("姓名"), max_length=40)
    fingerprint = models.CharField(_("所看文本指纹"), max_length=64)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("预览同意")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.name
