"""Old addresses, and the right of 管理员 to keep them."""

import django.core.validators
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def allow_managers(apps, schema_editor):
    create_permissions(
        installed.get_app_config("magazine"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__model="redirect")
    for group in apps.get_model("auth", "Group").objects.filter(name="管理员"):
        group.permissions.add(*rights.filter(content_type__app_label="magazine"))


class Migration(migrations.Migration):
    dependencies = [
        ("magazine", "0005_magazine_shows_signatures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redirect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "old",
                    models.CharField(
                        help_text="旧网站的路径，带问号后面的部分，如“/show.asp?id=12”。",
                        max_length=300,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A/[^\\s#]*\\Z", "旧址从“/”写起，不带网站名和空格。"
                            )
                        ],
                        verbose_name="旧址",
                    ),
                ),
                (
                    "new",
                    models.CharField(
                        help_text="本站的路径，如“/articles/5/”。",
                        max_length=300,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A/(?![/\\\\])[^\\s\\\\]*\\Z",
                                "新址只能在本站，从一个“/”写起，不带网站名、空格和反斜线。",
                            )
                        ],
                        verbose_name="新址",
                    ),
                ),
            ],
            options={
                "verbose_name": "旧址",
                "verbose_name_plural": "旧址",
                "ordering": ["old"],
            },
        ),
        migrations.RunPython(allow_managers, migrations.RunPython.noop),
    ]
