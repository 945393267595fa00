"""Where a farm is, in the words of the setting `farm`."""

from __future__ import annotations

import os
import re
import socket
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playhead.errors import BadInput

LOCAL = "local"
_HOST = re.compile(r"(ray://)?(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):(\d{1,5})")
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class RayAddress:
    """A Ray cluster: "HOST:PORT" from one of its nodes, "ray://HOST:PORT" from elsewhere, "" for the one that is found here.

    `share` is this server's part of it, from above 0 to 1.
    """

    address: str = ""
    share: float = 1.0

    @classmethod
    def parse(cls, setting: str) -> RayAddress | None:
        """From the setting `farm`: None for "local"; "ray", "HOST:PORT" or "ray://HOST:PORT", each with "?share=0.5" after it or not.

        Raises BadInput.
        """
        if setting == LOCAL:
            return None
        told = f"farm must be local, ray, HOST:PORT or ray://HOST:PORT, with ?share=0.5 after it for half of a cluster, not {setting[:80]!r}"
        where, mark, query = setting.partition("?")
        share = 1.0
        if mark:
            try:
                share = float(query.removeprefix("share="))
            except ValueError:
                raise BadInput(told) from None
            if not query.startswith("share=") or not 0 < share <= 1:
                raise BadInput(told)
        if where == "ray":
            return cls("", share)
        fits = _HOST.fullmatch(where)
        if fits is None or not 0 < int(fits[3]) < 65536:
            raise BadInput(told)
        return cls(where, share)

    def resolved(self, environment: Mapping[str, str] = os.environ) -> str:
        """The address; "" where there is no cluster yet and one of this machine alone is to be made.

        Without an address of its own it is that of RAY_ADDRESS, or of what `ray start` has started here, as Ray's tools find it.
        """
        if self.address:
            return self.address
        known = environment.get("RAY_ADDRESS", "")
        if known and known not in ("auto", "local"):
            return known
        folder = Path(environment.get("RAY_TMPDIR") or tempfile.gettempdir())
        try:
            found = (folder / "ray" / "ray_current_cluster").read_text().strip()
            host, _, port = found.rpartition(":")
            socket.create_connection((host.strip("[]"), int(port)), timeout=1.0).close()  # the file outlives its cluster
        except (OSError, ValueError):
            return ""
        return found


def environment_of(address: str, environment: Mapping[str, str] = os.environ, home: Path | None = None) -> dict[str, str]:
    """What who speaks with the cluster of that address has in its environment: nothing is counted, nothing is sent anywhere.

    Ray takes 127.0.0.1 for this machine's outer address, and would listen there too, unless it is told that there is no cluster
    but on this machine. `ray start` asks for a token as soon as it finds one here, who joins has to be told to show it; a cluster
    that asks for none does not mind.
    """
    known = {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
        "RAY_timeout_ms_task_wait_for_death_info": "100",  # a lost worker is lost; of what it died need not be known
    }
    token = (home or Path.home()) / ".ray" / "auth_token"
    has_token = bool(environment.get("RAY_AUTH_TOKEN") or environment.get("RAY_AUTH_TOKEN_PATH")) or token.is_file()
    if not address or (has_token and "RAY_AUTH_MODE" not in environment):  # nobody else on this machine can give ours work
        known["RAY_AUTH_MODE"] = "token"
    if address.removeprefix("ray://").rpartition(":")[0] in ("", *_LOOPBACK):
        known["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    return known
