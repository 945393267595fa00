"""The bucket: a place far away, by address, in which several servers keep what they made. It may be slow, refuse, or be cut off.

`s3://bucket/prefix`, `gs://`, `az://`, `file:///folder` and `memory:///` by obstore, which takes credentials and endpoints from the
environment as each cloud's own tools do. Nothing here is needed for the film to go on: whoever asks is told soon that the
bucket is away, and for a while nobody asks again.
"""

from __future__ import annotations

import functools
import importlib
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playhead.errors import BadInput, PlayheadError

LOGGER = logging.getLogger("playhead.store")
SCHEMES = ("s3", "s3a", "gs", "az", "adl", "azure", "abfs", "abfss", "file", "memory")
CONNECT_S = 2.0
ANSWER_S = 6.0
"""One request, whatever its size: a segment is a few hundred kilobytes."""
PAUSES_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""So long nobody asks after a failure, the first, the second after it, and so on."""


class BucketAway(PlayheadError, OSError):
    """The bucket did not answer, or not in time; what was asked may be asked again later."""

    status = 503


@dataclass(frozen=True, slots=True)
class Kept:
    """Something in a bucket: when it was written by the bucket's own clock, in seconds since 1970, and its bytes."""

    path: str
    written_s: float
    bytes: int


class Bucket:
    """What is at `address`. Every call blocks, for `answer_s` at most, and raises BucketAway.

    Raises BadInput for an address that cannot be one, or when the cloud extra is not installed.
    """

    def __init__(self, address: str, *, answer_s: float = ANSWER_S, now_s: Callable[[], float] = time.monotonic) -> None:
        self.address = address
        self._api, self._store = _opened(address, answer_s)
        self._now_s = now_s
        self._lock = threading.Lock()
        self._failures = 0
        self._until_s = float("-inf")

    @property
    def away(self) -> bool:
        """Whether it failed just now, so that asking is not worth the wait."""
        return self._now_s() < self._until_s

    @property
    def pause_s(self) -> float:
        """Seconds until asking is worth it again."""
        return max(0.0, self._until_s - self._now_s())

    def get(self, path: str) -> bytes | None:
        """The bytes at `path`, or None."""

        def work() -> bytes | None:
            try:
                return bytes(self._api.get(self._store, path).bytes())
            except FileNotFoundError:
                return None

        found: bytes | None = self._asked(work)
        return found

    def put(self, path: str, data: bytes) -> None:
        """Keep `data` at `path`, whole or not at all."""
        self._asked(lambda: self._api.put(self._store, path, data))

    def create(self, path: str, data: bytes) -> bool:
        """Keep `data` at `path` unless something is there already; whether it was kept. Of several, one is the first."""

        def work() -> bool:
            try:
                self._api.put(self._store, path, data, mode="create")
            except self._api.exceptions.AlreadyExistsError:
                return False
            except (self._api.exceptions.NotSupportedError, NotImplementedError):  # some that speak S3 know no conditions
                if self._exists(path):
                    return False
                self._api.put(self._store, path, data)
            return True

        return bool(self._asked(work))

    def has(self, path: str) -> bool:
        """Whether something is at `path`."""
        return bool(self._asked(lambda: self._exists(path)))

    def list(self, folder: str) -> Iterator[Kept]:
        """All that is under `folder`."""

        def work() -> list[Kept]:
            stream = self._api.list(self._store, folder, chunk_size=1000)
            return [Kept(str(each["path"]), each["last_modified"].timestamp(), int(each["size"])) for chunk in stream for each in chunk]

        yield from self._asked(work)

    def delete(self, paths: Iterable[str]) -> None:
        """Remove these; what is not there is removed already."""
        for path in paths:
            self._asked(functools.partial(self._delete, path))

    # Inside

    def _exists(self, path: str) -> bool:
        try:
            self._api.head(self._store, path)
        except FileNotFoundError:
            return False
        return True

    def _delete(self, path: str) -> None:
        try:
            self._api.delete(self._store, path)
        except FileNotFoundError:
            return

    def _asked(self, work: Callable[[], Any]) -> Any:
        if self.away:
            raise BucketAway(f"the store at {self.address} did not answer a moment ago: asked again in {self.pause_s:.1f} s")
        try:
            answer = work()
        except (self._api.exceptions.BaseError, OSError) as error:
            raise self._failed(error) from None
        if self._failures:
            with self._lock:
                self._failures = 0
            LOGGER.info("the store at %s answers again", self.address)
        return answer

    def _failed(self, error: Exception) -> BucketAway:
        with self._lock:
            if not self.away:  # several that ask at once fail together, once
                self._until_s = self._now_s() + PAUSES_S[min(self._failures, len(PAUSES_S) - 1)]
                self._failures += 1
                if self._failures == 1:
                    LOGGER.warning("the store at %s does not answer, the film goes on without it: %s", self.address, _line(error))
        return BucketAway(f"the store at {self.address} does not answer: {_line(error)}")


def _opened(address: str, answer_s: float) -> tuple[Any, Any]:
    scheme = urlsplit(address).scheme
    if scheme not in SCHEMES:
        raise BadInput(f"a store's address begins with s3://, gs://, az://, file:// or memory://, not {address[:60]!r}")
    try:
        api, stores = importlib.import_module("obstore"), importlib.import_module("obstore.store")
        importlib.import_module("obstore.exceptions")
    except ImportError:
        raise BadInput(f"the store at {address} needs the cloud extra: pip install 'playhead[cloud]'") from None
    if scheme == "memory":
        return api, stores.MemoryStore()
    try:
        if scheme == "file":
            Path(urlsplit(address).path).mkdir(parents=True, exist_ok=True)
            return api, stores.from_url(address, mkdir=True)
        within = timedelta(seconds=answer_s)
        options = {"connect_timeout": timedelta(seconds=min(CONNECT_S, answer_s)), "timeout": within, "allow_http": True}
        retry = {"max_retries": 1, "retry_timeout": within, "backoff": {"init_backoff": timedelta(milliseconds=100)}}
        return api, stores.from_url(address, client_options=options, retry_config=retry)
    except (api.exceptions.BaseError, OSError, ValueError) as error:
        raise BadInput(f"the store at {address} cannot be used: {_line(error)}") from None


def _line(error: Exception) -> str:
    """What went wrong in one line; obstore adds its own workings below it."""
    return (str(error).splitlines() or [type(error).__name__])[0][:300]
