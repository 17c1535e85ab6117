"""The dress of the desk: title, colours, and the sidebar in the order of the work."""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _link(title, icon, model, permission=None, **more):
    app, name = model.split("_")
    needed = permission or f"{app}.view_{name}"
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{model}_changelist"),
        "permission": lambda request: request.user.has_perm(needed),
        **more,
    }


UNFOLD = {
    "SITE_TITLE": _("工刊"),
    "SITE_HEADER": _("工刊"),
    "SITE_SUBHEADER": _("编辑部"),
    "SITE_SYMBOL": "auto_stories",
    "SITE_URL": "/",
    "BORDER_RADIUS": "4px",
    "DASHBOARD_CALLBACK": "magazine.desk.dashboard.dashboard",
    "STYLES": [lambda request: static("desk/desk.css")],
    "SCRIPTS": [
        lambda request: static("desk/landmarks.js"),
        lambda request: static("desk/back.js"),
        lambda request: static("desk/keys.js"),
    ],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "COLORS": {
        "base": {
            "50": "#f8f6f1",
            "100": "#f0ece3",
            "200": "#e2dccf",
            "300": "#cdc4b3",
            "400": "#978c7b",
            "500": "#6f6557",
            "600": "#574f44",
            "700": "#433c34",
            "800": "#2e2924",
            "900": "#211c17",
            "950": "#161310",
        },
        "primary": {
            "50": "#fdf3f1",
            "100": "#fbe3df",
            "200": "#f5c6be",
            "300": "#ec9f93",
            "400": "#dd6c5c",
            "500": "#c4422f",
            "600": "#a3291c",
            "700": "#882216",
            "800": "#711f16",
            "900": "#5f1e17",
            "950": "#340b07",
        },
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": "magazine.desk.dashboard.sidebar",
    },
}

NAVIGATION = [
    {
        "title": None,
        "items": [
            {
                "title": _("工作台"),
                "icon": "space_dashboard",
                "link": reverse_lazy("admin:index"),
            },
            {
                "title": _("告知与收信"),
                "icon": "notifications",
                "link": reverse_lazy("notices"),
            },
            _link(_("期"), "menu_book", "magazine_issue"),
            _link(_("稿件"), "article", "articles_article"),
            {
                "title": _("收稿"),
                "icon": "upload_file",
                "link": reverse_lazy("intake_door"),
                "permission": lambda request: (
                    request.user.has_perm("magazine.intake_issue")
                    or request.user.has_perms(["articles.add_article", "media.add_photo"])
                ),
            },
            {
                "title": _("总目录与索引"),
                "icon": "format_list_numbered",
                "link": reverse_lazy("indexes"),
                "permission": lambda request: request.user.has_perm("magazine.export_issue"),
            },
            _link(_("大事"), "event", "events_event"),
            _link(_("之声"), "format_quote", "events_voice"),
            _link(_("图片"), "photo_library", "media_photo"),
            _link(_("作者"), "person_edit", "articles_author"),
            _link(_("栏目"), "view_list", "articles_section"),
        ],
    },
    {
        "title": _("记录"),
        "separator": True,
        "items": [
            _link(_("来稿"), "move_to_inbox", "magazine_intake"),
            _link(_("定稿"), "verified", "articles_release"),
            _link(_("审次"), "fact_check", "articles_review"),
            _link(_("出刊记录"), "newspaper", "magazine_publication"),
            {
                "title": _("年度统计"),
                "icon": "bar_chart",
                "link": reverse_lazy("tallies"),
                "permission": lambda request: request.user.has_perm("magazine.export_issue"),
            },
            _link(_("导出记录"), "download", "magazine_export"),
        ],
    },
    {
        "title": _("设置"),
        "separator": True,
        "items": [
            _link(_("刊物"), "corporate_fare", "magazine_magazine"),
            _link(_("稿酬标准"), "payments", "magazine_feerate"),
            _link(_("目录样式"), "toc", "magazine_contentsstyle"),
            _link(_("审校规程"), "rule", "articles_procedure"),
            _link(_("本刊用词"), "spellcheck", "articles_houseword"),
            _link(_("代签"), "supervised_user_circle", "articles_substitute"),
            _link(_("旧址"), "alt_route", "magazine_redirect"),
            _link(_("账号"), "manage_accounts", "auth_user"),
            _link(_("角色"), "groups", "auth_group"),
        ],
    },
]
