"""What cannot be written now is answered 503 or 507, in words, and when to ask again; what is listed plays on."""

import pytest
from sqlalchemy.exc import OperationalError
from tests.server.conftest import House
from tests.server.test_choices import SCRIPT, in_loop, watching

from playhead.records import database, writer
from playhead.screening import journal


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    for module, name in ((writer, "PATIENCE_S"), (database, "READ_S"), (journal, "PATIENCE_S"), (journal, "ANSWER_S")):
        monkeypatch.setattr(module, name, 0.05)
    monkeypatch.setattr(writer, "PAUSES_S", (0.05,))


@pytest.mark.slow
@pytest.mark.parametrize(("error", "status"), [
    (OperationalError("insert", {}, Exception("database or disk is full")), 507),
    pytest.param(ConnectionRefusedError("nobody listens there"), 503, marks=pytest.mark.long),
])
def test_what_cannot_be_written_is_told(tmp_path, monkeypatch, error, status):
    house = House(tmp_path, SCRIPT.encode())

    def refused(_batch):
        return error

    @in_loop
    async def play():
        async with house.running() as client, watching(house, client) as (made, _, asked):
            base = f"/s/{made['token']}"
            true = house.house.records._writer._commit
            monkeypatch.setattr(house.house.records._writer, "_commit", refused)
            answers = [
                await client.post(f"{base}/choices/{asked['id']}", json={"option": 0}),
                await client.patch(f"{base}/viewer", json={"name": "Ada"}),
                await client.post(f"{base}/share"),
                await client.post("/api/screenings", json={"film": "the-key"}),
            ]
            for answer in answers:
                assert answer.status_code == status
                assert answer.headers["content-type"] == "application/problem+json"
                assert int(answer.headers["Retry-After"]) > 0
                assert answer.json()["detail"].startswith("the database")
            assert (await client.post(f"{base}/playhead", json={"seconds": house.position_s})).status_code == 200
            assert (await client.get(f"{base}/film.m3u8")).status_code == 200
            monkeypatch.setattr(house.house.records._writer, "_commit", true)
            screening = house.house.known(made["token"])
            monkeypatch.setattr(journal, "ANSWER_S", 30)
            await screening.journal.wait_written()
            logged = house.house.records.events(screening.row.id)
            assert [each.n for each in logged] == list(range(screening.journal.count))
            assert "wished" in [each.kind for each in logged]  # it counted

    play()
