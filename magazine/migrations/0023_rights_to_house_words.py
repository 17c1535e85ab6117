"""Who keeps 本刊用词: those who edit. Everybody at the desk reads it, those who write most of all."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

KEEP = ["add_houseword", "change_houseword", "view_houseword"]
READ = ["view_houseword"]
ADDED = {
    **dict.fromkeys(["责任编辑", "部主任", "总编"], KEEP),
    **dict.fromkeys(["作者", "图片编辑", "校对", "责任校对", "出版", "管理员"], READ),
}


def give(apps, schema_editor):
    create_permissions(
        installed.get_app_config("articles"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in ADDED.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(content_type__app_label="articles", codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [("magazine", "0022_role_of_lead_proofreaders"), ("articles", "0013_house_words")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
