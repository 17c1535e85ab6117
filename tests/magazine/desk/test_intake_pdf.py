"""A PDF at the desk: staged like a print text, its pages shown under the colours, its pictures with their captions."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles.models import Figure
from events.models import EventFigure
from magazine.exports.pdf import Unprintable, weasyprint
from magazine.intake.staging.shape import of_kind
from magazine.models import Intake, IntakePicture
from media.models import Photo
from tests.magazine.intake.pdf.typeset import Look, typeset
from tests.magazine.intake.press import Plan
from tests.magazine.intake.printing import print_issue

try:
    weasyprint()
except Unprintable:
    pytest.skip("Pango is missing: no PDF can be typeset here", allow_module_level=True)


@pytest.fixture(scope="module")
def issue():
    """(what was set, the PDF of it)"""
    _text, expected = print_issue(Plan(seed=101, pieces=2))
    return expected, typeset(expected, Look(columns=2))


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def drop(client, name, data):
    upload = SimpleUploadedFile(name, data)
    return client.post(reverse("intake_door"), {"files": [upload]}, headers={"Accept": "application/json"}).json()[
        "lines"
    ]


def pictures(intake):
    return [piece for one in intake.staged["entries"] for piece in of_kind(one["blocks"], "picture")]


def test_a_pdf_is_staged_with_its_pages_and_pictures_and_becomes_drafts(desk, issue):
    expected, data = issue
    (line,) = drop(desk, "一期.pdf", data)
    intake = Intake.objects.get()
    assert (intake.sort, line["bad"]) == ("pdf", False)
    held = pictures(intake)
    assert len([piece for piece in held if piece["image"]]) == IntakePicture.objects.count() - 1 > 0
    page = desk.get(line["address"]).content.decode()
    assert page.count('class="intake-page"') == len(intake.staged["sheets"])
    assert page.count("intake-box") == len(intake.staged["boxes"])
    drawn = desk.get(reverse("intake_page", args=[intake.pk, 0]))
    assert Image.open(BytesIO(drawn.content)).width == 1100
    assert desk.get(reverse("intake_page", args=[intake.pk, 999])).status_code == 404
    original = IntakePicture.objects.get(name="file")
    assert desk.get(reverse("intake_picture", args=[intake.pk, original.pk])).status_code == 404
    desk.post(reverse("intake_take", args=[intake.pk]), {"version": intake.version})
    intake.refresh_from_db()
    assert intake.state == "taken"
    with_files = Photo.objects.exclude(original="")
    assert with_files.count() == len({piece["image"] for piece in held if piece["image"]})
    assert Figure.objects.count() + EventFigure.objects.count() == len(held)
    desk.post(reverse("intake_withdraw", args=[intake.pk]))
    assert Photo.objects.count() == 0


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5000), b""], ids=["bare", "zeros", "empty"])
def test_a_broken_pdf_gets_one_sentence_and_leaves_nothing(desk, data):
    (line,) = drop(desk, "坏.pdf", data)
    assert (line["bad"], line["said"].count("。")) == (True, 1)
    assert (Intake.objects.count(), IntakePicture.objects.count()) == (0, 0)
