"""A worker of a Ray cluster: an actor that does one job at a time and can be listened to while it does.

`playhead.projection.ray_office` makes one on each place of a node. Nothing here imports Ray: the class is plain, and what it is
given and gives back is data. Media go to the store, not through Ray; only what holds a viewer's own words comes back as bytes,
so that it is left on no machine but the server's.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import platform
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import cv2

from playhead.errors import StoreFull
from playhead.media import Store, stand_behind
from playhead.projection.build import picture_build, sound_build
from playhead.projection.jobs import Job
from playhead.projection.perform import Performer
from playhead.projection.ray_keeping import MARKS
from playhead.projection.ray_messages import Answer, Arrival, Post, Pulse
from playhead.projection.worker import give_back, told
from playhead.settings import Settings

NETWORK_S = 3.0


class RayWorker:
    """The actor. `perform` and what warms up run in one thread, `arrive` and `listen` in another, so that it answers while it draws."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._folder: Path | None = None  # of the store as this node has it, once it is found
        self._performer: Performer | None = None
        self._attempt = self._done = 0
        self._wait = threading.Event()  # never set: a pause that holds no lock
        with suppress(OSError):
            os.nice(10)  # what else runs on the node, a server perhaps, goes first

    def arrive(self) -> Arrival:
        """Who this is, and whether it can work for the server: same code, same store."""
        post = self._post
        here = (picture_build(post.renderer), sound_build())
        problem = remark = ""
        try:
            self._folder = self._find_store()
        except (OSError, ValueError) as error:
            problem = told(error)
        if problem or self._folder is None:
            problem = problem or (
                f"it does not see the server's store at {post.folder}: mount that folder there, at the same path, "
                "or put a bucket behind it (the setting store)"
            )
        elif here != post.builds:
            remark = "its code, libraries or processor differ from the server's: what it makes may differ in its bytes"
        return Arrival(os.getpid(), platform.node(), problem, remark)

    def load(self) -> str:
        """Load what any picture needs; what failed of it, in words."""
        cv2.setNumThreads(1)
        post = self._post
        self._performer = Performer(self._folder or post.folder, post.cap_bytes, voices=post.voices)
        try:
            for name in post.plugins:
                importlib.import_module(name)
            self._performer.load(post.renderer, post.size)
        except Exception as error:
            return told(error)
        return ""

    def warm(self) -> None:
        """Draw a picture for nothing, so that the first one is not the slowest."""
        if self._performer is not None:
            with suppress(Exception):
                self._performer.warm(self._post.renderer, self._post.size)

    def warm_voice(self) -> None:
        """Load the voice and what mixes."""
        if self._performer is not None:
            with suppress(Exception):
                self._performer.warm_voice()

    def perform(self, attempt: int, job: Job, private: bool) -> Answer:
        """Make what the job asks for; never raises."""
        performer = self._performer
        if performer is None:
            return Answer(None, "the worker was asked before it was ready")
        self._done, self._attempt = 0, attempt
        try:
            if private:
                return self._private(performer, job)
            return Answer(performer.perform(job, None, self._progress), away=self._folder != self._post.folder)
        except StoreFull as error:
            return Answer(None, str(error), full=True)
        except Exception as error:
            return Answer(None, told(error))
        finally:
            self._attempt = 0
            give_back()

    def listen(self, wait_s: float) -> Pulse:
        """How far it is, after `wait_s`. A job that hangs has a pulse that does not move; a dead worker has none."""
        self._wait.wait(wait_s)
        return Pulse(self._attempt, self._done, _memory_bytes())

    # Inside

    def _progress(self, done: int) -> None:
        self._done = done

    def _private(self, performer: Performer, job: Job) -> Answer:
        """In a folder that is gone afterwards; the bytes go back to the server, which has the viewer's own folder."""
        with tempfile.TemporaryDirectory(prefix="playhead-") as name:
            folder = Path(name)
            made = performer.perform(job, folder, self._progress)
            store = performer.store(folder)
            return Answer(made, data=store.get(made.hash) if made.hash else store.blobs("spoken").get(made.key))

    def _find_store(self) -> Path | None:
        """The folder in which this node finds what the server has left in the store; None if there is none."""
        post = self._post
        if post.folder.is_dir() and self._sees_mark(post.folder, 0.0 if post.bucket else NETWORK_S, far=False):  # opening a store makes it
            return post.folder
        if not post.bucket:
            return None
        own = Settings.load().data / "farm" / hashlib.sha256(post.bucket.encode()).hexdigest()[:12]
        stand_behind(own, post.bucket)
        return own if self._sees_mark(own, NETWORK_S, far=True) else None

    def _sees_mark(self, folder: Path, wait_s: float, *, far: bool) -> bool:
        """Whether the server's mark is in that store; a file system or a bucket may take a moment to show it."""
        marks = Store(folder, self._post.cap_bytes).blobs(MARKS)
        until = time.monotonic() + wait_s
        while marks.get(self._post.mark, far=far) is None:
            if time.monotonic() >= until:
                return False
            self._wait.wait(0.1)
        return True


def _memory_bytes() -> int:
    """What this process has in memory for itself; 0 if unknown."""
    try:
        resident, shared = Path("/proc/self/statm").read_bytes().split()[1:3]
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
