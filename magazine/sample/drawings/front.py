"""The cover: the lit window of a night school above the harbour."""

from math import sin

from PIL import Image

from magazine.sample.drawings.canvas import Canvas, arc
from magazine.sample.drawings.people import REACH, STAND, Dress, Pose, audience, person
from magazine.sample.drawings.shore import gantry, ripples


def cover() -> Image.Image:
    """After work, to school: a great moon, cranes at rest, one window wide awake, people walking up to it."""
    canvas = Canvas(1500, 2000, 51)
    canvas.gradient((0, "#0c2236"), (0.35, "#14455c"), (0.62, "#2f7f86"), (0.75, "#6fae9f"), (1, "#6fae9f"))
    for _ in range(90):
        x, y = canvas.random.uniform(0, 1500), canvas.random.uniform(0, 900)
        canvas.circle(x, y, canvas.random.choice((1.2, 1.8, 2.6)), "#bcd9d2")
    canvas.glow(1010, 560, 720, "#f9e7b8", 0.45)
    canvas.circle(1010, 560, 300, "#f7e2ae")
    for dx, dy, r in ((-90, -80, 54), (70, 40, 78), (-60, 120, 36), (130, -120, 30)):
        canvas.circle(1010 + dx, 560 + dy, r, "#efd494")
    for base, rise, colour in ((1270, 60, "#2a6b74"), (1300, 40, "#1d5664")):
        canvas.polygon(canvas.ridge(base, rise, 3), colour)
    canvas.gradient((0, "#2d7580"), (1, "#0d2a3e"), box=(0, 1320, 1500, 2000))
    ripples(canvas, 1010, 1330, 1560, 170, "#e9cf95")
    canvas.polygon([(560, 1326), (1500, 1322), (1500, 1346), (560, 1352)], "#0b2434")
    gantry(canvas, 1140, 1330, 620, "#123a4b", boom=0.26)
    gantry(canvas, 760, 1340, 980, "#0b2434", boom=0.2)
    _house(canvas)
    canvas.polygon([(0, 1770), (1500, 1700), (1500, 2000), (0, 2000)], "#081a28")
    for left, right, near_left, near_right in ((60, 300, -190, 170), (310, 540, 250, 560), (560, 800, 640, 960)):
        canvas.veil([(left, 1800), (right, 1796), (near_right, 2000), (near_left, 2000)], "#f6b94f", 0.34, blur=14)
    walkers = (
        (1380, 1870, 380, Dress("#2f7f87", "#06121d", "#c98d6a", "helmet", "#f2b33d", "#d6fff4")),
        (1200, 1900, 400, Dress("#e8632c", "#06121d", "#d9996f", "helmet", "#f7ead0", "#fbe7b5")),
        (985, 1930, 420, Dress("#d9a441", "#06121d", "#c98d6a", "bun", "#0b1620")),
    )
    for x, y, size, dress in walkers:
        canvas.polygon([(x - 20, y), (x + 50, y - 4), (x + 340, y + 50), (x + 240, y + 60)], "#040f18")
        person(canvas, x, y, size, _stride(), dress, facing=-1)
    return canvas.finish(0.12)


def _stride() -> Pose:
    return Pose((((-0.02, 0.27), (-0.19, 0.05)), ((0.11, 0.27), (0.15, 0.02))),
                (((0.12, 0.63), (0.2, 0.53)), ((-0.12, 0.63), (-0.12, 0.47))), lean=0.03)  # fmt: skip


def _house(canvas: Canvas) -> None:
    """The waiting house with its lit upper floor, cut by the left edge of the page."""
    canvas.polygon([(-10, 980), (860, 1040), (860, 1776), (-10, 1806)], "#0a1e2d")
    canvas.polygon([(-10, 930), (905, 1004), (905, 1052), (-10, 984)], "#06141f")
    canvas.glow(430, 1290, 760, "#ffc55a", 0.4)
    canvas.gradient_in(
        [(60, 1080), (800, 1110), (800, 1560), (60, 1570)], (0, "#ffe9a6"), (0.5, "#fbc75c"), (1, "#ee9a3d")
    )
    canvas.polygon([(130, 1140), (560, 1156), (560, 1360), (130, 1364)], "#1f5a52")
    canvas.polygon([(130, 1140), (560, 1156), (560, 1166), (130, 1150)], "#7a4a26")
    canvas.stroke(arc(250, 1252, 58, 58, 0, 360, 30), 5, "#dfeede")
    canvas.stroke(arc(250, 1252, 22, 22, 0, 360, 20), 5, "#f6cf6a")
    canvas.stroke([(308, 1252), (400, 1252), (400, 1204), (470, 1204)], 5, "#dfeede")
    for i in range(3):
        canvas.stroke([(400, 1292 + i * 20), (500 - i * 26, 1292 + i * 20)], 4, "#9fc6b4")
    teacher = Dress("#a3431f", "#3a1f1a", "#7a4026", "helmet", "#fff3cf", "#ffd98a")
    hand = person(canvas, 640, 1580, 400, Pose(STAND.legs, REACH.arms[::-1], lean=-0.01), teacher, facing=-1)
    canvas.stroke([hand, (hand[0] - 80, hand[1] - 40)], 5, "#3a1f1a")
    rows = [(130 + i * 128, 1500 + 8 * sin(i * 2), 34, ("#3a1f1a", "#55291d", "#2b2226")[i % 3], ("#8a3d1f", "#5c2a1c", "#a85a24")[i % 3])
            for i in range(5)]  # fmt: skip
    audience(canvas, rows)
    canvas.polygon([(-10, 1558), (860, 1546), (860, 1776), (-10, 1806)], "#0a1e2d")
    for x in (60, 300, 548, 800):
        canvas.rectangle(x - 8, 1076 + x * 0.04, 16, 500, "#0a1e2d")
    canvas.polygon([(50, 1318), (806, 1322), (806, 1334), (50, 1330)], "#0a1e2d")
    canvas.polygon([(40, 1562), (830, 1552), (830, 1580), (40, 1592)], "#143648")
    for x in (70, 250, 430):
        canvas.polygon([(x, 1640), (x + 120, 1638), (x + 120, 1720), (x, 1724)], "#17455a")
        canvas.stroke([(x + 60, 1640), (x + 60, 1722)], 6, "#0a1e2d")
    canvas.rectangle(640, 1612, 150, 160, "#fbc75c", radius=4)
    person(canvas, 700, 1772, 150, STAND, Dress("#5c2a1c", "#2b1613", "#7a4026", "helmet", "#8a3d1f"), facing=-1)
    canvas.glow(715, 1690, 190, "#ffc55a", 0.5)
