"""Once a function for PostgreSQL, which the index does not need any more; the step stays for those who have taken it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("magazine", "0003_search")]

    operations: list = []
