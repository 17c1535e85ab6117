"""Section, Author, Article and what hangs on it: bylines, figures, edits, reviews and releases."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from taggit.managers import TaggableManager

from articles import body
from articles.ordering import next_position
from articles.pinyin import sort_key
from articles.querysets import ArticleQuerySet, ReleaseQuerySet
from articles.states import AuthorKind, BylineRole, Layout, Stage, State, Verdict
from media.models import Photo


class Section(models.Model):
    """栏目: data, not code. `position` is the usual order; an issue's own order is that of its slots."""

    name = models.CharField(_("名称"), max_length=40, unique=True)
    name_en = models.CharField(
        _("英文栏头"), max_length=40, blank=True, help_text=_("印在栏目名旁的英文，如 TOPIC；没有就空着。")
    )
    slug = models.SlugField(_("网址名"), max_length=40, unique=True)
    position = models.PositiveIntegerField(_("次序"), default=0)
    layout = models.CharField(_("版式"), max_length=20, choices=Layout.choices, default=Layout.ARTICLE)

    class Meta:
        verbose_name = verbose_name_plural = _("栏目")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Author(models.Model):
    """作者: a person or an organisation, one display name as one string. Not a user account."""

    name = models.CharField(_("姓名或单位名"), max_length=100)
    kind = models.CharField(_("类别"), max_length=20, choices=AuthorKind.choices, default=AuthorKind.PERSON)
    sort_key = models.CharField(
        _("拼音排序"),
        max_length=200,
        blank=True,
        db_index=True,
        help_text=_("空着会自动填；多音字可在这里改。"),
    )
    affiliation = models.CharField(_("单位"), max_length=200, blank=True, help_text=_("用来分辨同名作者。"))
    about = models.TextField(_("简介"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("作者")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.affiliation}）" if self.affiliation else self.name

    def save(self, *args, **kwargs):
        if not self.sort_key:
            self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


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
        return body.count_characters(f"{self.lead}\n{body.plain_text(self.body)}")

    @property
    def latest_release(self) -> "Release | None":
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


class AppendOnly(models.Model):
    """A record that is written once: the audit trail is the product of 三审."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not self._state.adding:
            raise TypeError(_("{record}只能新增，不能改动。").format(record=self._meta.verbose_name))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(_("{record}不能删除。").format(record=self._meta.verbose_name))


class Edit(AppendOnly):
    """改稿记录: who changed a manuscript's text, and when. Whoever is here may not sign the same draft."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="edits", verbose_name=_("稿件"))
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("改稿人"))
    version = models.PositiveIntegerField(_("稿本"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("改稿记录")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.editor} {self.at:%Y-%m-%d %H:%M}"


class Review(AppendOnly):
    """审次: one append-only line of the manuscript's way: a submission, a signature, a return.

    `fingerprint` is the hash of the text that was read: a signature counts only while it equals the article's.
    `reviewer` is empty where the system itself voids signatures after a change without an account behind it.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="reviews", verbose_name=_("稿件"))
    round = models.PositiveIntegerField(_("审轮"))
    stage = models.CharField(_("审次"), max_length=20, choices=Stage.choices, blank=True)
    verdict = models.CharField(_("结论"), max_length=20, choices=Verdict.choices)
    opinion = models.TextField(_("意见"), blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="reviews", verbose_name=_("经办人")
    )
    fingerprint = models.CharField(_("所读文本指纹"), max_length=64)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("审次")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "round", "reviewer"],
                condition=Q(verdict="approve"),
                name="one_signature_per_person_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}{self.get_verdict_display()}"


class Release(AppendOnly):
    """定稿: the frozen copy that readers get. Nothing here looks back into the draft tables.

    `photos`: list of {id, token, widths, width, height, caption, credit, alt} of the figures in order;
    `body_html`: clean HTML whose photo figures are empty and are filled from `photos` when shown;
    `events`: list of {id, start, end, text, photos}, dates as ISO strings; `voices`: list of {text, speaker,
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
    search_text = models.TextField(_("检索文本"), blank=True)
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
        ordering = ["article", "number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="release_number")]

    def __str__(self) -> str:
        return _("{title}（第{number}次定稿）").format(title=self.title, number=self.number)

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
