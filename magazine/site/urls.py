"""The addresses of the readers' pages. They do not change: articles by number, issues by name."""

from django.contrib.auth.views import LogoutView
from django.contrib.sitemaps.views import sitemap
from django.urls import path, register_converter
from django.urls.converters import IntConverter
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView

from magazine.site import preview
from magazine.site.accounts import Login
from magazine.site.articles import article
from magazine.site.calendar import events_calendar, month_calendar
from magazine.site.cards import article_card, issue_card
from magazine.site.citations import citation_file, issue_citations
from magazine.site.events import events, events_month
from magazine.site.feeds import ArticleFeed, SectionFeed
from magazine.site.health import healthz
from magazine.site.home import home
from magazine.site.issues import archive, contents_json, issue, year
from magazine.site.oai.views import oai
from magazine.site.photographers import photographer
from magazine.site.search import search
from magazine.site.sections import author, section, tag
from magazine.site.sitemaps import SITEMAPS, robots


class Number(IntConverter):
    """A number as we write it: no leading zero, and none that no database can hold."""

    regex = "[1-9][0-9]{0,17}"


class Digit(Number):
    regex = "[1-9]"


register_converter(Number, "number")
register_converter(Digit, "digit")
minute = cache_control(public=True, max_age=60)

urlpatterns = [
    path("", home, name="home"),
    path("issues/", archive, name="issues"),
    path("issues/<number:year>/", year, name="year"),
    path("issues/<str:name>/", issue, name="issue"),
    path("issues/<str:name>/contents.json", contents_json, name="contents_json"),
    path("issues/<str:name>/citation.<str:fmt>", issue_citations, name="issue_citation"),
    path("articles/<number:pk>/", article, name="article"),
    path("issues/<str:name>/card.jpg", issue_card, name="issue_card"),
    path("articles/<number:pk>/card.jpg", article_card, name="article_card"),
    path("articles/<number:pk>/citation.<str:fmt>", citation_file, name="citation"),
    path("preview/<str:secret>/", preview.issue, name="preview"),
    path("preview/<str:secret>/remark/", preview.remark, name="preview_remark"),
    path("preview/<str:secret>/consent/", preview.consent, name="preview_consent"),
    path("preview/<str:secret>/media/<path:name>", preview.picture, name="preview_picture"),
    path("preview/<str:secret>/<number:pk>/", preview.article, name="preview_article"),
    path("sections/<str:slug>/", section, name="section"),
    path("sections/<str:slug>/feed/", minute(SectionFeed()), name="section_feed"),
    path("authors/<number:pk>/", author, name="author"),
    path("photographers/<path:name>/", photographer, name="photographer"),
    path("tags/<str:slug>/", tag, name="tag"),
    path("events/", events, name="events"),
    path("events/events.ics", events_calendar, name="events_calendar"),
    path("events/<number:year>/<number:month>/", events_month, name="events_month"),
    # As issues write their numbers: 2024-09.
    path("events/<number:year>/0<digit:month>/", RedirectView.as_view(pattern_name="events_month", permanent=True)),
    path("events/<number:year>/<number:month>/events.ics", month_calendar, name="month_calendar"),
    path("search/", search, name="search"),
    path("feed/", minute(ArticleFeed()), name="feed"),
    path("oai", oai, name="oai"),
    path("sitemap.xml", minute(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("login/", Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(next_page="home"), name="logout"),
    path("healthz", healthz, name="healthz"),
]
