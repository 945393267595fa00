"""What would follow if an option were taken: planned beside the cut, its first seconds made before the lock."""

from __future__ import annotations

from playhead.screening.cut import Cut, Part
from playhead.screening.filming import beat_lines, film_beat
from playhead.screening.improvising import settle
from playhead.screening.orders import Orders
from playhead.screening.plot import Plot
from playhead.screening.seam import SPECULATE
from playhead.screening.sounding import next_window, sound_at_seam
from playhead.shots import Style, end_shots
from playhead.timebase import FRAME, TICK_RATE, WINDOW, to_seconds
from playhead.writing import Lines


class Branch:
    """One option of a seam. Its jobs are those that the cut will ask for if it is taken, so nothing is made twice."""

    def __init__(self, option: int, plot: Plot, cut: Cut, orders: Orders, style: Style, improvised: Lines) -> None:
        self.option = option
        self._plot = plot
        self._cut = cut
        self._orders = orders
        self._style = style
        self._improvised = improvised
        self._seam = cut.end
        self._first = len(cut.segments)
        self._ready_from: int | None = None  # where the sound began for which all is made
        plot.choose(option)

    async def advance(self, due_s: float, sound_film: int) -> None:
        """Ask for what is not asked for yet; `due_s` is when, on the clock, the seam is locked, `sound_film` how far sound is listed."""
        start = first = sound_at_seam(sound_film, self._seam)
        if start == self._ready_from:
            return
        while self._cut.end - self._seam < SPECULATE and not self._cut.final:
            part = self._cut.open or self._plan()
            if part.unwritten:
                settle(part, self._plot, self._improvised, ask=True, late=False)
                if part.unwritten:
                    return
            if not await self._heard(part, due_s):
                return
            if part.version is None:
                self._cut.shoot(end_shots(self._plot.story, self._style))
            else:
                self._cut.shoot(film_beat(part.version, self._plot.story, part.timing, self._style))
                shots = part.shots
                assert shots is not None
                self._plot.settle(to_seconds(shots.frames * FRAME))
                if self._plot.offers():
                    break  # a seam right after a seam
        end = self._cut.end + (self._orders.lists.short if self._cut.final else 0)
        made = len(self._cut.segments) > self._first
        while start < self._seam + min(SPECULATE, 2 * WINDOW):
            window = next_window(start, end, final=self._cut.final, hurry=True)
            if window is None:
                break
            await self._orders.window(window, due_s)
            made = made and self._orders.window_made(window) is not None
            start += window.ticks
        for index in range(self._first, len(self._cut.segments)):
            segment = self._cut.segments[index]
            if segment.film - self._seam >= SPECULATE:
                break
            await self._orders.picture(index, due_s + (segment.film - self._seam) / TICK_RATE)
            made = made and self._orders.picture_made(index) is not None
        self._ready_from = first if made else None

    @property
    def chance(self) -> float:
        """How likely it is taken."""
        return self._orders.chance

    @chance.setter
    def chance(self, chance: float) -> None:
        self._orders.chance = chance

    async def stop(self) -> None:
        """Take back what nobody else wants."""
        await self._orders.stop()

    def _plan(self) -> Part:
        self._plot.turn()
        decision = self._plot.next()
        if decision.beat is None:
            return self._cut.add("end", "end", why=decision.why)
        version = self._plot.play(decision.beat)
        lines = beat_lines(version, self._plot.story, self._style) if not version.bids else ()
        return self._cut.add(
            "beat", version.beat.name, beat=decision.beat, why=decision.why, lines=lines, version=version,
            before=self._plot.before, style=self._style,
        )

    async def _heard(self, part: Part, due_s: float) -> bool:
        for line in part.missing:
            await self._orders.speech(line, due_s - 2.0)
            asked = self._orders.heard(line)
            made = asked.flight.made_nowait() if asked else None
            if made is not None and made.spoken is not None:
                part.timing[line.key] = made.spoken
        return not part.missing
