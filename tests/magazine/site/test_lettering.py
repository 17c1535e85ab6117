"""Words set into a picture: no mark at the wrong end of a line, nothing outside the box."""

import pytest

from magazine.site import lettering
from magazine.site.lettering import face_for, filling, lines

FACE = face_for("车间")
needs_a_face = pytest.mark.skipif(FACE is None, reason="no Chinese face on this machine")


@needs_a_face
@pytest.mark.parametrize("width", [210, 260, 330, 410])
@pytest.mark.parametrize(
    "words", ["让车间“点菜”，请工友“评菜”", "《工会法》（2021年修正）二十问：怎么用", "GB/T 7714与AI写作"]
)
def test_marks_stay_with_their_words(words, width):
    broken = lines(words, FACE.at(50), width)
    assert "".join(broken).replace(" ", "") == words.replace(" ", "")
    assert len(broken) > 1
    assert not [line for line in broken if line[0] in lettering.CLOSING or line[-1] in lettering.OPENING]
    assert all(FACE.at(50).getlength(line) <= width for line in broken)


@needs_a_face
def test_the_shorter_the_words_the_larger():
    box, sizes = (504, 330), range(124, 55, -4)
    short, middle, long = (filling("车" * count, FACE, box, sizes, 1.26) for count in (4, 14, 200))
    assert short == (124, ["车车车车"])
    assert middle[0] < 124
    assert max(map(len, middle[1])) - min(map(len, middle[1])) <= 1
    assert long[0] == 56
    assert long[1][-1].endswith("…")
    assert len(long[1]) * 56 * 1.26 <= 330


def test_there_is_no_face_for_characters_that_no_face_has_nor_without_fontconfig(monkeypatch):
    assert face_for("\ue000\U0003fffd") is None
    assert face_for("  ") is None
    monkeypatch.setattr(lettering.shutil, "which", lambda name: None)
    assert face_for("车间") is None
