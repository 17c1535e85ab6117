"""Addresses of the desk beside those of the admin; every one asks for a person of the desk."""

from django.contrib import admin
from django.urls import path

from magazine.desk import board, issues, notices, photos, previews, proofs, review, roster, slots, suggestions
from magazine.desk.preview import preview

inside = admin.site.admin_view

urlpatterns = [
    path("photos/search.json", inside(photos.search), name="photo_search"),
    path("photos/take.json", inside(photos.take), name="photo_take"),
    path("preview/", inside(preview), name="article_preview"),
    path("notices/", inside(notices.notices), name="notices"),
    path("notices/<int:pk>/", inside(notices.notice), name="notice"),
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
    path("articles/<int:pk>/review/", inside(review.review), name="review"),
    path("articles/<int:pk>/review/verdict/", inside(review.verdict), name="review_verdict"),
    path("articles/<int:pk>/review/comment/", inside(review.comment), name="comment_add"),
    path("articles/<int:pk>/review/waive/", inside(review.finding_waive), name="finding_waive"),
    path("articles/<int:pk>/review/lift/", inside(review.finding_lift), name="finding_lift"),
    path("articles/<int:pk>/review/mend/", inside(review.finding_mend), name="finding_mend"),
    path("articles/<int:pk>/slip/", inside(review.slip), name="slip"),
    path("comments/<int:pk>/answer/", inside(review.comment_answer), name="comment_answer"),
    path("comments/<int:pk>/settle/", inside(review.comment_settle), name="comment_settle"),
    path("comments/<int:pk>/reject/", inside(suggestions.reject), name="suggestion_reject"),
    path("articles/<int:pk>/review/accept/", inside(suggestions.accept), name="suggestion_accept"),
    path("articles/<int:pk>/proofs/", inside(proofs.page), name="proofs"),
    path("articles/<int:pk>/proofs/begin/", inside(proofs.begin), name="proof_begin"),
    path("proofs/<int:pk>/mark/", inside(proofs.mark), name="proof_mark"),
    path("proofs/<int:pk>/close/", inside(proofs.close), name="proof_close"),
    path("marks/<int:pk>/tick/", inside(proofs.tick), name="mark_tick"),
    path("issues/<int:pk>/previews/", inside(previews.page), name="previews"),
    path("issues/<int:pk>/previews/make/", inside(previews.make), name="preview_make"),
    path("previews/<int:pk>/revoke/", inside(previews.revoke), name="preview_revoke"),
    path("preview-remarks/<int:pk>/settle/", inside(previews.settle), name="preview_settle"),
    path("slots/<int:pk>/take-down/", inside(issues.take_down), name="slot_take_down"),
    path("slots/<int:pk>/put-back/", inside(issues.put_back), name="slot_put_back"),
]
