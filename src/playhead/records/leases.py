"""Which of several servers has a screening: one at a time, and what a server that lost one writes is refused.

A server says again and again that it lives; a lease is its owner's for as long as it does. Times are by the database's clock, so
that servers need not agree on one. Taking a lease from a server that is only slow does no harm: appending to a screening's log
looks, in the same transaction, whether the lease is still held.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, delete, func, insert, select, update

from playhead.errors import NotFound, PlayheadError
from playhead.records.engine import upsert
from playhead.records.tables import leases, screenings, servers

LEASE_S = 4.0
"""A server that has not said for so long that it lives has lost its leases."""
RENEW_S = 1.0


class Fenced(PlayheadError, RuntimeError):
    """Another server has the screening now."""

    status = 503


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has a screening, and where that server is reached; `mine` if it is the one who asked."""

    owner: str
    address: str
    mine: bool


class Leases:
    """The leases of one server, known by `server`, a name no other ever had. `write` runs work in the database."""

    def __init__(self, server: str, write: Callable[[Callable[[Connection], Any]], Awaitable[Any]], lease_s: float = LEASE_S) -> None:
        self.server = server
        self._write = write
        self._lease_s = lease_s
        self._address = ""

    async def join(self, address: str) -> None:
        """Be known as living, at `address`; a server that was at the same address before is no more."""
        self._address = address
        await self._write(self._join)

    async def renew(self) -> set[str]:
        """Go on living; the screenings that are this server's."""

        def work(connection: Connection) -> set[str]:
            until = _clock(connection) + self._lease_s
            if not connection.execute(update(servers).where(servers.c.id == self.server).values(until_s=until)).rowcount:
                self._join(connection)
            return set(connection.execute(select(leases.c.screening).where(leases.c.owner == self.server)).scalars())

        held: set[str] = await self._write(work)
        return held

    async def take(self, screening: str, *, lost: str = "") -> Lease:
        """Have the lease of a screening, if it is free or was that of the server `lost`; else whose it is. Raises NotFound."""

        def work(connection: Connection) -> Lease:
            return self._take(connection, screening, lost)

        lease: Lease = await self._write(work)
        return lease

    async def release(self, *screenings: str) -> None:
        """Give up these."""
        where = leases.c.screening.in_(screenings) & (leases.c.owner == self.server)
        await self._write(lambda connection: connection.execute(delete(leases).where(where)))

    async def leave(self) -> None:
        """Live no longer; all that was held is free."""

        def work(connection: Connection) -> None:
            connection.execute(delete(leases).where(leases.c.owner == self.server))
            connection.execute(delete(servers).where(servers.c.id == self.server))

        await self._write(work)

    async def others(self) -> tuple[str, ...]:
        """Addresses of the other servers that live."""

        def work(connection: Connection) -> tuple[str, ...]:
            living = servers.c.until_s > _clock(connection)
            query = select(servers.c.address).where(living, servers.c.id != self.server, servers.c.address != "")
            return tuple(connection.execute(query).scalars())

        addresses: tuple[str, ...] = await self._write(work)
        return addresses

    def begin(self, connection: Connection, screening: str) -> None:
        """Have the lease of a screening in this transaction, if nobody has."""
        row = upsert(connection, leases).values(screening=screening, owner=self.server)
        connection.execute(row.on_conflict_do_nothing())

    def check(self, connection: Connection, screening: str) -> None:
        """Hold the lease until this transaction ends. Raises Fenced."""
        query = select(leases.c.owner).where(leases.c.screening == screening).with_for_update(read=True)
        if connection.execute(query).scalar() != self.server:
            raise Fenced("another server shows this screening now")

    # Inside

    def _join(self, connection: Connection) -> None:
        gone = (servers.c.id == self.server) | (servers.c.until_s < _clock(connection) - 3600)
        if self._address:
            gone |= servers.c.address == self._address
        connection.execute(delete(servers).where(gone))
        values = {"id": self.server, "address": self._address, "until_s": _clock(connection) + self._lease_s}
        connection.execute(insert(servers).values(values))

    def _take(self, connection: Connection, screening: str, lost: str) -> Lease:
        mine = Lease(self.server, self._address, mine=True)
        if (theirs := self._theirs(connection, screening, lost)) is not None:  # the usual answer, which locks and writes nothing
            return theirs
        if not connection.execute(select(screenings.c.id).where(screenings.c.id == screening)).first():
            raise NotFound("there is no such screening any more")
        self.begin(connection, screening)
        connection.execute(select(leases.c.owner).where(leases.c.screening == screening).with_for_update())
        if (theirs := self._theirs(connection, screening, lost)) is not None:
            return theirs
        connection.execute(update(leases).where(leases.c.screening == screening, leases.c.owner != self.server).values(owner=self.server))
        return mine

    def _theirs(self, connection: Connection, screening: str, lost: str) -> Lease | None:
        """The lease of another server that lives and is not `lost`."""
        of = select(leases.c.owner, servers.c.address).join(servers, servers.c.id == leases.c.owner)
        living = (servers.c.until_s > _clock(connection)) & leases.c.owner.not_in([self.server, lost])
        row = connection.execute(of.where(leases.c.screening == screening, living)).first()
        return Lease(row.owner, row.address, mine=False) if row is not None else None


def _clock(connection: Connection) -> ColumnElement[float]:
    """Seconds since 1970 by the database's clock."""
    if connection.dialect.name == "postgresql":
        return func.date_part("epoch", func.clock_timestamp(), type_=Float)
    return (func.julianday("now", type_=Float) - 2440587.5) * 86400.0
