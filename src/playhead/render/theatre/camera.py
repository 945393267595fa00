"""The camera: from a shot's framing and move to what is seen at each frame, by the multiplane rule.

A layer at distance D, painted at its true size for a camera that stands back (dolly 0), grows by D / (D - dolly) when the
camera comes nearer, and slides by 1000 / D of the way that the camera is moved sideways. Getting close is mostly dolly and
a little zoom, so that a face fills the frame while the room behind it stays a room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi

from playhead.render.renderer import Size
from playhead.render.theatre.stage import Stance, Stand
from playhead.shots.shot import Shot

WIDTH, HEIGHT = 848, 480
CENTRE_X, CENTRE_Y = 424, 240
ASIDE = 48  # stage units
FOLLOW = 8  # frames to each side over which a followed way is smoothed, twice
ZOOM_PART = 0.16  # of an enlargement, in powers, is the lens's; the rest is dolly


@dataclass(frozen=True, slots=True)
class View:
    """Where the camera is: `x`, `y` moved sideways and down in stage units at distance 1000, `dolly` in thousandths.

    `pan` and `tilt` slide everything alike, in frames (0.1 is a tenth of its width or height); `orbit` slides only what is
    far behind the performers, in stage units, as when the camera goes round them.
    """

    x: float = 0.0
    y: float = 0.0
    dolly: float = 0.0
    zoom: float = 1.0
    pan: float = 0.0
    tilt: float = 0.0
    orbit: float = 0.0

    def sees(self, distance: float) -> bool:
        """Whether what is at `distance` is before the camera, and not so near that it is only a blur."""
        return distance - self.dolly > 0.45 * distance if distance < 1000 else distance - self.dolly > 0.02 * distance

    def scale(self, distance: float) -> float:
        """How much larger than painted things at `distance` are seen."""
        return self.zoom * distance / max(1.0, distance - self.dolly)

    def map(self, distance: float, size: Size) -> tuple[float, float, float]:
        """(s, tx, ty): a point painted at (x, y) at `distance` is seen at pixel (s x + tx, s y + ty)."""
        k = size.width / WIDTH
        s = self.scale(distance) * k
        slide = 1000.0 / distance
        far = max(0.0, 1.0 - slide)
        return (
            s,
            size.width * (0.5 - self.pan) - s * (CENTRE_X + self.x * slide) - self.orbit * far * k,
            size.height * (0.5 + self.tilt) - s * (CENTRE_Y + self.y * slide),
        )


@dataclass(frozen=True, slots=True)
class Path:
    """The camera's way: from `start` to `end`, eased between the frames `since` and `until`.

    Where it follows somebody, `ways` holds the x and y of each frame instead.
    """

    start: View
    end: View
    since: int
    until: int
    ways: tuple[tuple[float, float], ...] = ()

    @property
    def still(self) -> bool:
        """Whether the camera never moves."""
        return self.start == self.end and not self.ways

    def at(self, frame: int) -> View:
        """The view at a frame."""
        if self.ways:
            x, y = self.ways[max(0, min(len(self.ways) - 1, frame))]
            return replace(self._eased(frame), x=x, y=y)
        return self._eased(frame)

    def _eased(self, frame: int) -> View:
        if self.start == self.end or frame <= self.since:
            return self.start
        if frame >= self.until:
            return self.end
        part = ease((frame - self.since) / (self.until - self.since))
        a, b = self.start, self.end
        return View(
            x=_between(a.x, b.x, part), y=_between(a.y, b.y, part), dolly=_between(a.dolly, b.dolly, part),
            zoom=_between(a.zoom, b.zoom, part), pan=_between(a.pan, b.pan, part), tilt=_between(a.tilt, b.tilt, part),
            orbit=_between(a.orbit, b.orbit, part),
        )


def ease(part: float) -> float:
    """0..1 to 0..1, slow at both ends but never at rest in between."""
    return 0.35 * part + 0.65 * (0.5 - 0.5 * cos(pi * part))


def _between(a: float, b: float, part: float) -> float:
    return a + (b - a) * part


@dataclass(frozen=True, slots=True)
class Aim:
    """A composition: the point (x, y) at `distance` is seen `scale` times enlarged at (u, v) of the frame."""

    x: float
    y: float
    distance: float
    scale: float
    u: float = 0.5
    v: float = 0.5

    def view(self, gain: float = 1.0) -> View:
        """The view that makes this composition, enlarged `gain` times more."""
        scale = max(1.0, self.scale * gain)
        zoom = min(scale, scale**ZOOM_PART)
        dolly = self.distance * (1.0 - zoom / scale)
        near = self.distance / 1000.0
        x = (self.x - CENTRE_X - (self.u - 0.5) * WIDTH / scale) * near
        y = (self.y - CENTRE_Y - (self.v - 0.5) * HEIGHT / scale) * near
        return View(x=round(x, 2), y=round(y, 2), dolly=round(dolly, 2), zoom=round(zoom, 4))


def path_of(shot: Shot, stances: Sequence[Stance], stands: Sequence[Stand]) -> Path:
    """The camera's way through a shot whose performers and props stand where `stances` and `stands` say."""
    last = max(1, shot.frames - 1)
    begin, finish, since, until = _aims(shot, stances, stands, last)
    kind, amount = shot.move.kind, shot.move.amount / 1000.0
    first_gain = 1.0 + abs(amount) if kind == "pull" else 1.0
    last_gain = 1.0 + abs(amount) if kind == "push" else 1.0
    start, end = begin.view(first_gain), finish.view(last_gain)
    orbit = -70.0 * max(-1, min(1, shot.framing.angle)) * min(2.0, start.zoom * 1.2)
    start, end = replace(start, orbit=orbit), replace(end, orbit=orbit)
    half = max(-0.3, min(0.3, amount / 2))
    if kind == "pan":
        start, end = replace(start, pan=-half), replace(end, pan=half)
    elif kind == "tilt":
        start, end = replace(start, tilt=-half), replace(end, tilt=half)
    elif kind == "track" and begin == finish:
        reach = half * WIDTH / begin.scale
        start, end = replace(start, x=start.x - reach), replace(end, x=end.x + reach)
    elif kind == "crane":
        reach = half * HEIGHT / begin.scale
        start, end = replace(start, y=start.y + reach), replace(end, y=end.y - reach)
    if begin == finish:
        return Path(_inside(start), _inside(end), 0 if kind != "hold" else since, last if kind != "hold" else until)
    return _follow(shot, stances, replace(start, x=0.0, y=0.0), replace(end, x=0.0, y=0.0), begin.scale, last)


def _follow(shot: Shot, stances: Sequence[Stance], start: View, end: View, scale: float, last: int) -> Path:
    """A way that keeps who walks or rises composed, a little late and softly, as an operator does."""
    cast = _cast(shot, stances)
    stature = max(s.stature for s in stances)
    way = Path(start, end, 0, last)
    found = []
    for frame in range(last + 1):
        aim = replace(_compose(shot.framing.size, cast, shot, frame, stature), scale=scale)
        view = aim.view(way.at(frame).scale(aim.distance) / scale)
        held = _inside(replace(way.at(frame), x=view.x, y=view.y))
        found.append((held.x, held.y))
    soft = _soften(_soften(found))
    ways = tuple((round(x, 2), round(y, 2)) for x, y in soft)
    return replace(
        way, ways=ways, start=replace(start, x=ways[0][0], y=ways[0][1]), end=replace(end, x=ways[-1][0], y=ways[-1][1]))


def _soften(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A running mean over a little more than half a second."""
    ends = [points[0]] * FOLLOW + points + [points[-1]] * FOLLOW
    span = 2 * FOLLOW + 1
    x = y = 0.0
    out = []
    for index, (px, py) in enumerate(ends):
        x, y = x + px, y + py
        if index >= span:
            x, y = x - ends[index - span][0], y - ends[index - span][1]
        if index >= span - 1:
            out.append((x / span, y / span))
    return out


def _inside(view: View) -> View:
    """The view kept over what is painted, and beside the stage no farther than `ASIDE`: there the set's dark front begins."""
    room_x = ASIDE + CENTRE_X * (1 - 1 / view.scale(1000)) - abs(view.pan) * WIDTH
    room_y = 240 + CENTRE_Y * (1 - 1 / view.scale(1000)) - abs(view.tilt) * HEIGHT
    return replace(
        view, x=round(max(-room_x, min(room_x, view.x)), 2), y=round(max(-room_y, min(room_y, view.y)), 2),
    )


def _aims(shot: Shot, stances: Sequence[Stance], stands: Sequence[Stand], last: int) -> tuple[Aim, Aim, int, int]:
    """First and last composition, and the frames between which the one turns into the other."""
    size = shot.framing.size
    if size == "insert" and stands:
        aim = _insert(next((s for s in stands if s.index in shot.framing.subjects), stands[0]))
        return aim, aim, 0, last
    cast = _cast(shot, stances)
    if not cast or size in ("wide", "title", "card", "insert"):
        aim = Aim(CENTRE_X, CENTRE_Y, 1000, 1.0)
        return aim, aim, 0, last
    stature = max(s.stature for s in stances)  # of all on stage: nobody loses his head in a full shot
    if len(cast) == 1 or size == "full":
        lead = cast[0]
        since, until = lead.way(last)
        first, then = _compose(size, cast, shot, 0, stature), _compose(size, cast, shot, last, stature)
        far = abs(first.x - then.x) * then.scale > 0.12 * WIDTH or abs(first.y - then.y) * then.scale > 0.10 * HEIGHT
        if since >= until or not far:
            arrived = until if len(cast) == 1 else max(s.way(last)[1] for s in cast)  # who comes in is framed where they come to
            mid = _compose(size, cast, shot, min(last, arrived), stature)
            return mid, mid, 0, last
        return replace(first, scale=min(first.scale, then.scale)), replace(then, scale=min(first.scale, then.scale)), since, until
    aim = _compose(size, cast, shot, 0, stature)
    return aim, aim, 0, last


def _cast(shot: Shot, stances: Sequence[Stance]) -> list[Stance]:
    """Who the camera looks at."""
    cast = [s for s in stances if s.index in shot.framing.subjects and s.index != shot.framing.over]
    if not cast and shot.framing.size in ("full", "two", "medium", "close"):
        cast = [s for s in stances if s.index != shot.framing.over]
    if shot.framing.size == "two" and len(cast) == 2:
        left, right = sorted(s.x(0) for s in cast)
        cast += [s for s in stances if s not in cast and left < s.x(0) < right]  # who stands between two keeps their head
    return cast


def _compose(size: str, cast: Sequence[Stance], shot: Shot, frame: int, stature: float) -> Aim:
    lead = cast[0]
    if size == "full" or len(cast) > 1:
        return _group(size, cast, frame, shot.frames - 1, stature)
    x, y, radius = lead.head(frame)
    room = _look_room(lead, frame, shot.frames - 1, shot.framing.over)
    if size == "close":
        fill = 0.60 + 0.02 * max(0, shot.mood - 3)
        scale = fill * HEIGHT / (2.25 * radius)
        return Aim(x, y, lead.distance, min(9.0, scale), 0.5 - 0.115 * room, 0.455)
    top = y - 1.1 * radius
    waist = 0.50 * lead.stature
    scale = HEIGHT * 0.88 / (waist + 0.05 * lead.stature)
    return Aim(x, top, lead.distance, min(6.0, scale), 0.5 - 0.10 * room, 0.12)


def _look_room(lead: Stance, frame: int, last: int, over: int) -> float:
    sides = [_side(lead.facing(f)) for f in (frame, frame // 2 + last // 2, last)]
    return sum(sides) / len(sides) * (1.25 if over >= 0 else 1.0)


def _side(facing: int) -> float:
    return 0.0 if facing % 180 == 0 else (0.75 if abs(facing) == 45 else 1.0) * (1.0 if facing > 0 else -1.0)


def _group(size: str, cast: Sequence[Stance], frame: int, last: int, stature: float) -> Aim:
    heads = [s.head(frame) for s in cast]
    on_stage = [max(40.0, min(WIDTH - 40.0, x)) for x, _, _ in heads]
    left, right = min(on_stage), max(on_stage)
    top = min(y - 1.15 * r for s in cast for _, y, r in (s.head(frame), s.head(last)))
    feet = max(s.feet_y for s in cast)
    distance = min(s.distance for s in cast)
    tall = max(s.stature for s in cast)
    if size == "full":
        high = max(feet - top, 0.6 * tall, 0.94 * stature)
        scale = min(HEIGHT * 0.74 / high, WIDTH * 0.70 / (right - left + 90))
        side = sum(_look_room(s, frame, last, -1) for s in cast) / len(cast)
        return Aim((left + right) / 2, feet, distance, max(1.0, min(2.6, scale)), 0.5 - 0.07 * side, 0.90)
    if size == "close" and len(cast) == 2:
        radius = sum(r for _, _, r in heads) / 2
        scale = min(0.54 * HEIGHT / (2.25 * radius), 0.57 * WIDTH / max(1.0, right - left))
        return Aim((left + right) / 2, sum(y for _, y, _ in heads) / 2, distance, scale, 0.5, 0.44)
    body = 0.52 if size in ("close", "medium") else 0.74
    low = max(y + 1.4 * r for _, y, r in heads)  # a dog beside a man is seen too
    scale = min(HEIGHT * 0.87 / (body * tall + 0.04 * tall), WIDTH * 0.74 / (right - left + 60), HEIGHT * 0.86 / max(1.0, low - top))
    return Aim((left + right) / 2, top, distance, max(1.0, min(6.0, scale)), 0.5, 0.12)


def _insert(stand: Stand) -> Aim:
    scale = min(0.52 * HEIGHT / max(8.0, stand.height), 0.46 * WIDTH / max(8.0, stand.width), 9.0)
    return Aim(stand.x, stand.y - stand.height * 0.46, stand.distance, max(1.6, scale), 0.5, 0.52)


def cheat(shot: Shot, stances: Sequence[Stance]) -> tuple[Stance, ...]:
    """The stances as film cheats them: who is framed together in a two or a close two-shot is brought together.

    The left one stays left; distances shrink, and for a close two-shot a small one is lifted. Nobody who walks is moved.
    """
    size = shot.framing.size
    cast = [s for s in stances if s.index in shot.framing.subjects]
    if size not in ("two", "medium", "close") or len(cast) < 2 or any(s.walk(shot.frames)[1] or s.performer.pose == "lie" for s in cast):
        return tuple(stances)
    order = sorted(cast, key=lambda s: (s.head(0)[0], s.index))
    radius = sum(s.head(0)[2] for s in order) / len(order)
    tall = max(s.stature for s in order)
    if size == "close" and len(order) == 2:
        gap = 0.57 * WIDTH / (0.54 * HEIGHT / (2.25 * radius))
    else:
        body = 0.56 if size in ("close", "medium") else 0.78
        gap = min(0.74 * WIDTH * body * tall / (0.87 * HEIGHT) - 60, 0.62 * tall * max(1, len(order) - 1)) / max(1, len(order) - 1)
    middle = (order[0].head(0)[0] + order[-1].head(0)[0]) / 2
    moved: dict[int, Stance] = {}
    for i, stance in enumerate(order):
        head = stance.head(0)
        wish = middle + (i - (len(order) - 1) / 2) * gap
        now = head[0]
        spread = order[-1].head(0)[0] - order[0].head(0)[0]
        exact = size == "close" and len(order) == 2
        step = wish - now if exact or spread > gap * (len(order) - 1) or spread < 0.5 * gap else 0.0
        lift = 0.0
        if exact:
            mean = sum(s.head(0)[1] for s in order) / 2
            lift = (head[1] - mean) * 0.72 if abs(head[1] - mean) > 6 else 0.0
        moved[stance.index] = replace(stance, shift_x=stance.shift_x + step, feet_y=stance.feet_y - lift)
    return tuple(moved.get(s.index, s) for s in stances)
