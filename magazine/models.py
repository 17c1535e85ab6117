"""Magazine, Issue, Slot, Publication and Intake: what stands above the manuscripts."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import AppendOnly, Article, Release, Section
from magazine.querysets import IssueQuerySet, SlotQuerySet
from media.models import Photo


class Magazine(models.Model):
    """刊物: the one row that says what this magazine is called and who answers for it."""

    name = models.CharField(_("刊名"), max_length=60)
    name_en = models.CharField(_("英文刊名"), max_length=100, blank=True)
    motto = models.CharField(_("一句话介绍"), max_length=120, blank=True)
    about = models.TextField(_("简介"), blank=True)
    supervisor = models.CharField(_("主管单位"), max_length=100, blank=True)
    sponsor = models.CharField(_("主办单位"), max_length=100, blank=True)
    publisher = models.CharField(_("编印单位"), max_length=100, blank=True)
    permit = models.CharField(_("准印证号"), max_length=60, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    email = models.EmailField(_("投稿邮箱"), blank=True)
    shows_signatures = models.BooleanField(
        _("文末印审签"), default=False, help_text=_("勾选后，读者页面的文末印出初审、复审、终审人姓名。")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("刊物")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="one_magazine",
                violation_error_message=_("本系统只出一种刊物，改现有的一条即可。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Magazine":
        """The magazine of this site; an unsaved one called 工刊 before anybody has named it."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, name="工刊")


class Issue(models.Model):
    """期: year and number in the year (2024-11 is the eleventh issue), named `YYYY-NN` in addresses and commands.

    `published_at` alone decides what readers see: empty is a draft, a time to come is a schedule. `version` counts
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
    page_from = models.PositiveIntegerField(_("起页"), null=True, blank=True)
    page_to = models.PositiveIntegerField(_("止页"), null=True, blank=True)
    release = models.ForeignKey(
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="slots",
        verbose_name=_("定稿"),
    )
    correction = models.CharField(_("更正说明"), max_length=300, blank=True, editable=False)
    corrected_on = models.DateField(_("更正日期"), null=True, blank=True, editable=False)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("版位")
        ordering = ["issue", "position"]
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


class Publication(AppendOnly):
    """出刊记录: who published, scheduled, withdrew or corrected what, and when. `person` is empty for a command."""

    class Verb(models.TextChoices):
        PUBLISH = "publish", _("出刊")
        SCHEDULE = "schedule", _("定时出刊")
        WITHDRAW = "withdraw", _("撤回")
        CORRECT = "correct", _("更正")

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


class Intake(models.Model):
    """来稿: one reading of a print text into drafts. `unplaced` is kept until an editor has dealt with each piece.

    `report`: {created, updated, skipped: lists of titles}; `unplaced`, `furniture`: lists of strings;
    `doubts`: list of {line, reason}.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="intakes", verbose_name=_("期"))
    file_name = models.CharField(_("文件名"), max_length=200)
    digest = models.CharField(_("文件指纹"), max_length=64)
    text = models.TextField(_("原文"))
    report = models.JSONField(_("收稿结果"), default=dict)
    unplaced = models.JSONField(_("未归位文字"), default=list)
    furniture = models.JSONField(_("版面附件"), default=list)
    doubts = models.JSONField(_("存疑之处"), default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("收稿人"),
    )
    at = models.DateTimeField(_("收稿时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("来稿")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class SearchEntry(models.Model):
    """检索条目: the words of one pinned release as search spells them (see magazine/search/), in a slot that is out,
    scheduled, or was. `names` holds kicker, subtitle, rubric, authors and tags; `text` every printed word."""

    slot = models.OneToOneField(
        Slot, models.CASCADE, primary_key=True, related_name="search_entry", verbose_name=_("版位")
    )
    title = models.TextField(_("标题"))
    names = models.TextField(_("署名与标签"))
    text = models.TextField(_("全文"))

    class Meta:
        verbose_name = verbose_name_plural = _("检索条目")

    def __str__(self) -> str:
        return self.title


class Redirect(models.Model):
    """旧址: an address of the site before this one (path, with its query if it had one) and the path that it is now."""

    old = models.CharField(
        _("旧址"),
        max_length=300,
        unique=True,
        help_text=_("旧网站的路径，带问号后面的部分，如“/show.asp?id=12”。"),
        validators=[RegexValidator(r"\A/[^\s#]*\Z", _("旧址从“/”写起，不带网站名和空格。"))],
    )
    new = models.CharField(
        _("新址"),
        max_length=300,
        help_text=_("本站的路径，如“/articles/5/”。"),
        validators=[
            RegexValidator(r"\A/(?![/\\])[^\s\\]*\Z", _("新址只能在本站，从一个“/”写起，不带网站名、空格和反斜线。"))
        ],
    )

    class Meta:
        verbose_name = verbose_name_plural = _("旧址")
        ordering = ["old"]

    def __str__(self) -> str:
        return self.old
