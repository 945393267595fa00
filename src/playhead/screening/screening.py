"""One viewer's screening: plans the cut ahead of the playhead, has it made in time, and lists what is finished."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from playhead.projection import Farm, Job, Made
from playhead.projection.ladder import ladder_for
from playhead.records import Records, ScreeningRow
from playhead.render.renderer import Size
from playhead.screening import log
from playhead.screening.crossing import Crossing
from playhead.screening.cut import Cut, Part, Segment, film_seed
from playhead.screening.filming import beat_lines, film_beat
from playhead.screening.improvising import data_of, settle
from playhead.screening.journal import Journal
from playhead.screening.lists import Lists
from playhead.screening.log import Shown
from playhead.screening.orders import Asked, Orders
from playhead.screening.pace import (
    CALM,
    FIRST_ANSWER,
    HOLD_WITHIN,
    JUMP,
    PULSE_CALM_S,
    PULSE_PAUSED_S,
    PULSE_S,
    SHORT_LISTED_WITHIN,
    SHORT_WITHIN,
    SILENCE_S,
    SOUND_FIRST_S,
    SPEECH_FIRST_S,
    STARTUP_S,
    UNWRITTEN_WITHIN,
    WORDS_FIRST_S,
    WORRY_WITHIN,
    margin,
    next_near_s,
    silence_margin,
)
from playhead.screening.playhead import Playhead, Position
from playhead.screening.plot import Plot, Step
from playhead.screening.revision import Revision, revised
from playhead.screening.seam import AFTER_LOCK_S, Seam
from playhead.screening.sounding import Window, cut_short, next_window, seams_of
from playhead.screening.tally import Tally
from playhead.screening.timeline import to_timeline
from playhead.screening.waiters import Waiters
from playhead.settings import Settings
from playhead.shots import end_shots, style_of, title_shots
from playhead.shots.cue import ShotList
from playhead.speech import estimate
from playhead.story import Story
from playhead.story.director import begin
from playhead.story.state import State
from playhead.timebase import FRAME, TICK_RATE, WINDOW, Clock, from_seconds, to_seconds
from playhead.writing import Lines, writer_of

LOGGER = logging.getLogger(__name__)


class Screening:
    """One viewing of one film. All of it happens in `advance`, whose only sense of time is the clock it was given.

    `wake` is set when something it waits for has come; `answered` tells whether a player has had a playlist.
    """

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
        state: State | None = None,
        follow: Sequence[Step] = (),
        profiles: Mapping[int, Mapping[str, Any]] | None = None,
        tally: Tally | None = None,
    ) -> None:
        self.row = row
        self.story = story
        self.plot = Plot(story, state or begin(story, row.viewer, {}, frozenset(), row.seed), follow, profiles)
        self.cut = Cut(film_seed(story))
        self.crossing = Crossing(self, tally or Tally())
        self.lists = Lists()
        self.closed = False
        self.answered = False
        self.wake = asyncio.Event()
        self.on_note: Callable[[str, dict[str, Any]], None] = _unheard  # hears of each event of its log, once
        size = Size(settings.width, settings.height)
        self.private = settings.data / "private" / row.id
        self.orders = Orders(
            farm, clock, row.id, self.cut, self.lists, size, ladder_for(story.film, settings), self.wake,
            private=self.private, account=row.film,
        )
        self._records = records
        self._settings = settings
        self._clock = clock
        self.improvised = Lines(writer_of(settings), row.seed, self.wake.set)
        self.revision: Revision | None = None  # the playing part, to be shot anew
        self._coming: Mapping[str, Any] | None = None  # the viewer, once the part that is being planned is shot
        self._rendered = from_seconds(settings.ahead_rendered_s)
        self._listed = from_seconds(settings.ahead_listed_s)
        self._playhead = Playhead(self._listed)
        self.journal = Journal(records, row.id, wall, self.wake.set)
        self._stopped = False
        self._turn = asyncio.Lock()
        self._waiters = Waiters()
        self.looked_s = 0.0  # when, on the clock, those who wait for something of it last looked
        self._told = 0  # events that were logged then
        self._changes = 0

    # What others ask and tell

    def position(self) -> Position:
        """The playhead now."""
        return self._playhead.at(self._clock.now_s(), self.lists.picture_end)

    def ready_end(self) -> int:
        """The end, on the timeline, of the pictures that are made without a gap, listed or not."""
        end = self.lists.picture_end
        for segment, made in self.orders.from_index(self.cut.index_at(self.lists.film)):
            if not made:
                break
            end += segment.ticks
        return end

    def waiting(self) -> Segment | None:
        """The next segment to be listed that is asked for and not made."""
        ahead = self.orders.from_index(self.cut.index_at(self.lists.film))
        return next((segment for segment, made in ahead if not made), None)

    def job_of(self, media: str) -> Job | None:
        """The job that makes a listed segment again, by its hash."""
        return self.orders.job_of(media)

    def heartbeat(self, seconds: float, *, paused: bool) -> Position:
        """A player says where it is; returns where it is taken to be."""
        before, began = self.position(), not self._playhead.started
        self._playhead.heartbeat(self._clock.now_s(), seconds, paused=paused)
        after = self.position()
        if began or after.moving != before.moving or abs(after.ticks - before.ticks) > JUMP:
            self.wake.set()
        return after

    def requested(self) -> None:
        """A player is being answered with what is listed now."""
        before, began = self.position(), not self._playhead.started
        self._playhead.requested(self._clock.now_s(), self.lists.picture_end)
        if began or not self.answered or self.position().moving != before.moving:
            self.wake.set()
        self.answered = True

    async def wait_until(self, ready: Callable[[], bool], until_s: float) -> bool:
        """Wait for a condition, at most until a time on the clock; returns whether it came true."""
        if ready() or self.closed or self.lists.ended or self._clock.now_s() >= until_s:
            return ready()
        if until_s < self.due_s():
            self.wake.set()  # the next turn must not be later
        return await self._waiters.wait(ready, until_s)

    async def wait_change(self, until_s: float) -> None:
        """Wait until something has changed for whoever watches, at most until a time on the clock."""
        seen = self._changes
        await self.wait_until(lambda: self._changes != seen, until_s)

    # Life

    async def begin(self) -> None:
        """Start a new screening's log, and have its title and first words made at once."""
        state = self.plot.state
        self.note(
            log.STARTED,
            {
                "film": self.row.film,
                "revision": self.row.revision,
                "seed": self.row.seed,
                "viewer": dict(state.viewer),
                "now": dict(state.now),
                "before": sorted(state.before),
                "spent_s": state.spent_s,
                "follow": [[step.beat, step.option, *([[list(each) for each in step.said]] if step.said else [])] for step in self.plot.follow],
                "profiles": [[beats, dict(viewer)] for beats, viewer in self.plot.profiles.items()],
            },
        )
        await self._records.open_screening(self.row, self.journal.take_first())
        await self.advance()

    def taken_up(self, logged: int, *, answered: bool) -> None:
        """Go on after `logged` events of a log that has been read."""
        self.journal.taken_up(logged)
        self.answered = answered
        # Where the viewer was is not written down every second; but no more than this was ever listed ahead of them.
        self._playhead.taken_up(max(0, self.lists.picture_end - self._listed))

    async def close(self) -> None:
        """Take no more turns, and cancel what nobody else wants."""
        async with self._turn:
            if self.closed:
                return
            self.closed = True
            self.improvised.stop()
            await self._stop()
            with suppress(Exception):  # a log that was refused is another's: there is nothing to add to it
                self.journal.send()
        self.wake.set()
        self.announce()

    async def advance(self) -> None:
        """Do all that can be done now: plan, ask, list. Nothing is asked for while paused."""
        async with self._turn:
            if self.closed or self.lists.ended:
                return
            if self.journal.full:
                await self.journal.write()
                return
            head = self.position()
            if not self._shown:
                head = Position(head.ticks, moving=True)  # even a paused player has a first picture to show
            if not head.moving and not self._stopped:
                await self._stop()
            self._stopped = not head.moving
            if not self.cut.parts:
                self._add("title", "title", "every film opens on its title")
                self.cut.shoot(self.shots_of(self.cut.parts[-1]))
                await self._ask_ahead(head)  # before anything else takes the workers
            done = self.crossing.decide(head, started=self._playhead.started)
            if not self._dark():
                await self._plan(head)
            if head.moving:
                await self._ask_ahead(head)
                await self.crossing.speculate(head)
            for branch in done:  # after the cut has asked for what it wants of them
                await branch.stop()
            if not self.journal.behind or self.lists.end - head.ticks < UNWRITTEN_WITHIN:
                await self._list_pictures(head)
                await self._list_sound(head)
                self._end()
            await self.journal.write()
        if self.journal.count != self._told:
            self.announce()
            if self.lists.end - head.ticks < WORRY_WITHIN:
                self.wake.set()  # what was listed may let more be planned, and somebody is near the end of what there is
        else:
            self._look()

    def announce(self) -> None:
        """Have whoever waits look again."""
        self._told = self.journal.count
        self._changes += 1
        self._look()

    def _look(self) -> None:
        self.looked_s = self._clock.now_s()
        self._waiters.look(self.looked_s, over=self.closed)

    def due_s(self) -> float:
        """When, on the clock, the next turn is due, if nothing wakes it before.

        With seconds listed ahead of the playhead a turn now and then asks and lists in time; where it may come to a hold, or to the
        lock of a choice, turns are at their times.
        """
        now_s = self._clock.now_s()
        head = self.position()
        until_s = self._waiters.until_s
        if not self._shown:
            return min(until_s, now_s + PULSE_S)
        if not head.moving:
            return min(until_s, now_s + PULSE_PAUSED_S)
        lock = self.crossing.lock
        until_s = min(until_s, now_s + PULSE_CALM_S, math.inf if lock is None else now_s + max(0, lock - head.ticks) / TICK_RATE)
        if self.lists.end - head.ticks >= CALM:
            return until_s
        near_s = min(next_near_s(end - head.ticks) for end in (self.lists.picture_end, self.lists.sound_end))
        return min(until_s, now_s + near_s)

    # The log

    def note(self, kind: str, data: dict[str, Any]) -> None:
        """Add an event to the log; it is written before anything that rests on it is listed."""
        self.journal.note(kind, data)
        self.on_note(kind, data)

    # Choices

    def timeline_of(self, film: int) -> int:
        """Where film time `film` is on the timeline, before any hold at it."""
        return to_timeline(self.lists.holds, film, after=False)

    @property
    def viewer(self) -> Mapping[str, Any]:
        """Who watches: what the film is told of them, and where they follow another's cut, what they said themselves."""
        return {**self.plot.state.viewer, **self.row.viewer}

    def now_s(self) -> float:
        """Seconds on the clock."""
        return self._clock.now_s()

    def asking(self) -> dict[str, Any] | None:
        """The choice that players are to show, in timeline seconds; None when there is none."""
        return self.crossing.told()

    def chosen(self) -> tuple[Seam, ...]:
        """The choices that were decided, in order."""
        return self.crossing.chosen()

    async def choose(self, choice: str, option: int) -> dict[str, Any]:
        """A viewer chooses; until the lock they may choose otherwise.

        Raises NotFound, Locked, BadInput; RecordsAway or StoreFull when it cannot be written down now: it counts all the same.
        """
        async with self._turn:
            told = self.crossing.wish(choice, option)
            self.journal.send()
        self.wake.set()
        await self.journal.wait_written()
        return told

    async def _stop(self) -> None:
        await self.orders.stop()
        await self.crossing.stop()

    def _margin(self) -> int:
        """How near the playhead may come to the list's end before a hold is inserted; past a seam, nearer than usual."""
        index = self.cut.index_at(self.lists.film)
        last = self.lists.picture[-1].part
        if 0 < index < len(self.cut.segments) and last >= 0 and self.cut.parts[last].seam and self.cut.segments[index].part > last:
            return from_seconds(AFTER_LOCK_S)
        return margin(self.lists.picture_end)

    # Revisions

    async def change_viewer(self, viewer: Mapping[str, Any]) -> None:
        """The viewer said more about themselves: what is not planned yet goes by it. Raises as `choose` does."""
        async with self._turn:
            self.note(log.VIEWER, {"viewer": dict(viewer)})
            self.see(viewer)
            await self.crossing.stop()  # what would follow a choice is planned anew
            self.journal.send()
        self.wake.set()
        await self.journal.wait_written()

    @property
    def profile(self) -> Mapping[str, Any]:
        """The viewer as what is planned next is made for them."""
        return self.plot.state.viewer if self._coming is None else self._coming

    def see(self, viewer: Mapping[str, Any]) -> None:
        """The viewer as they are from now on; a part that is being planned is still made for who they were."""
        if self.cut.open is not None:
            self._coming = dict(viewer)
        else:
            self._coming = None
            self.plot.see(viewer)

    async def revise(self, story: Story) -> None:
        """Go on with another version of the story, as far as the film is not committed."""
        async with self._turn:
            if self.closed or self.lists.ended or story.revision == self.story.revision:
                return
            await self._stop()
            committed = max(self.lists.film, self.lists.sound_film)
            self.take(story, committed)
            self.note(log.REVISED, {"revision": story.revision, "committed": committed, "kept": len(self.cut.parts)})
            self.orders.forget()
            await self.journal.write()
        self.wake.set()

    def take(self, story: Story, committed: int) -> None:
        """Put a revision in place of the story: parts that begin at `committed` film ticks or later are planned anew."""
        viewer = self.profile
        self.orders.ladder = ladder_for(story.film, self._settings)
        self.revision = revised(self, story, committed)
        self.see(viewer)

    async def _revise(self, revision: Revision, head: Position) -> bool:
        """Shoot the playing part from the new text, once its lines are spoken; False while they are not."""
        for line in revision.missing:
            if head.moving:
                await self.orders.speech(line, self._clock.now_s())
            asked = self.orders.heard(line)
            if asked is None:
                return False
            made = asked.flight.made_nowait()
            timing = (made.spoken if made else None) or estimate(line)
            self.note(log.SPOKEN, log.spoken_data(line, timing, estimated=made is None))
            revision.timing[line.key] = timing
        self.revision = None
        committed = max(self.lists.film, self.lists.sound_film)
        if revision.apply(self, committed):
            self.note(log.RESHOT, {"part": revision.part, "committed": committed})
            await self.orders.stop()
            self.orders.forget()
        return True

    # The plan

    @property
    def _shown(self) -> bool:
        """Whether a player has something to begin with."""
        return bool(self.lists.sound) and len(self.lists.picture) >= FIRST_ANSWER

    def _dark(self) -> bool:
        """Whether somebody looks at a dark screen: the first picture then has the machine to itself."""
        return not self.lists.picture and self.waiting() is not None

    async def _plan(self, head: Position) -> None:
        horizon = head.ticks + self._rendered
        while True:
            part = self.cut.open
            if self.revision is not None and not await self._revise(self.revision, head):
                return
            if part is not None:
                if part.unwritten and not self._improvise(part, head):
                    return
                if part.missing and not await self._hear(part, head):
                    return
                await self.journal.write()  # timings are durable before they are shot
                self.shoot(part)
                self.crossing.arrive(part)
                if self._coming is not None:
                    self.see(self._coming)
            elif self.crossing.seam is not None or self.cut.final or not head.moving or to_timeline(self.lists.holds, self.cut.end) >= horizon:
                return
            else:
                self._choose()

    def _choose(self) -> None:
        self.plot.turn()
        decision = self.plot.next()
        if decision.beat is None:
            self._add("end", "end", decision.why)
        else:
            self._add("beat", self.story.beats[decision.beat].name, decision.why, decision.beat)

    def _add(self, kind: str, name: str, why: str, beat: int = -1) -> None:
        self.add(kind, name, why, beat)
        id_ = self.story.beats[beat].id if beat >= 0 else ""
        self.note(log.PART, {"kind": kind, "name": name, "beat": beat, "id": id_, "why": why})

    def add(self, kind: str, name: str, why: str, beat: int = -1) -> Part:
        """Append a part to the cut, as decided now or as a log says."""
        if kind != "title":
            self.plot.turn()
        version = self.plot.play(beat) if beat >= 0 else None
        style = style_of(self.plot.state.viewer)
        lines = beat_lines(version, self.story, style) if version and not version.bids else ()
        before = self.plot.before if version else None
        return self.cut.add(kind, name, beat=beat, why=why, lines=lines, version=version, before=before, style=style)

    def shoot(self, part: Part) -> None:
        """Settle the shots of the last part, and with them how long the film is so far."""
        shots = self.shots_of(part)
        self.cut.shoot(shots)
        if part.kind == "beat":
            self.plot.settle(to_seconds(shots.frames * FRAME))

    def _improvise(self, part: Part, head: Position) -> bool:
        """Settle the lines of a part that may be improvised; True when all are."""
        due_s = self._due_s(to_timeline(self.lists.holds, part.film), head) - SPEECH_FIRST_S - WORDS_FIRST_S
        late = head.moving and self._clock.now_s() >= due_s
        for bid, wrote in settle(part, self.plot, self.improvised, ask=head.moving, late=late).items():
            self.note(log.IMPROVISED, data_of(bid, wrote))
        return not part.unwritten

    async def _hear(self, part: Part, head: Position) -> bool:
        """Have a part's lines spoken; True when all their timings are known."""
        due_s = self._due_s(to_timeline(self.lists.holds, part.film), head) - SPEECH_FIRST_S
        for line in part.missing:
            if head.moving:
                await self.orders.speech(line, due_s)
            asked = self.orders.heard(line)
            if asked is None:
                continue
            made = asked.flight.made_nowait()
            timing = (made.spoken if made else None) or estimate(line)
            self.note(log.SPOKEN, log.spoken_data(line, timing, estimated=made is None))
            part.timing[line.key] = timing
            self.orders.listed(line=line)
        return not part.missing

    def shots_of(self, part: Part) -> ShotList:
        """A part as it is shot; the same timing gives the same shots."""
        try:
            if part.kind == "title":
                return title_shots(self.story, part.style)
            if part.kind == "end":
                return end_shots(self.story, part.style)
            assert part.version is not None, "a beat is played as a version"
            return film_beat(part.version, self.story, part.timing, part.style)
        except Exception:
            # A beat that cannot be shot is a defect of ours; the film goes on without it rather than stand still.
            LOGGER.exception("beat %r of %s could not be shot and is left out", part.name, self.row.film)
            return ShotList(())

    # Asking

    def _due_s(self, at: int, head: Position) -> float:
        """When, on the clock, what plays at `at` must be listed: before a hold would be inserted for it."""
        startup_s = 0.0 if self._playhead.started else STARTUP_S
        near = self._margin() if self.lists.picture and at == self.lists.picture_end else margin(at)
        return self._clock.now_s() + startup_s + (at - head.ticks - near) / TICK_RATE

    async def _ask_ahead(self, head: Position) -> None:
        await self._ask_sound(head)
        holds = self.lists.holds
        for index in range(self.cut.index_at(self.lists.film), len(self.cut.segments)):
            segment = self.cut.segments[index]
            start = to_timeline(holds, segment.film)
            if start + segment.ticks > head.ticks + self._rendered:
                return
            await self.orders.picture(index, self._due_s(start, head))
            if self._dark():
                return

    async def _ask_sound(self, head: Position) -> None:
        shift, start = self.lists.sound_shift, self.lists.sound_film
        held = self.lists.sound_hold()
        if held is not None:
            await self.orders.sound_hold(held, self._due_s(self.lists.sound_end, head) - SOUND_FIRST_S)
        known, seams = self._known(), seams_of(self.cut)
        while start + shift <= head.ticks + self._rendered - WINDOW:
            hurry = start + shift - head.ticks < HOLD_WITHIN * 2
            window = next_window(start, known, seams=seams, final=self.cut.final, hurry=hurry)
            if window is None and held is None and start == self.lists.sound_film and self._sound_within(SHORT_WITHIN, head):
                window = cut_short(start, known)
            if window is None:
                return
            if self.lists.sound and start == self.lists.sound_film:  # the next one, which may be late
                await self.orders.silence(window.ticks, self._clock.now_s() + SILENCE_S)
            await self.orders.window(window, self._due_s(start + shift, head) - SOUND_FIRST_S)
            start += window.ticks

    def _known(self) -> int:
        """How far the film is known, for its sound; at its end so far that sound does not end before the pictures."""
        return self.cut.end + (self.lists.short if self.cut.final else 0)

    def _sound_within(self, ticks: int, head: Position) -> bool:
        """Whether a player is playing and this near to the end of the sound."""
        return head.moving and self._playhead.started and self.lists.sound_end - head.ticks < ticks

    # Listing

    async def _list_pictures(self, head: Position) -> None:
        lists = self.lists
        ready: list[Shown] = []
        end, n, index = lists.picture_end, len(lists.picture), self.cut.index_at(lists.film)
        starved = index < len(self.cut.segments) or not self.cut.final
        while index < len(self.cut.segments):
            segment = self.cut.segments[index]
            found = self.orders.picture_made(index)
            if end + segment.ticks > head.ticks + self._listed or (not self.answered and n >= FIRST_ANSWER):
                starved = False
                break
            if found is None:
                break
            asked, made = found
            grade, why = asked.shown_as(made)
            ready.append(
                Shown(
                    "picture", n, end, segment.ticks, made.hash, segment.film, segment.part, segment.shot, segment.n,
                    grade, why, round(made.seconds, 3), asked.job.private, made.renderer, made.source,
                ),
            )
            self.orders.listed(picture=index)
            end, n, index = end + segment.ticks, n + 1, index + 1
        starved = starved and not ((self.cut.final or self.crossing.seam is not None) and index >= len(self.cut.segments))
        await self._show(ready)
        if starved and head.moving and self._playhead.started and self.answered and lists.picture:
            await self._keep_light(head)

    async def _keep_light(self, head: Position) -> None:
        """The next picture is not there: get a hold ready, and insert it when the playhead is near the end."""
        lists = self.lists
        last = lists.picture[-1]
        left = lists.picture_end - head.ticks
        found = self.orders.hold_made()
        media, ticks = (found[1].hash, found[1].ticks) if found else (last.hash, last.ticks)
        if left < WORRY_WITHIN:
            due_s = self._due_s(lists.picture_end, head)
            await self.orders.hold(last, due_s)
            coming = lists.sound_hold(ticks)
            if coming is not None:
                await self.orders.sound_hold(coming, due_s)
        if left >= self._margin():
            return
        found = self.orders.hold_made()
        media, ticks = (found[1].hash, found[1].ticks) if found else (last.hash, last.ticks)
        why = "the next picture was not ready"
        hold = Shown("picture", len(lists.picture), lists.picture_end, ticks, media, lists.film, grade="hold", why=why, private=last.private, hold=True)
        await self._show([hold])
        await self._ask_sound(head)

    async def _list_sound(self, head: Position) -> None:
        # Sound begins no later than pictures end, so that it never runs out before them; and it is never a whole window
        # ahead of them, so that little of what is said comes too early should a hold be inserted.
        lists = self.lists
        known, seams = self._known(), seams_of(self.cut)
        while lists.sound_end <= lists.picture_end:
            held = lists.sound_hold()
            if held is not None:
                entry = self._hold_entry(held, head)
            else:
                window = next_window(lists.sound_film, known, seams=seams, final=self.cut.final, hurry=True)
                if window is None and self._sound_within(SHORT_LISTED_WITHIN, head):
                    window = cut_short(lists.sound_film, known)
                entry = self._window_entry(window, head) if window else None
            if entry is None:
                return
            await self._show([entry])
            self.orders.listed(window=Window(entry.film, entry.ticks))

    def _window_entry(self, window: Window, head: Position) -> Shown | None:
        """A window that is made; silence for one that is late when the playhead is almost there; None while it can wait."""
        found = self.orders.window_made(window)
        if found is not None:
            grade, why = found[0].grade, found[0].why
        elif self._sound_within(silence_margin(self.lists.sound_end), head):
            found = self.orders.silence_made(window.ticks)
            grade, why = "silence", "the sound was not ready"
        if found is None:
            return None
        return self._sound_entry(window, found, grade, why)

    def _hold_entry(self, window: Window, head: Position) -> Shown | None:
        """The sound of a hold that is made; silence when it is late and the playhead is almost there; None while it can wait."""
        found, grade, why = self.orders.sound_hold_made(window), "full", "the next picture was not ready"
        if found is None and self._sound_within(silence_margin(self.lists.sound_end), head):
            found, grade, why = self.orders.sound_hold_made(window, "silence"), "silence", "the sound of the hold was not ready"
        return None if found is None else self._sound_entry(window, found, grade, why, hold=True)

    def _sound_entry(self, window: Window, found: tuple[Asked, Made], grade: str, why: str, *, hold: bool = False) -> Shown:
        return Shown(
            "sound", len(self.lists.sound), self.lists.sound_end, window.ticks, found[1].hash, window.start, grade=grade, why=why,
            seconds=round(found[1].seconds, 3), private=found[0].job.private, hold=hold,
        )

    async def _show(self, ready: list[Shown]) -> None:
        """Write the events, then list; while the database is away, list what is being written."""
        if ready:
            for entry in ready:
                self.note(log.SHOWN, entry.data())
            await self.journal.write()
            for entry in ready:
                self.lists.add(entry)

    def _end(self) -> None:
        complete = self.cut.final and self.lists.film >= self.cut.end
        if complete and self.lists.sound_end >= self.lists.picture_end:
            self.note(log.ENDED, {"ticks": self.lists.picture_end})
            self.lists.ended = True


def _unheard(_kind: str, _data: dict[str, Any]) -> None:
    """Where nobody counts events."""
