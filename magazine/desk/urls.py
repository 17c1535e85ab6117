"""Addresses of the desk beside those of the admin; every one asks for a person of the desk."""

from django.contrib import admin
from django.urls import path

from magazine.desk import board, issues, manuscripts, notices, photos, roster, slots

inside = admin.site.admin_view

urlpatterns = [
    path("manuscripts/", inside(manuscripts.take), name="manuscripts"),
    path("photos/search.json", inside(photos.search), name="photo_search"),
    path("notices/", inside(notices.notices), name="notices"),
    path("notices/seen/", inside(notices.seen), name="notices_seen"),
    path("notices/habits/", inside(notices.habits), name="habits"),
    path("issues/<int:pk>/board/", inside(board.board), name="issue_board"),
    path("issues/<int:pk>/reorder/", inside(slots.reorder), name="issue_reorder"),
    path("issues/<int:pk>/pages/", inside(slots.paginate), name="issue_pages"),
    path("issues/<int:pk>/slots/add/", inside(slots.add), name="slot_add"),
    path("issues/<int:pk>/check/", inside(issues.check), name="issue_check"),
    path("issues/<int:pk>/publish/", inside(issues.publish), name="issue_publish"),
    path("issues/<int:pk>/withdraw/", inside(issues.withdraw), name="issue_withdraw"),
    path("sections/order/", inside(roster.order_sections), name="section_order"),
    path("authors/<int:pk>/merge/", inside(roster.merge_authors), name="author_merge"),
    path("slots/<int:pk>/give/", inside(board.give), name="slot_give"),
    path("slots/<int:pk>/send-back/", inside(slots.send_back), name="slot_send_back"),
    path("slots/<int:pk>/correct/", inside(issues.correct), name="slot_correct"),
]
