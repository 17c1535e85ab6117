"""The search index: one entry for each slot that readers may get, and over its text the index of character pairs."""

import django.db.models.deletion
from django.db import migrations, models

from magazine.search.index import WORD_SETS, tokens
from magazine.search.spelling import spell

SQLITE = """
CREATE VIRTUAL TABLE magazine_search_grams USING fts5(pairs, content='', columnsize=0, tokenize='ascii')
"""

# The single characters and the pairs of neighbours of a text, each once, without those that hold a space.
POSTGRESQL = """
CREATE FUNCTION magazine_search_grams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
    WITH letters AS (
        SELECT letter, lead(letter) OVER (ORDER BY place) AS following
        FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS split(letter, place)
    ), grams AS (
        SELECT letter AS gram FROM letters WHERE letter <> ' '
        UNION ALL
        SELECT letter || following FROM letters WHERE letter <> ' ' AND following <> ' '
    )
    SELECT coalesce(array_agg(DISTINCT gram COLLATE "C"), ARRAY[]::text[]) FROM grams
$$;
CREATE INDEX magazine_search_grams_index ON magazine_searchentry
USING gin (magazine_search_grams(text)) WITH (fastupdate = off);
"""

REVERSE = {
    "sqlite": "DROP TABLE magazine_search_grams",
    "postgresql": "DROP INDEX magazine_search_grams_index; DROP FUNCTION magazine_search_grams(text)",
}


def make_index(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop_index(apps, schema_editor):
    schema_editor.execute(REVERSE[schema_editor.connection.vendor])


def take_in_what_is_out(apps, schema_editor):
    """What was published before there was an index. The index is derived: what today's spelling makes of it is right."""
    Entry, Slot = apps.get_model("magazine", "SearchEntry"), apps.get_model("magazine", "Slot")
    Byline, TaggedItem = apps.get_model("articles", "ReleaseByline"), apps.get_model("taggit", "TaggedItem")
    with schema_editor.connection.cursor() as cursor:
        for slot in Slot.objects.filter(release__isnull=False, issue__published_at__isnull=False).select_related(
            "release"
        ):
            release = slot.release
            tagged = TaggedItem.objects.filter(
                content_type__app_label="articles", content_type__model="release", object_id=release.pk
            )
            names = [release.kicker, release.subtitle, release.rubric]
            names += Byline.objects.filter(release=release).values_list("name", flat=True)
            names += tagged.values_list("tag__name", flat=True)
            text = spell(release.search_text)
            Entry.objects.create(slot=slot, title=spell(release.title), names=spell("\n".join(names)), text=text)
            if schema_editor.connection.vendor == "sqlite":
                cursor.execute(f"INSERT INTO {WORD_SETS}(rowid, pairs) VALUES (%s, %s)", [slot.pk, tokens(text)])  # noqa: S608


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
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(take_in_what_is_out, migrations.RunPython.noop),
    ]
