"""Addresses of what leaves the desk as a file."""

from django.urls import path

from magazine.exports import progress, screens, views, wechat_views

urlpatterns = [
    path("issues/<str:name>/export/", screens.issue_exports, name="issue_exports"),
    path("issues/<str:name>/export/preview/", screens.preview, name="contents_preview"),
    path("issues/<str:name>/contents.<str:fmt>", views.download, name="contents_download"),
    path("issues/<str:name>/export/<str:form>/", progress.start, name="export_start"),
    path("indexes/", screens.indexes, name="indexes"),
    path("indexes/<str:kind>/preview/", screens.index_preview, name="index_preview"),
    path("indexes/<str:kind>.<str:fmt>", views.download_index, name="index_download"),
    path("exports/<int:number>/", progress.export, name="export"),
    path("exports/<int:number>/status.json", progress.status, name="export_status"),
    path("exports/<int:number>/cancel/", progress.cancel, name="export_cancel"),
    path("exports/<int:number>/file/", progress.export_file, name="export_file"),
    path("issues/<str:name>/wechat/", wechat_views.wechat_issue_page, name="wechat_issue"),
    path("articles/<int:pk>/wechat/", wechat_views.wechat_page, name="wechat"),
]
