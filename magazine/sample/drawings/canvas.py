"""A canvas for flat poster drawings: shapes in picture pixels, drawn at twice the size, grain at the end."""

import random
from collections.abc import Iterable, Sequence
from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE = 2
Point = tuple[float, float]
Colour = str


class Canvas:
    """A picture of `width` × `height` pixels. The same `seed` draws the same picture, grain included."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.random = random.Random(seed)  # noqa: S311 - a drawing, not a secret
        self.image = Image.new("RGB", (width * SCALE, height * SCALE))
        self.draw = ImageDraw.Draw(self.image)

    def gradient(self, *stops: tuple[float, Colour], box: tuple[float, float, float, float] | None = None) -> None:
        """Fill `box` (the whole picture by default) from top to bottom; a stop is (height from 0 to 1, colour)."""
        left, top, right, bottom = (round(v * SCALE) for v in box or (0, 0, self.width, self.height))
        self.image.paste(_column(stops).resize((right - left, bottom - top), Image.Resampling.BICUBIC), (left, top))

    def gradient_in(self, points: Sequence[Point], *stops: tuple[float, Colour]) -> None:
        """Fill a polygon from its top to its bottom."""
        left, right = round(min(x for x, _ in points)), round(max(x for x, _ in points))
        top, bottom = round(min(y for _, y in points)), round(max(y for _, y in points))
        size = (max(right - left, 1) * SCALE, max(bottom - top, 1) * SCALE)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([((x - left) * SCALE, (y - top) * SCALE) for x, y in points], 255)
        self.image.paste(_column(stops).resize(size, Image.Resampling.BICUBIC), (left * SCALE, top * SCALE), mask)

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], colour)

    def rectangle(self, x: float, y: float, w: float, h: float, colour: Colour, radius: float = 0) -> None:
        box = (x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE)
        self.draw.rounded_rectangle(box, radius * SCALE, colour)

    def ellipse(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        self.draw.ellipse(((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE), colour)

    def circle(self, x: float, y: float, r: float, colour: Colour) -> None:
        self.ellipse(x, y, r, r, colour)

    def slice(self, x: float, y: float, rx: float, ry: float, start: float, end: float, colour: Colour) -> None:
        """The part of an ellipse cut off by a chord; angles in degrees, clockwise from three o'clock."""
        box = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.draw.chord(box, start, end, colour)

    def stroke(self, points: Sequence[Point], thickness: float, colour: Colour) -> None:
        """A line with round ends and joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, colour, max(round(thickness * SCALE), 1), joint="curve")
        r = thickness * SCALE / 2
        if r > 2:
            for x, y in (scaled[0], scaled[-1]):
                self.draw.ellipse((x - r, y - r, x + r, y + r), colour)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.6, squash: float = 1) -> None:
        """A soft light around a point; `squash` flattens it."""
        size = (round(radius * 2 * SCALE), max(round(radius * 2 * SCALE * squash), 2))
        mask = Image.radial_gradient("L").point(lambda v: round(max(0, 1 - v / 181) ** 1.6 * 255 * strength))
        place = (round((x - radius) * SCALE), round((y - radius * squash) * SCALE))
        self.image.paste(colour, place, mask.resize(size, Image.Resampling.BICUBIC))

    def veil(self, points: Sequence[Point], colour: Colour, strength: float, blur: float = 0) -> None:
        """A see-through polygon; `blur` softens its edge (picture pixels)."""
        small = 8
        mask = Image.new("L", (self.width // small * 2, self.height // small * 2))
        ImageDraw.Draw(mask).polygon([(x * 2 / small, y * 2 / small) for x, y in points], round(255 * strength))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * 2 / small))
        self.image.paste(colour, (0, 0), mask.resize(self.image.size, Image.Resampling.BICUBIC))

    def ridge(self, base: float, rise: float, waves: int, step: int = 12) -> list[Point]:
        """A smooth skyline from the left edge to the right: the sum of a few waves, closed at the bottom."""
        parts = [
            (self.random.uniform(0.5, 1) / (i + 1), self.random.uniform(0, 2 * pi), waves * (i + 1) * 0.8)
            for i in range(3)
        ]
        line = [
            (x, base - rise * sum(a * sin(p + f * pi * x / self.width) for a, p, f in parts))
            for x in range(-step, self.width + 2 * step, step)
        ]
        return [*line, (self.width + step, self.height + 2), (-step, self.height + 2)]

    def finish(self, grain: float = 0.1) -> Image.Image:
        """The picture at its own size, with paper grain and slightly darker corners."""
        picture = self.image.reduce(SCALE)
        noise = Image.frombytes("L", picture.size, self.random.randbytes(self.width * self.height))
        noise = noise.point(lambda v: round(128 + (v - 128) * grain))
        shade = Image.radial_gradient("L").point(lambda v: round(255 - max(0, v - 110) * 0.22))
        shade = shade.resize(picture.size, Image.Resampling.BICUBIC)
        picture = ImageChops.overlay(picture, Image.merge("RGB", (noise, noise, noise)))
        return ImageChops.multiply(picture, Image.merge("RGB", (shade, shade, shade)))


def _column(stops: Sequence[tuple[float, Colour]]) -> Image.Image:
    """A strip one pixel wide and 256 high through the stops."""
    strip = Image.new("RGB", (1, 256))
    colours = [(at, Image.new("RGB", (1, 1), colour).getpixel((0, 0))) for at, colour in stops]
    for y in range(256):
        here = y / 255
        after = next((i for i, (at, _) in enumerate(colours) if at >= here), len(colours) - 1)
        (low, a), (high, b) = colours[max(after - 1, 0)], colours[after]
        share = min(max((here - low) / (high - low), 0), 1) if high > low else 0
        strip.putpixel((0, y), tuple(round(p + (q - p) * share) for p, q in zip(a, b, strict=True)))
    return strip


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 24) -> list[Point]:
    """Points of an elliptic arc; angles in degrees, clockwise from three o'clock."""
    angles = [(start + (end - start) * i / steps) * pi / 180 for i in range(steps + 1)]
    return [(x + rx * cos(t), y + ry * sin(t)) for t in angles]


def curve(a: Point, b: Point, c: Point, d: Point, steps: int = 30) -> list[Point]:
    """Points of a cubic Bézier curve."""
    out = []
    for i in range(steps + 1):
        t = i / steps
        k = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        out.append((
            sum(w * p[0] for w, p in zip(k, (a, b, c, d), strict=True)),
            sum(w * p[1] for w, p in zip(k, (a, b, c, d), strict=True)),
        ))  # fmt: skip
    return out
