"""What one screening has asked the farm for and not listed yet: speech, pictures, windows of sound, a hold."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playhead.projection import Farm, Flight, Job, Made, PictureJob, SoundJob, SpeechJob
from playhead.projection.ladder import Ladder
from playhead.render.renderer import Size
from playhead.screening.cut import Cut, Segment
from playhead.screening.lists import Lists
from playhead.screening.log import Shown
from playhead.screening.pace import MOVED_S, PULSE_CALM_S
from playhead.screening.sounding import Sounding, Window
from playhead.shots.brief import Brief
from playhead.speech.timing import Line
from playhead.timebase import Clock

SOON_S = PULSE_CALM_S + 0.5
PICTURE_LADDER = {"full": "half", "half": "held", "held": "hold"}
"""What is asked for when a grade of picture could not be made."""
SOUND_LADDER = {"full": "speech", "speech": "silence"}
"""The same for sound: the words alone, then nothing."""

RETRY_S = 2.0
"""What failed at its coarsest is tried again after this."""


@dataclass(slots=True)
class Asked:
    """A job that was asked for, by when on the clock, and why it has its grade."""

    job: Job
    flight: Flight
    due_s: float
    tried_s: float
    grade: str = "full"
    why: str = ""
    chance: float = 1.0

    @property
    def failed(self) -> bool:
        """Whether nothing will come of it."""
        return self.flight.done() and self.flight.made_nowait() is None

    def shown_as(self, made: Made) -> tuple[str, str]:
        """The grade that was made, and why it is that one."""
        if self.grade == "full" and isinstance(self.job, PictureJob):
            other = made.renderer and made.renderer != self.job.renderer
            if made.grade != self.grade:
                by = f" by {made.renderer}" if other else ""
                return made.grade, f"a {made.grade} take{by} stands in: the full one would have been late"
            if other:
                return made.grade, f"{made.renderer} stands in for {self.job.renderer}"
        return self.grade, self.why


class Orders:
    """Asks for each thing once, again when its deadline moves or it failed, and takes back what is not wanted."""

    def __init__(
        self,
        farm: Farm,
        clock: Clock,
        viewer: str,
        cut: Cut,
        lists: Lists,
        size: Size,
        ladder: Ladder,
        wake: asyncio.Event,
        *,
        private: Path | None = None,
        chance: float = 1.0,
        account: str = "",
    ) -> None:
        self._clock = clock
        self._farm = farm
        self._viewer = viewer
        self._cut = cut
        self._lists = lists
        self._size = size
        self.ladder = ladder
        self._account = account
        self._wake = wake
        self._private = private
        self.chance = chance  # that any of it is wanted
        self._sounding = Sounding()
        self._speech: dict[str, Asked] = {}
        self._pictures: dict[int, Asked] = {}  # by index in the cut's segments
        self._windows: dict[Window, Asked] = {}
        self._hold: Asked | None = None
        self._held: dict[SoundJob, Asked] = {}  # what is heard in a hold
        self._silences: dict[int, Asked] = {}  # by their ticks

    def fork(self, option: int, cut: Cut, chance: float) -> Orders:
        """Orders for what may follow; their wishes are told apart from the cut's own."""
        return Orders(
            self._farm, self._clock, f"{self._viewer}/{option}", cut, self._lists, self._size, self.ladder, self._wake,
            private=self._private, chance=chance, account=self._account,
        )

    @property
    def lists(self) -> Lists:
        """What is listed."""
        return self._lists

    # Asking

    async def speech(self, line: Line, due_s: float) -> Asked:
        """Have a line spoken."""
        if line.key not in self._speech:
            self._speech[line.key] = await self._ask(SpeechJob(line), due_s)
        return self._speech[line.key]

    def heard(self, line: Line) -> Asked | None:
        """The order for a line, if it was asked for and is done."""
        asked = self._speech.get(line.key)
        return asked if asked is not None and asked.flight.done() else None

    async def picture(self, index: int, due_s: float) -> None:
        """Have a segment of the cut drawn, or its stand-in when it failed."""
        segment = self._cut.segments[index]
        exact = segment.film == 0  # nobody plays yet: the first picture a viewer meets needs no stand-in
        asked = self._pictures.get(index)
        if asked is None:
            job = self.picture_job(segment)
            self._pictures[index] = await self._ask(job, due_s, why=segment.reason, exact=exact)
        elif asked.failed:
            grade = PICTURE_LADDER.get(asked.grade, "")
            if not grade:  # the coarsest is asked for again and again; holds are shown meanwhile
                await self._retry(asked, due_s)
                return
            why = f"the {asked.grade} take could not be made"
            self._pictures[index] = await self._ask(self.picture_job(segment, grade), due_s, grade, why)
        else:
            await self._again(asked, due_s, exact=exact)

    async def window(self, window: Window, due_s: float) -> None:
        """Have a window mixed, or what stands in for it when it failed."""
        asked = self._windows.get(window)
        if asked is None:
            asked = await self._ask(self.sound_job(window), due_s)
        while asked.failed and asked.grade in SOUND_LADDER:
            grade = SOUND_LADDER[asked.grade]
            why = f"the {asked.grade} sound could not be made"
            asked = await self._ask(self.sound_job(window, grade), due_s, grade, why)
        self._windows[window] = asked
        await self._again(asked, due_s)

    async def silence(self, ticks: int, due_s: float) -> None:
        """Have a silent window of that length ready for when one is late; every screening shares it."""
        if ticks not in self._silences:
            self._silences[ticks] = await self._ask(SoundJob((), 0, ticks), due_s)

    async def hold(self, last: Shown, due_s: float) -> None:
        """Have a hold made of the last picture of a listed segment."""
        shots = self._cut.parts[last.part].shots if last.part >= 0 else None
        if shots is None or (self._hold is not None and getattr(self._hold.job, "source", "") == last.hash):
            return
        job = self.ladder.stand_in(shots.shots[last.shot], last.segment, self._size, "hold", last.hash)
        self._hold = await self._ask(job, due_s)

    async def sound_hold(self, window: Window, due_s: float) -> None:
        """Have ready what is heard in a hold: the place it is in, and silence for when that is late."""
        for grade in ("full", "silence"):
            job = self._sounding.hold(self._cut, window, grade)
            asked = self._held.get(job)
            if asked is None:
                self._held[job] = await self._ask(job, due_s, grade)
            elif asked.failed:
                await self._retry(asked, due_s)

    async def _ask(
        self, job: Job, due_s: float, grade: str = "full", why: str = "", *, exact: bool = True,
    ) -> Asked:
        asked = Asked(job, await self._submit(job, due_s, exact=exact), due_s, self._clock.now_s(), grade, why, self.chance)
        if not asked.flight.done():
            asked.flight.future.add_done_callback(lambda _: self._landed(asked))
        return asked

    def _landed(self, asked: Asked) -> None:
        """What is due soon is to be listed now; what is said, to be planned with. The rest can wait for the next turn."""
        if asked.failed or isinstance(asked.job, SpeechJob) or asked.due_s - self._clock.now_s() < SOON_S:
            self._wake.set()

    async def _submit(self, job: Job, due_s: float, *, exact: bool = True) -> Flight:
        return await self._farm.submit(job, due_s, self._viewer, self.chance, self._folder(job), exact=exact)

    def _folder(self, job: Job) -> Path | None:
        """Where a job's work is kept: what holds a viewer's own words never comes into the shared store."""
        return self._private if job.private else None

    async def _again(self, asked: Asked, due_s: float, *, exact: bool = True) -> None:
        if not asked.flight.done() and (abs(due_s - asked.due_s) > MOVED_S or asked.chance != self.chance):
            asked.due_s, asked.chance = due_s, self.chance
            await self._submit(asked.job, due_s, exact=exact)

    async def _retry(self, asked: Asked, due_s: float) -> None:
        now_s = self._clock.now_s()
        if now_s - asked.tried_s >= RETRY_S:
            asked.flight = await self._submit(asked.job, due_s)
            asked.due_s, asked.tried_s = due_s, now_s

    # What came of it

    def picture_made(self, index: int) -> tuple[Asked, Made] | None:
        """A segment of the cut that is made."""
        return _made(self._pictures.get(index))

    def window_made(self, window: Window) -> tuple[Asked, Made] | None:
        """A window that is mixed."""
        return _made(self._windows.get(window))

    def hold_made(self) -> tuple[Asked, Made] | None:
        """The hold that is ready."""
        return _made(self._hold)

    def sound_hold_made(self, window: Window, grade: str = "full") -> tuple[Asked, Made] | None:
        """What is heard in a hold, if it is mixed."""
        return _made(self._held.get(self._sounding.hold(self._cut, window, grade)))

    def silence_made(self, ticks: int) -> tuple[Asked, Made] | None:
        """The silence of that length that is ready."""
        return _made(self._silences.get(ticks))

    def listed(self, *, picture: int | None = None, window: Window | None = None, line: Line | None = None) -> None:
        """Forget what is no longer of interest: it was listed, or heard."""
        if picture is not None:
            self._pictures.pop(picture, None)
        if window is not None:
            self._windows.pop(window, None)
        if line is not None:
            self._speech.pop(line.key, None)

    def from_index(self, index: int) -> Iterator[tuple[Segment, bool]]:
        """Segments asked for from `index` on, without a gap, and whether each is made."""
        while index in self._pictures:
            yield self._cut.segments[index], self._pictures[index].flight.made_nowait() is not None
            index += 1

    # Taking back

    async def stop(self) -> None:
        """Take back what nobody has begun, and forget it, so that it is asked for anew."""
        await self._cancel(self._open())
        self._speech = {key: asked for key, asked in self._speech.items() if _made(asked)}
        self._pictures = {key: asked for key, asked in self._pictures.items() if _made(asked)}
        self._windows = {key: asked for key, asked in self._windows.items() if _made(asked)}
        self._hold = self._hold if _made(self._hold) else None
        self._held = {key: asked for key, asked in self._held.items() if _made(asked)}
        self._silences = {key: asked for key, asked in self._silences.items() if _made(asked)}

    def forget(self) -> None:
        """Forget all that is not listed: the cut has changed."""
        self._pictures, self._windows, self._hold, self._held = {}, {}, None, {}

    async def _cancel(self, all_: list[Asked]) -> None:
        for asked in all_:
            if not asked.flight.done():
                await self._farm.cancel(asked.flight.key, self._viewer, self._folder(asked.job))

    def _open(self) -> list[Asked]:
        every = [*self._speech.values(), *self._pictures.values(), *self._windows.values(), *self._held.values(), *self._silences.values(), self._hold]
        return [asked for asked in every if asked is not None]

    # Jobs

    def picture_job(self, segment: Segment, grade: str = "full") -> PictureJob:
        """The job that draws a segment."""
        if grade != "full":
            return self.ladder.stand_in(segment.pixels, segment.n, self._size, grade)
        return self.ladder.job(segment.pixels, segment.n, self._size, brief=self._brief(segment.part, segment.shot), account=self._account)

    def _brief(self, part: int, shot: int) -> Brief | None:
        """The author's words for a shot of the cut; none go with a viewer's own words."""
        shots = self._cut.parts[part].shots if 0 <= part < len(self._cut.parts) else None
        briefs: tuple[Brief, ...] = getattr(shots, "briefs", ())
        return briefs[shot] if shot < len(briefs) else None

    def sound_job(self, window: Window, grade: str = "full") -> Job:
        """The job that mixes a window."""
        return self._sounding.job(self._cut, window, grade)

    def job_of(self, media: str) -> Job | None:
        """The job that makes a listed segment again, by its hash; None when it is not in these lists."""
        for entry in self._lists.picture:
            shots = self._cut.parts[entry.part].shots if entry.hash == media and entry.part >= 0 else None
            if shots is not None and entry.shot < len(shots.shots):  # an older engine may have shot it otherwise
                return self.ladder.again(
                    shots.shots[entry.shot], entry.segment, self._size, renderer=entry.renderer, grade=entry.grade, source=entry.source,
                    brief=self._brief(entry.part, entry.shot),
                )
        for entry in self._lists.sound:
            if entry.hash == media:
                window = Window(entry.film, entry.ticks)
                return self._sounding.hold(self._cut, window, entry.grade) if entry.hold else self.sound_job(window, entry.grade)
        return None


def _made(asked: Asked | None) -> tuple[Asked, Made] | None:
    made = asked.flight.made_nowait() if asked is not None else None
    return None if asked is None or made is None else (asked, made)


