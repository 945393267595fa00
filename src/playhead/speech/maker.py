"""The maker of voices: what turns a line into samples, and how makers are known by name before anything of them is loaded."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from playhead.errors import NotFound
from playhead.speech.timing import Line, Mark, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger("playhead.speech")

STAND_IN = "hibari"
"""The maker that is always there, and says what another cannot."""
Machine = Mapping[str, Any]
"""What this machine's owner settles for voices (the settings' table `voices`). Never a part of a key, never shown."""
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it was said: (ticks,) int16 samples at 48 kHz, levelled, and the mouth marks in them."""

    samples: NDArray[np.int16]
    marks: tuple[Mark, ...]


class Maker(Protocol):
    """Says lines. One instance belongs to one process and one thread at a time."""

    name: str

    def say(self, line: Line, progress: Progress = lambda _: None) -> Said | None:
        """The line in its voice; None where there is nothing in it that could be said.

        `progress` is told how many pieces of it are done. Raises RenderError in one line when it cannot be said now.
        """
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """A maker that can be asked for by name: light, so that who only plans loads no model.

    `make` is given the maker's own table of the settings. `who` names the voice, and what tells its weights apart, in one word or
    two: a part of every line's key. `why_not` says in one line why the maker cannot speak on this machine, "" if it can. `speaks`
    says whether it has a line's language, `trusted` whether it may be told a viewer's own words; `owns` whether a word is the name
    of one of its voices.
    """

    name: str
    make: Callable[[Machine], Maker]
    who: Callable[[Voice, Machine], str]
    licence: str = "Apache-2.0"
    page: str = "docs/guide/voices.md"
    says: str = ""
    why_not: Callable[[Machine], str] = field(default=lambda _: "")
    speaks: Callable[[str, Machine], bool] = field(default=lambda language, _: language[:2] == "en")
    trusted: Callable[[Machine], bool] = field(default=lambda _: True)
    owns: Callable[[str], bool] = field(default=lambda _: False)


TOLD_MAX = 200
_KNOWN: dict[str, Known] = {}
_told: set[str] = set()


def register(known: Known) -> None:
    """Make a maker known by its name."""
    _KNOWN[known.name] = known


def known(name: str) -> Known:
    """What is known of the maker of that name. Raises NotFound."""
    if name not in _KNOWN:
        raise NotFound(f"voices must be one of {', '.join(names())}, not {name[:40]!r}")
    return _KNOWN[name]


def names() -> tuple[str, ...]:
    """All makers there are, the stand-in first."""
    return tuple(sorted(_KNOWN, key=lambda name: (name != STAND_IN, name)))


def table(machine: Machine, name: str) -> Machine:
    """A maker's own table of the settings."""
    own = machine.get(name, {})
    return own if isinstance(own, Mapping) else {}


def wanted(line: Line, machine: Machine) -> str:
    """Who is to say a line on this machine, as its key has it: "kokoro af_heart ..."; "" is the default voice.

    The line's own maker goes before the settings' `default`. One that cannot speak here, has not the language, or may not be told a
    viewer's own words is stood in for; why is logged once.
    """
    name = line.voice.maker or str(machine.get("default", "")) or STAND_IN
    if name == STAND_IN:
        return ""
    why = why_not(name, machine)
    if why:
        tell(f"the default voice speaks instead of {name}: {why}")
        return ""
    maker, own = known(name), table(machine, name)
    if not maker.speaks(line.language, own) or (line.private and not maker.trusted(own)):
        return ""
    return f"{name} {maker.who(line.voice, own)}"


def why_not(name: str, machine: Machine) -> str:
    """Why the maker of that name cannot speak on this machine, in one line; "" if it can."""
    if name not in _KNOWN:
        return f"voices must be one of {', '.join(names())}, not {name[:40]!r}"
    return _KNOWN[name].why_not(table(machine, name))


def unheard(voices: Iterable[Voice], machine: Machine) -> tuple[str, ...]:
    """Of the makers that these voices ask for, or the settings do, those that cannot speak on this machine, and why."""
    asked = dict.fromkeys(voice.maker or str(machine.get("default", "")) or STAND_IN for voice in voices)
    return tuple(f"the default voice speaks instead of {name}: {why}" for name in asked if (why := why_not(name, machine)))


def tell(told: str) -> None:
    """Log what an owner should know, once."""
    if told not in _told:
        if len(_told) > TOLD_MAX:
            _told.clear()
        _told.add(told)
        _log.warning("%s", told)
