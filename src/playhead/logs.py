"""What the server logs: a JSON object a line for machines, or lines for reading; with the screening's id, without what is a viewer's.

Modules log by the standard library; here it is decided how that is written. Whatever is logged on behalf of a screening carries its
id. Tokens, with which a screening can be watched, and what a viewer said of themselves are taken out of every line.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TextIO

import structlog

_TOKEN = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])")
_WORD_MIN = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """The screening that is worked for: its id, and what its viewer said, as it is now."""

    id: str
    viewer: Mapping[str, object]


subject: ContextVar[Subject | None] = ContextVar("subject", default=None)
"""On whose behalf this task works; each request and each screening's driver sets it."""


@contextmanager
def writing(form: str = "auto", level: str = "info", out: TextIO | None = None) -> Iterator[None]:
    """Write logs of `level` and above to `out` (the error stream) while this lasts; `form` is "json", "text" or "auto"."""
    out = out or sys.stderr
    readable = form == "text" or (form == "auto" and out.isatty())
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter(readable=readable, colours=readable and out.isatty()))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(level.upper())
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def formatter(*, readable: bool, colours: bool = False) -> logging.Formatter:
    """How a record is written."""
    first: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True) if not readable else structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False),
        _with_screening,
        structlog.processors.format_exc_info,
        _without_words,
    ]
    last: list[structlog.typing.Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if readable:
        last.append(structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback))
    else:
        last += [structlog.processors.EventRenamer("message"), structlog.processors.JSONRenderer(ensure_ascii=False)]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=last)


def _with_screening(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    known = subject.get()
    if known is not None:
        event["screening"] = known.id
    return event


def _without_words(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """No token, and nothing that the viewer of this screening said, whoever quotes it."""
    known = subject.get()
    words = _words(known.viewer) if known is not None else ()
    said = re.compile("|".join(_whole(word) for word in words), re.IGNORECASE) if words else None
    for name, value in event.items():
        if isinstance(value, str) and name not in ("level", "logger", "timestamp", "screening"):
            text = _TOKEN.sub("[token]", value)
            event[name] = said.sub("[viewer's]", text) if said else text
    return event


def _whole(word: str) -> str:
    """A pattern for a word that is not part of a longer one; scripts without spaces have no such edges."""
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)


def _words(viewer: Mapping[str, object]) -> tuple[str, ...]:
    """All text in a profile, the longest first, so that no part of a text is left of it."""
    found: set[str] = set()
    for value in viewer.values():
        for item in value if isinstance(value, list | tuple) else (value,):
            if isinstance(item, str) and len(item.strip()) >= _WORD_MIN:
                found.add(item.strip())
    return tuple(sorted(found, key=lambda text: (-len(text), text)))


