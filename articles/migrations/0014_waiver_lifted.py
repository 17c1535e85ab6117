"""恢复提示: a later row takes back what let a finding stand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_house_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="waiver",
            name="lifted",
            field=models.BooleanField(default=False, verbose_name="恢复提示"),
        ),
    ]
