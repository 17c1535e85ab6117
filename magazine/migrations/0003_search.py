"""The search index: one entry for each slot that readers may get. What lay over its text then is gone since 0016."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("magazine", "0002_roles"),
        ("articles", "0002_release_version"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "slot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="magazine.slot",
                        verbose_name="版位",
                    ),
                ),
                ("title", models.TextField(verbose_name="标题")),
                ("names", models.TextField(verbose_name="署名与标签")),
                ("text", models.TextField(verbose_name="全文")),
            ],
            options={"verbose_name": "检索条目", "verbose_name_plural": "检索条目"},
        ),
    ]
