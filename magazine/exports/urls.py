"""Addresses of what leaves the desk as a file."""

from django.urls import path

from magazine.exports.views import download, download_book, wechat_page
from magazine.exports.wechat_views import wechat_issue_page

urlpatterns = [
    path("issues/<str:name>/contents.<str:fmt>", download, name="contents_download"),
    path("issues/<str:name>/issue.epub", download_book, name="book_download"),
    path("issues/<str:name>/wechat/", wechat_issue_page, name="wechat_issue"),
    path("articles/<int:pk>/wechat/", wechat_page, name="wechat"),
]
