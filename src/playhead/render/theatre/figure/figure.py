"""A performer drawn: all parts from back to front, from the acts by frame."""

from __future__ import annotations

from math import cos, radians, sin

import skia

from playhead.render.theatre.figure import accents, body, creature, head
from playhead.render.theatre.figure.acting import Moment, moment, seed_for
from playhead.render.theatre.figure.build import build_of
from playhead.render.theatre.figure.details import details
from playhead.render.theatre.figure.garment import Cut, cut_of
from playhead.render.theatre.figure.hands import hand
from playhead.render.theatre.figure.held import held
from playhead.render.theatre.figure.pen import Pen, ink
from playhead.render.theatre.figure.skeleton import Arm, Bones, bones
from playhead.render.theatre.figure.stance import posed
from playhead.render.theatre.figure.tones import Tones, tones
from playhead.render.theatre.scene import Light
from playhead.shots.shot import Appearance, Performer


def draw(canvas: skia.Canvas, performer: Performer, frame: int, light: Light, *, detail: float = 1.0, seat: float = 46.0) -> None:
    """Draw `performer` as it is at `frame`, its feet at the canvas's origin, in stage units, y down.

    `detail` is output pixels per stage unit: about 1 in a wide, up to 8 in a close-up; fine things are drawn only where
    they are seen. `seat` is how high a seat is, in stage units. A pure function of its arguments.
    """
    if creature.is_creature(performer.appearance):
        creature.draw(canvas, performer, frame, light, max(0.3, detail))
        return
    now = moment(performer, frame, seat)
    build, stance = now.build, now.stance
    appearance = performer.appearance
    yaw = seen_yaw(now)
    b = bones(stance, build, yaw)
    seed = seed_for(appearance)
    paint = tones(appearance, light, round(min(1.0, max(0.0, (detail - 1.2) / 3)), 1))
    cut = cut_of(appearance)
    high = (b.head[1] - build.head / 2) * 0.5
    pen = Pen(canvas, light, now.spot.x, max(0.3, detail), (b.pelvis[0], high))
    s = sin(radians(yaw))
    way = 1.0 if s >= 0 else -1.0
    flow = -way * stance.flow
    lag = (9 + 16 * min(1.4, stance.flow)) * min(1.0, stance.flow) + 1.2 * sin(frame * 0.09 + seed % 7)
    sway = flow * 3.2 + 0.5 * sin(frame * 0.07 + seed % 5)
    seated = _seated(b, build.leg)
    hd = head.head_of(b, build, appearance, now.face, lag)
    away = cos(radians(yaw)) < -0.35
    near, far = (b.left_arm, b.right_arm) if now.near > 0 else (b.right_arm, b.left_arm)
    near_leg, far_leg = (b.left_leg, b.right_leg) if now.near > 0 else (b.right_leg, b.left_leg)

    if stance.fall < 20:
        _shadow(pen, b, build.hip, light)
    aside = not away and hd.turn.yaw > 52 and appearance.headwear != "hood"
    if not away:
        if not aside:
            head.back(pen, hd, appearance, paint, seed)
        if appearance.accent_on == "scarf":
            accents.tails(pen, b, build, paint, flow, frame, seed)
    behind: list[tuple[Arm, bool]] = []
    before: list[tuple[Arm, bool]] = []
    for it, is_near in ((far, False), (near, True)):
        mid_z = (it.elbow[2] + it.wrist[2]) / 2 - b.chest[2]
        front_z = 1.0 if abs(s) < 0.5 else -2.0
        (before if (mid_z > front_z or (is_near and abs(s) >= 0.5)) else behind).append((it, is_near))
    for it, is_near in behind:
        _arm(pen, it, now, b, is_near, paint, cut, frame, light, over=False)
    body.leg(pen, far_leg, build, cut, paint, near=False)
    body.leg(pen, near_leg, build, cut, paint, near=True)
    chin = hd.point(-8 * hd.turn.s - 2, 22)
    body.neck(pen, b, build, paint, chin)
    left, right = body.trunk(pen, b, build, cut, paint, sway, seated)
    details(pen, left, right, b, build, cut, paint)
    if appearance.accent_on == "hem":
        accents.hem(pen, left, right, paint, 6.0)
    if appearance.accent_on == "belt":
        accents.belt(pen, left, right, b, paint)
    if appearance.accent_on == "bag":
        accents.bag(pen, b, build, paint, True, sway)
    low = b.nape[1] + 4.0  # an arm that hangs lies under collar and chin, a raised one before them
    for it, is_near in before:
        if it.wrist[1] > low:
            _arm(pen, it, now, b, is_near, paint, cut, frame, light)
    if appearance.accent_on in ("scarf", "collar", "bow"):
        accents.neckwear(pen, b, build, paint, appearance.accent_on)
    if aside:
        head.back(pen, hd, appearance, paint, seed)
    head.front(pen, hd, appearance, build, now.face, paint, seed)
    if away and appearance.accent_on == "scarf":
        accents.tails(pen, b, build, paint, flow, frame, seed)
    for it, is_near in before:
        if it.wrist[1] <= low:
            _arm(pen, it, now, b, is_near, paint, cut, frame, light)
    if cut.cloak and stance.fall < 20:
        body.cape(pen, b, left, right, build, paint, sway)
    pen.paint()


def _arm(pen: Pen, it: Arm, now: Moment, b: Bones, near: bool, paint: Tones, cut: Cut, frame: int, light: Light, *, over: bool = True) -> None:
    side = 1 if it is b.left_arm else -1
    stance, build = now.stance, now.build
    grip, point = (stance.lgrip, stance.lpoint) if side > 0 else (stance.rgrip, stance.rpoint)
    way = 1.0 if sin(radians(now.spot.yaw)) >= 0 else -1.0
    thumb = -way if abs(sin(radians(now.spot.yaw))) > 0.4 else float(-side)
    if now.holds and side == now.hold_side:
        held(pen, it, now.holds, light, frame, way, pen.detail, "lit" if now.holds in ("lantern", "candle", "torch", "lamp") else "")
    hand(pen, it, build.arm * 0.225, min(1.0, max(0.0, grip)), point, thumb, paint.skin if near else paint.skin_dark, near=near)
    body.arm(pen, it, b, build, cut, paint, near, over)


def _shadow(pen: Pen, b: Bones, wide: float, light: Light) -> None:
    """Where the feet keep the light from the ground."""
    xs = (b.left_leg.toe[0], b.right_leg.toe[0], b.left_leg.heel[0], b.right_leg.heel[0])
    left, right = min(xs) - wide * 0.45, max(xs) + wide * 0.45

    def run(canvas: skia.Canvas) -> None:
        for grow, alpha in ((1.25, 26), (1.0, 34), (0.72, 40)):
            half = (right - left) / 2 * grow
            x = (left + right) / 2 - pen.toward[0] * 5
            canvas.drawOval(skia.Rect(x - half, -4.2 * grow + 1, x + half, 4.2 * grow + 1), ink(light.ink, alpha))

    pen.free(run)


def seen_yaw(now: Moment) -> float:
    """The yaw the body is drawn at: who lies is seen from the side."""
    yaw = now.spot.yaw
    if now.stance.fall > 1:
        part = min(1.0, now.stance.fall / 60)
        side = 1.0 if sin(radians(yaw)) >= 0 else -1.0
        return yaw + (side * 78.0 - yaw) * part
    return yaw


def _seated(b: Bones, leg: float) -> bool:
    """Whether the thighs are so far raised that a skirt lies over them."""
    return min(b.left_leg.knee[1], b.right_leg.knee[1]) - b.pelvis[1] < leg * 0.32


def height(appearance: Appearance, pose: str = "stand") -> int:
    """How high the top of the head is in a pose, in stage units."""
    if creature.is_creature(appearance):
        return creature.height(appearance, pose)
    build = build_of(appearance)
    b = bones(posed(pose, build), build, 90.0)
    return round(-(b.head[1] - build.head * 0.5))


def head_at(performer: Performer, frame: int = 0) -> tuple[float, float, float]:
    """The head's centre relative to the feet, and its radius, in stage units, at `frame`."""
    if creature.is_creature(performer.appearance):
        return creature.head(performer, frame)
    now = moment(performer, frame)
    b = bones(now.stance, now.build, seen_yaw(now))
    return b.head[0], b.head[1], now.build.head * 0.52


def bounds(performer: Performer) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all that `performer` can draw, relative to its feet, in stage units; generous."""
    if creature.is_creature(performer.appearance):
        return creature.bounds(performer)
    build = build_of(performer.appearance)
    tall = build.height + 44
    wide = build.arm * 1.5 + 58
    poses = {performer.pose, *(a.verb for a in performer.acts)}
    if "lie" in poses:
        wide = max(wide, build.height * 0.5 + 70)
        return -wide, -tall - build.arm * 0.45, wide, build.arm + 30.0
    return -wide, -tall - build.arm * 0.45, wide, 20.0
