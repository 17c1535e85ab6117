"""The card of a shared link: square, made once, of what anybody may read, and never more than that."""

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from magazine.models import Issue
from magazine.publishing import take_down
from magazine.site import cards
from magazine.site.lettering import face_for
from magazine.states import Audience
from media.models import Photo
from media.upload import accept, store
from tests.builders import CLEARED, make_article, make_issue, make_slot, moment, publish_issue
from tests.media.files import two_halves, upload, written

HEAD = re.compile(r'<meta property="og:image(:width|:height|)" content="([^"]*)">')


def filed(width: int, height: int, **fields) -> Photo:
    """A photo with a real file: red on the left, blue on the right."""
    photo = Photo(caption="检修。", credit_name="林岚", **CLEARED, **fields)
    return store(photo, accept(upload(written(two_halves(width, height)))))


@pytest.fixture
def pictured(reading):
    """An article with a photo whose focal point is far on the left, in an issue with a printed cover."""
    issue = make_issue(year=2024, number=12, cover=filed(600, 800))
    article = make_article(section=reading.section, title="有图", photos=[filed(1200, 400, focus_x=0)])
    make_slot(issue, article)
    publish_issue(issue, at=moment(2024, 12, 5))
    return article


def card(client, address: str) -> Image.Image:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg"), answer
    assert answer["Cache-Control"] == "public, max-age=3600"
    image = Image.open(BytesIO(b"".join(answer.streaming_content)))
    assert image.size == (600, 600)
    return image.convert("RGB")


def test_a_photo_is_cut_around_its_focal_point(pictured, client):
    left = card(client, f"/articles/{pictured.pk}/card.jpg")
    assert {"red" if r > b else "blue" for r, _g, b in (left.getpixel((x, 300)) for x in (5, 300, 590))} == {"red"}


def test_a_printed_cover_is_shown_whole(pictured, client):
    whole = card(client, "/issues/2024-12/card.jpg")
    assert whole.getpixel((5, 300)) == pytest.approx((248, 244, 234), abs=3)
    assert [r > b for r, _g, b in (whole.getpixel((x, 300)) for x in (110, 490))] == [True, False]


def test_the_pages_name_their_card_with_its_size(pictured, client, words):
    for address, named in (
        ("/", "/issues/2024-12/card.jpg"),
        ("/issues/2024-12/", "/issues/2024-12/card.jpg"),
        (f"/articles/{pictured.pk}/", f"/articles/{pictured.pk}/card.jpg"),
        ("/issues/", "/static/site/card.png"),
    ):
        said = dict(HEAD.findall(words(address)))
        assert said == {"": f"http://testserver{named}", ":width": "600", ":height": "600"}, address


def test_a_long_title_is_called_by_its_shorter_name(reading, words):
    short, kicker = "题" * 20, "肩" * 20
    article = make_article(section=reading.section, kicker=kicker, title=short)
    issue = make_issue(year=2025, number=1)
    make_slot(issue, article)
    publish_issue(issue)
    page = words(f"/articles/{article.pk}/")
    assert f'<meta property="og:title" content="{short}">' in page
    assert f"<title>{kicker}：{short} · " in page


@pytest.mark.skipif(face_for("云江工运") is None, reason="no Chinese face on this machine")
def test_words_are_set_where_there_is_no_photo(reading, client):
    drawn = card(client, f"/articles/{reading.member.pk}/card.jpg")
    assert drawn.getpixel((300, 8)) == pytest.approx((148, 35, 26), abs=6)
    dark = drawn.crop((48, 160, 552, 490)).convert("L").point(lambda value: value < 90 and 255)
    left, top, right, bottom = dark.getbbox()
    # The title is large, and inside the margins.
    assert bottom - top > 90
    assert right - left > 350
    assert card(client, "/issues/2024-11/card.jpg").getpixel((300, 8)) == pytest.approx((148, 35, 26), abs=6)


def test_without_a_face_the_plain_card_stands_in(reading, client, monkeypatch):
    monkeypatch.setattr(cards, "face_for", lambda words: None)
    answer = client.get(f"/articles/{reading.old.pk}/card.jpg")
    assert (answer.status_code, answer["Location"]) == (302, "/static/site/card.png")


def test_a_photo_too_small_is_not_blown_up(reading, client, monkeypatch):
    monkeypatch.setattr(cards, "face_for", lambda words: None)
    issue = make_issue(year=2025, number=2)
    article = make_article(photos=[filed(400, 200)])
    make_slot(issue, article)
    publish_issue(issue)
    assert client.get(f"/articles/{article.pk}/card.jpg").status_code == 302


def test_a_card_is_made_once(pictured, client, monkeypatch):
    address = f"/articles/{pictured.pk}/card.jpg"
    before = set(default_storage.listdir("cards")[1]) if default_storage.exists("cards") else set()
    first = card(client, address)
    monkeypatch.setattr(cards, "cut", None)
    assert card(client, address).tobytes() == first.tobytes()
    assert len(set(default_storage.listdir("cards")[1]) - before) == 1


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.INTERNAL])
def test_a_closed_issue_has_no_card_for_anybody(pictured, client, chief, audience):
    Issue.objects.update(audience=audience)
    client.force_login(chief)
    for address in (f"/articles/{pictured.pk}/card.jpg", "/issues/2024-12/card.jpg"):
        assert client.get(address).status_code == 404
    page = client.get(f"/articles/{pictured.pk}/").content.decode()
    assert "card.jpg" not in page
    assert "/static/site/card.png" in page


def test_what_is_not_there_has_no_card(pictured, client, chief):
    draft = make_article()
    take_down(pictured.slot, "来源有误。", chief)
    for address in (f"/articles/{draft.pk}/card.jpg", f"/articles/{pictured.pk}/card.jpg", "/issues/2031-01/card.jpg"):
        assert client.get(address).status_code == 404
