"""The roles of the desk as groups, each with what it may do."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

LOOK = ["articles.view_article", "articles.view_section", "articles.view_author", "articles.view_byline",
        "articles.view_figure", "articles.view_review", "articles.view_release", "articles.view_edit",
        "events.view_event", "events.view_voice", "events.view_eventfigure", "media.view_photo"]  # fmt: skip
LOOK_AT_ALL = [*LOOK, "articles.view_all_articles", "magazine.view_issue", "magazine.view_slot",
               "magazine.view_publication", "magazine.view_intake", "magazine.view_magazine"]  # fmt: skip
WRITE = ["articles.add_article", "articles.change_article", "articles.submit_article", "articles.add_author",
         "articles.add_byline", "articles.change_byline", "articles.delete_byline",
         "articles.add_figure", "articles.change_figure", "articles.delete_figure",
         "events.add_event", "events.change_event", "events.delete_event",
         "events.add_eventfigure", "events.change_eventfigure", "events.delete_eventfigure",
         "events.add_voice", "events.change_voice", "events.delete_voice", "media.add_photo"]  # fmt: skip
EDIT = [*WRITE, "articles.edit_all_articles", "articles.delete_article", "articles.change_author",
        "media.change_photo"]  # fmt: skip
COMPOSE = ["magazine.add_issue", "magazine.change_issue", "magazine.add_slot", "magazine.change_slot",
           "magazine.delete_slot"]  # fmt: skip
ROLES = {
    "作者": [*LOOK, *WRITE],
    "责任编辑": [*LOOK_AT_ALL, *EDIT, *COMPOSE, "articles.review_first", "articles.reopen_article",
                 "magazine.export_issue", "magazine.intake_issue"],
    "部主任": [*LOOK_AT_ALL, *EDIT, *COMPOSE, "articles.review_second", "magazine.export_issue",
               "magazine.intake_issue"],
    "总编": [*LOOK_AT_ALL, *EDIT, *COMPOSE, "articles.review_final", "articles.reopen_article",
             "articles.change_section", "articles.add_section", "magazine.publish_issue", "magazine.export_issue",
             "magazine.intake_issue", "magazine.change_magazine"],
    "图片编辑": [*LOOK_AT_ALL, "media.add_photo", "media.change_photo", "media.delete_photo"],
    "出版": [*LOOK_AT_ALL, "magazine.export_issue"],
    "管理员": [*LOOK_AT_ALL, "auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group",
               "articles.add_section", "articles.change_section", "articles.delete_section",
               "magazine.change_magazine", "magazine.add_magazine"],
}  # fmt: skip


def make_roles(apps, schema_editor):
    for label in ("auth", "media", "articles", "events", "magazine"):
        config = installed.get_app_config(label)
        create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    for name, permissions in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([known[permission] for permission in permissions])


def drop_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("magazine", "0001_initial"),
        ("articles", "0001_initial"),
        ("events", "0001_initial"),
        ("media", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, drop_roles)]
