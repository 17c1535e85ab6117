"""The photo library of the desk: brought in one by one or many at once, found, used, and not deleted while used."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media.admin import thumbnail
from media.models import Photo
from tests.builders import make_article, make_chronicle, make_issue, make_photo, make_slot, moment, picture_bytes

pytestmark = pytest.mark.django_db
ADD = "admin:media_photo_add"
UPLOAD = "admin:media_photo_upload"
LIST_QUERIES = 10


def picture(name: str = "港口.jpg", colour: tuple = (10, 90, 120)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes(600, 400, colour), content_type="image/jpeg")


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("who", "lists", "adds"),
    [
        ("author", 200, 200),
        ("editor", 200, 200),
        ("head", 200, 200),
        ("chief", 200, 200),
        ("photo_editor", 200, 200),
        ("exporter", 200, 403),
        ("manager", 200, 403),
    ],
)
def test_each_role_opens_what_it_may(client, request, who, lists, adds):
    make_photo()
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("admin:media_photo_changelist")).status_code == lists
    assert client.get(reverse(ADD)).status_code == adds
    assert client.get(reverse(UPLOAD)).status_code == adds


def test_a_photo_is_brought_in_with_its_renditions_and_its_keeper(client, photo_editor):
    client.force_login(photo_editor)
    data = {"original": picture(), "caption": "港口的清晨。", "credit_name": "林岚", "credit_kind": "摄"}
    client.post(reverse(ADD), data)
    photo = Photo.objects.get()
    assert (photo.caption, photo.credit, photo.created_by) == ("港口的清晨。", "林岚／摄", photo_editor)
    assert (photo.width, photo.height, photo.widths) == (600, 400, [480, 600])
    listed = client.get(reverse("admin:media_photo_changelist"), {"q": "港口"}).content.decode()
    assert f"/{photo.token}/480.jpg" in listed
    assert "林岚／摄" in listed


def test_several_files_get_one_line_each(client, photo_editor):
    client.force_login(photo_editor)
    files = [picture("一.jpg"), SimpleUploadedFile("假.jpg", b"not a picture"), picture("二.jpg", (200, 10, 10))]
    answer = client.post(reverse(UPLOAD), {"files": files})
    results = answer.context["results"]
    assert [result["name"] for result in results] == ["一.jpg", "假.jpg", "二.jpg"]
    assert ["photo" in result for result in results] == [True, False, True]
    assert "“假.jpg”" in results[1]["reasons"][0]
    assert sorted(Photo.objects.values_list("original_name", flat=True)) == sorted(["一.jpg", "二.jpg"])
    assert {photo.created_by for photo in Photo.objects.all()} == {photo_editor}


def test_the_same_file_twice_is_noticed(client, photo_editor):
    client.force_login(photo_editor)
    answer = client.post(reverse(UPLOAD), {"files": [picture("一.jpg"), picture("又一.jpg")]})
    assert "已在图片库" in answer.context["results"][1]["reasons"][0]
    assert Photo.objects.count() == 1


def test_no_file_at_all_gets_a_sentence(client, photo_editor):
    client.force_login(photo_editor)
    assert "还没有选图片，选好再上传。" in client.post(reverse(UPLOAD)).content.decode()
    assert not Photo.objects.exists()


def test_where_a_photo_is_used_is_told_as_far_as_one_may_see(client, author, photo_editor):
    photo = make_photo()
    make_article(photos=[photo], title="自己的稿", created_by=author)
    make_article(photos=[photo], title="别人的稿")
    make_chronicle([moment(2024, 10, 8).date()], photos=[photo], title="十月大事")
    make_issue(year=2024, number=11, cover=photo)
    page = reverse("admin:media_photo_change", args=[photo.pk])
    client.force_login(photo_editor)
    places = client.get(page).context["panel"]
    assert {words for _kind, words, _address in places["shown"]} == {
        "自己的稿",
        "别人的稿",
        "2024年第11期",
        "10月8日 10月8日，市总工会召开会议。",
    }
    client.force_login(author)
    answer = client.get(page)
    assert [words for _kind, words, _address in answer.context["panel"]["shown"]] == ["自己的稿"]
    assert answer.context["panel"]["hidden"] == 3
    assert "别人的稿" not in answer.content.decode()


def test_a_used_photo_is_not_deleted_and_the_sentence_says_why(client, photo_editor):
    photo = make_photo()
    make_article(photos=[photo])
    client.force_login(photo_editor)
    address = reverse("admin:media_photo_delete", args=[photo.pk])
    for answer in (client.get(address, follow=True), client.post(address, {"post": "yes"}, follow=True)):
        assert told(answer) == ["这张图片正用在1处，不能删。先把它从那里撤下，再来删。"]
    assert Photo.objects.get() == photo


def test_an_unused_photo_is_deleted_with_its_files(client, photo_editor, django_capture_on_commit_callbacks):
    client.force_login(photo_editor)
    client.post(reverse(UPLOAD), {"files": [picture()]})
    photo = Photo.objects.get()
    assert photo.original.storage.exists(photo.original.name)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:media_photo_delete", args=[photo.pk]), {"post": "yes"})
    assert not Photo.objects.exists()
    assert not photo.original.storage.exists(photo.original.name)


def test_the_list_asks_the_same_with_one_row_and_with_thirty(client, photo_editor, django_assert_num_queries):
    client.force_login(photo_editor)
    address = reverse("admin:media_photo_changelist")
    make_photo()
    with django_assert_num_queries(LIST_QUERIES):
        client.get(address)
    for _ in range(29):
        make_photo()
    with django_assert_num_queries(LIST_QUERIES):
        client.get(address)


def test_the_library_is_narrowed_by_issue_day_and_permission(client, photo_editor):
    issue = make_issue(year=2024, number=11, cover=make_photo(caption="封面。"))
    make_slot(issue, make_article(photos=[make_photo(caption="稿件里。", taken_on=date(2024, 10, 8))]))
    make_slot(issue, make_chronicle([date(2024, 10, 9)], photos=[make_photo(caption="大事旁。")]))
    make_photo(caption="没有用过。", permission="")
    client.force_login(photo_editor)

    def found(**query) -> set[str]:
        page = client.get(reverse("admin:media_photo_changelist"), query)
        return {photo.caption for photo in page.context["cl"].result_list}

    assert found(issue="2024-11") == {"封面。", "稿件里。", "大事旁。"}
    assert found(issue="none") == {"没有用过。"}
    assert found(issue="2024-12") == set()
    assert found(taken_on__year="2024", taken_on__month="10") == {"稿件里。"}
    assert found(q="林岚", permission__exact="own") == {"封面。", "稿件里。", "大事旁。"}


def test_one_line_for_one_file_and_what_is_said_of_the_batch(client, photo_editor):
    client.force_login(photo_editor)
    said = {"answer": "line", "source": "省总宣教部", "permission": "supplier", "consent": "news", "minors": "none"}
    answer = client.post(reverse(UPLOAD), said | {"files": [picture("一.jpg")]})
    assert answer.content.decode().strip().startswith("<li")
    photo = Photo.objects.get()
    assert (photo.source, photo.permission, photo.consent, photo.minors) == ("省总宣教部", "supplier", "news", "none")
    again = client.post(reverse(UPLOAD), said | {"files": [picture("又一.jpg")]}).content.decode()
    assert f'href="{reverse("admin:media_photo_change", args=[photo.pk])}"' in again
    assert "看库里那一张" in again


def test_the_page_says_what_is_lacking(client, photo_editor):
    photo = make_photo(alt="", source="")
    client.force_login(photo_editor)
    page = client.get(reverse("admin:media_photo_change", args=[photo.pk])).content.decode()
    assert "终审以前要补：没有填来源。" in page
    assert "还没有替代文字" in page


def test_a_new_file_keeps_the_uses_caption_and_credit(client, photo_editor):
    client.force_login(photo_editor)
    client.post(
        reverse(ADD), {"original": picture(), "caption": "港口的清晨。", "credit_name": "林岚", "credit_kind": "摄"}
    )
    photo = Photo.objects.get()
    article = make_article(photos=[photo])
    old = photo.token
    data = {
        "original": picture("新.jpg", (1, 2, 3)),
        "caption": "港口的清晨。",
        "credit_name": "林岚",
        "credit_kind": "摄",
    }
    client.post(reverse("admin:media_photo_change", args=[photo.pk]), data)
    photo.refresh_from_db()
    assert photo.token != old
    assert photo.original_name == "新.jpg"
    assert (article.figures.get().photo, photo.caption, photo.credit) == (photo, "港口的清晨。", "林岚／摄")


def test_a_picture_keeps_its_room_while_it_loads():
    shown = thumbnail(make_photo(width=1600, height=1000, widths=[480]))
    assert 'width="160" height="100"' in shown


def test_only_a_narrowed_list_says_how_many_it_found(client, photo_editor):
    make_photo(caption="港口的清晨。")
    client.force_login(photo_editor)
    door = reverse("admin:media_photo_changelist")
    assert "看全部" not in client.get(door).content.decode()
    assert "找到1条" in client.get(door, {"q": "港口"}).content.decode()
