"""Where a viewer is in the film, from their player's heartbeats or, without any, from what it asked for."""

from __future__ import annotations

from dataclasses import dataclass

from playhead.timebase import TICK_RATE, from_seconds

EXTRAPOLATE_S = 10.0
"""A player whose heartbeats stop is taken to play on this long; then it is a pause."""
SPEED_MAX = 2
"""The fastest a viewer may go through a film for long; more would make rendering run away."""


@dataclass(frozen=True, slots=True)
class Position:
    """The playhead on the timeline, in ticks, and whether it moves."""

    ticks: int
    moving: bool


class Playhead:
    """The playhead of one screening; `slack` is how many ticks it may be ahead of what `SPEED_MAX` allows."""

    def __init__(self, slack: int) -> None:
        self._slack = slack
        self._beat: tuple[float, int, bool] | None = None  # when, ticks, paused
        self._rolling = False  # whether the last heartbeats moved on, rather than wait for media
        self._first_s: float | None = None
        self._base: int | None = None  # where a screening that is taken up again was left
        self._asked = (0.0, 0, 0)  # when a playlist was last fetched, where the playhead was then, what was offered

    @property
    def started(self) -> bool:
        """Whether a player has shown itself."""
        return self._first_s is not None

    def taken_up(self, ticks: int) -> None:
        """The screening was left about here; nothing moves until a player shows itself."""
        self._base = ticks

    def requested(self, now_s: float, offered: int) -> None:
        """A player fetched a playlist that listed the film up to `offered` ticks."""
        if self._first_s is None:
            self._first_s = now_s
            self._asked = (now_s, self._base or 0, offered)
        else:
            self._asked = (now_s, self._played(now_s), max(self._asked[2], offered))

    def _played(self, now_s: float) -> int:
        """Where a player without heartbeats is: it plays on as time passes, but not past what it was offered."""
        when, ticks, offered = self._asked
        return min(ticks + from_seconds(now_s - when), offered)

    def heartbeat(self, now_s: float, seconds: float, *, paused: bool) -> None:
        """A player said where it is; back is as good as forward, but nobody is faster than `SPEED_MAX` for long."""
        if self._first_s is None:
            self._first_s = now_s
            self._asked = (now_s, self._base or 0, 0)
        limit = (self._base or 0) + self._slack + SPEED_MAX * from_seconds(now_s - self._first_s)
        ticks = max(0, min(from_seconds(seconds), limit))
        if self._beat is None:
            self._rolling = ticks > 0
        elif now_s > self._beat[0]:
            passed = ticks - self._beat[1]
            self._rolling = passed < 0 or passed * 4 >= from_seconds(now_s - self._beat[0])
        self._beat = (now_s, ticks, paused)

    def at(self, now_s: float, listed: int) -> Position:
        """The playhead now; never past `listed`, the end of what a player could have."""
        if self._first_s is None:
            return Position(0, moving=True) if self._base is None else Position(min(self._base, listed), moving=False)
        if self._beat is None:
            # At the end of what it was offered it either waits for more, and asks, or has stopped.
            ticks = self._played(now_s)
            moving = ticks < self._asked[2] or now_s - self._asked[0] < EXTRAPOLATE_S
            return Position(min(ticks, listed), moving=moving)
        when, ticks, paused = self._beat
        if paused:
            return Position(min(ticks, listed), moving=False)
        passed_s = now_s - when
        if self._rolling:
            ticks += from_seconds(min(passed_s, EXTRAPOLATE_S))
        return Position(min(ticks, listed), moving=passed_s < EXTRAPOLATE_S)

    def until_s(self, now_s: float, listed: int, ticks: int) -> float:
        """Seconds until the playhead comes to `ticks`, were it to play on; negative when it is past."""
        return (ticks - self.at(now_s, listed).ticks) / TICK_RATE
