from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("magazine", "0004_search_by_index")]

    operations = [
        migrations.AddField(
            model_name="magazine",
            name="shows_signatures",
            field=models.BooleanField(
                default=False,
                help_text="勾选后，读者页面的文末印出初审、复审、终审人姓名。",
                verbose_name="文末印审签",
            ),
        ),
    ]
