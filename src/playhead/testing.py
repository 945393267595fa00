"""Fakes that ship with Playhead, for tests of its parts and of what others build on it.

Importing this module registers renderers: "blocks" draws quickly and numbers its frames; "gate" waits for a file named by the
shot's first text; "mortal" kills its process the first time; "poison" always; "hung" never comes back; "failing" raises;
"greedy" takes memory until it is stopped; "chained" goes through a shot in order; "model" does so in a process of its own, and falls as
the shot's text says.
"""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from playhead.errors import BadInput, FarmError, Refused, Unreachable
from playhead.media import Store
from playhead.projection.farm import Capacity, Flight, Making
from playhead.projection.jobs import Job, Made, PictureJob, SpeechJob
from playhead.projection.perform import Performer, found
from playhead.render.renderer import Known, PictureChunk, Pictures, Size, Traits, register
from playhead.shots.shot import Framing, Place, Shot
from playhead.speech import estimate

BITS = 12


def a_shot(frames: int = 24, text: str = "", kind: str = "room") -> Shot:
    """A shot with nothing in it."""
    return Shot(Place(kind, f"THE {kind.upper()}", interior=True), "day", "clear", Framing("wide"), frames, text=(text,))


def numbered(frame: int, size: Size, tint: int = 0) -> Pictures:
    """A picture (h, w, 3) with `frame` written as large black and white blocks that survive encoding."""
    picture = np.full((size.height, size.width, 3), (60 + tint % 120, 90, 140), np.uint8)
    width = size.width // BITS
    for bit in range(BITS):
        picture[size.height // 4 : size.height // 2, bit * width : (bit + 1) * width] = 255 if frame >> bit & 1 else 0
    return picture


def read_number(picture: Pictures) -> int:
    """The number that `numbered` wrote."""
    height, width = picture.shape[0], picture.shape[1] // BITS
    row = picture[height * 3 // 8]
    return sum(1 << bit for bit in range(BITS) if int(row[bit * width + width // 2].mean()) > 127)


class Blocks:
    """A renderer of numbered pictures; `before` is called before each chunk is drawn."""

    traits = Traits(sizes=(Size(),), chunk_frames=1)

    def __init__(self, name: str = "blocks", before: Callable[[Shot], None] = lambda _: None) -> None:
        self.name = name
        self._before = before

    def open(self, shot: Shot, size: Size, control: Any | None = None, first: int = 0) -> list[Any]:  # noqa: ARG002  the protocol's
        """A state is [shot, size, next frame]."""
        return [shot, size, first]

    def step(self, state: list[Any]) -> PictureChunk | None:
        """One frame."""
        shot, size, frame = state
        if frame >= shot.frames:
            return None
        if shot.framing.size != "title":  # a worker warms up on a title, which must always go well
            self._before(shot)
        state[2] += 1
        return PictureChunk(numbered(frame, size, shot.seed % 100)[None], frame)

    def snapshot(self, state: list[Any]) -> bytes:
        """The next frame's number."""
        return str(state[2]).encode()


def _gate(shot: Shot) -> None:
    wait = threading.Event()
    while not Path(shot.text[0]).exists():
        wait.wait(0.005)


def _mortal(shot: Shot) -> None:
    mark = Path(shot.text[0])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _poison(shot: Shot) -> None:  # noqa: ARG001
    os.kill(os.getpid(), signal.SIGKILL)


def _hung(shot: Shot) -> None:  # noqa: ARG001
    threading.Event().wait()


def _failing(shot: Shot) -> None:
    raise ValueError(f"cannot draw {shot.place.name}")


def _greedy(shot: Shot) -> None:  # noqa: ARG001
    taken = []
    wait = threading.Event()
    while True:
        taken.append(np.ones(4 << 20, np.uint8))
        wait.wait(0.002)


for _name, _before in {
    "blocks": lambda _: None,
    "gate": _gate,
    "mortal": _mortal,
    "poison": _poison,
    "hung": _hung,
    "failing": _failing,
    "greedy": _greedy,
}.items():
    register(Known(_name, lambda _o, _m, name=_name, before=_before: Blocks(name, before), Blocks.traits))  # type: ignore[misc]


class Chained:
    """A renderer that goes through a shot in order, as models do: every picture depends on all before it. Seven frames a chunk.

    `before` is called with the shot and the first frame of each chunk, before anything of the state has changed.
    """

    traits = Traits(sizes=(Size(),), chunk_frames=7, control=("frames",), prompt_edge="chunk", any_frame=False)

    def __init__(self, name: str = "chained", before: Callable[[Shot, int], None] = lambda *_: None, seed: int = 0) -> None:
        self.name = name
        self._before = before
        self._seed = seed

    def open(self, shot: Shot, size: Size, control: Any | None = None, first: int = 0) -> dict[str, Any]:
        """A state is what has gone before, as a number."""
        if first:
            raise BadInput(f"{self.name} begins at frame 0, not {first}")
        return {"shot": shot, "size": size, "control": control, "next": 0, "past": shot.seed % 1000 + self._seed}

    def step(self, state: dict[str, Any]) -> PictureChunk | None:
        """Seven frames."""
        first, shot = state["next"], state["shot"]
        frames = range(first, min(first + self.traits.chunk_frames, shot.frames))
        if not frames:
            return None
        self._before(shot, first)
        words = [text for at, text in state["control"].brief.action if at <= first] if state["control"] is not None else []
        past, pictures = state["past"], []
        for frame in frames:
            past = (past * 31 + frame + len("".join(words))) % 251
            pictures.append(numbered(frame, state["size"], past % 120))
        state["past"], state["next"] = past, frames.stop
        return PictureChunk(np.stack(pictures), first)

    def snapshot(self, state: dict[str, Any]) -> bytes:
        """What has gone before."""
        return json.dumps([state["next"], state["past"]]).encode()

    def restore(self, snapshot: bytes, shot: Shot, size: Size, control: Any | None = None) -> dict[str, Any]:
        """The state again. Raises BadInput."""
        try:
            following, past = json.loads(snapshot)
        except ValueError:
            raise BadInput("this is no snapshot of a chained take") from None
        return {"shot": shot, "size": size, "control": control, "next": following, "past": past}


def _fall(shot: Shot, first: int) -> None:
    """As the shot's first text says: "dies 30", "fails 30", "refuses 30" or "hangs 30" at the first chunk past that frame."""
    what, _, at = shot.text[0].partition(" ")
    if not at.isdigit() or first < int(at):
        return
    if what == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "hangs":
        threading.Event().wait()
    raise {"fails": Unreachable, "refuses": Refused}[what](f"{what} at {first}")


register(Known("chained", lambda _o, _m: Chained(), Chained.traits))
register(Known(
    "model", lambda options, _m: Chained("model", _fall, int(dict(options).get("seed", 0))), replace(Chained.traits, hands="neural"), options=("seed",),
    model=lambda _o, machine: str(machine.get("weights", "")),
))


class FakeFarm:
    """A farm in this process, without workers: a flight lands when `land` is called, or at once with `at_once`.

    `log` holds the job of everything that was really made, in order: what a test of "nothing twice" looks at.
    """

    def __init__(self, store: Store, *, at_once: bool = True, workers: int = 2) -> None:
        self.store = store
        self.log: list[Job] = []
        self.flights: dict[str, Flight] = {}
        self.deadlines: dict[str, float] = {}
        self._folders: dict[str, Path | None] = {}
        self._at_once = at_once
        self._workers = workers
        self._performer = Performer(store.folder, store.cap_bytes)

    async def submit(
        self,
        job: Job,
        deadline_s: float,
        viewer: str = "",  # noqa: ARG002  the protocol's, as are the others
        chance: float = 1.0,  # noqa: ARG002
        folder: Path | None = None,
        *,
        exact: bool = True,  # noqa: ARG002
    ) -> Flight:
        """As `Farm.submit`."""
        name = _flight_name(job.key, folder)
        flight = self.flights.get(name)
        if flight is None or flight.future.cancelled():
            flight = self.flights[name] = Flight(job, job.key)
        self.deadlines[name] = deadline_s
        self._folders[name] = folder
        known = found(job, self._performer.store(folder))
        if known is not None and not flight.done():
            flight.future.set_result(known)
        elif self._at_once and not flight.done():
            self._make(flight, folder)
        return flight

    async def cancel(self, key: str, viewer: str = "", folder: Path | None = None) -> None:  # noqa: ARG002  as above
        """As `Farm.cancel`."""
        flight = self.flights.pop(_flight_name(key, folder), None)
        if flight is not None and not flight.done():
            flight.future.cancel()

    def land(self, keys: Iterable[str] | None = None) -> list[Made]:
        """Make what is under way, earliest deadline first; only `keys` where given."""
        wanted = set(self.flights) if keys is None else set(keys)
        waiting = [name for name, flight in self.flights.items() if name in wanted and not flight.done()]
        waiting.sort(key=lambda name: self.deadlines[name])
        return [self._make(self.flights[name], self._folders[name]) for name in waiting]

    def capacity(self) -> Capacity:
        """As `Farm.capacity`; always idle."""
        return Capacity(self._workers, (0.0,) * self._workers, 0, 0.0)

    def making(self) -> tuple[Making, ...]:
        """The pictures under way."""
        jobs = [flight.job for flight in self.flights.values() if not flight.done()]
        return tuple(Making("picture", job.place, 0, job.frames, 0.0) for job in jobs if isinstance(job, PictureJob))

    async def drain(self, timeout_s: float) -> None:
        """As `Farm.drain`; makes everything first when there is time."""
        if timeout_s > 0:
            self.land()
        for flight in self.flights.values():
            flight.future.cancel()

    def _make(self, flight: Flight, folder: Path | None) -> Made:
        made = self._performer.perform(flight.job, folder)
        self.log.append(flight.job)
        flight.future.set_result(made)
        return made


def _flight_name(key: str, folder: Path | None) -> str:
    return key if folder is None else f"{folder}:{key}"


class StubFarm:
    """A farm that makes nothing: what lands is named after its key, and speech is as long as `estimate` says.

    For tests of scheduling. `log` holds every job that landed, `asked` every job at its first submission with the deadline;
    both only once per key. With `at_once` everything lands when it is submitted; keys in `refused` fail.
    """

    def __init__(self, *, at_once: bool = True, refuse: Callable[[Job], bool] = lambda _: False) -> None:
        self.at_once = at_once
        self.refuse = refuse
        self.log: list[Job] = []
        self.asked: list[tuple[Job, float]] = []
        self.cancelled: list[str] = []
        self.flights: dict[str, Flight] = {}
        self.wanted: dict[str, set[str]] = {}
        self.deadlines: dict[str, float] = {}
        self.folders: dict[str, Path | None] = {}  # where each is to be kept
        self.chances: dict[str, float] = {}  # the last that was told, by viewer
        self.busy_s: tuple[float, ...] = (0.0, 0.0)

    async def submit(
        self,
        job: Job,
        deadline_s: float,
        viewer: str = "",
        chance: float = 1.0,
        folder: Path | None = None,
        *,
        exact: bool = True,  # noqa: ARG002
    ) -> Flight:
        """As `Farm.submit`."""
        flight = self.flights.get(job.key)
        if flight is None or flight.future.cancelled() or (flight.done() and flight.made_nowait() is None):
            flight = self.flights[job.key] = Flight(job, job.key)
            self.asked.append((job, deadline_s))
        self.deadlines[job.key] = deadline_s
        self.folders[job.key] = folder
        self.chances[viewer] = chance
        self.wanted.setdefault(job.key, set()).add(viewer)
        if self.at_once and not flight.done():
            self.land([job.key])
        return flight

    async def cancel(self, key: str, viewer: str = "", folder: Path | None = None) -> None:  # noqa: ARG002
        """As `Farm.cancel`."""
        self.wanted.get(key, set()).discard(viewer)
        flight = self.flights.get(key)
        if flight is not None and not flight.done() and not self.wanted.get(key):
            flight.future.cancel()
            self.cancelled.append(key)

    def land(self, keys: Iterable[str] | None = None) -> None:
        """Finish what is under way, in the order it was asked for; only `keys` where given."""
        for key in list(self.flights) if keys is None else list(keys):
            flight = self.flights[key]
            if flight.done():
                continue
            if self.refuse(flight.job):
                flight.future.set_exception(FarmError("refused by the test"))
                continue
            self.log.append(flight.job)
            spoken = estimate(flight.job.line) if isinstance(flight.job, SpeechJob) else None
            ticks = spoken.ticks if spoken else flight.job.ticks  # type: ignore[union-attr]
            flight.future.set_result(Made(key, "" if spoken else f"{key:0<40}"[:40], ticks, 1000, 0.5, spoken))

    def land_kind(self, kind: type) -> None:
        """Finish all jobs of one class."""
        self.land([key for key, flight in self.flights.items() if isinstance(flight.job, kind)])

    def capacity(self) -> Capacity:
        """As `Farm.capacity`; `busy_s` is what the test says."""
        return Capacity(len(self.busy_s), self.busy_s, 0, sum(self.busy_s))

    def making(self) -> tuple[Making, ...]:
        """Nothing is seen being made."""
        return ()

    async def drain(self, timeout_s: float) -> None:  # noqa: ARG002
        """As `Farm.drain`."""
        for flight in self.flights.values():
            flight.future.cancel()
