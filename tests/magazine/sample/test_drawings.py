"""The drawings of the sample: each a full picture of its size, the same every time."""

import hashlib

import pytest

from magazine.sample.drawings import DRAWINGS, cover
from magazine.sample.drawings.canvas import Canvas, curve


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_a_picture_of_its_size(name):
    picture = DRAWINGS[name]()
    assert picture.mode == "RGB"
    assert picture.size in {(1800, 1200), (1200, 1600)}
    assert len(picture.resize((60, 40)).getcolors(4000)) > 200


def test_no_two_drawings_are_alike():
    small = {name: hashlib.sha256(draw().resize((32, 32)).tobytes()).hexdigest() for name, draw in DRAWINGS.items()}
    assert len(set(small.values())) == len(small)


def test_the_cover_is_upright_and_drawn_the_same_every_time():
    first, second = cover(), cover()
    assert first.size == (1500, 2000)
    assert first.tobytes() == second.tobytes()


def test_another_seed_gives_another_grain_but_the_same_shapes():
    pictures = []
    for seed in (1, 2):
        canvas = Canvas(200, 100, seed)
        canvas.gradient((0, "#000000"), (1, "#ffffff"))
        canvas.circle(100, 50, 30, "#c0392b")
        pictures.append(canvas.finish())
    assert pictures[0].tobytes() != pictures[1].tobytes()
    for picture in pictures:
        red, green, blue = picture.resize((1, 1), box=(90, 40, 110, 60)).getpixel((0, 0))
        assert red > 2 * green > blue


def test_a_curve_starts_and_ends_where_it_should():
    points = curve((0, 0), (10, 40), (90, 40), (100, 0), steps=10)
    assert (points[0], points[-1], len(points)) == ((0, 0), (100, 0), 11)
    assert max(y for _, y in points) == pytest.approx(30)
