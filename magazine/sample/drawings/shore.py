"""By the water: the harbour at dawn, the kites on the beach, the fishing boats coming home."""

from math import sin

from PIL import Image

from magazine.sample.drawings.canvas import Canvas, Point, curve
from magazine.sample.drawings.people import CARRY, PULL, STAND, WALK, Dress, person


def gantry(canvas: Canvas, x: float, y: float, size: float, colour: str, boom: float = 0.0) -> None:
    """A ship-to-shore crane standing at (x, y), `size` high; `boom` lifts the arm (parts of the size)."""
    w = size * 0.022
    for leg in (0, 0.3):
        canvas.stroke([(x + leg * size, y), (x + (0.05 + leg * 0.8) * size, y - size * 0.62)], w, colour)
        canvas.rectangle(x + (leg - 0.035) * size, y - size * 0.02, size * 0.07, size * 0.02, colour)
    canvas.stroke([(x + 0.02 * size, y - size * 0.22), (x + 0.3 * size, y - size * 0.22)], w, colour)
    canvas.stroke([(x + 0.02 * size, y - size * 0.22), (x + 0.29 * size, y - size * 0.6)], w * 0.5, colour)
    deck = y - size * 0.63
    canvas.rectangle(x - 0.02 * size, deck - size * 0.02, size * 0.62, size * 0.036, colour)
    tip = (x - 0.66 * size, deck - boom * size)
    canvas.stroke([(x + 0.02 * size, deck), tip], w * 1.5, colour)
    top = (x + 0.1 * size, y - size)
    canvas.stroke([(x + 0.05 * size, deck), top, (x + 0.29 * size, deck)], w, colour)
    canvas.stroke([top, (x - 0.3 * size, deck - boom * size * 0.48)], w * 0.4, colour)
    canvas.stroke([top, tip], w * 0.4, colour)
    canvas.stroke([top, (x + 0.56 * size, deck)], w * 0.4, colour)
    canvas.rectangle(x + 0.36 * size, deck - size * 0.1, size * 0.16, size * 0.1, colour)


def hanging_box(canvas: Canvas, x: float, top: float, y: float, size: float, colour: str, rope: str) -> None:
    for side in (-0.35, 0.35):
        canvas.stroke([(x + side * size * 0.5, top), (x + side * size, y)], 2, rope)
    canvas.rectangle(x - size * 0.55, y - size * 0.08, size * 1.1, size * 0.08, rope)
    canvas.rectangle(x - size * 0.5, y, size, size * 0.42, colour)
    for i in range(1, 8):
        canvas.rectangle(x - size * 0.5 + i * size / 8, y + 3, 2, size * 0.42 - 6, rope)


def containers(canvas: Canvas, x: float, y: float, columns: int, rows: int, w: float, h: float, colours: str) -> None:
    """Stacks of boxes rising from y, uneven at the top; `colours` are hex colours separated by blanks."""
    choices = colours.split()
    for column in range(columns):
        for row in range(rows - canvas.random.randint(0, min(2, rows - 1))):
            left, top = x + column * (w + 2), y - (row + 1) * (h + 2)
            canvas.rectangle(left, top, w, h, canvas.random.choice(choices))


def ripples(canvas: Canvas, x: float, top: float, bottom: float, spread: float, colour: str) -> None:
    """The path of the light on the water, wider as it comes nearer."""
    y = top
    while y < bottom:
        share = (y - top) / (bottom - top)
        half = spread * (0.25 + share * 0.9) * canvas.random.uniform(0.45, 1)
        canvas.stroke([(x - half + canvas.random.uniform(-30, 30), y), (x + half, y)], 2 + share * 7, colour)
        y += 9 + share * 22


def harbour() -> Image.Image:
    """Dawn at the container quay: the first ship under the cranes."""
    canvas = Canvas(1800, 1200, 11)
    canvas.gradient((0, "#163a52"), (0.3, "#3f6f7d"), (0.55, "#e9a76b"), (0.66, "#f7cf8e"), (1, "#f7cf8e"))
    canvas.glow(1180, 770, 720, "#ffe2a0", 0.8)
    canvas.circle(1180, 690, 150, "#fff0c9")
    for base, rise, colour in ((770, 34, "#b98a72"), (792, 24, "#8a6f6c")):
        canvas.polygon(canvas.ridge(base, rise, 3), colour)
    canvas.gradient((0, "#e8a869"), (0.25, "#a9836e"), (1, "#17384c"), box=(0, 800, 1800, 1200))
    ripples(canvas, 1180, 808, 1190, 190, "#f6cd8f")
    gantry(canvas, 1540, 800, 270, "#6d6468")
    gantry(canvas, 1330, 800, 250, "#7b6c6b", boom=0.2)
    # the ship
    hull: list[Point] = [(240, 800), (1080, 800), (1040, 905), (300, 905), (262, 860)]
    containers(canvas, 330, 800, 9, 5, 66, 34, "#c6523a #d98b4a #2d5568 #e6c07a #7d3b36 #35707a")
    canvas.rectangle(950, 610, 84, 190, "#f1e3c6")
    canvas.rectangle(942, 600, 100, 16, "#c6523a")
    for row in range(4):
        for column in range(3):
            canvas.rectangle(961 + column * 24, 630 + row * 40, 15, 14, "#5f6a70")
    canvas.polygon(hull, "#7a2f2a")
    canvas.polygon([(240, 800), (1080, 800), (1076, 818), (244, 818)], "#a8453a")
    canvas.veil([(240, 905), (1080, 905), (1000, 990), (330, 990)], "#2b2f3a", 0.35, blur=16)
    gantry(canvas, 660, 1010, 860, "#152a39", boom=0.0)
    gantry(canvas, 40, 1030, 640, "#1c3646", boom=0.34)
    hanging_box(canvas, 372, 474, 560, 108, "#e0a03f", "#152a39")
    # the quay
    canvas.polygon([(0, 1010), (1800, 1040), (1800, 1200), (0, 1200)], "#1b3a4c")
    canvas.polygon([(0, 1010), (1800, 1040), (1800, 1050), (0, 1022)], "#d9973f")
    for i in range(6):
        canvas.rectangle(120 + i * 320, 992 + i * 5, 40, 26, "#0f2230", radius=8)
    worker = Dress("#d9622f", "#0b1a26", "#c98d6a", "helmet", "#f2c14d", "#f6e3b4")
    person(canvas, 1330, 1172, 250, WALK, worker, facing=-1)
    person(
        canvas, 1475, 1180, 256, WALK, Dress("#e0a03f", "#0b1a26", "#c98d6a", "helmet", "#f1e3c6", "#f6e3b4"), facing=-1
    )
    for i in range(9):
        x, y = 820 + i * 55 + canvas.random.uniform(-12, 12), 250 + canvas.random.uniform(-60, 60)
        canvas.stroke([(x - 17, y - 7), (x, y), (x + 17, y - 8)], 3, "#20404f")
    return canvas.finish()


def kite_tail(canvas: Canvas, spine: list[Point], count: int, size: float) -> None:
    """A train of round carriages along a line, the head last."""
    colours = ("#d8432f", "#f2b33d", "#f7ead0", "#1f7a86")
    for i in range(count):
        x, y = spine[round(i * (len(spine) - 1) / (count - 1))]
        r = size * (0.45 + 0.55 * i / count)
        canvas.stroke([(x - r * 2, y + r * 0.3), (x + r * 2, y - r * 0.3)], 3, "#17384c")
        for side in (-1, 1):
            canvas.circle(x + side * r * 2, y - side * r * 0.3, r * 0.22, "#d8432f")
        canvas.circle(x, y, r, "#17384c")
        canvas.circle(x, y, r * 0.9, colours[i % 4])
        canvas.circle(x, y, r * 0.4, colours[(i + 1) % 4])


def kites() -> Image.Image:
    """The beach on the day of the kites: a train of twenty-eight carriages over the bay."""
    canvas = Canvas(1800, 1200, 12)
    canvas.gradient((0, "#2f8f9d"), (0.45, "#9fd0c6"), (0.72, "#f6e8c8"), (1, "#f6e8c8"))
    canvas.glow(360, 300, 620, "#fff6df", 0.7)
    for x, y, s in ((330, 560, 0.8), (1480, 180, 0.8), (930, 610, 0.6)):
        for dx, dy, r in ((-120, 16, 60), (-40, -14, 86), (50, -4, 72), (130, 20, 50)):
            canvas.ellipse(x + dx * s, y + dy * s, r * 1.5 * s, r * 0.62 * s, "#fbf4e2")
    for base, rise, colour in ((800, 44, "#8fbfb6"), (822, 30, "#5d9c9f")):
        canvas.polygon(canvas.ridge(base, rise, 4), colour)
    canvas.gradient((0, "#2f8791"), (1, "#6fb9b4"), box=(0, 830, 1800, 1010))
    for _ in range(26):
        y = 842 + canvas.random.uniform(0, 140)
        x = canvas.random.uniform(0, 1800)
        canvas.stroke([(x, y), (x + canvas.random.uniform(40, 130), y)], 3, "#d8efe6")
    shore = curve((0, 1040), (500, 930), (1100, 1010), (1800, 930))
    canvas.polygon([*[(x, y - 14) for x, y in shore], (1800, 1200), (0, 1200)], "#f7f2e2")
    canvas.gradient_in([*shore, (1800, 1200), (0, 1200)], (0, "#efcf95"), (1, "#d9a765"))
    spine = curve((1700, 130), (1150, -60), (1250, 640), (640, 420), 80)
    canvas.stroke([spine[-1], *curve(spine[-1], (640, 600), (650, 760), (672, 906))[1:]], 3, "#17384c")
    kite_tail(canvas, spine, 28, 44)
    x, y = spine[-1]
    canvas.polygon(
        [(x - 80, y - 60), (x + 10, y - 92), (x + 70, y - 20), (x + 20, y + 70), (x - 90, y + 40)], "#d8432f"
    )
    for dx in (-48, 6):
        canvas.circle(x + dx, y - 14, 20, "#f7ead0")
        canvas.circle(x + dx - 4, y - 10, 9, "#17384c")
    canvas.polygon([(x - 86, y + 36), (x - 20, y + 30), (x - 50, y + 62)], "#f2b33d")
    _small_kites(canvas)
    coats = ("#d8432f", "#17384c", "#f2b33d", "#1f7a86", "#f7ead0", "#8d3b30")
    canvas.stroke([(672, 906), (66, 930), (30, 1150)], 3, "#17384c")
    for i in range(14):
        dress = Dress(coats[i * 5 % 6], "#17384c" if i % 2 else "#3b4a55", "#c98d6a", "cap" if i % 3 else "hair",
                      coats[i % 6] if i % 3 else "#22303a")  # fmt: skip
        person(canvas, 40 + i * 45, 1146 + i % 3 * 12, 236, PULL, dress, facing=1)
    for i in range(11):
        x = 850 + i * 88 + canvas.random.uniform(-18, 18)
        size = 92 + canvas.random.uniform(-8, 14)
        canvas.ellipse(x + 26, 1046 + i % 3 * 16, 44, 5, "#c3935a")
        dress = Dress(coats[i % 6], "#2c3f4c", "#c98d6a", ("hair", "bun", "cap")[i % 3], "#22303a")
        person(canvas, x, 1046 + i % 3 * 16, size, (STAND, WALK, PULL)[i % 3], dress, facing=-1 if i % 2 else 1)
    return canvas.finish()


def _small_kites(canvas: Canvas) -> None:
    """An egret and a dragonfly, each on its line to the beach."""
    canvas.stroke(curve((380, 215), (420, 500), (820, 800), (905, 985)), 2, "#17384c")
    canvas.polygon(curve((380, 230), (300, 120), (190, 110), (90, 170)) + curve((90, 170), (220, 180), (300, 220), (380, 260)),
                   "#fffaf0")  # fmt: skip
    canvas.polygon(curve((380, 230), (440, 110), (560, 80), (650, 120)) + curve((650, 120), (540, 160), (470, 200), (390, 260)),
                   "#fffaf0")  # fmt: skip
    canvas.stroke(curve((300, 330), (360, 270), (400, 230), (430, 150)), 26, "#fffaf0")
    canvas.circle(434, 146, 20, "#fffaf0")
    canvas.polygon([(446, 136), (510, 128), (448, 156)], "#e8873a")
    for dx in (-26, 0, 22):
        canvas.stroke([(302, 330), (270 + dx, 404)], 7, "#17384c")
    canvas.stroke(curve((1340, 640), (1330, 760), (1300, 880), (1206, 1000)), 2, "#17384c")
    for angle, colour in ((-34, "#f2b33d"), (12, "#1f7a86")):
        for side in (-1, 1):
            x, y = 1340 + side * 104, 560 + angle
            canvas.polygon([(1340, 574 + angle / 3), (x, y - 30), (x + side * 40, y), (x, y + 16)], colour)
    canvas.stroke([(1340, 540), (1340, 720)], 16, "#17384c")
    canvas.circle(1340, 530, 24, "#d8432f")


def boat(canvas: Canvas, x: float, y: float, size: float, hull: str, band: str, cabin: str) -> None:
    """A trawler with its lamps lit; (x, y) is the waterline at the stern, the bow to the right."""
    canvas.stroke([(x + size * 0.52, y - size * 0.2), (x + size * 0.52, y - size * 0.86)], size * 0.014, "#20283a")
    for end in ((0.98, 0.27), (0.04, 0.24)):
        canvas.stroke([(x + size * 0.52, y - size * 0.84), (x + size * end[0], y - size * end[1])], 2, "#20283a")
    canvas.rectangle(x + size * 0.14, y - size * 0.44, size * 0.3, size * 0.26, cabin)
    canvas.rectangle(x + size * 0.11, y - size * 0.47, size * 0.36, size * 0.04, band)
    for i in range(3):
        canvas.rectangle(x + size * (0.17 + i * 0.09), y - size * 0.39, size * 0.06, size * 0.08, "#ffdf8c", radius=3)
    canvas.polygon([(x, y - size * 0.2), (x + size * 0.74, y - size * 0.19), (x + size, y - size * 0.3),
                    (x + size * 0.9, y + size * 0.02), (x + size * 0.05, y + size * 0.02)], hull)  # fmt: skip
    canvas.polygon([(x, y - size * 0.2), (x + size * 0.74, y - size * 0.19), (x + size, y - size * 0.3),
                    (x + size * 0.985, y - size * 0.25), (x + size * 0.74, y - size * 0.145), (x, y - size * 0.155)],
                   band)  # fmt: skip
    for i in range(5):
        lamp = (x + size * (0.52 + 0.092 * i), y - size * (0.84 - 0.112 * i))
        canvas.glow(*lamp, size * 0.1, "#ffdf8c", 0.7)
        canvas.circle(*lamp, size * 0.014, "#fff3c8")


def fishing_harbour() -> Image.Image:
    """Boats back from the night; the crew hands up the baskets."""
    canvas = Canvas(1800, 1200, 13)
    canvas.gradient((0, "#1c2547"), (0.32, "#4b4a78"), (0.5, "#c2727a"), (0.58, "#f3b07c"), (1, "#f3b07c"))
    canvas.glow(430, 690, 620, "#ffd79a", 0.7)
    for base, rise, colour in ((650, 60, "#7b5876"), (684, 36, "#533f63")):
        canvas.polygon(canvas.ridge(base, rise, 3), colour)
    canvas.gradient((0, "#e59a78"), (0.3, "#80617c"), (1, "#1d2747"), box=(0, 700, 1800, 1200))
    ripples(canvas, 430, 708, 1000, 150, "#f8c691")
    boat(canvas, 1440, 800, 310, "#2c3357", "#c9545a", "#d9c7b8")
    boat(canvas, 90, 812, 330, "#2c3357", "#3f8c92", "#d9c7b8")
    boat(canvas, 560, 925, 760, "#1c2444", "#d8503f", "#efe0cb")
    for i in range(9):
        y = 948 + i * 14
        canvas.stroke(
            [(560 + sin(i) * 40, y), (1240 + sin(i * 2) * 60, y)], 5, ("#2a3158", "#b0645f", "#3a3f66")[i % 3]
        )
    canvas.polygon([(0, 1048), (1800, 1024), (1800, 1200), (0, 1200)], "#141a30")
    canvas.polygon([(0, 1048), (1800, 1024), (1800, 1036), (0, 1062)], "#d98c6a")
    baskets = [(1420, 1128), (1530, 1130), (1640, 1134), (1475, 1074), (1588, 1078)]
    for x, y in baskets:
        canvas.polygon([(x - 52, y - 42), (x + 52, y - 42), (x + 42, y + 22), (x - 42, y + 22)], "#d8503f")
        canvas.rectangle(x - 56, y - 50, 112, 12, "#f0795c", radius=5)
        for k in range(5):
            canvas.ellipse(x - 40 + k * 20, y - 54 - k % 2 * 7, 19, 9, ("#c8d6df", "#9fb6c6", "#e8eef0")[k % 3])
    left = Dress("#e8a23c", "#2f5d6b", "#c98d6a", "cap", "#d8503f")
    right = Dress("#2f7f87", "#20283a", "#c98d6a", "hair", "#161c30")
    person(canvas, 620, 1160, 330, CARRY, left, facing=1)
    person(canvas, 850, 1160, 326, CARRY, right, facing=-1)
    canvas.polygon([(672, 948), (800, 948), (788, 1012), (684, 1012)], "#d8503f")
    canvas.rectangle(664, 938, 144, 14, "#f0795c", radius=6)
    for k in range(6):
        canvas.ellipse(686 + k * 21, 932 - k % 2 * 9, 22, 11, ("#c8d6df", "#9fb6c6", "#e8eef0")[k % 3])
    person(canvas, 1270, 1150, 320, STAND, Dress("#d9c7b8", "#3c4468", "#c98d6a", "straw", "#e8b765"), facing=1)
    person(canvas, 232, 1170, 322, WALK, Dress("#4b4a78", "#242c4e", "#c98d6a", "hood", "#5d5c8e"), facing=1)
    for i in range(7):
        x, y = 240 + i * 90 + canvas.random.uniform(-20, 20), 300 + canvas.random.uniform(-90, 80)
        canvas.stroke([(x - 22, y - 9), (x, y), (x + 22, y - 10)], 4, "#f6d9bb")
    return canvas.finish()
