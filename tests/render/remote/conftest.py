"""Servers for the tests of what asks them; no test of these leaves this machine."""

from collections.abc import Iterator

import pytest
from tests.render.remote.wire import Socket, Wire


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def wire() -> Iterator[Wire]:
    made = Wire()
    yield made
    made.close()


@pytest.fixture
def socket() -> Iterator[Socket]:
    made = Socket()
    yield made
    made.close()
    assert not made.problems
