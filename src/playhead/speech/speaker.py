"""The speaker: a line in, samples, length and mouth marks out; each line is spoken once, by whoever is to say it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from playhead.canonical import key_of
from playhead.errors import PlayheadError
from playhead.speech.estimate import reading
from playhead.speech.maker import STAND_IN, Machine, Maker, Progress, Said, known, table, tell, wanted
from playhead.speech.timing import Line, Mark, Mouth, Spoken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUILD = "speech 4"  # part of what a spoken line is stored under: change the number when samples change
MEMORY_BYTES = 24 * 1024**2
ASKED_MAX = 2048


class Blobs(Protocol):
    """Where spoken lines may be kept between processes."""

    def get(self, key: str) -> bytes | None:
        """The bytes put under that key, or None."""
        ...

    def put(self, key: str, data: bytes) -> object:
        """Keep bytes under that key; the first put wins."""
        ...


class Speaker:
    """Speaks lines: by the maker a line or `machine` wants, else by the default voice, which also stands in for all others.

    What was said is remembered in memory up to `memory_bytes` and, where given, in `blobs`; what holds a viewer's own words only in
    `own`, the screening's folder, which its owner sets and clears. May be used from several threads.
    """

    def __init__(self, blobs: Blobs | None = None, memory_bytes: int = MEMORY_BYTES, machine: Machine | None = None) -> None:
        self.own: Blobs | None = None
        self._blobs = blobs
        self._memory_bytes = memory_bytes
        self._machine: Machine = machine or {}
        self._makers: dict[str, Maker] = {}
        self._asked: OrderedDict[str, str] = OrderedDict()  # by whom a line was said, by its key and who was to say it
        self._held: OrderedDict[str, tuple[Spoken, NDArray[np.int16]]] = OrderedDict()
        self._held_bytes = 0
        self._lock = threading.RLock()

    def say(self, line: Line, progress: Progress = lambda _: None) -> Spoken:
        """How long the line takes, its mouth marks and who said it; (0, ()) when nothing is said.

        Who said it is settled by this: `line.settled(spoken)` is from now on the same samples everywhere.
        """
        told = line.by or wanted(line, self._machine)
        if not told or told.startswith(STAND_IN):
            return self._settled(replace(line, by=STAND_IN), progress)[0]
        if line.by:
            return self._settled(line, progress)[0]
        with self._lock:
            return self._settled(replace(line, by=self._asked_by(line, told, progress)), progress)[0]

    def samples(self, line: Line) -> NDArray[np.float32]:
        """The line as (ticks,) float32 mono at 48 kHz, levelled; silence of that length where no voice speaks.

        A line that nobody settled is the default voice's: who mixes has no time to ask another.
        """
        import numpy as np

        return np.multiply(self._settled(line if line.by else replace(line, by=STAND_IN))[1], np.float32(1 / 32768), dtype=np.float32)

    def _asked_by(self, line: Line, told: str, progress: Progress) -> str:
        """Who said a line that `told` is to say, and which saying of theirs it is; they say it if nobody has."""
        key, blobs = key_of("asked", BUILD, told, line), self._blobs_of(line)
        by = self._asked.get(key) or ((blobs.get(key) or b"") if blobs is not None else b"").decode("utf-8", "replace")
        if not by.startswith((told, STAND_IN)):
            try:
                said = self._maker(told.partition(" ")[0]).say(line, progress)
            except PlayheadError as error:
                tell(f"the default voice speaks instead of {told.partition(' ')[0]}: {error}")
                return STAND_IN  # this time; asked again, the other may be there
            by = STAND_IN if said is None else f"{told} {_mark(said)}"
            if said is not None:
                settled = replace(line, by=by)
                self._keep(key_of("speech", BUILD, settled), settled, said)
            if blobs is not None:
                blobs.put(key, by.encode())
        self._asked[key] = by
        if len(self._asked) > ASKED_MAX:
            self._asked.popitem(last=False)
        return by

    def _settled(self, line: Line, progress: Progress = lambda _: None) -> tuple[Spoken, NDArray[np.int16]]:
        key = key_of("speech", BUILD, line)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            stored = blobs.get(key) if (blobs := self._blobs_of(line)) is not None else None
            spoken = _unpack(stored, line.by) if stored else None
            if spoken is not None:
                return self._hold(key, spoken)
            return self._keep(key, line, self._again(line, progress))

    def _again(self, line: Line, progress: Progress) -> Said:
        """Say a line whose maker is settled; one that has gone since is stood in for."""
        for name in (line.by.partition(" ")[0], STAND_IN):
            try:
                return self._maker(name).say(line, progress) or _silence(line)
            except PlayheadError as error:
                tell(f"the default voice speaks instead of {name}: {error}")
        return _silence(line)

    def _maker(self, name: str) -> Maker:
        if name not in self._makers:
            self._makers[name] = known(name).make(table(self._machine, name))
        return self._makers[name]

    def _blobs_of(self, line: Line) -> Blobs | None:
        return self.own if line.private else self._blobs  # a viewer's own words are shared with nobody

    def _keep(self, key: str, line: Line, said: Said) -> tuple[Spoken, NDArray[np.int16]]:
        spoken = Spoken(len(said.samples), said.marks, line.by if said.marks else ""), said.samples  # silence is nobody's
        blobs = self._blobs_of(line)
        # Another saying than the one that was settled serves here and now, and is told to nobody.
        if blobs is not None and (" " not in line.by or line.by.endswith(_mark(said))):
            blobs.put(key, _pack(*spoken))
        return self._hold(key, spoken)

    def _hold(self, key: str, spoken: tuple[Spoken, NDArray[np.int16]]) -> tuple[Spoken, NDArray[np.int16]]:
        self._held[key] = spoken  # which was not there
        self._held_bytes += spoken[1].nbytes
        while self._held_bytes > self._memory_bytes and len(self._held) > 1:
            self._held_bytes -= self._held.popitem(last=False)[1][1].nbytes
        return spoken


def _silence(line: Line) -> Said:
    """What no voice can say is silence, as long as it takes to read."""
    import numpy as np

    return Said(np.zeros(reading(line.text).ticks, np.int16), ())


def _mark(said: Said) -> str:
    return hashlib.sha256(said.samples.tobytes()).hexdigest()[:12]


def _pack(spoken: Spoken, samples: NDArray[np.int16]) -> bytes:
    head = json.dumps([spoken.ticks, [[mark.tick, int(mark.mouth)] for mark in spoken.marks]]).encode()
    return len(head).to_bytes(4, "little") + head + samples.astype("<i2").tobytes()


def _unpack(data: bytes, by: str) -> tuple[Spoken, NDArray[np.int16]] | None:
    """A stored line; None when the bytes are not one, which is then spoken anew."""
    import numpy as np

    try:
        size = int.from_bytes(data[:4], "little")
        ticks, marks = json.loads(data[4 : 4 + size])
        samples = np.frombuffer(data, "<i2", offset=4 + size).astype(np.int16)
    except (ValueError, TypeError):
        return None
    if len(samples) != ticks:
        return None
    return Spoken(ticks, tuple(Mark(tick, Mouth(mouth)) for tick, mouth in marks), by if marks else ""), samples
