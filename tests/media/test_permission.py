"""What a picture lacks before the 终审: credit, source, permission, consent, minors."""

import pytest

from articles.pictures import problems
from media.permission import lacking
from tests.builders import make_article, make_chronicle, make_photo, moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"credit_name": ""}, ["没有图片署名"]),
        ({"source": "", "permission": ""}, ["没有填来源、授权依据"]),
        ({"consent": "", "minors": ""}, ["没有填肖像同意、未成年人"]),
        ({"consent": "refused"}, ["没有取得肖像同意"]),
        ({"minors": "refused"}, ["有未成年人而监护人没有同意"]),
        ({"credit_name": "", "credit_kind": "资料图片"}, []),
    ],
)
def test_what_a_picture_lacks(fields, said):
    assert lacking(make_photo(**fields)) == said


def test_the_gate_names_the_picture_and_what_to_do():
    article = make_article(photos=[make_photo(), make_photo(caption="港口的清晨。", source="", consent="refused")])
    assert problems(article) == ["配图“港口的清晨。”没有填来源，没有取得肖像同意。在图片库里补上再终审。"]


def test_a_picture_beside_an_event_is_asked_too():
    photo = make_photo(caption="会场。", minors="")
    article = make_chronicle([moment(2024, 10, 8).date()], photos=[photo])
    assert problems(article) == ["配图“会场。”没有填未成年人。在图片库里补上再终审。"]
