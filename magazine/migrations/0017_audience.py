"""Who may read an issue; all that are there stay open to everybody."""

from django.db import migrations, models

AUDIENCES = [("public", "公开"), ("members", "登录可见"), ("internal", "内部")]


class Migration(migrations.Migration):
    dependencies = [("magazine", "0016_search_postings")]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="audience",
            field=models.CharField(
                choices=AUDIENCES,
                default="public",
                help_text="公开：人人能读。登录可见：有本站账号的人登录以后能读。内部：只有编辑部的账号能读。",
                max_length=10,
                verbose_name="读者范围",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="magazine",
            name="audience",
            field=models.CharField(
                choices=AUDIENCES,
                default="public",
                help_text="新建一期时先填这一项，每期可以另定。内部资料性出版物一般选“登录可见”。",
                max_length=10,
                verbose_name="新建各期的读者范围",
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="verb",
            field=models.CharField(
                choices=[
                    ("publish", "出刊"),
                    ("schedule", "定时出刊"),
                    ("withdraw", "撤回"),
                    ("audience", "改读者范围"),
                    ("correct", "更正"),
                    ("take_down", "撤稿"),
                    ("put_back", "恢复稿件"),
                ],
                max_length=20,
                verbose_name="动作",
            ),
        ),
    ]
