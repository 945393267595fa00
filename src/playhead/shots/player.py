"""One performer, or thing, of a scene on the beat's clock: what they do and when, and how they are at any frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from playhead.shots.shot import Appearance

FELT = 200  # frames for which a feeling shows


@dataclass(frozen=True, slots=True)
class Event:
    """An act on the scene's clock (frames from the beat's start), and what is so when it is over."""

    frame: int
    frames: int
    verb: str  # one of VERBS, or "" for a change nobody acts
    x: int | None = None
    from_x: int = 0
    to: int | None = None
    prop: str = ""
    pose: str | None = None
    holds: str | None = None
    feeling: str | None = None

    @property
    def end(self) -> int:
        """The frame after its last."""
        return self.frame + self.frames


@dataclass(frozen=True, slots=True)
class State:
    """How a player is at one frame."""

    x: int
    facing: int
    pose: str
    holds: str
    feeling: str
    on: bool


@dataclass
class Player:
    """One of the scene's cast with all they do in it, in order of time."""

    name: str
    appearance: Appearance
    slot: int
    row: int
    x: int
    facing: int = 0
    pose: str = "stand"
    holds: str = ""
    comes: int = 0  # the frame from which they are there
    goes: int | None = None  # the frame from which they are gone
    events: list[Event] = field(default_factory=list)

    def at(self, frame: int) -> State:
        """How they are at `frame`."""
        x, facing, pose, holds, feeling = self.x, self.facing, self.pose, self.holds, "calm"
        for event in self.events:
            if event.frame > frame:
                break
            if event.feeling is not None:
                feeling = event.feeling if frame - event.frame < FELT else "calm"
            if event.end <= frame:
                x = event.x if event.x is not None else x
                if event.x is not None and event.x != event.from_x:
                    facing = 90 if event.x > event.from_x else -90
                facing = event.to if event.to is not None and event.verb != "look" else facing
                pose = event.pose if event.pose is not None else pose
                holds = event.holds if event.holds is not None else holds
            elif event.x is not None:
                x = event.from_x + (event.x - event.from_x) * (frame - event.frame) // max(1, event.frames)
                facing = (90 if event.x > event.from_x else -90) if event.x != event.from_x else facing
        return State(x, facing, pose, holds, feeling, self.there(frame, frame + 1))

    def there(self, start: int, end: int) -> bool:
        """Whether they are on the stage at any frame of start..end."""
        return self.comes < end and (self.goes is None or self.goes > start)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The leftmost and rightmost x they have within start..end."""
        xs = [self.at(start).x, self.at(max(start, end - 1)).x]
        return min(xs), max(xs)


@dataclass(frozen=True, slots=True)
class Thing:
    """A prop on the set: where, and between which frames it is there."""

    kind: str
    x: int
    row: int
    comes: int = 0
    goes: int | None = None

    def there(self, frame: int) -> bool:
        """Whether it is on the set at `frame`."""
        return self.comes <= frame and (self.goes is None or frame < self.goes)
