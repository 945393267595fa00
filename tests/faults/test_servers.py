"""Several servers over one database and one store, and a database that comes and goes: who watches sees nothing of it."""

import os
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.postgres import Postgres

from .player import Player
from .serving import Server
from .test_faults import watched

pytestmark = [pytest.mark.long, pytest.mark.timeout(400)]


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of one's own, to be ended."""
    server = Postgres(fsync="on").start()
    yield server
    server.remove()


def logged(server: Server, players: list[Player]) -> None:
    """What each player was shown is in its log, in this order, and each log is whole."""
    logs = server.check_events()
    shown = [[data["hash"] for kind, data in log if kind == "shown" and data["track"] == "picture"] for log in logs.values()]
    for player in players:
        seen = [entry.rsplit("/", 1)[1].split(".")[0] for entry in player.tracks["picture"].entries]
        assert seen in [hashes[: len(seen)] for hashes in shown], "a player was shown what no log knows of"


def wait_done(players: list[Player], position_s: float) -> None:
    """Until each has played so far, and nothing that they met was wrong."""
    for player in players:
        player.wait_position(position_s, 120)
    for player in players:
        player.stop()
        watched(player)


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_postgresql_may_be_restarted_while_films_play(tmp_path: Path, postgres: Postgres, end: str) -> None:
    with Server(tmp_path, database=postgres.address) as server:
        server.wait_ready()
        players = [Player(server.origin, server.film, seed=seed).start() for seed in range(4)]
        for position_s, away_s in ((5, 0.0), (12, 3.0), (22, 12.0)):
            for player in players:
                player.wait_started().wait_position(position_s, 60)
            getattr(postgres, end)()
            time.sleep(away_s)
            postgres.start()
        late = Player(server.origin, server.film, seed=9).start().wait_started()
        wait_done([*players, late], late.position_s + 8)
        assert server.get("/healthz")
    logged(server, [*players, late])
    assert server.check_store() > 0
    assert not (traces := [line for line in server.said if "Traceback" in line]), traces


def two(tmp_path: Path, postgres: Postgres, **settings: Any) -> list[Server]:
    """Servers over one database and one store."""
    store = f"file://{tmp_path / 'bucket'}"
    return [Server(tmp_path / name, database=postgres.address, store=store, workers=1, **settings) for name in ("one", "two")]


def test_any_of_two_servers_may_die_and_the_other_goes_on(tmp_path: Path, postgres: Postgres) -> None:
    servers = two(tmp_path, postgres)
    try:
        for server in servers:
            server.start().wait_ready()
        origins = [server.origin for server in servers]
        players = [Player(origins[seed % 2 :] + origins[: seed % 2], servers[0].film, seed=seed).start() for seed in range(4)]
        for position_s, dying in ((6, 0), (16, 1), (26, 0)):
            for player in players:
                player.wait_started().wait_position(position_s, 60).wait_buffered(5, 60)
            servers[dying].kill()
            for player in players:
                player.wait_position(position_s + 6, 60)
            servers[dying].start().wait_ready()
        wait_done(players, 36)
        shown = {entry["hash"] for log in servers[0].check_events().values() for kind, entry in log if kind == "shown"}
        assert shown
    finally:
        for server in servers:
            server.__exit__()
    logged(servers[0], players)
    for server in servers:
        assert server.check_store() > 0
        assert not (traces := [line for line in server.said if "Traceback" in line]), traces


def test_event_streams_are_passed_on_and_end_with_the_server_that_had_them(tmp_path: Path, postgres: Postgres) -> None:
    servers = two(tmp_path, postgres)
    try:
        for server in servers:
            server.start().wait_ready()
        first, second = servers
        player = Player([first.origin, second.origin], first.film).start().wait_started().wait_position(3, 60)
        for dying in (first, None):
            with urllib.request.urlopen(f"{second.origin}{player.base}/events", timeout=20) as stream:
                told = iter(stream)
                assert any(line == b"event: making\n" for line in told)
                if dying is not None:
                    player.wait_buffered(5, 60)
                    dying.kill()
                    list(told)  # which ends it
        player.wait_position(12, 60).stop()
        watched(player)
    finally:
        for server in servers:
            server.__exit__()


def test_a_server_that_stood_still_finds_out_that_it_lost_its_screenings(tmp_path: Path, postgres: Postgres) -> None:
    servers = two(tmp_path, postgres)
    try:
        for server in servers:
            server.start().wait_ready()
        first, second = servers
        opening = Player(first.origin, first.film).start().wait_started().wait_position(2, 60).stop()
        player = Player(second.origin, first.film)
        player.base = opening.base  # it asks the other, which passes on what it is asked
        player.start().wait_started().wait_position(8, 60).wait_buffered(6, 60)
        assert first.process is not None
        os.kill(first.process.pid, signal.SIGSTOP)
        player.wait_position(18, 60)
        os.kill(first.process.pid, signal.SIGCONT)
        player.wait_position(24, 60)
        until = time.monotonic() + 30
        while not any("is let go" in line for line in first.said):
            assert time.monotonic() < until, first.said
            time.sleep(0.1)
        again = Player(first.origin, first.film)
        again.base = opening.base
        again.start().wait_started().wait_position(4, 60)
        wait_done([player, again], 0)
        assert player.tracks["picture"].entries[: len(again.tracks["picture"].entries)] == again.tracks["picture"].entries[: len(player.tracks["picture"].entries)]
    finally:
        for server in servers:
            server.__exit__()
    logged(servers[0], [player])
