"""The address of a rendition."""

from django.urls import path

from media.views import rendition

urlpatterns = [path("<path:name>", rendition, name="rendition")]
