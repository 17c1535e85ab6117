"""Issue: 期, with its slots and the record of what was published."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import AppendOnly, Article, Release, Section
from magazine.models.magazine import Magazine
from magazine.querysets import IssueQuerySet, SlotQuerySet
from magazine.states import Audience, Place
from media.models import Photo


class Issue(models.Model):
    """期: year and number in the year (2024-11 is the eleventh issue), named `YYYY-NN` in addresses and commands.

    `published_at` alone decides what readers see: empty is a draft, a time to come is a schedule.
    `first_published_at` stays through withdrawing and publishing again. `version` counts
    changes of the order of its slots and is compared on every reorder.
    """

    year = models.PositiveSmallIntegerField(_("年"))
    number = models.PositiveSmallIntegerField(_("期"))
    total_number = models.PositiveIntegerField(_("总第几期"), null=True, blank=True)
    theme = models.CharField(_("本期主题"), max_length=120, blank=True)
    cover = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, related_name="covers", verbose_name=_("封面图片")
    )
    cover_caption = models.CharField(_("封面说明"), max_length=200, blank=True)
    dated_on = models.DateField(_("出版日期"), null=True, blank=True)
    press_day = models.DateField(_("付印日期"), null=True, blank=True)
    masthead = models.TextField(
        _("版权页"), blank=True, help_text=_("每行一项，写成“主编：某某”。按这里的次序印在版权页上。")
    )
    published_at = models.DateTimeField(_("出刊时间"), null=True, blank=True, editable=False, db_index=True)
    first_published_at = models.DateTimeField(_("首次出刊时间"), null=True, blank=True, editable=False)
    audience = models.CharField(
        _("读者范围"),
        max_length=10,
        choices=Audience,
        help_text=_("公开：人人能读。登录可见：有本站账号的人登录以后能读。内部：只有编辑部的账号能读。"),
    )
    version = models.PositiveIntegerField(_("目录版次"), default=1, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("期")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="issue_number_in_year",
                violation_error_message=_("这一年的这一期已经建好了。"),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1900) & Q(year__lte=2200) & Q(number__gte=1) & Q(number__lte=366),
                name="issue_year_and_number",
                violation_error_message=_("年份应在 1900 至 2200 之间，期号从 1 起。"),
            ),
        ]
        permissions = [
            ("publish_issue", _("出刊与撤回")),
            ("export_issue", _("导出目录")),
            ("intake_issue", _("收稿")),
        ]

    def __str__(self) -> str:
        return _("{year}年第{number}期").format(year=self.year, number=self.number)

    def save(self, *args, **kwargs):
        """A new issue has the audience that the magazine has set, unless it was given one."""
        if not self.audience:
            self.audience = Magazine.current().audience
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.name])

    @property
    def name(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def is_published(self, at=None) -> bool:
        return self.published_at is not None and self.published_at <= (at or timezone.now())

    def is_scheduled(self, at=None) -> bool:
        return self.published_at is not None and self.published_at > (at or timezone.now())

    @property
    def masthead_lines(self) -> list[tuple[str, str]]:
        """The colophon as (label, value) pairs in order; a line without a colon has an empty label."""
        pairs = []
        for line in filter(None, (line.strip() for line in self.masthead.splitlines())):
            label, colon, value = line.replace(":", "：", 1).partition("：")
            pairs.append((label.strip(), value.strip()) if colon else ("", line))
        return pairs


class Slot(models.Model):
    """版位: one row of the issue's contents. Order, section, page and membership live here and nowhere else.

    `article` is empty while the slot is only planned. `release` is the frozen copy pinned at publication: readers
    see that one. `package` points to the slot of the feature that this one belongs to. Pages are printed folios;
    empty where the page bears no number.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="slots", verbose_name=_("期"))
    position = models.PositiveIntegerField(_("次序"))
    section = models.ForeignKey(Section, models.PROTECT, related_name="slots", verbose_name=_("栏目"))
    heading = models.CharField(_("另立标题"), max_length=60, blank=True, help_text=_("只在本期目录里代替栏目名。"))
    article = models.OneToOneField(
        Article, models.PROTECT, null=True, blank=True, related_name="slot", verbose_name=_("稿件")
    )
    package = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="members", verbose_name=_("所属专题")
    )
    planned_title = models.CharField(_("拟题"), max_length=200, blank=True, help_text=_("稿件未到时先占位。"))
    planned_characters = models.PositiveIntegerField(_("计划字数"), null=True, blank=True)
    planned_pages = models.PositiveSmallIntegerField(_("计划页数"), null=True, blank=True)
    planned_photos = models.PositiveSmallIntegerField(_("计划图数"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("责任编辑"),
        help_text=_("这一条由谁盯着：约稿、催稿、改稿。"),
    )
    page_from = models.PositiveIntegerField(_("起页"), null=True, blank=True)
    page_to = models.PositiveIntegerField(_("止页"), null=True, blank=True)
    place = models.CharField(
        _("版面"),
        max_length=10,
        choices=Place.choices,
        blank=True,
        help_text=_("封面、封二、插页这些不编页码的地方；目录在页码处印这个词。"),
    )
    serial = models.CharField(
        _("连载"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"\A(待续|续[1-9]?[0-9]?|续完)\Z", _("连载只写待续、续几或续完，不带括号。"))],
    )
    title_en = models.CharField(
        _("英文题名"), max_length=300, blank=True, help_text=_("只印在英文目录里；不印英文目录就空着。")
    )
    release = models.ForeignKey(
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="slots",
        verbose_name=_("定稿"),
    )
    # {editor, proofreaders}: printed names, frozen with the release; the reviewers' names stand in the release itself.
    hands = models.JSONField(_("编校"), default=dict, editable=False)
    correction = models.CharField(_("更正说明"), max_length=300, blank=True, editable=False)
    corrected_on = models.DateField(_("更正日期"), null=True, blank=True, editable=False)
    taken_down_at = models.DateTimeField(_("撤稿时间"), null=True, blank=True, editable=False)
    taken_down_note = models.CharField(_("撤稿说明"), max_length=300, blank=True, editable=False)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("版位")
        ordering = ["issue", "position"]
        indexes = [
            # Search asks for the few that were taken down, in every question.
            models.Index(fields=["taken_down_at"], name="slot_taken_down", condition=Q(taken_down_at__isnull=False))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "position"],
                name="slot_position",
                violation_error_message=_("版位次序重复，重排一次即可。"),
            ),
            models.CheckConstraint(
                condition=Q(page_to__isnull=True) | Q(page_from__isnull=False, page_to__gte=F("page_from")),
                name="slot_page_to_not_before_page_from",
                violation_error_message=_("止页小于起页，或只填了止页，把页码核对一下。"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.article or self.planned_title or _("（空版位）"))

    @property
    def signed(self) -> list[tuple[str, str]]:
        """(task, name) of everybody who answers for the pinned release, in the order of the work; names as printed."""
        reviewed = [(signed["stage"], signed["name"]) for signed in self.release.signatures] if self.release else []
        edited = [(str(_("责任编辑")), self.hands.get("editor", ""))]
        read = [(str(_("校对")), name) for name in self.hands.get("proofreaders", [])]
        return [(task, name) for task, name in (*edited, *reviewed, *read) if name]


class Publication(AppendOnly):
    """出刊记录: who published, scheduled, withdrew, corrected or took down what, and when. `person` is empty for a command."""

    class Verb(models.TextChoices):
        PUBLISH = "publish", _("出刊")
        SCHEDULE = "schedule", _("定时出刊")
        WITHDRAW = "withdraw", _("撤回")
        AUDIENCE = "audience", _("改读者范围")
        CORRECT = "correct", _("更正")
        TAKE_DOWN = "take_down", _("撤稿")
        PUT_BACK = "put_back", _("恢复稿件")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="publications", verbose_name=_("期"))
    verb = models.CharField(_("动作"), max_length=20, choices=Verb.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    effective_at = models.DateTimeField(_("生效时间"), null=True)
    detail = models.TextField(_("内容"), blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("出刊记录")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.issue}{self.get_verb_display()}"
