"""One viewer's screening: plans the cut ahead of the playhead, has it made in time, and lists what is finished."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playhead.projection import Farm, Flight, Job, Made, PictureJob, SpeechJob
from playhead.records import Event, Records, ScreeningRow
from playhead.render.renderer import Size
from playhead.screening import log
from playhead.screening.cut import Cut, Part, Segment, film_seed
from playhead.screening.director import Director, ScriptOrder
from playhead.screening.lists import Lists
from playhead.screening.log import Shown
from playhead.screening.playhead import Playhead, Position
from playhead.screening.sounding import Sounding, Window, next_window
from playhead.screening.timeline import to_timeline
from playhead.settings import Settings
from playhead.shots import end_shots, lines_of, shoot, title_shots
from playhead.shots.cue import ShotList
from playhead.speech import estimate
from playhead.story import Story
from playhead.timebase import TICK_RATE, WINDOW, Clock, from_seconds

LOGGER = logging.getLogger(__name__)
HOLD_WITHIN = from_seconds(2)
"""A hold is inserted when an unpaused playhead comes this near to the list's end."""
HOLD_WITHIN_LEAST = from_seconds(0.4)
"""At the very start, when no more than a second or two can be listed yet, it is a third of the list, and at least this."""
WORRY_WITHIN = from_seconds(6)
"""A hold's segment is made ready when the list is this short and the next segment is not there."""
FIRST_ANSWER = 3
"""Players start three segments from the end, so the first answer has at most three pictures."""
SPARE_S = 2.0
"""Segments are due this long before the playhead comes to them, or a hold would be inserted."""
TITLE = from_seconds(3)
LADDER = {"full": "half", "half": "held", "held": "hold"}
"""What is asked for when a grade of picture could not be made."""
SOUND_TITLE = from_seconds(3)
LADDER = {"full": "speech", "speech": "silence"}
"""The same for sound: the words alone, then nothing."""
MOVED_S = 1.0
"""The farm is told of a new deadline when it has moved by this."""


@dataclass(slots=True)
class Asked:
    """A job that was asked for, and why it has its grade."""

    job: Job
    flight: Flight
    due_s: float
    grade: str = "full"
    why: str = ""


class Screening:
    """One viewing of one film. All of it happens in `advance`, whose only sense of time is the clock it was given."""

    def __init__(
        self,
        row: ScreeningRow,
        story: Story,
        *,
        farm: Farm,
        records: Records,
        settings: Settings,
        clock: Clock,
        wall: Callable[[], float],
        director: Director | None = None,
    ) -> None:
        self.row = row
        self.story = story
        self.cut = Cut(film_seed(story))
        self.lists = Lists()
        self.closed = False
        self.answered = False  # whether a player has had a playlist
        self.wake = asyncio.Event()
        self._farm = farm
        self._records = records
        self._clock = clock
        self._wall = wall
        self._director = director or ScriptOrder()
        self._size = Size(settings.width, settings.height)
        self._renderer = settings.renderer
        self._rendered = from_seconds(settings.ahead_rendered_s)
        self._listed = from_seconds(settings.ahead_listed_s)
        self._playhead = Playhead(self._listed)
        self._sounding = Sounding()
        self._events_logged = 0
        self._unwritten: list[Event] = []
        self._speech: dict[str, Asked] = {}
        self._pictures: dict[int, Asked] = {}
        self._windows: dict[int, Asked] = {}  # by start
        self._hold: Asked | None = None
        self._silence: Asked | None = None
        self._stopped = False
        self._turn = asyncio.Lock()
        self._changed = asyncio.Event()

    # What others ask

    def position(self) -> Position:
        """The playhead now."""
        return self._playhead.at(self._clock.now_s(), self.lists.picture_end)

    def ready_end(self) -> int:
        """The end, on the timeline, of the pictures that are made without a gap, listed or not."""
        end, index = self.lists.picture_end, self.cut.index_at(self.lists.film)
        while index in self._pictures and self._pictures[index].flight.made_nowait() is not None:
            end += self.cut.segments[index].ticks
            index += 1
        return end

    def waiting(self) -> Segment | None:
        """The next segment to be listed that is asked for and not made."""
        index = self.cut.index_at(self.lists.film)
        while index in self._pictures:
            if self._pictures[index].flight.made_nowait() is None:
                return self.cut.segments[index]
            index += 1
        return None

    def heartbeat(self, seconds: float, *, paused: bool) -> Position:
        """A player says where it is; returns where it is taken to be."""
        self._playhead.heartbeat(self._clock.now_s(), seconds, paused=paused)
        self.wake.set()
        return self.position()

    def requested(self) -> None:
        """A player is being answered with what is listed now."""
        self.answered = True
        self._playhead.requested(self._clock.now_s(), self.lists.picture_end)
        self.wake.set()

    async def wait_until(self, ready: Callable[[], bool], until_s: float) -> bool:
        """Wait for a condition, at most until a time on the clock; returns whether it came true."""
        while not ready():
            if self.closed or self._clock.now_s() >= until_s:
                return False
            await self._changed.wait()
        return True

    async def wait_change(self) -> None:
        """Wait until the screening has taken its next turn."""
        await self._changed.wait()

    # Life

    async def begin(self) -> None:
        """Start a new screening's log, and have its title and first words made at once."""
        self._note(log.STARTED, {"film": self.row.film, "revision": self.row.revision, "seed": self.row.seed})
        first, self._unwritten = self._unwritten, []
        await self._records.open_screening(self.row, first)
        await self.advance()

    def taken_up(self, logged: int, *, answered: bool) -> None:
        """Go on after `logged` events of a log that has been read."""
        self._events_logged = logged
        self.answered = answered

    async def close(self) -> None:
        """Take no more turns, and cancel what nobody else wants."""
        async with self._turn:
            if self.closed:
                return
            self.closed = True
            for asked in self._waiting():
                await self._farm.cancel(asked.flight.key, self.row.id)
        self.wake.set()
        self._announce()

    async def advance(self) -> None:
        """Do all that can be done now: plan, ask, list. Nothing is asked for while paused."""
        async with self._turn:
            if self.closed or self.lists.ended:
                return
            head = self.position()
            if not self.lists.sound or len(self.lists.picture) < FIRST_ANSWER:
                head = Position(head.ticks, moving=True)  # even a paused player has a first picture to show
            if head.moving:
                self._stopped = False
            elif not self._stopped:
                await self._stop()
            if not self.cut.parts:
                self._open_with_title()
                await self._ask_ahead(head)  # before anything else takes the workers
            await self._plan(head)
            if head.moving:
                await self._ask_ahead(head)
            await self._list_pictures(head)
            await self._list_sound(head)
            self._end()
            await self._write()
        self._announce()

    async def _stop(self) -> None:
        """Nothing is made while paused: take back what nobody has begun; it is asked for again when the film goes on."""
        self._stopped = True
        for asked in self._waiting():
            await self._farm.cancel(asked.flight.key, self.row.id)
        self._speech = {key: asked for key, asked in self._speech.items() if asked.flight.made_nowait()}
        self._pictures = {key: asked for key, asked in self._pictures.items() if asked.flight.made_nowait()}
        self._windows = {key: asked for key, asked in self._windows.items() if asked.flight.made_nowait()}
        for name in ("_hold", "_silence"):
            asked_ = getattr(self, name)
            if asked_ is not None and asked_.flight.made_nowait() is None:
                setattr(self, name, None)

    def _waiting(self) -> list[Asked]:
        asked = [*self._speech.values(), *self._pictures.values(), *self._windows.values(), self._hold, self._silence]
        return [each for each in asked if each is not None and not each.flight.done()]

    def _announce(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    # The log

    def _note(self, kind: str, data: dict[str, Any]) -> None:
        self._unwritten.append(Event(self._events_logged, kind, data, self._wall()))
        self._events_logged += 1

    async def _write(self) -> None:
        more, self._unwritten = self._unwritten, []
        await self._records.append(self.row.id, more)

    # The plan

    async def _plan(self, head: Position) -> None:
        horizon = head.ticks + self._rendered
        while True:
            part = self.cut.open
            if part is not None:
                if part.missing and not await self._hear(part, head):
                    return
                await self._write()  # timings are durable before they are shot
                self.cut.shoot(self.shots_of(part))
            elif self.cut.final or not head.moving or to_timeline(self.lists.holds, self.cut.end) >= horizon:
                return
            else:
                self._choose()

    def _open_with_title(self) -> None:
        part = self.cut.add("title", "title", why="every film opens on its title")
        self._note_part(part)
        self.cut.shoot(self.shots_of(part))

    def _choose(self) -> None:
        decision = self._director.next_beat(self.story, self.cut.played)
        if decision.beat is None:
            part = self.cut.add("end", "end", why=decision.why)
        else:
            beat = self.story.beats[decision.beat]
            lines = lines_of(beat, self.story)
            part = self.cut.add("beat", beat.name, beat=decision.beat, why=decision.why, lines=lines)
        self._note_part(part)

    def _note_part(self, part: Part) -> None:
        self._note(log.PART, {"kind": part.kind, "name": part.name, "beat": part.beat, "why": part.why})

    async def _hear(self, part: Part, head: Position) -> bool:
        """Have a part's lines spoken; True when all their timings are known."""
        due_s = self._due_s(to_timeline(self.lists.holds, part.film), head) - SPARE_S
        for line in part.missing:
            asked = self._speech.get(line.key)
            if asked is None:
                if head.moving:
                    asked = self._speech[line.key] = await self._ask(SpeechJob(line), due_s)
                else:
                    continue
            if not asked.flight.done():
                continue
            made = asked.flight.made_nowait()
            timing = made.spoken if made else None
            self._note(log.SPOKEN, log.spoken_data(line, timing or estimate(line), estimated=timing is None))
            part.timing[line.key] = timing or estimate(line)
            del self._speech[line.key]
        return not part.missing

    def shots_of(self, part: Part) -> ShotList:
        """A part as it is shot; the same timing gives the same shots."""
        try:
            if part.kind == "title":
                return title_shots(self.story)
            if part.kind == "end":
                return end_shots(self.story)
            return shoot(self.story.beats[part.beat], self.story, part.timing)
        except Exception:
            # A beat that cannot be shot is a defect of ours; the film goes on without it rather than stand still.
            LOGGER.exception("beat %r of %s could not be shot and is left out", part.name, self.row.film)
            return ShotList(())

    # Asking the farm

    def _due_s(self, at: int, head: Position) -> float:
        return self._clock.now_s() + (at - head.ticks) / TICK_RATE - SPARE_S

    async def _ask(
        self, job: Job, due_s: float, grade: str = "full", why: str = "", *, chance: float = 1.0, exact: bool = True,
    ) -> Asked:
        flight = await self._farm.submit(job, due_s, self.row.id, chance, exact=exact)
        if flight.made_nowait() is not None:
            self.wake.set()
        elif not flight.done():
            flight.future.add_done_callback(lambda _: self.wake.set())
        return Asked(job, flight, due_s, grade, why)

    async def _again(self, asked: Asked, due_s: float, *, exact: bool = True) -> None:
        """Tell the farm when what was asked for is due, if the playhead has come to be elsewhere than was thought."""
        if not asked.flight.done() and abs(due_s - asked.due_s) > MOVED_S:
            asked.due_s = due_s
            await self._farm.submit(asked.job, due_s, self.row.id, exact=exact)

    async def _ask_ahead(self, head: Position) -> None:
        await self._ask_sound(head)
        await self._ask_pictures(head)

    async def _ask_pictures(self, head: Position) -> None:
        holds = self.lists.holds
        for index in range(self.cut.index_at(self.lists.film), len(self.cut.segments)):
            segment = self.cut.segments[index]
            start = to_timeline(holds, segment.film)
            if start + segment.ticks > head.ticks + self._rendered:
                return
            await self._ask_picture(index, segment, self._due_s(start, head))

    async def _ask_picture(self, index: int, segment: Segment, due_s: float) -> None:
        exact = segment.part == 0  # the title is what a viewer meets first, and nobody plays yet: no stand-in
        asked = self._pictures.get(index)
        if asked is None:
            job = self._picture_job(segment, "full")
            self._pictures[index] = await self._ask(job, due_s, why=segment.reason, exact=exact)
        elif not asked.flight.done():
            await self._again(asked, due_s, exact=exact)
        elif asked.flight.made_nowait() is None:
            # It failed for good: ask for the next stand-in, and in the end again and again, while holds are shown.
            lower = LADDER.get(asked.grade, asked.grade)
            why = f"the {asked.grade} take could not be made"
            self._pictures[index] = await self._ask(self._picture_job(segment, lower), due_s, lower, why)

    def _picture_job(self, segment: Segment, grade: str) -> PictureJob:
        return PictureJob(segment.pixels, segment.n, self._size, self._renderer, grade)

    async def _ask_sound(self, head: Position) -> None:
        if self._silence is None and self.lists.sound:
            # Ready for when a window is late; every screening shares it.
            self._silence = await self._ask(self._sounding.silence(), self._due_s(WINDOW, head) + 60, chance=0.1)
        known = to_timeline(self.lists.holds, self.cut.end)
        start = self.lists.sound_end
        while True:
            hurry = start - head.ticks < HOLD_WITHIN * 2
            window = next_window(start, known, final=self.cut.final, hurry=hurry)
            if window is None or start > head.ticks + self._rendered:
                return
            asked = self._windows.get(start)
            if asked is None:
                asked = self._windows[start] = await self._ask_window(window, "full", "", head)
            while asked.flight.done() and asked.flight.made_nowait() is None and asked.grade in SOUND_LADDER:
                lower = SOUND_LADDER[asked.grade]
                why = f"the {asked.grade} sound could not be made"
                asked = self._windows[start] = await self._ask_window(window, lower, why, head)
            await self._again(asked, self._due_s(start, head))
            start += window.ticks

    async def _ask_window(self, window: Window, grade: str, why: str, head: Position) -> Asked:
        job = self._sounding.job(self.cut, self.lists.holds, window, grade)
        return await self._ask(job, self._due_s(window.start, head), grade, why)

    # Listing

    async def _list_pictures(self, head: Position) -> None:
        ready: list[Shown] = []
        lists = self.lists
        end, n = lists.picture_end, len(lists.picture)
        index = self.cut.index_at(lists.film)
        blocked = False
        while index < len(self.cut.segments):
            segment = self.cut.segments[index]
            if end + segment.ticks > head.ticks + self._listed or (not self.answered and n >= FIRST_ANSWER):
                blocked = True
                break
            asked = self._pictures.get(index)
            made = asked.flight.made_nowait() if asked else None
            if asked is None or made is None:
                break
            ready.append(
                Shown(
                    "picture", n, end, segment.ticks, made.hash, segment.film, segment.part, segment.shot, segment.n,
                    *_shown_as(asked, made), round(made.seconds, 3),
                ),
            )
            end, n, index = end + segment.ticks, n + 1, index + 1
            del self._pictures[index - 1]
        await self._show(ready)
        done = self.cut.final and index >= len(self.cut.segments)
        if head.moving and self._playhead.started and self.answered and not blocked and not done:
            await self._keep_light(head)

    async def _keep_light(self, head: Position) -> None:
        """The next picture is not there: get a hold ready, and insert it when the playhead is near the end."""
        lists = self.lists
        if not lists.picture:
            return
        last = lists.picture[-1]
        left = lists.picture_end - head.ticks
        if lists.sound_end + WINDOW > lists.picture_end:
            left = min(left, lists.sound_end + WINDOW - head.ticks)  # sound waits for pictures
        if left < WORRY_WITHIN:
            await self._prepare_hold(last, head)
        if left >= min(HOLD_WITHIN, max(HOLD_WITHIN_LEAST, lists.picture_end // 3)):
            return
        made = self._hold.flight.made_nowait() if self._hold else None
        media, ticks = (made.hash, made.ticks) if made else (last.hash, last.ticks)
        why = "the next picture was not ready"
        await self._show(
            [Shown("picture", len(lists.picture), lists.picture_end, ticks, media, lists.film, grade="hold", why=why)],
        )
        await self._forget_windows()

    async def _prepare_hold(self, last: Shown, head: Position) -> None:
        if last.part < 0 or (self._hold is not None and getattr(self._hold.job, "source", "") == last.hash):
            return
        shots = self.cut.parts[last.part].shots
        if shots is not None:
            job = PictureJob(shots.shots[last.shot], last.segment, self._size, self._renderer, "hold", last.hash)
            self._hold = await self._ask(job, self._due_s(self.lists.picture_end, head) - SPARE_S)

    async def _forget_windows(self) -> None:
        """A hold has moved what follows, so the windows that are not listed are asked for anew."""
        old, self._windows = self._windows, {}
        await self._ask_sound(self.position())
        wanted = {asked.flight.key for asked in self._windows.values()}
        for asked in old.values():
            if asked.flight.key not in wanted and not asked.flight.done():
                await self._farm.cancel(asked.flight.key, self.row.id)

    async def _list_sound(self, head: Position) -> None:
        # Sound is listed only as far as pictures are, so that a hold never contradicts what was heard already. Nothing is
        # said over the title, so its first window need not wait for all of it.
        ready: list[Shown] = []
        lists = self.lists
        known = to_timeline(lists.holds, self.cut.end)
        complete = self.cut.final and lists.film >= self.cut.end
        start, n = lists.sound_end, len(lists.sound)
        while True:
            window = next_window(start, known, final=self.cut.final, hurry=True)
            if window is None or (not complete and start + window.ticks > max(lists.picture_end, TITLE)):
                break
            asked = self._windows.get(start)
            made = asked.flight.made_nowait() if asked else None
            grade, why = (asked.grade, asked.why) if asked else ("full", "")
            if made is None:
                made = self._silent(window, start - head.ticks, head)
                grade, why = "silence", "the sound was not ready"
            if made is None:
                break
            seconds = round(made.seconds, 3)
            ready.append(Shown("sound", n, start, window.ticks, made.hash, start, grade=grade, why=why, seconds=seconds))
            self._windows.pop(start, None)
            start, n = start + window.ticks, n + 1
        await self._show(ready)

    def _silent(self, window: Window, left: int, head: Position) -> Made | None:
        """Silence for a window that is late, when the playhead is almost there; None while it can wait."""
        if not (head.moving and self._playhead.started and left < HOLD_WITHIN // 2 and window.ticks == WINDOW):
            return None
        return self._silence.flight.made_nowait() if self._silence else None

    async def _show(self, ready: list[Shown]) -> None:
        """Write the events, then list."""
        if ready:
            for entry in ready:
                self._note(log.SHOWN, entry.data())
            await self._write()
            for entry in ready:
                self.lists.add(entry)

    def _end(self) -> None:
        complete = self.cut.final and self.lists.film >= self.cut.end
        if complete and self.lists.sound_end >= self.lists.picture_end:
            self._note(log.ENDED, {"ticks": self.lists.picture_end})
            self.lists.ended = True

    def job_of(self, media: str) -> Job | None:
        """The job that makes a listed segment, by its hash; None when it is not in these lists."""
        for entry in self.lists.picture:
            shots = self.cut.parts[entry.part].shots if entry.hash == media and entry.part >= 0 else None
            if shots is not None:
                return PictureJob(shots.shots[entry.shot], entry.segment, self._size, self._renderer, entry.grade)
        for entry in self.lists.sound:
            if entry.hash == media:
                return self._sounding.job(self.cut, self.lists.holds, Window(entry.at, entry.ticks), entry.grade)
        return None


def _shown_as(asked: Asked, made: Made) -> tuple[str, str]:
    """The grade that was made, and why it is that one."""
    if made.grade != asked.grade and asked.grade == "full":
        return made.grade, f"a {made.grade} take stands in: the full one would have been late"
    return asked.grade, asked.why
