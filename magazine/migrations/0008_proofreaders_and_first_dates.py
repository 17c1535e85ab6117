"""The role 校对 and the new rights of the others; when each issue first went out."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.models import F

PROOFREADER = "校对"
LOOK = ["articles.view_article", "articles.view_section", "articles.view_author", "articles.view_byline",
        "articles.view_figure", "articles.view_review", "articles.view_release", "articles.view_edit",
        "events.view_event", "events.view_voice", "events.view_eventfigure", "media.view_photo",
        "articles.view_all_articles", "magazine.view_issue", "magazine.view_slot",
        "magazine.view_publication", "magazine.view_intake", "magazine.view_magazine"]  # fmt: skip
SEE = ["articles.view_comment", "articles.view_proof", "articles.view_substitute", "articles.view_waiver",
       "articles.view_procedure"]  # fmt: skip
READ = [*SEE, "articles.add_comment", "articles.proofread_article"]
SHARE = ["magazine.view_previewlink", "magazine.add_previewlink", "magazine.change_previewlink"]
ADDED = {
    "作者": ["articles.view_comment", "articles.add_comment"],
    "责任编辑": [*READ, *SHARE, "articles.waive_finding", "articles.add_substitute"],
    "部主任": [*READ, *SHARE, "articles.waive_finding", "articles.add_substitute"],
    "总编": [*READ, *SHARE, "articles.waive_finding", "articles.add_substitute", "articles.appoint_substitute",
             "articles.change_procedure"],
    PROOFREADER: [*LOOK, *READ],
    "图片编辑": SEE,
    "出版": SEE,
    "管理员": [*SEE, "articles.change_procedure"],
}  # fmt: skip


def give(apps, schema_editor):
    for label in ("auth", "media", "articles", "events", "magazine"):
        config = installed.get_app_config(label)
        create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    for name, permissions in ADDED.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*[known[permission] for permission in permissions])


def take(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=PROOFREADER).delete()


def remember(apps, schema_editor):
    """An issue that is out has been out since the first time that the record tells of, if it tells."""
    Issue = apps.get_model("magazine", "Issue")
    Publication = apps.get_model("magazine", "Publication")
    Issue.objects.filter(published_at__isnull=False).update(first_published_at=F("published_at"))
    for issue in Issue.objects.filter(publications__isnull=False).distinct():
        records = list(Publication.objects.filter(issue=issue).order_by("at", "pk"))
        for record, after in zip(records, [*records[1:], None], strict=True):
            # A schedule that was withdrawn before its hour came was never out.
            came = after is None or after.verb != "withdraw" or after.at >= (record.effective_at or after.at)
            if record.verb in ("publish", "schedule") and record.effective_at and came:
                issue.first_published_at = record.effective_at
                issue.save(update_fields=["first_published_at"])
                break


class Migration(migrations.Migration):
    dependencies = [("magazine", "0007_previews_and_taking_down"), ("articles", "0004_proofs_comments_substitutes")]

    operations = [
        migrations.RunPython(give, take),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
