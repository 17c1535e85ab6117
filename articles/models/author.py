"""Author: 作者, who is printed; not a user account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.pinyin import sort_key
from articles.states import AuthorKind


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
