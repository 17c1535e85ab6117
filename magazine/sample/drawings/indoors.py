"""Under a roof: the night class, the workshop with the robot, the wall of small ideas."""

from PIL import Image

from magazine.sample.drawings.canvas import Canvas, arc, curve
from magazine.sample.drawings.people import REACH, STAND, Dress, Pose, audience, person
from magazine.sample.drawings.shore import gantry

NIGHT = ((0.0, "#0f2438"), (0.6, "#1f4a63"), (1.0, "#3f7384"))


def lamp(canvas: Canvas, x: float, y: float, reach: float, floor: float, colour: str = "#ffdf9a") -> None:
    """A hanging lamp with its cone of light."""
    canvas.stroke([(x, 0), (x, y)], 4, "#1b2430")
    canvas.veil([(x - 40, y), (x + 40, y), (x + reach, floor), (x - reach, floor)], colour, 0.2, blur=26)
    canvas.slice(x, y + 8, 78, 54, 180, 360, "#1b2430")
    canvas.ellipse(x, y + 8, 52, 10, "#fff2c4")
    canvas.glow(x, y + 10, 240, colour, 0.5)


def classroom() -> Image.Image:
    """The upper floor of the waiting house: a foreman at the blackboard, cranes behind the window."""
    canvas = Canvas(1800, 1200, 31)
    canvas.gradient((0, "#b9693c"), (0.6, "#e2a35c"), (1, "#c98246"))
    canvas.gradient(*NIGHT, box=(1180, 150, 1720, 720))
    canvas.circle(1620, 250, 44, "#f3e8c6")
    gantry(canvas, 1470, 700, 420, "#0d1c2b")
    canvas.rectangle(1180, 640, 540, 80, "#0d1c2b")
    for i in range(16):
        canvas.circle(1200 + i * 33, 652 + i % 3 * 16, 4, "#f6c765")
    for x in (1168, 1438, 1712):
        canvas.rectangle(x, 138, 22, 600, "#5c2f22")
    for y in (138, 428, 716):
        canvas.rectangle(1168, y, 566, 20, "#5c2f22")
    canvas.rectangle(1140, 732, 620, 26, "#7a4029")
    canvas.rectangle(120, 170, 900, 500, "#5c2f22", radius=6)
    canvas.gradient((0, "#1f4a43"), (1, "#2a5c50"), box=(142, 192, 998, 648))
    _chalk(canvas)
    lamp(canvas, 560, 70, 420, 980)
    lamp(canvas, 1110, 70, 420, 980)
    canvas.gradient((0, "#8d4a2d"), (1, "#5f2f22"), box=(0, 880, 1800, 1200))
    teacher = Dress("#e8632c", "#23344a", "#d9996f", "helmet", "#f7e6bd", "#fbe7b5")
    hand = person(canvas, 905, 975, 560, Pose(STAND.legs, REACH.arms[::-1], lean=-0.01), teacher, facing=-1)
    canvas.stroke([hand, (hand[0] - 150, hand[1] - 70)], 6, "#f7e6bd")
    canvas.rectangle(1010, 800, 300, 22, "#7a4029", radius=4)
    for x in (1030, 1272):
        canvas.rectangle(x, 820, 16, 150, "#5f2f22")
    for dx, h in ((40, 60), (110, 44), (190, 84)):
        canvas.rectangle(1010 + dx, 800 - h, 52, h, "#3f6f7d", radius=8)
        canvas.rectangle(1000 + dx, 800 - h - 10, 72, 14, "#23475a", radius=5)
    rows = []
    coats = ("#23475a", "#d9742f", "#31506a", "#8d3b2c", "#d9742f", "#23475a", "#3f6f7d")
    hats = ("#f2b33d", "#f7ead0", "#d8432f", "#f2b33d", "#2f7f87", "#f7ead0", "#f2b33d")
    for i in range(7):
        rows.append((130 + i * 262, 1010 + i % 2 * 10, 46, coats[i], hats[i]))
    for i in range(6):
        rows.append((20 + i * 350 + i % 2 * 24, 1130, 66, coats[-i - 1], hats[(i * 3 + 1) % 7]))
    audience(canvas, rows)
    return canvas.finish()


def _chalk(canvas: Canvas) -> None:
    """The lesson: a pump with its pipes, drawn in chalk."""
    white, yellow = "#e6efe0", "#f3d06f"
    canvas.stroke([*arc(360, 420, 96, 96, 0, 360, 40)], 6, white)
    canvas.stroke([*arc(360, 420, 40, 40, 0, 360, 30)], 5, white)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        canvas.stroke([(360 + dx * 40, 420 + dy * 40), (360 + dx * 96, 420 + dy * 96)], 5, white)
    canvas.stroke([(456, 420), (600, 420), (600, 300), (720, 300)], 6, white)
    canvas.stroke([(264, 420), (200, 420), (200, 580), (420, 580)], 6, white)
    for x, y in ((600, 420), (600, 300)):
        canvas.circle(x, y, 12, yellow)
    canvas.stroke([(520, 380), (560, 380), (548, 370)], 5, yellow)
    for i, length in enumerate((160, 220, 120)):
        canvas.stroke([(230, 250 + i * 26), (230 + length, 250 + i * 26)], 4, "#8fb3a4")
    canvas.stroke([(480, 540), (480, 610)], 5, yellow)
    for i, h in enumerate((20, 44, 34, 60)):
        canvas.stroke([(510 + i * 34, 608), (510 + i * 34, 608 - h)], 9, yellow)


def workshop() -> Image.Image:
    """An operator teaches a robot; daylight falls through the saw-tooth roof."""
    canvas = Canvas(1800, 1200, 32)
    canvas.gradient((0, "#27566b"), (0.5, "#4a8591"), (1, "#8fb8b0"))
    for i in range(5):
        x = -120 + i * 420
        canvas.polygon([(x, 290), (x, 40), (x + 400, 290)], "#183b4d")
        canvas.gradient_in([(x + 14, 270), (x + 14, 76), (x + 330, 270)], (0, "#f7e9c3"), (1, "#e9c98a"))
        canvas.stroke([(x + 120, 270), (x + 120, 140)], 8, "#183b4d")
        canvas.veil([(x + 20, 290), (x + 300, 290), (x + 40, 1000), (x - 330, 1000)], "#f9edcb", 0.17, blur=20)
    canvas.rectangle(0, 286, 1800, 26, "#183b4d")
    for x in (210, 800, 1390):
        canvas.rectangle(x, 300, 30, 590, "#1f4a5d")
        for y in range(320, 860, 60):
            canvas.stroke([(x + 4, y), (x + 26, y + 40)], 4, "#2f6376")
    for x, h, w in ((30, 200, 150), (300, 260, 210), (560, 180, 180), (1080, 230, 240), (1500, 280, 220)):
        canvas.rectangle(x, 880 - h, w, h, "#2f6376", radius=10)
        canvas.rectangle(x + 18, 900 - h, w - 36, h * 0.4, "#4f8e9a", radius=6)
        canvas.circle(x + w - 24, 860, 8, "#f2b33d")
    canvas.gradient((0, "#3b6d76"), (1, "#1b3f50"), box=(0, 880, 1800, 1200))
    canvas.polygon([(0, 990), (1800, 930), (1800, 948), (0, 1010)], "#f2b33d")
    canvas.polygon([(0, 1120), (1800, 1180), (1800, 1200), (0, 1142)], "#f2b33d")
    _conveyor(canvas)
    _robot(canvas)
    dress = Dress("#d8503f", "#1b2f45", "#e3a983", "helmet", "#f7ead0", "#fbe7b5")
    hold = Pose(STAND.legs, (((0.12, 0.62), (0.23, 0.66)), ((0.06, 0.58), (0.2, 0.62))), lean=0.03)
    canvas.ellipse(1480, 1140, 120, 14, "#15323f")
    person(canvas, 1470, 1136, 620, hold, dress, facing=-1)
    canvas.polygon([(1292, 690), (1372, 706), (1356, 790), (1280, 770)], "#15242f")
    canvas.polygon([(1302, 704), (1356, 714), (1348, 752), (1294, 740)], "#8fe0d2")
    canvas.stroke(curve((1330, 786), (1300, 1000), (1150, 1130), (860, 1070)), 6, "#15242f")
    return canvas.finish()


def _conveyor(canvas: Canvas) -> None:
    canvas.rectangle(0, 900, 560, 46, "#15242f", radius=20)
    for x in range(20, 560, 54):
        canvas.circle(x, 923, 13, "#4f8e9a")
    for x in (60, 430):
        canvas.rectangle(x, 944, 26, 130, "#15323f")
    for x in (40, 210, 382):
        canvas.rectangle(x, 806, 120, 94, "#e9c98a", radius=6)
        canvas.rectangle(x + 48, 806, 24, 94, "#c98a4a")


def _robot(canvas: Canvas) -> None:
    """A six-axis arm in orange reaching over the conveyor."""
    light, dark, joint = "#f08a3c", "#c9602a", "#20303c"
    canvas.ellipse(800, 1096, 230, 24, "#15323f")
    canvas.polygon([(650, 1090), (700, 960), (900, 960), (950, 1090)], joint)
    canvas.rectangle(690, 890, 220, 90, dark, radius=30)
    canvas.stroke([(800, 880), (960, 560)], 120, dark)
    canvas.stroke([(790, 880), (945, 560)], 96, light)
    canvas.stroke([(950, 556), (600, 430)], 96, dark)
    canvas.stroke([(950, 546), (600, 420)], 74, light)
    for x, y, r in ((800, 886, 74), (952, 556, 70)):
        canvas.circle(x, y, r, joint)
        canvas.circle(x, y, r * 0.62, "#e9c98a")
        canvas.circle(x, y, r * 0.26, joint)
    canvas.stroke([(600, 428), (470, 560)], 62, dark)
    canvas.circle(600, 428, 52, joint)
    canvas.circle(600, 428, 26, "#e9c98a")
    canvas.stroke([(470, 560), (446, 680)], 44, joint)
    for dx in (-44, 44):
        canvas.stroke([(446, 690), (446 + dx, 720), (446 + dx, 800)], 16, joint)
    canvas.stroke(curve((980, 500), (1060, 640), (980, 800), (880, 900)), 14, "#15242f")


def idea_wall() -> Image.Image:
    """A white wall full of small cards, with workers in front of it talking one of them over."""
    canvas = Canvas(1800, 1200, 33)
    canvas.gradient((0, "#f3e5c9"), (1, "#e6cfa3"))
    canvas.rectangle(0, 0, 1800, 96, "#1f5a66")
    canvas.rectangle(0, 96, 1800, 12, "#163f49")
    colours = ("#fffaf0", "#fffaf0", "#f6c765", "#e98a6a", "#8fc0b6", "#fffaf0", "#f3dcae")
    for row in range(6):
        for column in range(14):
            x = 40 + column * 126 + canvas.random.uniform(-9, 9)
            y = 140 + row * 118 + canvas.random.uniform(-7, 7)
            if canvas.random.random() < 0.06:
                continue
            _card(canvas, x, y, canvas.random.choice(colours))
    canvas.rectangle(1648, 108, 12, 770, "#d8432f")
    canvas.veil([(0, 108), (700, 108), (250, 900), (0, 900)], "#fff6da", 0.35, blur=30)
    canvas.rectangle(0, 872, 1800, 22, "#1f5a66")
    canvas.gradient((0, "#a9653f"), (1, "#6d3b2a"), box=(0, 894, 1800, 1200))
    for x in range(-200, 2000, 260):
        canvas.stroke([(x + 90, 894), (x - 60, 1200)], 3, "#8b5034")
    group = (
        (330, 1110, 600, STAND, Dress("#2f6f80", "#1d2f3f", "#d9996f", "helmet", "#f2b33d", "#fbe7b5"), 1),
        (620, 1120, 590, REACH, Dress("#d8503f", "#23344a", "#e3a983", "bun", "#241c22"), 1),
        (1130, 1116, 610, STAND, Dress("#e39a3b", "#1d2f3f", "#c98d6a", "helmet", "#fffaf0", "#fbe7b5"), -1),
        (1430, 1126, 600, Pose(STAND.legs, (((0.14, 0.66), (0.12, 0.84)), ((-0.07, 0.62), (0.02, 0.5))), lean=0.01),
         Dress("#3d5d78", "#23344a", "#d9996f", "cap", "#d8503f"), -1),
    )  # fmt: skip
    for x, y, size, pose, dress, facing in group:
        canvas.ellipse(x + 20, y + 2, 130, 14, "#5b3023")
        person(canvas, x, y, size, pose, dress, facing)
    _card(canvas, 790, 596, "#fffaf0", 1.35)
    return canvas.finish()


def _card(canvas: Canvas, x: float, y: float, colour: str, scale: float = 1.0) -> None:
    """A card with a little drawing and three lines of writing; some carry a stamp."""
    w, h = 96 * scale, 84 * scale
    canvas.polygon([(x + 5, y + 6), (x + w + 5, y + 6), (x + w + 5, y + h + 6), (x + 5, y + h + 6)], "#cdb283")
    canvas.rectangle(x, y, w, h, colour, radius=3)
    canvas.circle(x + w / 2, y + 6 * scale, 5 * scale, "#d8432f")
    ink, kind = "#35586a", canvas.random.randint(0, 3)
    cx, cy = x + w * 0.28, y + h * 0.42
    if kind == 0:
        canvas.stroke(arc(cx, cy, 15 * scale, 15 * scale, 30, 330, 16), 4 * scale, ink)
    elif kind == 1:
        canvas.stroke([(cx - 14, cy + 14), (cx + 12, cy - 12)], 6 * scale, ink)
        canvas.circle(cx + 12, cy - 12, 9 * scale, ink)
    elif kind == 2:
        canvas.polygon([(cx - 16, cy + 14), (cx, cy - 16), (cx + 16, cy + 14)], ink)
    else:
        canvas.rectangle(cx - 14, cy - 14, 28 * scale, 28 * scale, ink, radius=5)
    for i in range(3):
        length = w * (0.36 - 0.07 * (i % 2))
        canvas.stroke(
            [(x + w * 0.55, y + h * (0.3 + i * 0.13)), (x + w * 0.55 + length, y + h * (0.3 + i * 0.13))], 3, "#9a9080"
        )
    for i in range(4):
        canvas.stroke(
            [(x + w * (0.1 + i * 0.21), y + h * 0.84), (x + w * (0.22 + i * 0.21), y + h * 0.84)], 3, "#c9b48c"
        )
    if canvas.random.random() < 0.12:
        canvas.stroke(arc(x + w * 0.78, y + h * 0.62, 14, 14, 0, 360, 20), 3, "#2f6fb0")
