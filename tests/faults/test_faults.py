"""Things break; whoever had more than one segment sees nothing of it, nothing is torn and nothing is lost."""

import itertools
import json
import os
import random
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from .player import Player
from .serving import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def watched(player: Player) -> None:
    """Nothing that the player met was wrong, and it did not stand still once it had more than one segment."""
    assert not player.problems, player.problems
    assert not [stall for stall in player.stalls if stall.fetched > 1], player.stalls


def well(server: Server) -> None:
    """What the server leaves behind is whole."""
    assert server.check_store() > 0
    assert server.check_events()


@pytest.mark.long
def test_a_worker_killed_in_the_middle_of_a_shot_is_not_noticed(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        server.wait_ready()
        server.fault(pace_s=0.02)
        player = Player(server.origin, server.film).start().wait_started().wait_position(1.5, 30)
        killed = server.workers()[0]
        killed.kill()
        player.wait_position(5, 60).stop()
        assert killed.pid not in [worker.pid for worker in server.workers()]
        watched(player)
    well(server)


@pytest.mark.long
def test_a_shot_that_kills_its_workers_is_set_aside_and_the_film_goes_on(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        server.wait_ready()
        server.fault(poison="STREET")
        player = Player(server.origin, server.film).start().wait_started()
        player.wait_position(40, 120).stop()
        watched(player)
    logs = server.check_events()
    shown = [data for log in logs.values() for kind, data in log if kind == "shown" and data["track"] == "picture"]
    assert {"full", "hold"} <= {each["grade"] for each in shown}
    well(server)


@pytest.mark.long
def test_a_renderer_that_hangs_is_ended_and_the_film_goes_on(tmp_path: Path) -> None:
    with Server(tmp_path, hung_s=2.0) as server:
        server.wait_ready()
        players = [Player(server.origin, server.film, seed=seed).start() for seed in range(3)]
        for player in players:
            player.wait_started().wait_position(2, 30)
        server.fault(hang="*", once=str(tmp_path / "hung"))
        for player in players:
            player.wait_position(25, 120)
        for player in players:
            player.stop()
            watched(player)
        assert (tmp_path / "hung").exists()
    well(server)


@pytest.mark.long
def test_a_renderer_ten_times_slower_is_stood_in_for_and_quality_returns(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        server.wait_ready()
        server.fault(pace_s=0.015)
        players = [Player(server.origin, server.film, seed=seed).start() for seed in range(3)]
        for player in players:
            player.wait_started().wait_position(4, 30)
        server.fault(pace_s=0.15)
        for player in players:
            player.wait_position(25, 120)
        server.fault(pace_s=0.015)
        for player in players:
            player.wait_position(45, 120).stop()
            watched(player)
    for log in server.check_events().values():
        grades = [data["grade"] for kind, data in log if kind == "shown" and data["track"] == "picture"]
        assert set(grades[10:25]) != {"full"}
        assert grades[-4:] == ["full"] * 4
    well(server)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_server_killed_at_fifty_random_points_loses_nothing(tmp_path: Path) -> None:
    rng = random.Random(4)
    server = Server(tmp_path)
    try:
        server.start().wait_ready()
        players: list[Player] = []
        done: list[Player] = []
        for _ in range(50):
            done += [player for player in players if player.ended]
            players = [player for player in players if not player.ended]
            while len(players) < 3:
                players.append(Player(server.origin, server.film, seed=rng.randrange(99)).start())
            for player in players:
                player.wait_buffered(6, 60)
            time.sleep(rng.uniform(0.0, 3.0))
            server.kill()
            server.start()
        for player in players:
            player.wait_position(player.position_s + 5, 60)
        for player in (*players, *done):
            player.stop()
            watched(player)
    finally:
        server.__exit__()
    logs = server.check_events()
    for log in logs.values():
        for track in ("picture", "sound"):
            shown = [data for kind, data in log if kind == "shown" and data["track"] == track]
            assert [data["n"] for data in shown] == list(range(len(shown)))
            assert all(b["at"] == a["at"] + a["ticks"] for a, b in itertools.pairwise(shown))
    well(server)


@pytest.mark.long
def test_the_wall_clock_may_jump(tmp_path: Path) -> None:
    """The server's clock goes an hour forward, then two back, while films play."""
    jump = tmp_path / "jump"
    os.environ["PLAYHEAD_JUMP"] = str(jump)
    try:
        with Server(tmp_path / "data", hooks=("jumping",)) as server:
            server.wait_ready()
            players = [Player(server.origin, server.film, seed=seed).start() for seed in range(3)]
            for player in players:
                player.wait_started()
            for position, seconds in ((6, 3600), (12, -3600), (18, 0)):
                for player in players:
                    player.wait_position(position, 60)
                jump.write_text(str(seconds))
            for player in players:
                player.wait_position(25, 60).stop()
                watched(player)
    finally:
        del os.environ["PLAYHEAD_JUMP"]
    well(server)


@pytest.mark.long
def test_two_hundred_slow_readers_are_in_nobodys_way(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        server.wait_ready()
        player = Player(server.origin, server.film).start().wait_started()
        host, port = server.origin.removeprefix("http://").split(":")
        done = threading.Event()
        lines: list[socket.socket] = []
        uri = player.tracks["picture"].entries[0]
        for _ in range(200):
            line = socket.create_connection((host, int(port)), timeout=10)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.sendall(f"GET {uri} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            lines.append(line)

        def trickle() -> None:
            while not done.wait(1.0):
                for line in lines:
                    try:
                        line.recv(1000)
                    except OSError:
                        continue

        reader = threading.Thread(target=trickle)
        reader.start()
        try:
            other = Player(server.origin, server.film, seed=2).start().wait_started()
            player.wait_position(20, 60).stop()
            other.wait_position(12, 60).stop()
        finally:
            done.set()
            reader.join()
            for line in lines:
                line.close()
        watched(player)
        watched(other)
    well(server)


@pytest.mark.long
def test_sigterm_under_load_lets_those_who_watch_play_on(tmp_path: Path) -> None:
    server = Server(tmp_path, drain_s=8).start().wait_ready()
    players = [Player(server.origin, server.film, seed=seed).start() for seed in range(5)]
    for player in players:
        player.wait_started().wait_position(3, 60)
    assert server.process is not None
    server.process.send_signal(signal.SIGTERM)
    for player in players:
        player.wait_position(9, 30)
    assert server.stop() == 0
    for player in players:
        player.stop()
        watched(player)
    assert not any("Traceback" in line for line in server.said), server.said
    well(server)
    with server:  # and everything goes on where it was
        server.wait_ready()
        again = Player(server.origin, server.film, seed=0)
        again.base = players[0].base
        again.start().wait_started().wait_position(2, 30).stop()
        watched(again)


@pytest.mark.long
def test_a_full_disk_stops_new_pictures_not_those_there_are(tmp_path: Path) -> None:
    full = tmp_path / "full"
    os.environ["PLAYHEAD_FULL"] = str(full)
    try:
        with Server(tmp_path / "data", hooks=("filling",)) as server:
            server.wait_ready()
            player = Player(server.origin, server.film).start().wait_started().wait_position(4, 30)
            full.touch()
            player.wait_position(12, 60)
            late = Player(server.origin, "nothing")  # a request that writes is refused in words
            status, data = late.ask("/api/screenings", {"film": server.film, "seed": 77})
            late.stop()
            assert status in (201, 507), data
            if status == 507:
                assert "full" in json.loads(data)["detail"]
            full.unlink()
            player.wait_position(player.position_s + 14, 60).stop()
            watched(player)
        grades = [data["grade"] for log in server.check_events().values() for kind, data in log if kind == "shown" and data["track"] == "picture"]
        assert grades[-3:] == ["full"] * 3
    finally:
        del os.environ["PLAYHEAD_FULL"]
    well(server)
