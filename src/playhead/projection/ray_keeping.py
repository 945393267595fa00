"""What a server does in its store for a cluster: a mark, a viewer's own words, what came through the bucket."""

from __future__ import annotations

from contextlib import suppress

from playhead.errors import NotFound
from playhead.media import Store
from playhead.projection.crew import Order
from playhead.projection.jobs import Made
from playhead.projection.ray_messages import Own

MARKS = "farm"
"""The blobs in which a server leaves the mark by which a worker knows that both have the same store."""


def leave_mark(store: Store, mark: str) -> None:
    """Leave the mark, or note that it is still in use, so that it is not evicted."""
    marks = store.blobs(MARKS)
    if marks.path(mark) is None:  # looking is using
        with suppress(OSError):  # a full disk now; later there may be room
            marks.put(mark, b"A server of Playhead works with this store.\n")


def put_own(own: Own, order: Order, cap_bytes: int) -> None:
    """Put what holds a viewer's own words into the order's folder. Raises StoreFull, OSError."""
    made = own.done.made
    if made is None or order.folder is None:
        return
    store = Store(order.folder, cap_bytes)
    if made.hash:
        store.bind(made.key, store.put(own.data), made.ticks)
    else:
        store.blobs("spoken").put(made.key, own.data)


def fetched(store: Store, made: Made) -> bool:
    """Whether it is in the server's own folder, fetched from the bucket if it was not."""
    if not made.hash:
        store.blobs("spoken").get(made.key)
        return made.spoken is not None  # one who stood in for another is not kept
    try:
        store.get(made.hash)
    except NotFound:
        return False
    return store.find(made.key, far=True) is not None
