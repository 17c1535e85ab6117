"""The role 责任校对: what 校对 may do, and the last round before print where the magazine keeps it for them."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLE = "责任校对"


def give(apps, schema_editor):
    create_permissions(
        installed.get_app_config("articles"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    group, _ = Group.objects.get_or_create(name=ROLE)
    for proofreader in Group.objects.filter(name="校对"):
        group.permissions.add(*proofreader.permissions.all())
    group.permissions.add(Permission.objects.get(codename="lead_proof", content_type__app_label="articles"))


def take(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=ROLE).delete()


class Migration(migrations.Migration):
    dependencies = [("magazine", "0021_notice_path"), ("articles", "0012_lead_proofs")]

    operations = [migrations.RunPython(give, take)]
