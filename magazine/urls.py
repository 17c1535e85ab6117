"""All addresses of the site: the desk, the renditions of photos, and the readers' pages."""

from django.contrib import admin
from django.urls import include, path

from magazine.exports.views import download

urlpatterns = [
    path("admin/issues/<str:name>/contents.<str:fmt>", download, name="contents_download"),
    path("admin/", include("magazine.desk.urls")),
    path("admin/", admin.site.urls),
    path("media/", include("media.urls")),
    path("", include("magazine.site.urls")),
]

handler400 = "magazine.site.errors.not_understood"
handler403 = "magazine.site.errors.forbidden"
handler404 = "magazine.site.errors.missing"
handler500 = "magazine.site.errors.broken"
