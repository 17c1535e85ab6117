"""A release remembers which version of the manuscript it froze."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="release",
            name="version",
            field=models.PositiveIntegerField(default=1, verbose_name="稿本"),
            preserve_default=False,
        )
    ]
