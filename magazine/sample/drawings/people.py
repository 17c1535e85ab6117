"""People as flat figures: a skeleton in parts of the body's height, clothed in a few colours."""

from dataclasses import dataclass, replace

from magazine.sample.drawings.canvas import Canvas

Limb = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Pose:
    """Joints in parts of the height, x forward and y up from the ground: knee and foot, elbow and hand, far side
    first; `hip` is its height, `lean` moves the shoulders forward."""

    legs: tuple[Limb, Limb] = (((-0.03, 0.26), (-0.07, 0.02)), ((0.05, 0.26), (0.05, 0.02)))
    arms: tuple[Limb, Limb] = (((0.07, 0.62), (0.09, 0.47)), ((-0.06, 0.62), (-0.03, 0.46)))
    hip: float = 0.5
    lean: float = 0.0


STAND = Pose()
WALK = Pose(
    legs=(((-0.02, 0.27), (-0.19, 0.05)), ((0.11, 0.27), (0.15, 0.02))),
    arms=(((0.12, 0.63), (0.2, 0.53)), ((-0.12, 0.63), (-0.12, 0.47))),
    lean=0.03,
)
REACH = replace(STAND, arms=(((0.14, 0.74), (0.27, 0.82)), ((-0.06, 0.62), (0.03, 0.48))), lean=0.02)
CARRY = replace(WALK, arms=(((0.12, 0.6), (0.27, 0.58)), ((0.04, 0.58), (0.24, 0.54))), lean=-0.02)
SWEEP = Pose(
    legs=(((-0.06, 0.26), (-0.16, 0.02)), ((0.12, 0.27), (0.14, 0.02))),
    arms=(((0.17, 0.66), (0.24, 0.54)), ((0.06, 0.58), (0.2, 0.42))),
    lean=0.09,
)
PULL = Pose(
    legs=(((0.1, 0.24), (0.16, 0.02)), ((-0.05, 0.26), (-0.12, 0.02))),
    arms=(((0.1, 0.88), (0.22, 1.02)), ((0.06, 0.8), (0.2, 0.96))),
    lean=-0.07,
)
SEAT = Pose(
    legs=(((0.2, 0.47), (0.2, 0.2)), ((0.22, 0.46), (0.24, 0.2))),
    arms=(((0.13, 0.64), (0.3, 0.66)), ((0.12, 0.6), (0.28, 0.64))),
    lean=0.06,
)


@dataclass(frozen=True)
class Dress:
    """Colours; `hat` is helmet, cap, straw, hood, hair or bun; `stripe` is the reflecting band of a vest."""

    coat: str = "#24405c"
    trousers: str = "#1b2f45"
    skin: str = "#e3a983"
    hat: str = "hair"
    hat_colour: str = "#1d2230"
    stripe: str = ""
    shoes: str = "#151b26"


def person(
    canvas: Canvas, x: float, y: float, height: float, pose: Pose = STAND, dress: Dress = Dress(), facing: int = 1
) -> tuple[float, float]:
    """Draw a figure standing at (x, y); the place of its near hand."""

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return x + facing * point[0] * height, y - point[1] * height

    hip, shoulder = (0.0, pose.hip), (pose.lean, pose.hip + 0.3)

    def leg(limb: Limb, offset: float) -> None:
        knee, foot = limb
        canvas.stroke([at((hip[0] + offset, hip[1])), at(knee), at(foot)], height * 0.088, dress.trousers)
        toe = (foot[0] + 0.055, foot[1] - 0.004)
        canvas.stroke([at((foot[0], foot[1] - 0.002)), at(toe)], height * 0.046, dress.shoes)

    def arm(limb: Limb, offset: float) -> None:
        elbow, hand = limb
        canvas.stroke([at((shoulder[0] + offset, shoulder[1] - 0.01)), at(elbow), at(hand)], height * 0.066, dress.coat)
        canvas.circle(*at(hand), height * 0.034, dress.skin)

    arm(pose.arms[0], 0.05)
    leg(pose.legs[0], -0.02)
    leg(pose.legs[1], 0.02)
    canvas.stroke([at((shoulder[0] + 0.01, shoulder[1] + 0.04)), at((shoulder[0] + 0.015, shoulder[1] + 0.08))],
                  height * 0.07, dress.skin)  # fmt: skip
    middle = ((shoulder[0] + hip[0]) / 2, (shoulder[1] + hip[1]) / 2)
    canvas.stroke([at(middle), at((hip[0], hip[1] + 0.02))], height * 0.172, dress.coat)
    canvas.stroke([at((shoulder[0], shoulder[1] - 0.045)), at(middle)], height * 0.196, dress.coat)
    if dress.stripe:
        for share in (0.35, 0.62):
            level = hip[1] + 0.3 * share
            mid = hip[0] + (shoulder[0] - hip[0]) * share
            canvas.stroke([at((mid - 0.085, level)), at((mid + 0.085, level))], height * 0.022, dress.stripe)
    _head(canvas, *at((shoulder[0] + 0.022, shoulder[1] + 0.125)), height * 0.068, dress, facing)
    arm(pose.arms[1], -0.05)
    return at(pose.arms[1][1])


def _head(canvas: Canvas, x: float, y: float, r: float, dress: Dress, facing: int) -> None:
    canvas.ellipse(x, y, r * 0.92, r * 1.06, dress.skin)
    colour = dress.hat_colour
    if dress.hat == "helmet":
        canvas.slice(x, y - r * 0.2, r * 1.18, r * 1.2, 180, 360, colour)
        canvas.stroke([(x - r * 1.15, y - r * 0.22), (x + facing * r * 1.5, y - r * 0.22)], r * 0.24, colour)
    elif dress.hat == "cap":
        canvas.slice(x, y - r * 0.2, r * 1.02, r * 1.0, 180, 360, colour)
        canvas.stroke([(x, y - r * 0.28), (x + facing * r * 1.45, y - r * 0.22)], r * 0.22, colour)
    elif dress.hat == "straw":
        canvas.polygon([(x - r * 2.3, y - r * 0.1), (x, y - r * 1.6), (x + r * 2.3, y - r * 0.1)], colour)
        canvas.ellipse(x, y - r * 0.1, r * 2.3, r * 0.24, colour)
    elif dress.hat == "hood":
        canvas.circle(x - facing * r * 0.15, y - r * 0.08, r * 1.24, colour)
        canvas.ellipse(x + facing * r * 0.45, y + r * 0.08, r * 0.66, r * 0.9, dress.skin)
    else:
        canvas.circle(x - facing * r * 0.16, y - r * 0.14, r * 1.1, colour)
        canvas.ellipse(x + facing * r * 0.34, y + r * 0.22, r * 0.7, r * 0.84, dress.skin)
        if dress.hat == "bun":
            canvas.circle(x - facing * r * 1.12, y - r * 0.62, r * 0.46, colour)


def audience(canvas: Canvas, places: list[tuple[float, float, float, str, str]]) -> None:
    """Heads and shoulders seen from behind, far rows first: (x, y of the chin, head radius, coat, hat colour)."""
    for x, y, r, coat, hat in places:
        canvas.rectangle(x - r * 2.1, y + r * 0.35, r * 4.2, r * 6, coat, radius=r * 1.5)
        canvas.rectangle(x - r * 0.42, y - r * 0.5, r * 0.84, r * 1.2, "#b97f5f", radius=r * 0.3)
        canvas.circle(x, y - r * 0.85, r, "#b97f5f")
        canvas.slice(x, y - r * 0.9, r * 1.16, r * 1.25, 180, 360, hat)
        canvas.rectangle(x - r * 1.2, y - r * 1.0, r * 2.4, r * 0.24, hat, radius=r * 0.12)
