"""In the street: the rider in the rain, the sweeper, the steamers, the first bus."""

from math import cos, sin

from PIL import Image

from magazine.sample.drawings.canvas import Canvas, arc, curve
from magazine.sample.drawings.people import STAND, SWEEP, WALK, Dress, Pose, person


def houses(canvas: Canvas, base: float, colour: str, lit: str, low: float, high: float, share: float) -> None:
    """A row of houses of uneven height with some windows lit."""
    x = -30.0
    while x < canvas.width:
        w, h = canvas.random.uniform(130, 240), canvas.random.uniform(low, high)
        canvas.rectangle(x, base - h, w, h + 4, colour)
        if canvas.random.random() < 0.4:
            canvas.rectangle(x + w * 0.2, base - h - 34, 44, 36, colour)
        for wy in range(int(base - h) + 26, int(base) - 60, 58):
            for wx in range(int(x) + 20, int(x + w) - 34, 46):
                if canvas.random.random() < share:
                    canvas.rectangle(wx, wy, 22, 30, lit)
        x += w + canvas.random.choice((0, 4, 16))


def rider() -> Image.Image:
    """A rainy night: a delivery rider passes the station with the yellow lights."""
    canvas = Canvas(1800, 1200, 47)
    canvas.gradient((0, "#101d38"), (0.55, "#25406a"), (0.75, "#3d6288"), (1, "#1a2c4a"))
    houses(canvas, 800, "#1f3560", "#5d86ad", 300, 560, 0.12)
    houses(canvas, 800, "#172849", "#e9b65c", 150, 380, 0.16)
    canvas.rectangle(980, 400, 700, 420, "#2a3c5e")
    canvas.gradient((0, "#ffd773"), (1, "#f2a63f"), box=(1030, 520, 1630, 820))
    for x in (1180, 1330, 1480):
        canvas.rectangle(x, 520, 10, 300, "#8a5526")
    for x, h in ((1080, 150), (1240, 140)):
        canvas.rectangle(x - 34, 820 - h + 26, 68, h, "#8a5526", radius=30)
        canvas.circle(x, 820 - h, 30, "#8a5526")
    canvas.rectangle(1380, 610, 60, 210, "#c97f33", radius=6)
    for i in range(4):
        canvas.rectangle(1388, 622 + i * 48, 44, 38, "#8a5526", radius=4)
    canvas.polygon([(940, 480), (1720, 480), (1680, 410), (980, 410)], "#142340")
    canvas.rectangle(940, 476, 780, 16, "#ffe08a", radius=8)
    canvas.glow(1330, 520, 640, "#ffc95c", 0.45)
    canvas.gradient((0, "#30496e"), (0.3, "#1d3153"), (1, "#0f1c36"), box=(0, 818, 1800, 1200))
    canvas.rectangle(0, 812, 1800, 14, "#4b668b")
    _wet_light(canvas, 1330, 300, "#f2b048", 60)
    _wet_light(canvas, 340, 120, "#6f97ba", 22)
    canvas.ellipse(690, 1106, 420, 20, "#0b1630")
    _scooter(canvas, 690, 1090, 1.0)
    canvas.veil([(1010, 850), (1060, 880), (1560, 1150), (1300, 1170)], "#ffe9a8", 0.3, blur=22)
    for _ in range(210):
        x, y = canvas.random.uniform(-60, 1860), canvas.random.uniform(-40, 1200)
        length = canvas.random.uniform(24, 78)
        canvas.stroke([(x, y), (x - length * 0.26, y + length)], canvas.random.choice((1, 1.5, 2.5)), "#9dbad6")
    for _ in range(46):
        x, y = canvas.random.uniform(0, 1800), canvas.random.uniform(880, 1190)
        canvas.stroke(arc(x, y, 22, 6, 180, 360, 8), 2, "#8fb0cf")
    return canvas.finish()


def _wet_light(canvas: Canvas, x: float, spread: float, colour: str, count: int) -> None:
    """The reflection of a light in the wet road, broken into strokes."""
    for _ in range(count):
        y = canvas.random.uniform(836, 1180)
        half = canvas.random.uniform(14, 90)
        cx = x + canvas.random.uniform(-spread, spread)
        canvas.stroke([(cx - half, y), (cx + half, y)], canvas.random.uniform(3, 7), colour)


def _scooter(canvas: Canvas, x: float, y: float, s: float) -> None:
    """A scooter with its box and its rider, seen from the side, riding to the right."""
    body, dark = "#f2b33d", "#0d1730"
    for dx in (-190, 210):
        canvas.circle(x + dx * s, y - 66 * s, 74 * s, dark)
        canvas.circle(x + dx * s, y - 66 * s, 44 * s, "#3d5a80")
        canvas.circle(x + dx * s, y - 66 * s, 16 * s, dark)
    canvas.stroke([(x + 210 * s, y - 66 * s), (x + 150 * s, y - 330 * s)], 22 * s, dark)
    canvas.stroke([(x + 172 * s, y - 236 * s), (x + 122 * s, y - 100 * s), (x - 70 * s, y - 96 * s)], 44 * s, body)
    canvas.polygon(
        [(x - 270 * s, y - 190 * s), (x - 40 * s, y - 206 * s), (x - 20 * s, y - 90 * s), (x - 200 * s, y - 86 * s)],
        body,
    )
    canvas.stroke([(x - 230 * s, y - 212 * s), (x - 30 * s, y - 216 * s)], 34 * s, dark)
    canvas.stroke([(x + 150 * s, y - 330 * s), (x + 96 * s, y - 356 * s)], 14 * s, dark)
    canvas.circle(x + 182 * s, y - 300 * s, 26 * s, "#fff2c0")
    canvas.glow(x + 196 * s, y - 296 * s, 150 * s, "#ffe9a8", 0.8)
    canvas.circle(x - 274 * s, y - 176 * s, 13 * s, "#e8503f")
    canvas.rectangle(x - 372 * s, y - 436 * s, 214 * s, 208 * s, "#e8503f", radius=18 * s)
    canvas.rectangle(x - 372 * s, y - 436 * s, 214 * s, 40 * s, "#c23a30", radius=18 * s)
    canvas.rectangle(x - 344 * s, y - 350 * s, 158 * s, 18 * s, "#fbe7b5")
    pose = Pose(
        (((0.21, 0.46), (0.17, 0.18)), ((0.24, 0.44), (0.22, 0.17))),
        (((0.15, 0.62), (0.37, 0.66)), ((0.16, 0.58), (0.36, 0.62))),
        lean=0.1,
    )
    dress = Dress("#2fa3a0", "#1b2f52", "#d9996f", "helmet", "#f2b33d", "#d6fff4")
    person(canvas, x - 112 * s, y + 54 * s, 600 * s, pose, dress)
    canvas.polygon(
        [(x - 170 * s, y - 410 * s), (x - 80 * s, y - 430 * s), (x - 120 * s, y - 220 * s), (x - 224 * s, y - 250 * s)],
        "#26908e",
    )


def sweeper() -> Image.Image:
    """An avenue of plane trees at first light; a sweeper gathers last night's leaves."""
    canvas = Canvas(1800, 1200, 42)
    canvas.gradient((0, "#3d5a80"), (0.3, "#7f95a5"), (0.52, "#f3c892"), (0.62, "#fbe3b4"), (1, "#fbe3b4"))
    canvas.glow(930, 640, 600, "#fff0c4", 0.9)
    canvas.circle(930, 640, 74, "#fff7dc")
    for side in (-1, 1):
        for i in range(5):
            near, far = 900 - i * 170, 900 - (i + 1) * 170
            top = 150 + i * 92
            colour = ("#4d5d78", "#5f6d84", "#7a8393", "#989a9d", "#b5ada2")[i]
            xs = (930 + side * near, 930 + side * max(far, 120))
            canvas.polygon([(xs[0], top), (xs[1], top + 70), (xs[1], 900), (xs[0], 900)], colour)
            for k in range(4):
                wx = xs[0] + (xs[1] - xs[0]) * (0.2 + 0.2 * k)
                for wy in range(top + 90, 640 - i * 10, 84):
                    lit = canvas.random.random() < 0.14
                    canvas.rectangle(wx - 9, wy, 18, 36 - i * 4, "#ffdf94" if lit else "#42526b")
    canvas.gradient_in(
        [(840, 690), (1020, 690), (2100, 1200), (-300, 1200)], (0, "#f0c58c"), (0.4, "#a98978"), (1, "#59566a")
    )
    canvas.polygon([(840, 690), (-300, 1200), (-300, 700), (0, 860)], "#6d6776")
    canvas.polygon([(1020, 690), (2100, 1200), (2100, 700), (1800, 860)], "#6d6776")
    for i in range(4, -1, -1):
        for side in (-1, 1):
            _tree(canvas, 930 + side * (170 + (4 - i) ** 1.55 * 92), 730 + (4 - i) ** 1.7 * 34, 0.3 + (4 - i) * 0.24)
    canvas.veil([(880, 640), (980, 640), (1500, 1200), (360, 1200)], "#fff1c9", 0.3, blur=50)
    for _ in range(170):
        x, y = canvas.random.uniform(0, 1800), canvas.random.uniform(860, 1190)
        _leaf(canvas, x, y, 7 + (y - 860) / 36, canvas.random.uniform(0, 6.3))
    for _ in range(120):
        x, y = canvas.random.gauss(1290, 70), 1100 - abs(canvas.random.gauss(0, 26))
        _leaf(canvas, x, y, 15, canvas.random.uniform(0, 6.3))
    canvas.polygon([(760, 1120), (1010, 1106), (560, 1190), (300, 1200)], "#4b4a5e")
    dress = Dress("#ee6c2d", "#2c3b57", "#cf9068", "straw", "#e9c57c", "#fff0c4")
    canvas.stroke([(884, 770), (1120, 1080)], 11, "#7a4f30")
    person(canvas, 850, 1130, 560, SWEEP, dress)
    canvas.stroke([(960, 870), (1120, 1080)], 11, "#7a4f30")
    for k in range(9):
        canvas.stroke([(1112, 1066), (1120 + k * 15, 1146 - k * 5)], 7, ("#b98545", "#d9a860")[k % 2])
    return canvas.finish()


def _tree(canvas: Canvas, x: float, y: float, s: float) -> None:
    canvas.stroke([(x, y), (x + 6 * s, y - 230 * s)], 30 * s, "#4a3a3c")
    for dx, dy in ((-70, -330), (80, -340)):
        canvas.stroke([(x + 4 * s, y - 180 * s), (x + dx * s, y + dy * s)], 15 * s, "#4a3a3c")
    for dx, dy, r, colour in ((-90, -330, 110, "#b8612f"), (90, -340, 116, "#c9742f"), (0, -420, 130, "#dd9238"),
                              (-50, -400, 80, "#e9ac4a"), (60, -420, 60, "#f2c464")):  # fmt: skip
        canvas.ellipse(x + dx * s, y + dy * s, r * s, r * 0.78 * s, colour)


def _leaf(canvas: Canvas, x: float, y: float, size: float, turn: float) -> None:
    dx, dy = cos(turn) * size, sin(turn) * size * 0.45
    colour = canvas.random.choice(("#dd9238", "#b8612f", "#e9ac4a", "#8d4a2c"))
    canvas.polygon(
        [(x - dx, y - dy), (x - dy * 0.9, y + dx * 0.3), (x + dx, y + dy), (x + dy * 0.9, y - dx * 0.3)], colour
    )


def steamers() -> Image.Image:
    """A corner shop before sunrise: the first basket is opened, the steam takes the lamp light."""
    canvas = Canvas(1200, 1600, 43)
    canvas.gradient((0, "#1a2440"), (0.7, "#33406a"), (1, "#27304f"))
    canvas.rectangle(70, 250, 1060, 1120, "#3b2a2b")
    canvas.gradient((0, "#f6b552"), (0.5, "#f0913f"), (1, "#b9532e"), box=(120, 420, 1080, 1150))
    for i, y in enumerate((520, 640)):
        canvas.rectangle(160, y + 80, 880, 14, "#7d3b26")
        for k in range(11):
            h = 44 + (k * 7 + i * 3) % 4 * 9
            canvas.rectangle(
                180 + k * 78, y + 80 - h, 50, h, ("#8f4529", "#d9742f", "#6d3324", "#f6cf85")[(k + i) % 4], radius=8
            )
    canvas.polygon([(30, 430), (1170, 430), (1110, 270), (90, 270)], "#c23a30")
    for k in range(9):
        left = 30 + k * 126.6
        if k % 2 == 0:
            canvas.polygon(
                [(left, 430), (left + 126, 430), (100 + (k + 1) * 112.5, 270), (90 + k * 113, 270)], "#f3e2c2"
            )
        canvas.slice(left + 63, 428, 63, 44, 0, 180, "#f3e2c2" if k % 2 == 0 else "#c23a30")
    for x in (330, 870):
        canvas.stroke([(x, 430), (x, 520)], 4, "#3b2a2b")
        canvas.glow(x, 560, 330, "#fff0b8", 0.75)
        canvas.circle(x, 552, 34, "#fff8dc")
    cook = Dress("#f7f0e0", "#2a3350", "#dba57c", "cap", "#f7f0e0")
    lift = Pose(STAND.legs, (((0.2, 0.7), (0.3, 0.84)), ((0.16, 0.6), (0.27, 0.58))), lean=0.02)
    person(canvas, 430, 1480, 800, lift, cook)
    canvas.polygon([(360, 930), (500, 930), (520, 1160), (346, 1160)], "#c23a30")
    canvas.rectangle(60, 1140, 1080, 60, "#7d3b26", radius=8)
    canvas.gradient((0, "#8f4529"), (1, "#4b2a26"), box=(90, 1196, 1110, 1420))
    for k in range(6):
        canvas.rectangle(116 + k * 166, 1220, 140, 180, "#5f3226", radius=6)
    _baskets(canvas)
    canvas.gradient((0, "#3c4263"), (1, "#20273f"), box=(0, 1412, 1200, 1600))
    canvas.veil([(160, 1412), (1040, 1412), (1190, 1600), (20, 1600)], "#f6b552", 0.35, blur=30)
    guest = Dress("#ee6c2d", "#2c3b57", "#cf9068", "straw", "#e9c57c", "#fff0c4")
    canvas.ellipse(1010, 1560, 110, 14, "#151b30")
    person(
        canvas,
        1010,
        1556,
        640,
        Pose(STAND.legs, (((0.12, 0.66), (0.22, 0.66)), ((0.08, 0.6), (0.2, 0.62))), lean=0.02),
        guest,
        facing=-1,
    )
    _steam(canvas)
    return canvas.finish()


def _baskets(canvas: Canvas) -> None:
    for x, y, n in ((820, 1140, 4), (560, 1140, 2)):
        for k in range(n):
            top = y - (k + 1) * 64
            canvas.rectangle(x - 120, top, 240, 58, "#d9a35a", radius=10)
            canvas.rectangle(x - 120, top + 20, 240, 8, "#b07a3a")
            canvas.rectangle(x - 120, top + 40, 240, 6, "#b07a3a")
    for dx in (-70, -24, 24, 70):
        canvas.circle(560 + dx, 1006, 34, "#fff8e8")
        canvas.circle(560 + dx, 986, 6, "#e6d3b0")
    canvas.rectangle(440, 1012, 240, 20, "#d9a35a", radius=8)
    canvas.polygon([(600, 860), (850, 770), (862, 806), (616, 896)], "#b07a3a")
    canvas.slice(728, 826, 130, 70, 160, 340, "#d9a35a")


def _steam(canvas: Canvas) -> None:
    """Curls of steam that rise past the awning into the night."""
    for x, sway, top, wide in ((520, -120, 90, 70), (600, 120, 200, 56), (820, 90, 150, 60)):
        left = curve((x - wide * 0.5, 980), (x + sway, 760), (x - sway, 480), (x + sway * 0.7, top), 24)
        right = curve((x + wide * 0.5, 980), (x + wide + sway, 760), (x + wide - sway, 480), (x + sway * 0.7, top), 24)
        canvas.veil([*left, *reversed(right)], "#fff6e4", 0.5, blur=18)


def bus_depot() -> Image.Image:
    """The yard before the first bus: headlights on, a driver walks to her coach with a flask."""
    canvas = Canvas(1800, 1200, 44)
    canvas.gradient((0, "#191b3f"), (0.35, "#3c3566"), (0.56, "#a75f7e"), (0.66, "#f0a582"), (1, "#f0a582"))
    for _ in range(70):
        canvas.circle(
            canvas.random.uniform(0, 1800),
            canvas.random.uniform(0, 420),
            canvas.random.choice((1, 1.5, 2.4)),
            "#e9dff0",
        )
    canvas.circle(1490, 190, 56, "#f7ead8")
    houses(canvas, 790, "#57426f", "#f3b98a", 90, 260, 0.1)
    canvas.rectangle(0, 786, 1800, 414, "#2b2a4c")
    canvas.gradient((0, "#5b4a6c"), (0.3, "#37345a"), (1, "#17183a"), box=(0, 788, 1800, 1200))
    canvas.polygon([(0, 330), (1240, 380), (1240, 420), (0, 384)], "#15163a")
    for x in (120, 660, 1180):
        canvas.rectangle(x, 370, 22, 430, "#15163a")
        canvas.glow(x + 160, 440, 200, "#ffe2a8", 0.35)
        canvas.rectangle(x + 110, 404, 110, 12, "#fff0c8", radius=6)
    for x, y, s, colour in ((1120, 850, 0.62, "#4f8e9a"), (770, 900, 0.8, "#d97a4a"), (330, 980, 1.08, "#2f8f8a")):
        _bus(canvas, x, y, s, colour)
    for i in range(5):
        canvas.polygon(
            [
                (980 + i * 170, 1000 + i * 6),
                (1000 + i * 170, 1000 + i * 6),
                (1150 + i * 250, 1200),
                (1110 + i * 250, 1200),
            ],
            "#f3d9b0",
        )
    dress = Dress("#35508a", "#141634", "#dba57c", "bun", "#15132c")
    stretch = [(1440, 1140), (1500, 1136), (1800, 1196), (1660, 1200)]
    canvas.polygon(stretch, "#101130")
    hand = person(canvas, 1420, 1140, 520, WALK, dress, facing=-1)
    canvas.rectangle(hand[0] - 16, hand[1] - 8, 34, 78, "#e8503f", radius=10)
    canvas.rectangle(hand[0] - 10, hand[1] - 24, 22, 20, "#f3d9b0", radius=4)
    return canvas.finish()


def _bus(canvas: Canvas, x: float, y: float, s: float, colour: str) -> None:
    """A bus seen from the front, (x, y) in the middle of the wheels' line, headlights on."""
    canvas.ellipse(x, y + 8 * s, 250 * s, 22 * s, "#101130")
    for dx in (-170, 120):
        canvas.rectangle(x + dx * s, y - 50 * s, 54 * s, 64 * s, "#101130", radius=12 * s)
    canvas.rectangle(x - 210 * s, y - 520 * s, 420 * s, 500 * s, colour, radius=46 * s)
    canvas.rectangle(x - 210 * s, y - 190 * s, 420 * s, 60 * s, "#f3e2c8")
    canvas.rectangle(x - 186 * s, y - 420 * s, 372 * s, 210 * s, "#fbd58a", radius=26 * s)
    canvas.polygon(
        [
            (x - 186 * s, y - 236 * s),
            (x - 60 * s, y - 420 * s),
            (x + 40 * s, y - 420 * s),
            (x - 100 * s, y - 210 * s),
            (x - 160 * s, y - 210 * s),
        ],
        "#ffe9b8",
    )
    canvas.rectangle(x - 5 * s, y - 420 * s, 10 * s, 210 * s, "#101130")
    canvas.rectangle(x - 130 * s, y - 496 * s, 260 * s, 52 * s, "#15163a", radius=10 * s)
    for k in range(7):
        canvas.rectangle(x + (-112 + k * 33) * s, y - 482 * s, 20 * s, 24 * s, "#f2b33d", radius=3)
    for side in (-1, 1):
        canvas.stroke(
            [(x + side * 208 * s, y - 430 * s), (x + side * 250 * s, y - 400 * s), (x + side * 250 * s, y - 330 * s)],
            14 * s,
            "#101130",
        )
        canvas.circle(x + side * 150 * s, y - 84 * s, 34 * s, "#fff8dc")
        canvas.glow(x + side * 150 * s, y - 84 * s, 170 * s, "#fff0c0", 0.8)
        canvas.veil([(x + side * 150 * s - 30, y - 70 * s), (x + side * 150 * s + 30, y - 70 * s),
                     (x + side * 210 * s + 190 * s, y + 230 * s), (x + side * 210 * s - 190 * s, y + 230 * s)],
                    "#ffe9b0", 0.22, blur=18)  # fmt: skip
    canvas.rectangle(x - 80 * s, y - 104 * s, 160 * s, 40 * s, "#15163a", radius=8 * s)
