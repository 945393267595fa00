"""The setting `farm`, in words."""

import socket
from pathlib import Path

import pytest

from playhead.errors import BadInput
from playhead.projection.ray_address import RayAddress, environment_of


@pytest.mark.parametrize(
    ("setting", "address", "share"),
    [
        ("ray", "", 1.0),
        ("ray?share=0.5", "", 0.5),
        ("10.0.0.5:6379", "10.0.0.5:6379", 1.0),
        ("ray://head.example:10001?share=0.25", "ray://head.example:10001", 0.25),
        ("ray://[fd00::5]:10001", "ray://[fd00::5]:10001", 1.0),
    ],
)
def test_a_cluster_is_told_by_address_and_share(setting: str, address: str, share: float) -> None:
    assert RayAddress.parse(setting) == RayAddress(address, share)


def test_local_is_no_cluster() -> None:
    assert RayAddress.parse("local") is None


@pytest.mark.parametrize("setting", ["", "rays", "ray:", "head", "head:0", "head:70000", "ray?share=0", "ray?share=2", "ray?share=", "ray?part=1", "http://a:1"])
def test_what_is_no_farm_is_told_with_what_would_be(setting: str) -> None:
    with pytest.raises(BadInput, match=r"farm must be local, ray, HOST:PORT"):
        RayAddress.parse(setting)


def test_the_cluster_of_this_machine_is_found_while_it_listens(tmp_path: Path) -> None:
    place = RayAddress()
    environment = {"RAY_TMPDIR": str(tmp_path)}
    assert place.resolved(environment) == ""
    (tmp_path / "ray").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        here = f"127.0.0.1:{listener.getsockname()[1]}"
        (tmp_path / "ray" / "ray_current_cluster").write_text(here + "\n")
        assert place.resolved(environment) == here
        assert place.resolved({**environment, "RAY_ADDRESS": "10.0.0.5:6379"}) == "10.0.0.5:6379"
        assert RayAddress("10.0.0.6:6379").resolved(environment) == "10.0.0.6:6379"
    assert place.resolved(environment) == ""


def test_a_token_that_is_there_is_shown(tmp_path: Path) -> None:
    def mode(**environment: str) -> str | None:
        return environment_of("10.0.0.5:6379", environment, tmp_path).get("RAY_AUTH_MODE")

    assert mode() is None
    assert environment_of("", {}, tmp_path)["RAY_AUTH_MODE"] == "token"
    assert mode(RAY_AUTH_TOKEN="0" * 32) == "token"
    (tmp_path / ".ray").mkdir()
    (tmp_path / ".ray" / "auth_token").write_text("0" * 32)
    assert mode() == "token"
    assert mode(RAY_AUTH_MODE="disabled") is None


def test_nothing_is_counted_and_loopback_stays_loopback() -> None:
    assert environment_of("10.0.0.5:6379")["RAY_USAGE_STATS_ENABLED"] == "0"
    inside = [address for address in ("", "127.0.0.1:1", "ray://localhost:1", "10.0.0.5:6379") if "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER" in environment_of(address)]
    assert inside == ["", "127.0.0.1:1", "ray://localhost:1"]
