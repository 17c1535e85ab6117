"""All addresses of the site: the desk, the renditions of photos, and the readers' pages."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin/", include("magazine.exports.urls")),
    path("admin/", include("magazine.ledgers.urls")),
    path("admin/", include("magazine.desk.urls")),
    path("admin/intake/", include("magazine.desk.intake_urls")),
    path("admin/", admin.site.urls),
    path("media/", include("media.urls")),
    # Browsers ask for it on their own; the pages name the icon by its real address.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}site/icon.svg")),
    path("", include("magazine.site.urls")),
]

handler400 = "magazine.site.errors.not_understood"
handler403 = "magazine.site.errors.forbidden"
handler404 = "magazine.site.errors.missing"
handler500 = "magazine.site.errors.broken"
