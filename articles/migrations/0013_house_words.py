"""本刊用词: the magazine's own list of words."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_lead_proofs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "word",
                    models.CharField(
                        error_messages={"unique": "这个词已在表里，到那一条里改。"},
                        max_length=40,
                        unique=True,
                        verbose_name="不用",
                    ),
                ),
                (
                    "instead",
                    models.CharField(
                        blank=True,
                        help_text="只有一个时可以采纳；几个用“、”隔开；没有就空着。",
                        max_length=200,
                        verbose_name="改用",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, help_text="为什么，或依据哪份文件。", max_length=200, verbose_name="说明"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("I", "只提示"), ("B", "必改")],
                        default="I",
                        help_text="必改的不改好就不能签终审，确实要用的写明理由放行。",
                        max_length=1,
                        verbose_name="轻重",
                    ),
                ),
                (
                    "retired",
                    models.BooleanField(default=False, help_text="停用的词不再查，留在表里备考。", verbose_name="停用"),
                ),
                ("sort_key", models.CharField(editable=False, max_length=200)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="时间")),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "本刊用词",
                "verbose_name_plural": "本刊用词",
                "ordering": ["retired", "sort_key", "pk"],
            },
        ),
    ]
