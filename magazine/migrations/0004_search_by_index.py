"""On PostgreSQL the index is asked through a function, so that a word in every article is looked up and not worked out
anew for each: the planner would else prefer to read the whole table."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION magazine_search_holding(grams text[], stretches text[]) RETURNS SETOF bigint
LANGUAGE sql STABLE ROWS 200 SET enable_seqscan = off AS $$
    SELECT slot_id FROM magazine_searchentry
    WHERE magazine_search_grams(text) @> grams
    AND NOT EXISTS (SELECT FROM unnest(stretches) AS stretch WHERE position(stretch in text) = 0)
$$
"""


def make_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def drop_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION magazine_search_holding(text[], text[])")


class Migration(migrations.Migration):
    dependencies = [("magazine", "0003_search")]

    operations = [migrations.RunPython(make_function, drop_function)]
