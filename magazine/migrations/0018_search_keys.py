"""The keys of one gram stand side by side in one bucket: the index is made anew after the migration."""

from django.db import migrations


def empty(apps, schema_editor):
    apps.get_model("magazine", "SearchEntry").objects.all().delete()
    apps.get_model("magazine", "SearchBlock").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("magazine", "0017_audience")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
