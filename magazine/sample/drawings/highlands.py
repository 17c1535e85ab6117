"""In the hills: the tea terraces in the morning, the line workers above the clouds."""

from math import pi, sin

from PIL import Image

from magazine.sample.drawings.canvas import Canvas, Point, curve
from magazine.sample.drawings.people import REACH, Dress, Pose, person


def tea_terraces() -> Image.Image:
    """Rows of tea along the contours, pickers with baskets, mist in the valley."""
    canvas = Canvas(1800, 1200, 21)
    canvas.gradient((0, "#f3d9a4"), (0.25, "#f8ecc9"), (0.5, "#dbe6c4"), (1, "#dbe6c4"))
    canvas.glow(1330, 230, 520, "#fff7da", 0.9)
    canvas.circle(1330, 235, 92, "#fbd58a")
    for base, rise, colour in ((420, 90, "#bcd0b4"), (470, 70, "#94b59b"), (545, 70, "#6c9a80")):
        canvas.polygon(canvas.ridge(base, rise, 3), colour)
    canvas.veil([(0, 480), (1800, 500), (1800, 585), (0, 610)], "#f8f1d8", 0.75, blur=34)
    slopes = (
        ((0, 640), (420, 470), (900, 560), (1800, 690), "#4f8a5f", "#3d7551"),
        ((0, 690), (700, 770), (1250, 560), (1800, 590), "#3f7d53", "#2f6845"),
        ((0, 860), (600, 700), (1150, 900), (1800, 820), "#2f6b46", "#225738"),
    )
    for index, (a, b, c, d, light, dark) in enumerate(slopes):
        top = curve(a, b, c, d, 60)
        _rows(canvas, top, light, dark, 26 + index * 12)
        if index < 2:
            canvas.veil([(0, 760 + index * 60), (1800, 700 + index * 110), (1800, 760 + index * 110), (0, 830 + index * 60)],
                        "#f4efd2", 0.4, blur=30)  # fmt: skip
    _cottage(canvas, 1480, 640)
    for x, y, size, coat, facing in (
        (520, 830, 150, "#c9503c", 1),
        (700, 850, 146, "#e9b44c", -1),
        (1130, 880, 160, "#f4ead0", 1),
    ):
        _picker(canvas, x, y, size, coat, facing)
    _picker(canvas, 360, 1205, 480, "#c9503c", 1)
    _picker(canvas, 1430, 1190, 400, "#2f6f80", -1)
    for x in range(-40, 1860, 74):
        y = 1130 + 28 * sin(x / 210) + canvas.random.uniform(-8, 8)
        canvas.ellipse(x, y + 60, 92, 84, "#1a4a30")
        for _ in range(9):
            dx, dy = canvas.random.uniform(-66, 66), canvas.random.uniform(-10, 46)
            canvas.ellipse(x + dx, y + dy, 15, 7, canvas.random.choice(("#2f6b46", "#4f8a5f", "#225738", "#8db26a")))
    return canvas.finish()


def _rows(canvas: Canvas, top: list[Point], light: str, dark: str, gap: float) -> None:
    """A slope below its skyline, planted in rows that follow it and widen as they come nearer."""
    canvas.polygon([*top, (1810, 1210), (-10, 1210)], dark)
    depth, step = gap * 0.35, gap * 0.5
    while depth < 560:
        line = [(x, y + depth * (1 + 0.12 * sin(x / 300 + depth / 90))) for x, y in top]
        under = [(x, y + step * 0.62) for x, y in reversed(line)]
        canvas.polygon([*line, *under], light)
        depth += step
        step *= 1.11


def _cottage(canvas: Canvas, x: float, y: float) -> None:
    canvas.rectangle(x, y, 120, 54, "#f7efdc")
    canvas.polygon([(x - 16, y + 4), (x + 24, y - 40), (x + 100, y - 40), (x + 138, y + 4)], "#5a4a44")
    canvas.rectangle(x + 52, y + 18, 20, 36, "#8a5a3c")
    canvas.rectangle(x + 16, y + 16, 20, 18, "#5a4a44")


def _picker(canvas: Canvas, x: float, y: float, size: float, coat: str, facing: int) -> None:
    """A picker with a basket on her back and a straw hat, bent a little over the bushes."""
    pose = Pose(REACH.legs, (((0.19, 0.62), (0.3, 0.58)), ((0.1, 0.56), (0.24, 0.5))), lean=0.08)
    canvas.polygon([(x - facing * size * 0.07, y - size * 0.8), (x - facing * size * 0.3, y - size * 0.76),
                    (x - facing * size * 0.24, y - size * 0.46), (x - facing * size * 0.04, y - size * 0.46)],
                   "#a9713d")  # fmt: skip
    for share in (0.08, 0.17, 0.26):
        canvas.stroke([(x - facing * size * 0.05, y - size * (0.46 + share)), (x - facing * size * 0.27, y - size * (0.45 + share))],
                      max(size * 0.012, 1.5), "#c9925a")  # fmt: skip
    canvas.ellipse(x - facing * size * 0.18, y - size * 0.78, size * 0.125, size * 0.04, "#7fae5a")
    person(canvas, x, y, size, pose, Dress(coat, "#26413a", "#cf9670", "straw", "#e6c27b"), facing)


def power_line() -> Image.Image:
    """The ridge line: a tower standing out of the clouds, two men on it."""
    canvas = Canvas(1200, 1600, 22)
    canvas.gradient((0, "#17466b"), (0.35, "#4e8fae"), (0.6, "#f2cfa3"), (0.72, "#f7e3c4"), (1, "#f7e3c4"))
    canvas.glow(250, 960, 640, "#fff1d0", 0.85)
    canvas.circle(250, 950, 104, "#fff6e0")
    canvas.polygon(canvas.ridge(1060, 110, 3), "#8fb0bb")
    canvas.veil([(0, 1060), (1200, 1090), (1200, 1190), (0, 1200)], "#fbf0dc", 0.8, blur=36)
    far = canvas.ridge(1200, 90, 3)
    canvas.polygon(far, "#5f8799")
    for x in (150, 1010):
        _tower(canvas, x, 1240, 250, "#3d5f73")
    _clouds(canvas, 1270, "#fdf4e3", 15)
    canvas.polygon(canvas.ridge(1360, 60, 2), "#2f5a6e")
    _clouds(canvas, 1420, "#f3e2c9", 13)
    for attach, sag in (((300, 470), 520), ((900, 470), 640)):
        far_end = (-40, 900) if attach[0] < 600 else (1240, 980)
        middle = ((attach[0] + far_end[0]) / 2, sag + 240)
        canvas.stroke(curve(attach, middle, middle, far_end), 4, "#12324a")
    for attach in ((250, 760), (950, 760)):
        far_end = (-40, 1060) if attach[0] < 600 else (1240, 1130)
        middle = ((attach[0] + far_end[0]) / 2, 980)
        canvas.stroke(curve(attach, middle, middle, far_end), 4, "#12324a")
    _tower(canvas, 600, 1560, 1380, "#12324a")
    _clouds(canvas, 1500, "#fbf0dc", 8)
    orange = Dress("#e8632c", "#22384a", "#d59a74", "helmet", "#f4c542", "#fbe7b5")
    climb = Pose((((0.1, 0.32), (0.02, 0.14)), ((0.14, 0.24), (0.08, 0.02))),
                 (((0.12, 0.86), (0.2, 0.98)), ((0.12, 0.7), (0.22, 0.76))), lean=0.02)  # fmt: skip
    person(canvas, 470, 1090, 270, climb, orange, facing=1)
    canvas.stroke(curve((478, 968), (530, 990), (540, 930), (500, 892)), 5, "#f4c542")
    sit = Pose(
        (((0.12, 0.44), (0.14, 0.22)), ((0.16, 0.42), (0.2, 0.2))),
        (((0.14, 0.7), (0.27, 0.74)), ((0.1, 0.62), (0.24, 0.66))),
        lean=0.05,
    )
    person(canvas, 795, 600, 280, sit, Dress("#2f7fa0", "#1b3144", "#d59a74", "helmet", "#f7f0e0", "#fbe7b5"), facing=1)
    canvas.stroke(curve((785, 470), (740, 500), (700, 480), (690, 446)), 5, "#f4c542")
    for i in range(6):
        x, y = 760 + i * 62, 250 + 40 * sin(i * 2) + i * 12
        canvas.stroke([(x - 16, y - 7), (x, y), (x + 16, y - 8)], 4, "#dfeaf0")
    return canvas.finish()


def _tower(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A lattice tower: four narrowing storeys with crossed bars, two pairs of arms with insulators."""
    thick = max(size * 0.009, 1.6)
    levels = [(0.0, 0.17), (0.2, 0.125), (0.38, 0.092), (0.54, 0.066), (0.68, 0.05), (0.82, 0.04), (1.0, 0.008)]
    for (low, wide), (high, narrow) in zip(levels, levels[1:], strict=False):
        bottom, top = y - low * size, y - high * size
        for side in (-1, 1):
            canvas.stroke([(x + side * wide * size, bottom), (x + side * narrow * size, top)], thick * 1.5, colour)
            canvas.stroke([(x + side * wide * size, bottom), (x - side * narrow * size, top)], thick * 0.7, colour)
        canvas.stroke([(x - narrow * size, top), (x + narrow * size, top)], thick, colour)
    for height, reach in ((0.6, 0.255), (0.81, 0.22)):
        level = y - height * size
        for side in (-1, 1):
            tip = (x + side * reach * size, level)
            canvas.stroke([(x + side * 0.05 * size, level), tip], thick * 1.3, colour)
            canvas.stroke([(x + side * 0.045 * size, level - 0.055 * size), tip], thick, colour)
            for k in range(1, 4):
                share = k / 4
                foot = x + side * size * (0.05 + (reach - 0.05) * share)
                canvas.stroke(
                    [(foot, level), (foot - side * size * 0.03, level - 0.055 * size * (1 - share))],
                    thick * 0.6,
                    colour,
                )
            for k in range(4):
                canvas.ellipse(tip[0], level + size * (0.008 + k * 0.009), size * 0.008, size * 0.004, "#e9efe9")


def _clouds(canvas: Canvas, base: float, colour: str, count: int) -> None:
    """A sea of clouds with a flat floor."""
    for i in range(count):
        x = (i + canvas.random.uniform(-0.3, 0.3)) * canvas.width / (count - 1)
        r = canvas.random.uniform(46, 104)
        canvas.ellipse(x, base + 20 * sin(i * pi / 3), r * 1.6, r * 0.7, colour)
    canvas.rectangle(0, base + 14, canvas.width, canvas.height - base, colour)
