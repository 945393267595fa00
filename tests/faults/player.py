"""A player for tests: it fetches a screening over HTTP as players do, plays in real time, and remembers all that was wrong."""

import hashlib
import http.client
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, urljoin, urlsplit

from playhead.media import set_time
from playhead.media.boxes import duration_of
from playhead.timebase import PICTURE_TIMESCALE, SOUND_TIMESCALE

TICK_S = 0.1
AHEAD_S = 30.0
AFRESH_S = 0.4  # how long what failed is left alone
RATES = {"picture": PICTURE_TIMESCALE, "sound": SOUND_TIMESCALE}


@dataclass
class Track:
    """A media playlist as it was last read, and how much of it has been fetched."""

    uri: str
    rate: int
    entries: list[str] = field(default_factory=list)
    fetched: int = 0
    end: int = 0  # of what was fetched, in the track's timescale
    ended: bool = False

    @property
    def end_s(self) -> float:
        return self.end / self.rate


@dataclass(frozen=True)
class Stall:
    """Playback stood still at `at_s` of the film, with so many segments of picture and sound fetched by then."""

    at_s: float
    fetched: int


class Player:
    """Plays one screening on a thread of its own; `origins` are tried in turn when one does not answer.

    `problems` tells what must never be: bytes that are not those of their name, playlists that change what they said,
    gaps between segments, answers that are none. An origin that refuses or breaks off is only asked again.
    """

    def __init__(self, origins: str | Sequence[str], film: str, *, seed: int = 1, viewer: dict[str, Any] | None = None) -> None:
        self.origins = [origins] if isinstance(origins, str) else list(origins)
        self.body = {"film": film, "seed": seed, **({"viewer": viewer} if viewer else {})}
        self.problems: list[str] = []
        self.stalls: list[Stall] = []
        self.statuses: dict[int, int] = {}
        self.position_s = 0.0
        self.started = threading.Event()
        self.ended = False
        self.base = ""
        self.tracks: dict[str, Track] = {}
        self._origin = 0
        self.missed: dict[str, int] = {}  # how often a listed segment was not there, by address
        self._stalled = False
        self._line: http.client.HTTPConnection | None = None
        self._leave = threading.Event()
        self._inits: set[str] = set()
        self._asked: dict[str, float] = {}
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)

    def start(self) -> Self:
        """Press play."""
        self._thread.start()
        return self

    def stop(self) -> Self:
        """Close the window; what was seen stays to be looked at."""
        self._leave.set()
        if self._thread.ident is not None:
            self._thread.join(30)
            assert not self._thread.is_alive()
        if self._line is not None:
            self._line.close()
        return self

    def wait_started(self, timeout_s: float = 60) -> Self:
        """Until the first picture is there."""
        assert self.started.wait(timeout_s), f"nothing to see after {timeout_s} s: {self.statuses}"
        return self

    def wait_position(self, seconds: float, timeout_s: float) -> Self:
        """Until it has played so far."""
        until = time.monotonic() + timeout_s
        while self.position_s < seconds and not self.ended:
            assert time.monotonic() < until, f"at {self.position_s:.1f} of {seconds} s after {timeout_s} s; {self.stalls}"
            self._leave.wait(TICK_S)
        return self

    def wait_buffered(self, seconds: float, timeout_s: float) -> Self:
        """Until that much of what is not played yet has been fetched, or all there is."""
        until = time.monotonic() + timeout_s
        while not self.ended and not (self.started.is_set() and (self.buffered_s >= seconds or all(t.ended for t in self.tracks.values()))):
            assert time.monotonic() < until, f"{self.buffered_s:.1f} s at {self.position_s:.1f} s after {timeout_s} s; {self.stalls}"
            self._leave.wait(TICK_S)
        return self

    @property
    def buffered_s(self) -> float:
        """Seconds that can be played without another answer."""
        return min((track.end_s for track in self.tracks.values()), default=0.0) - self.position_s

    def ask(self, path: str, body: Any = None, method: str | None = None) -> tuple[int, bytes]:
        """One request, over a connection that is kept. Raises OSError or HTTPException when nobody answers."""
        parts = urlsplit(self.origins[self._origin])
        if self._line is None:
            self._line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        try:
            data = None if body is None else json.dumps(body)
            self._line.request(method or ("GET" if body is None else "POST"), path, data, {"Content-Type": "application/json"} if data else {})
            answer = self._line.getresponse()
            read = answer.read()
        except (OSError, http.client.HTTPException):
            self._line.close()
            self._line = None
            self._origin = (self._origin + 1) % len(self.origins)
            raise
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        return answer.status, read

    # Inside

    def _run(self) -> None:
        last = time.monotonic()
        while not self._leave.is_set() and not self.ended:
            now = time.monotonic()
            self._play(now - last)
            last = now
            for step in (self._open, self._beat, self._reload, self._fetch):
                try:
                    step()
                except (OSError, http.client.HTTPException):
                    self._asked[step.__name__] = time.monotonic() + AFRESH_S
                    break
            self._leave.wait(TICK_S)

    def _play(self, passed_s: float) -> None:
        if not self.started.is_set():
            if len(self.tracks) == len(RATES) and self.buffered_s > 0:
                self.started.set()
            return
        left = self.buffered_s
        if passed_s <= left:
            self.position_s += passed_s
            self._stalled = False
            return
        self.position_s += max(0.0, left)
        if all(track.ended and track.fetched == len(track.entries) for track in self.tracks.values()):
            self.ended = True
        elif not self._stalled:
            self._stalled = True
            self.stalls.append(Stall(round(self.position_s, 1), min(track.fetched for track in self.tracks.values())))

    def _due(self, what: str, every_s: float) -> bool:
        now = time.monotonic()
        if now < self._asked.get(what, 0.0):
            return False
        self._asked[what] = now + every_s
        return True

    def _json(self, path: str, body: Any) -> Any:
        status, data = self.ask(path, body)
        if status in (429, 503):  # not now
            return None
        if status >= 300:
            self.problems.append(f"{path}: {status} {data[:200]!r}")
            return None
        return json.loads(data)

    def _open(self) -> None:
        if self.tracks or not self._due("_open", AFRESH_S):
            return
        if not self.base:
            made = self._json("/api/screenings", self.body)
            if made is None:
                return
            self.base = urlsplit(urljoin("http://x", made["playlist"])).path.rsplit("/", 1)[0]
        status, data = self.ask(f"{self.base}/film.m3u8")
        lines = data.decode().splitlines()
        if status == 200:
            picture = next(line for line in lines if line and not line.startswith("#"))
            self.tracks = {kind: Track(f"{self.base}/{uri}", RATES[kind]) for kind, uri in (("picture", picture), ("sound", "sound.m3u8"))}

    def _beat(self) -> None:
        if self.tracks and self.started.is_set() and self._due("_beat", 1.0):
            self._json(f"{self.base}/playhead", {"seconds": round(self.position_s, 3), "paused": False})

    def _reload(self) -> None:
        if not self.tracks or self.buffered_s > AHEAD_S or not self._due("_reload", 1.0):
            return
        for track in self.tracks.values():
            if track.ended:
                continue
            status, data = self.ask(track.uri)
            if status == 200:
                self._read(track, data.decode())
            elif status not in (429, 503):
                self.problems.append(f"{track.uri}: {status}")

    def _read(self, track: Track, text: str) -> None:
        lines = text.splitlines()
        if not lines or lines[0] != "#EXTM3U":
            self.problems.append(f"{track.uri} is no playlist: {text[:80]!r}")
            return
        for line in lines:
            if line.startswith("#EXT-X-MAP:"):
                self._inits.add(line.split('"')[1])
        entries = [line for line in lines if line and not line.startswith("#")]
        if entries[: len(track.entries)] != track.entries:
            at = next((n for n, (a, b) in enumerate(zip(track.entries, entries, strict=False)) if a != b), len(entries))
            self.problems.append(f"{track.uri} changed what it had listed from entry {at} of {len(track.entries)} on")
            return
        track.entries = entries
        track.ended = "#EXT-X-ENDLIST" in lines

    def _fetch(self) -> None:
        if not self._due("_fetch", 0.0):
            return
        for track in sorted(self.tracks.values(), key=lambda each: each.end_s):
            while track.fetched < len(track.entries) and track.end_s - self.position_s < AHEAD_S:
                if not self._segment(track, track.entries[track.fetched]):
                    self._asked["_fetch"] = time.monotonic() + AFRESH_S
                    return

    def _segment(self, track: Track, uri: str) -> bool:
        status, data = self.ask(urljoin(track.uri, uri))
        if status != 200:
            if status not in (404, 429, 503):
                self.problems.append(f"{uri}: {status}")
            self.missed[uri] = self.missed.get(uri, 0) + 1
            return False
        parts = urlsplit(uri)
        name = parts.path.rsplit("/", 1)[1].removesuffix(".m4s")
        if hashlib.sha256(set_time(data, 0)).hexdigest()[:40] != name:
            self.problems.append(f"{uri}: {len(data)} bytes that are not those of their name")
        t = int(parse_qs(parts.query)["t"][0])
        if t != track.end:
            self.problems.append(f"{uri} begins at {t}, the one before ended at {track.end}")
        track.end = t + duration_of(data)
        track.fetched += 1
        return True
