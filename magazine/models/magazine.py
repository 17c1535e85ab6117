"""Magazine: 刊物, the one row; and the addresses of the site before this one."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from magazine.states import Audience


class PressColour(models.TextChoices):
    """The one colour beside ink: static/site/site.css has each for paper and for the dark, both at least 7 : 1."""

    VERMILION = "vermilion", _("朱红")
    INDIGO = "indigo", _("靛青")
    PINE = "pine", _("松绿")
    OCHRE = "ochre", _("赭石")
    PLUM = "plum", _("绛紫")


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
    colour = models.CharField(
        _("印色"),
        max_length=10,
        choices=PressColour.choices,
        default=PressColour.VERMILION,
        help_text=_("读者页面上墨色以外的那一种颜色：栏目名、日期、链接都用它。"),
    )
    shows_signatures = models.BooleanField(
        _("文末印审签"),
        default=False,
        help_text=_("勾选后，读者页面的文末印出责任编辑、初审、复审、终审和校对的姓名。"),
    )
    audience = models.CharField(
        _("新建各期的读者范围"),
        max_length=10,
        choices=Audience,
        default=Audience.PUBLIC,
        help_text=_("新建一期时先填这一项，每期可以另定。内部资料性出版物一般选“登录可见”。"),
    )
    # How many days before press day each step is to be done. magazine/schedule.py counts back by them.
    days_manuscript = models.PositiveSmallIntegerField(_("交稿"), default=21)
    days_first = models.PositiveSmallIntegerField(_("初审"), default=18)
    days_second = models.PositiveSmallIntegerField(_("复审"), default=15)
    days_final = models.PositiveSmallIntegerField(_("终审"), default=12)
    days_proofs = models.PositiveSmallIntegerField(_("校完"), default=4)
    line_characters = models.PositiveSmallIntegerField(
        _("版面每行字数"),
        default=22,
        validators=[MinValueValidator(8), MaxValueValidator(60)],
        help_text=_("算版面字数用：每行字数乘以行数，不满一行算一行。"),
    )
    rounds_fees = models.BooleanField(
        _("稿酬按半千字进整"), default=False, help_text=_("不足五百字的按五百字算，过五百字不足一千字的按一千字算。")
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
