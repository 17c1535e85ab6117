"""Who may take out the list of fees, and who sets the rates."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

SET = ["magazine.view_feerate", "magazine.add_feerate", "magazine.change_feerate", "magazine.delete_feerate"]
ADDED = {
    "总编": [*SET, "magazine.export_fees"],
    "出版": ["magazine.view_feerate", "magazine.export_fees"],
    "管理员": SET,
}


def give(apps, schema_editor):
    create_permissions(
        installed.get_app_config("magazine"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, permissions in ADDED.items():
        group, _ = Group.objects.get_or_create(name=name)
        codenames = [permission.partition(".")[2] for permission in permissions]
        group.permissions.add(*Permission.objects.filter(content_type__app_label="magazine", codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [("magazine", "0011_fees")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
