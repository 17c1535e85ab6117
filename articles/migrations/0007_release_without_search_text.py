"""What search reads is made when an issue goes out, and stored once, in the index."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_section_retired")]

    operations = [migrations.RemoveField(model_name="release", name="search_text")]
