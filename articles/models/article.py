"""Article: 稿件, with its bylines and figures."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager

from articles import body
from articles.counting import Count, count
from articles.models.author import Author
from articles.models.section import Section
from articles.ordering import next_position
from articles.querysets import ArticleQuerySet
from articles.states import BylineRole, State
from media.models import Photo

if TYPE_CHECKING:
    from articles.models.release import Release


class Article(models.Model):
    """稿件: the one unit of work and of review. `state` is written by articles/workflow.py and nowhere else.

    `version` counts text changes and is compared on every save (乐观锁). `round` counts submissions and
    voidings: signatures stand within one round. `fingerprint` is the hash of every printed word at the last change.
    """

    section = models.ForeignKey(Section, models.PROTECT, related_name="articles", verbose_name=_("栏目"))
    kicker = models.CharField(_("肩题"), max_length=200, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    subtitle = models.CharField(_("副题"), max_length=200, blank=True)
    rubric = models.CharField(_("栏题"), max_length=60, blank=True, help_text=_("一组稿件共用的小栏题，如“经验交流”。"))
    lead = models.TextField(_("导语"), blank=True)
    body = models.TextField(_("正文"), blank=True)
    notes = models.TextField(_("注释"), blank=True, help_text=_("每行一条，行首写 ①②③。"))
    funding_note = models.CharField(_("基金说明"), max_length=300, blank=True)
    source = models.CharField(_("摘编来源"), max_length=200, blank=True, help_text=_("如《云江工人报》；自采稿空着。"))
    tags = TaggableManager(verbose_name=_("标签"), blank=True, help_text=_("用顿号、逗号或分号隔开。"))
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles", verbose_name=_("作者"))
    photos = models.ManyToManyField(Photo, through="Figure", related_name="articles", verbose_name=_("图片"))

    state = models.CharField(
        _("状态"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False, db_index=True
    )
    round = models.PositiveIntegerField(_("审轮"), default=0, editable=False)
    version = models.PositiveIntegerField(_("稿本"), default=1, editable=False)
    fingerprint = models.CharField(_("文本指纹"), max_length=64, blank=True, editable=False)
    import_ref = models.CharField(_("来稿编号"), max_length=120, blank=True, db_index=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="articles",
        verbose_name=_("建稿人"),
    )
    created_at = models.DateTimeField(_("建稿时间"), auto_now_add=True)
    changed_at = models.DateTimeField(_("改动时间"), auto_now=True)

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["state", "round", "version", "fingerprint"])

    class Meta:
        verbose_name = verbose_name_plural = _("稿件")
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_changed"),
            # A search at the desk reads these words of every manuscript, and nothing else of it.
            models.Index(fields=["title", "kicker", "subtitle"], name="article_titles"),
        ]
        permissions = [
            ("view_all_articles", _("查看全部稿件")),
            ("edit_all_articles", _("编辑全部稿件")),
            ("submit_article", _("送审")),
            ("review_first", _("初审")),
            ("review_second", _("复审")),
            ("review_final", _("终审")),
            ("reopen_article", _("定稿后改稿")),
        ]

    def __str__(self) -> str:
        return f"{self.kicker}：{self.title}" if self.kicker else self.title

    def save(self, *args, **kwargs):
        """Whatever the door, nothing but the allow-list reaches the table."""
        self.body = body.clean(self.body)
        super().save(*args, **kwargs)

    def add_placed_figures(self) -> None:
        """A photo in the text is a figure of the article, after those that are there; one unknown stays out."""
        there = set(self.figures.values_list("photo_id", flat=True))
        placed = [pk for pk in body.photo_ids(self.body) if pk not in there]
        known = set(Photo.objects.filter(pk__in=placed).values_list("pk", flat=True)) if placed else set()
        for pk in placed:
            if pk in known:
                Figure.objects.create(article=self, photo_id=pk, position=next_position(self.figures.all()))

    @property
    def character_count(self) -> int:
        return self.characters.whole

    @property
    def characters(self) -> Count:
        """字数 of lead and body, with and without marks."""
        return count(f"{self.lead}\n{body.plain_text(self.body)}")

    @property
    def latest_release(self) -> "Release | None":
        known = self.__dict__.get("_prefetched_objects_cache", {}).get("releases")
        if known is not None:
            return max(known, key=lambda release: release.number, default=None)
        return self.releases.order_by("-number").first()


class Byline(models.Model):
    """署名: an author of an article, in printed order, with the affiliation as printed there."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines", verbose_name=_("稿件"))
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("作者"))
    role = models.CharField(_("分工"), max_length=10, choices=BylineRole.choices, default=BylineRole.TEXT)
    affiliation = models.CharField(_("单位（照印）"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("次序"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = _("署名")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_once_per_role",
                violation_error_message=_("同一作者以同一分工只署一次名，删去重复的一行。"),
            ),
            models.UniqueConstraint(
                fields=["article", "position"],
                name="byline_position",
                violation_error_message=_("署名次序重复，重排一次即可。"),
            ),
        ]

    def __str__(self) -> str:
        return self.author.name


class Figure(models.Model):
    """配图: the use of a photo in an article, with the caption for this use."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="figures", verbose_name=_("稿件"))
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="figures", verbose_name=_("图片"))
    caption = models.CharField(
        _("图说"), max_length=500, blank=True, help_text=_("只用于本稿；空着就用图片库里的图说。")
    )
    alt = models.CharField(_("替代文字"), max_length=300, blank=True)
    planned_width = models.PositiveSmallIntegerField(
        _("计划宽度"),
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(600)],
        help_text=_("印出来多宽，毫米；排版交付时核对图片够不够大。"),
    )
    position = models.PositiveIntegerField(_("次序"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = _("配图")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "photo"],
                name="figure_once",
                violation_error_message=_("这张图片已经是本稿的配图。"),
            ),
            models.UniqueConstraint(
                fields=["article", "position"],
                name="figure_position",
                violation_error_message=_("配图次序重复，重排一次即可。"),
            ),
        ]

    def __str__(self) -> str:
        return self.printed_caption or str(self.photo)

    @property
    def printed_caption(self) -> str:
        return self.caption or self.photo.caption

    @property
    def printed_alt(self) -> str:
        return self.alt or self.photo.alt
