"""Which of several servers over one database has a screening: asked for, kept by saying that one lives, and given up.

Who has one is asked again once a second at most. While the database is away, who had it last is taken to have it still.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from playhead.errors import PlayheadError
from playhead.records import RENEW_S, Lease, Leases, Records
from playhead.server.live import Live
from playhead.timebase import Clock

LOGGER = logging.getLogger(__name__)
BELIEVED_S = 1.0
KNOWN_MAX = 10_000


class Elsewhere(PlayheadError):
    """A screening that another server has."""

    status = 503


class Tenancy:
    """The leases of this server. `live` are the screenings it has in memory."""

    def __init__(self, records: Records, leases: Leases, live: Live, clock: Clock) -> None:
        self._records = records
        self._leases = leases
        self._live = live
        self._clock = clock
        self._known: dict[str, tuple[float, Lease]] = {}  # by screening: when it was asked, and the answer
        self._ids: dict[str, str] = {}  # of screenings, by token
        self._others: tuple[float, tuple[str, ...]] = (float("-inf"), ())
        self._renewing: asyncio.Task[None] | None = None

    async def begin(self, address: str) -> None:
        """Be one of the servers, at `address`, from now on."""
        await self._leases.join(address)
        self._renewing = asyncio.create_task(self._renew(), name="leases")

    async def end(self) -> None:
        """Be none any more; what this server had is free."""
        if self._renewing is not None:
            self._renewing.cancel()
            with suppress(asyncio.CancelledError):
                await self._renewing
            self._renewing = None
            with suppress(PlayheadError):
                await self._leases.leave()

    async def take(self, screening: str) -> None:
        """Have a screening. Raises Elsewhere when a server that lives has it, RecordsAway."""
        lease = await self.owner(screening, afresh=True)
        if not lease.mine:
            raise Elsewhere("this screening is at another server, which cannot be asked just now: try again in a moment")

    async def screening_of(self, token: str) -> str:
        """The id of the screening of a token. Raises NotFound, RecordsAway."""
        id_ = self._ids.get(token)
        if id_ is None:
            if len(self._ids) >= KNOWN_MAX:
                self._ids.clear()
            id_ = self._ids[token] = (await self._records.ask(self._records.screening, token=token)).id
        return id_

    async def owner(self, screening: str, *, afresh: bool = False, lost: str = "") -> Lease:
        """Who has a screening: this server, if nobody else does or it was the server `lost`. Raises NotFound, RecordsAway."""
        now_s = self._clock.now_s()
        asked_s, known = self._known.get(screening, (float("-inf"), None))
        if known is not None and not lost and (self._records.trouble or (not afresh and now_s - asked_s < BELIEVED_S)):
            return known
        try:
            lease = await self._leases.take(screening, lost=lost)
        except OSError:
            if known is None or lost:
                raise
            return known
        if lease.mine:
            self._known.pop(screening, None)
        else:
            if len(self._known) >= KNOWN_MAX:
                self._known.clear()
            self._known[screening] = (now_s, lease)
        return lease

    async def release(self, screening: str) -> None:
        """Give a screening up."""
        await self._leases.release(screening)

    async def others(self) -> tuple[str, ...]:
        """Addresses of the other servers that live."""
        now_s = self._clock.now_s()
        if now_s - self._others[0] >= BELIEVED_S:
            with suppress(PlayheadError):
                self._others = (now_s, await self._leases.others())
        return self._others[1]

    async def _renew(self) -> None:
        silent = False
        while True:
            await asyncio.sleep(RENEW_S)
            before = self._live.screenings  # one that is opened meanwhile is not among those that are told
            try:
                held = await self._leases.renew()
            except Exception as error:
                if not silent:
                    LOGGER.warning("this server cannot say that it lives: %s", error)
                silent = True
                continue
            silent = False
            for screening in before:
                if screening.row.id not in held and not screening.closed:
                    await self._live.let_go(screening.row.token, "another server has it now")
