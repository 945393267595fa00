"""One typed settings object, filled from a settings file (`playhead.toml`) and the environment (`PLAYHEAD_*`), which wins."""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playhead.errors import BadInput

FILE = "playhead.toml"
"""Read from the folder in which the command is given, if it is there; `--config` or PLAYHEAD_CONFIG name another."""
LIMITS = {
    "store_cap_bytes": (64 * 1024**2, 2**60),
    "bucket_cap_bytes": (0, 2**60),
    "workers": (1, 256),
    "worker_memory_bytes": (256 * 1024**2, 2**60),
    "port": (0, 65535),
    "width": (96, 3840),
    "height": (64, 2160),
    "ahead_listed_s": (4, 60),
    "ahead_rendered_s": (4, 60),
    "screenings_max": (1, 100_000),
    "streams_max": (1, 100_000),
    "requests_per_s": (0, 100_000),
    "address_requests_per_s": (0, 1_000_000),
    "body_max_bytes": (1024, 2**30),
    "drain_s": (0, 24 * 3600),
}
"""Least and greatest of each number."""
STEPS = {"width": 16, "height": 2}
"""What the encoder can divide."""
WORDS = {"log": ("auto", "text", "json"), "log_level": ("debug", "info", "warning", "error")}
"""The words that some settings choose from."""
SECRETS = ("operate_key",)
"""Settings whose values are never shown."""
_SECRET = re.compile(r"(key|token|secret|password)$", re.IGNORECASE)
"""The same of entries in tables."""
_UNITS = {"": 1, "kib": 1024, "mib": 1024**2, "gib": 1024**3, "tib": 1024**4, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}
_SIZE = re.compile(r"(\d{1,18})\s*([a-z]*)", re.ASCII | re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)([^:/@\s]*):[^@\s]*(?=@)")


def _data_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "playhead"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an owner of one machine may want to change; each field is `PLAYHEAD_<NAME>` in the environment.

    What each means is in `SAYS`, which `playhead config` prints.
    """

    data: Path = field(default_factory=_data_folder)
    store_cap_bytes: int = 4 * 1024**3
    store: str = ""
    bucket_cap_bytes: int = 0
    database: str = ""
    address: str = ""
    workers: int = 2
    worker_memory_bytes: int = 900 * 1024**2
    host: str = "127.0.0.1"
    port: int = 7474
    width: int = 848
    height: int = 480
    ahead_listed_s: int = 10
    ahead_rendered_s: int = 12
    screenings_max: int = 200
    streams_max: int = 1000
    requests_per_s: int = 50
    address_requests_per_s: int = 500
    body_max_bytes: int = 64 * 1024
    drain_s: int = 20
    operate_key: str = field(default="", repr=False)
    log: str = "auto"
    log_level: str = "info"
    renderer: str = ""
    farm: str = "local"
    renderers: Mapping[str, Any] = field(default_factory=dict, repr=False)
    voices: Mapping[str, Any] = field(default_factory=dict, repr=False)
    writer: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None, *, config: Path | None = None, **given: object) -> Settings:
        """Settings from the file and the environment, overridden by what is `given` and not None.

        Raises BadInput naming the file's line or the variable whose value does not fit.
        """
        return read(environment, config=config, **given).settings


SAYS = {
    "data": "where segments and the database live",
    "store_cap_bytes": "above this the store's folder evicts what was used longest ago",
    "store": "a bucket behind the folder, shared by servers: s3://BUCKET/PREFIX, gs://, az:// or file://; credentials as each cloud's own",
    "bucket_cap_bytes": "above this the bucket evicts what no server has used for longest; 0 is never",
    "database": "a database shared by servers: postgresql://USER:PASSWORD@HOST/NAME; without one, SQLite in the data folder",
    "address": "where the other servers reach this one, such as http://10.0.0.5:7474; without one, where it listens",
    "workers": "worker processes; one for each core is a good number",
    "worker_memory_bytes": "a worker that outgrows this is replaced",
    "host": "the address it listens at; 0.0.0.0 is every address of this machine",
    "port": "the port it listens at; 0 is any that is free",
    "width": "width of the picture, divisible by 16",
    "height": "height of the picture, even",
    "ahead_listed_s": "at most so many seconds ahead of the playhead a player is offered",
    "ahead_rendered_s": "at most so many seconds ahead of the playhead are made",
    "screenings_max": "screenings at a time; more are answered 429",
    "streams_max": "open event streams at a time; more are answered 429",
    "requests_per_s": "requests a second of one screening before it is answered 429, four seconds' worth at once; 0 is any number",
    "address_requests_per_s": "the same for all that comes from one address and belongs to no screening; this machine's own is not counted",
    "body_max_bytes": "a request body above this is answered 413",
    "drain_s": "seconds for which those who watch are played on to after SIGTERM",
    "operate_key": "the password of /operate and /metrics; without one only this machine may see them",
    "log": "json: a JSON object a line; text: for reading; auto: text on a terminal, json elsewhere",
    "log_level": "the least that is logged: debug, info, warning or error",
    "renderer": "what draws every film; without one, what each film asks for, else theatre",
    "farm": "where it draws: local, or a Ray cluster: ray (the one of this machine), HOST:PORT or ray://HOST:PORT",
    "renderers": "a table for each renderer that needs one: addresses, keys, where weights are, budgets; see docs/guide/renderers",
    "voices": "the same for voices: see docs/guide/voices.md",
    "writer": "the server that writes improvised lines: url, key, model; see docs/guide/directives.md",
}
"""What each setting means, in one line."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and where each value that is not the default comes from: "file", "environment" or "command line"."""

    settings: Settings
    sources: Mapping[str, str]
    file: Path | None

    def text(self) -> str:
        """All of it as a settings file, with a comment for each; what is secret is left out."""
        tables: list[str] = []
        out = [f"# Settings of Playhead; the file read is {self.file or f'none: there is no {FILE} here'}."]
        for part in dataclasses.fields(Settings):
            value = getattr(self.settings, part.name)
            source = self.sources.get(part.name, "default")
            if isinstance(value, Mapping):
                tables.append(_table(part.name, value, source))
                continue
            out += ["", f"# {SAYS[part.name]}"]
            line = f"{part.name} = {_toml(_masked(part.name, value))}"
            out.append(f"# {line}  # set by {source}, not shown" if part.name in SECRETS and value else f"{line}  # {source}")
        return "\n".join([*out, *tables]) + "\n"


def read(environment: Mapping[str, str] | None = None, *, config: Path | None = None, **given: object) -> Loaded:
    """Settings and where they come from: what is `given`, then the environment, then the file, then the defaults.

    The file is `config`, else the one that PLAYHEAD_CONFIG names, else `playhead.toml` here if there is one. Raises BadInput.
    """
    environment = os.environ if environment is None else environment
    named = config or (Path(environment["PLAYHEAD_CONFIG"]) if environment.get("PLAYHEAD_CONFIG") else None)
    path = named or Path(FILE)
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    told = _file(path) if named is not None or path.is_file() else None
    for part in dataclasses.fields(Settings):
        kind = str(part.type)
        text = environment.get(f"PLAYHEAD_{part.name.upper()}")
        if given.get(part.name) is not None:
            values[part.name], sources[part.name] = given[part.name], "command line"
        elif text is not None:
            values[part.name], sources[part.name] = _fit(f"PLAYHEAD_{part.name.upper()}", part.name, kind, text), "environment"
        elif told is not None and part.name in told:
            value = _fit(f"{path}: {part.name}", part.name, kind, told[part.name])
            # A folder in a file is meant as seen from the file, wherever the command is given.
            values[part.name] = path.parent / value if isinstance(value, Path) else value
            sources[part.name] = "file"
    return Loaded(Settings(**values), sources, path if told is not None else None)  # type: ignore[arg-type]


def _file(path: Path) -> dict[str, Any]:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadInput(f"{path}: there is no such settings file") from None
    except OSError as error:
        raise BadInput(f"{path}: the settings file cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: not TOML: {error}") from None
    names = [part.name for part in dataclasses.fields(Settings)]
    for name in told:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            raise BadInput(f"{path}: there is no setting {name!r}" + (f"; {near[0]!r} is one" if near else "; `playhead config` prints them all"))
    return told


def _fit(told: str, name: str, kind: str, value: object) -> object:
    """A value as the setting's type; `told` says where it stands. Raises BadInput."""
    if kind == "int":
        return _number(told, name, value)
    if kind.startswith("Mapping"):
        return _tables(told, value)
    if not isinstance(value, str):
        raise BadInput(f"{told} must be text in quotes, not {str(value)[:40]!r}")
    if name in WORDS and value not in WORDS[name]:
        raise BadInput(f"{told} must be one of {', '.join(WORDS[name])}, not {value[:40]!r}")
    return Path(value) if kind == "Path" else value


def _tables(told: str, value: object) -> dict[str, Any]:
    """A table as TOML has it; in the environment, the same as JSON. Raises BadInput."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise BadInput(f'{told} must be a JSON object such as {{"NAME": {{"url": "http://..."}}}}: {error}') from None
    if not isinstance(value, dict):
        raise BadInput(f"{told} must be a table, not {str(value)[:40]!r}")
    return value


def _number(told: str, name: str, value: object) -> int:
    number = value if isinstance(value, int) and not isinstance(value, bool) else None
    if isinstance(value, str):
        text = value.strip()
        if name.endswith("_bytes") and (size := _SIZE.fullmatch(text)) and size[2].lower() in _UNITS:
            number = int(size[1]) * _UNITS[size[2].lower()]
        elif re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
            number = int(text)
    if number is None:
        size_too = ", or a size such as 4GiB" if name.endswith("_bytes") else ""
        raise BadInput(f"{told} must be a whole number{size_too}, not {str(value)[:40]!r}")
    least, most = LIMITS[name]
    if not least <= number <= most:
        raise BadInput(f"{told} must be from {least} to {most}, not {number}")
    if number % STEPS.get(name, 1):
        raise BadInput(f"{told} must be divisible by {STEPS[name]}, which {number} is not")
    return number


def _masked(name: str, value: object) -> object:
    if name in SECRETS and value:
        return "***"
    return _PASSWORD.sub(r"\1:***", value) if isinstance(value, str) else value


def _table(name: str, table: Mapping[str, Any], source: str) -> str:
    """A table as a settings file has it, those within it after its own entries; secrets are left out."""
    out = ["", f"# {SAYS[name]}" if name in SAYS else "", f"[{name}]  # {source}"]
    for key, value in sorted(table.items(), key=lambda pair: isinstance(pair[1], Mapping)):
        if isinstance(value, Mapping):
            out.append(_table(f"{name}.{key}", value, source))
        elif _SECRET.search(key):
            out.append(f'# {key} = "***"  # not shown')
        else:
            shown = _masked(key, value)
            out.append(f"{key} = {json.dumps(shown, ensure_ascii=False)}")
    return "\n".join(line for n, line in enumerate(out) if line or n == 0)


def _toml(value: object) -> str:
    return str(value) if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)
