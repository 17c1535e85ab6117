"""Release: 定稿, the frozen copy with its frozen bylines."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.article import Article
from articles.models.author import Author
from articles.models.record import AppendOnly
from articles.models.review import Review
from articles.querysets import ReleaseQuerySet
from articles.states import BylineRole, Layout


class Release(AppendOnly):
    """定稿: the frozen copy that readers get. Nothing here looks back into the draft tables.

    `photos`: list of {id, token, widths, width, height, caption, credit, alt} of the figures in order;
    `body_html`: clean HTML whose photo figures are empty and are filled from `photos` when shown;
    `events`: list of {id, start, end, text, people, place, photos}, dates as ISO strings, without people and place in
    releases from before they could be said; `voices`: list of {text, speaker,
    speaker_title, source}; `notes`: list of lines; `signatures`: list of {stage, name, on};
    `first_day`, `last_day`: what a chronicle covers; `version`: the article's version that was signed.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="releases", verbose_name=_("稿件"))
    number = models.PositiveIntegerField(_("定稿号"))
    version = models.PositiveIntegerField(_("稿本"))
    review = models.OneToOneField(Review, models.PROTECT, related_name="release", verbose_name=_("终审签字"))
    fingerprint = models.CharField(_("文本指纹"), max_length=64)
    made_at = models.DateTimeField(_("定稿时间"))
    layout = models.CharField(_("版式"), max_length=20, choices=Layout.choices)
    kicker = models.CharField(_("肩题"), max_length=200, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    subtitle = models.CharField(_("副题"), max_length=200, blank=True)
    rubric = models.CharField(_("栏题"), max_length=60, blank=True)
    lead = models.TextField(_("导语"), blank=True)
    body_html = models.TextField(_("正文"), blank=True)
    plain_text = models.TextField(_("纯文本"), blank=True)
    notes = models.JSONField(_("注释"), default=list)
    funding_note = models.CharField(_("基金说明"), max_length=300, blank=True)
    source = models.CharField(_("摘编来源"), max_length=200, blank=True)
    photos = models.JSONField(_("配图"), default=list)
    events = models.JSONField(_("大事条目"), default=list)
    voices = models.JSONField(_("之声条目"), default=list)
    signatures = models.JSONField(_("签字"), default=list)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    character_count = models.PositiveIntegerField(_("字数"), default=0)
    tags = TaggableManager(verbose_name=_("标签"), blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("定稿")
        ordering = ["article_id", "number"]
        indexes = [models.Index(fields=["made_at", "id"], name="release_made")]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="release_number")]

    def __str__(self) -> str:
        return _("{title}（第{number}次定稿）").format(title=self.title, number=self.number)

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """Every photo that it prints, those beside events last."""
        return [*self.photos, *(photo for event in self.events for photo in event["photos"])]

    @property
    def named(self) -> list[str]:
        """Whom and where its events name, a line for each event that names any."""
        lines = ["、".join([*event.get("people", []), event.get("place", "")]) for event in self.events]
        return [line.strip("、") for line in lines if line.strip("、")]

    @property
    def full_title(self) -> str:
        return f"{self.kicker}：{self.title}" if self.kicker else self.title


class ReleaseByline(AppendOnly):
    """A frozen byline: the name and affiliation as printed, pointing to the author's page."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="bylines", verbose_name=_("定稿"))
    author = models.ForeignKey(Author, models.PROTECT, related_name="released_bylines", verbose_name=_("作者"))
    name = models.CharField(_("署名"), max_length=100)
    role = models.CharField(_("分工"), max_length=10, choices=BylineRole.choices)
    affiliation = models.CharField(_("单位"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("次序"))

    class Meta:
        verbose_name = verbose_name_plural = _("定稿署名")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["release", "position"], name="release_byline_position")]

    def __str__(self) -> str:
        return self.name
