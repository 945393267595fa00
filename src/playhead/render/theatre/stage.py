"""Who and what stands where: rows, seats and tables turned into feet on the painted ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from playhead.render.theatre import figure, props
from playhead.render.theatre.scene import Set
from playhead.shots.shot import Performer, Prop, Shot

ROW_STEP = 40  # thousandths of distance from one row to the next
ROW_SHRINK = 0.07
TABLE_REACH = 130  # stage units from the middle of a table within which small things stand on it
SEAT_REACH = 110
SEAT = 46  # how high a seat is, in stage units of the front row
LEDGE_Y = 300  # where the ledge of an insert is, in stage units
LEDGE_HIGH = 130  # higher things are looked at where they stand


@dataclass(frozen=True, slots=True)
class Stance:
    """A performer on the stage: where the feet are, and how large the row makes him."""

    index: int
    performer: Performer
    scale: float
    distance: int
    feet_y: float
    stature: float  # standing height as seen in this row
    shift_x: float = 0.0
    stool: float | None = None  # where a stool is put, in stage units, for one who sits where there is no seat

    def x(self, frame: int) -> float:
        """Where the feet are at a frame, in stage units."""
        return float(figure.at(self.performer, frame)[0]) + self.shift_x

    def facing(self, frame: int) -> int:
        """Degrees: 0 toward us, 90 to the right."""
        return int(figure.at(self.performer, frame)[1])

    def head(self, frame: int) -> tuple[float, float, float]:
        """Centre and radius of the head in stage units."""
        pose = str(figure.at(self.performer, frame)[3])
        performer = self.performer if pose == self.performer.pose else replace(self.performer, pose=pose)
        x, y, radius = figure.head(performer)
        return self.x(frame) + x * self.scale, self.feet_y + y * self.scale, radius * self.scale

    def walk(self, frames: int) -> tuple[int, int]:
        """First and last frame of walking within `frames`; (0, 0) for who stays."""
        return self._span(frames, ("walk", "run"))

    def way(self, frames: int) -> tuple[int, int]:
        """First and last frame of all that takes the head elsewhere; (0, 0) if nothing does."""
        return self._span(frames, ("walk", "run", "sit", "rise", "kneel", "lie", "crouch"))

    def _span(self, frames: int, verbs: tuple[str, ...]) -> tuple[int, int]:
        acts = [a for a in self.performer.acts if a.verb in verbs and a.frame < frames]
        if not acts:
            return 0, 0
        return min(a.frame for a in acts), min(frames, max(a.frame + a.frames for a in acts))


def _sits_at(performer: Performer) -> float | None:
    """Where a performer sits in this shot, if he does."""
    if performer.pose == "sit":
        return float(performer.x)
    sit = next((a for a in performer.acts if a.verb == "sit"), None)
    return float(figure.at(performer, sit.frame + sit.frames)[0]) if sit else None


@dataclass(frozen=True, slots=True)
class Stand:
    """A prop on the stage: its base, and its size as seen in its row."""

    index: int
    prop: Prop
    scale: float
    distance: int
    x: float
    y: float
    width: float
    height: float
    on_table: bool = False
    on_ledge: bool = False  # lifted for an insert onto a ledge that is not part of the set


def row_scale(row: int) -> float:
    """How much smaller a performer in `row` is than in the front row."""
    return 1.0 - ROW_SHRINK * max(0, min(3, row))


def row_y(row: int, ground: tuple[int, int]) -> float:
    """Where the feet stand in `row`."""
    return ground[0] + (ground[1] - ground[0]) * max(0, min(3, row)) / 3


def stances_of(shot: Shot, place: Set) -> tuple[Stance, ...]:
    """Every performer's stance; who sits near a seat takes it, one to a seat."""
    taken: set[int] = set()
    beds = list(place.beds)
    found = []
    for index, performer in enumerate(shot.performers):
        scale = row_scale(performer.row)
        feet = row_y(performer.row, place.ground)
        shift = 0.0
        stool = _sits_at(performer)
        facing = performer.facing
        if performer.pose == "sit":
            free = [i for i, s in enumerate(place.seats) if i not in taken and abs(s.x - performer.x) <= SEAT_REACH]
            if free:
                best = min(free, key=lambda i: (abs(place.seats[i].x - performer.x), i))
                taken.add(best)
                shift = place.seats[best].x - performer.x
                stool = None
        distance = 1000 + ROW_STEP * max(0, min(3, performer.row))
        if performer.pose == "lie" and beds and not figure.is_creature(performer.appearance):
            bed = beds.pop(0)
            shift, feet, distance = float(bed.x - performer.x), float(bed.y), place.bed_distance
            facing = bed.facing
        found.append(Stance(
            index=index, performer=replace(performer, facing=facing), scale=scale, distance=distance,
            feet_y=feet, stature=figure.height(performer.appearance, "stand") * scale, shift_x=float(shift),
            stool=stool,
        ))
    return tuple(found)


def stands_of(shot: Shot, place: Set) -> tuple[Stand, ...]:
    """Every prop's stand; small things near a table are on it."""
    stands = [_stand(index, prop, place) for index, prop in enumerate(shot.props)]
    if shot.framing.size != "insert" or not stands:
        return tuple(stands)
    wanted = [i for i in shot.framing.subjects if 0 <= i < len(stands)] or [0]
    lead = stands[wanted[0]]
    if lead.on_table:
        return tuple(s for s in stands if s.on_table)
    if lead.height > LEDGE_HIGH:
        return tuple(stands)
    return (replace(lead, y=float(LEDGE_Y), on_ledge=True),)


def _stand(index: int, prop: Prop, place: Set) -> Stand:
    width, height = props.size(prop.kind)
    scale = row_scale(prop.row)
    table = place.table
    on_table = table is not None and height <= 64 and width <= 90 and abs(prop.x - table[0]) <= TABLE_REACH
    y = float(table[1]) if table is not None and on_table else row_y(prop.row, place.ground)
    distance = place.table_distance - 1 if on_table else 1000 + ROW_STEP * max(0, min(3, prop.row))
    return Stand(
        index=index, prop=prop, scale=scale, distance=distance, x=float(prop.x), y=y,
        width=width * scale, height=height * scale, on_table=on_table,
    )


def order(stances: Sequence[Stance], stands: Sequence[Stand]) -> tuple[Stance | Stand, ...]:
    """Back to front: by row, large props behind people and small ones before them."""

    def depth(thing: Stance | Stand) -> tuple[int, int, int]:
        if isinstance(thing, Stand):
            return -thing.distance, 0 if thing.height > 60 and not thing.on_table else 2, thing.index
        return -thing.distance, 1, thing.index

    return tuple(sorted([*stances, *stands], key=depth))
