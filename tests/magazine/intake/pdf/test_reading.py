"""Issues typeset as PDF and read back: columns, running heads, captions and pictures by their places."""

from typing import Any

import pytest
from PIL import Image

from magazine.exports.pdf import Unprintable, weasyprint
from magazine.intake.pdf import faces
from magazine.intake.pdf.reading import read
from tests.magazine.intake.pdf.typeset import Look, typeset
from tests.magazine.intake.press import Plan
from tests.magazine.intake.printing import print_issue
from tests.magazine.intake.scoring import figures, mean
from tests.magazine.intake.stock import RAILWAY

try:
    weasyprint()
except Unprintable:
    pytest.skip("Pango is missing: no PDF can be typeset here", allow_module_level=True)

PLANS = {
    "two columns": (Plan(seed=101, pieces=2), Look(columns=2)),
    "three columns, other words": (Plan(seed=108, stock=RAILWAY, year=2027, month=12, pieces=1), Look(columns=3)),
    "no front matter, tall pictures": (
        Plan(seed=121, front=("chronicle",), order=("practice", "research"), pieces=2, marks=1),
        Look(columns=2, height="80mm"),
    ),
}


@pytest.fixture(scope="module", params=PLANS.values(), ids=PLANS)
def issue(request: pytest.FixtureRequest) -> tuple[dict[str, Any], bytes, dict[str, Any]]:
    plan, look = request.param
    _, expected = print_issue(plan)
    data = typeset(expected, look)
    return expected, data, read(data, "一期.pdf")


def test_what_is_typeset_is_read_back(issue: tuple[dict[str, Any], bytes, dict[str, Any]]) -> None:
    expected, _, found = issue
    scored = figures(expected, found["reading"])
    assert mean(scored) >= 0.97
    assert {name: value for name, value in scored.items() if value < 0.9} == {}


def test_each_picture_stands_with_its_caption(issue: tuple[dict[str, Any], bytes, dict[str, Any]]) -> None:
    expected, _, found = issue
    lines = found["text"].split("\n")
    shots = [photo for entry in expected["entries"] for photo in entry["photos"]]
    credited = [shot for shot in found["shots"] if shot["line"]]
    told = sorted("".join(lines[shot["line"] - 1].split())[:4] for shot in credited)
    assert told == sorted("".join(shot["caption"].split())[:4] for shot in shots)
    assert all(found["pictures"][shot["picture"]].startswith(b"\x89PNG") for shot in credited)


def test_each_line_has_its_place_on_its_page(issue: tuple[dict[str, Any], bytes, dict[str, Any]]) -> None:
    _, _, found = issue
    lines = found["text"].split("\n")
    assert sorted(found["boxes"]) == [number for number, line in enumerate(lines, start=1) if line.strip()]
    for page, left, top, right, bottom in found["boxes"].values():
        assert 0 <= page < len(found["sheets"])
        assert -0.01 <= left < right <= 1.01
        assert -0.01 <= top < bottom <= 1.01


def test_a_page_is_shown_as_a_picture(issue: tuple[dict[str, Any], bytes, dict[str, Any]], tmp_path: Any) -> None:
    _, data, _ = issue
    (tmp_path / "page.png").write_bytes(faces.read(data, "一期.pdf", page=1, width=300)["pictures"]["page.png"])
    with Image.open(tmp_path / "page.png") as image:
        assert image.width == 300
        assert image.height > 300
