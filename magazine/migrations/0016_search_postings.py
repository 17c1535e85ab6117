"""The index as postings in a table of its own, the same on every database; it is made anew after the migration."""

from django.db import migrations, models

DROP = {
    "sqlite": "DROP TABLE IF EXISTS magazine_search_grams",
    "postgresql": """
DROP FUNCTION IF EXISTS magazine_search_holding(text[], text[]);
DROP INDEX IF EXISTS magazine_search_grams_index;
DROP FUNCTION IF EXISTS magazine_search_grams(text);
""",
}


def drop_what_was(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])
    apps.get_model("magazine", "SearchEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("magazine", "0015_intake_desk"), ("articles", "0007_release_without_search_text")]

    operations = [
        migrations.RunPython(drop_what_was, migrations.RunPython.noop),
        migrations.AddField(
            model_name="searchentry",
            name="number",
            field=models.PositiveIntegerField(default=0, unique=True, verbose_name="检索号"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="searchentry", name="facets", field=models.JSONField(default=list, verbose_name="分面")
        ),
        migrations.CreateModel(
            name="SearchBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bucket", models.SmallIntegerField(verbose_name="组")),
                ("block", models.PositiveIntegerField(verbose_name="块")),
                ("data", models.BinaryField(verbose_name="内容")),
            ],
            options={"verbose_name": "检索块", "verbose_name_plural": "检索块"},
        ),
        migrations.AddConstraint(
            model_name="searchblock",
            constraint=models.UniqueConstraint(fields=["bucket", "block"], name="search_block"),
        ),
        migrations.AddIndex(
            model_name="slot",
            index=models.Index(
                condition=models.Q(("taken_down_at__isnull", False)), fields=["taken_down_at"], name="slot_taken_down"
            ),
        ),
    ]
