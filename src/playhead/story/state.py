"""Where a viewer's film stands: who watches, what was played, told, set and chosen. Frozen; every step gives a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from playhead.screenplay.expression import Value


@dataclass(frozen=True, slots=True)
class State:
    """All that the director decides from; equal states give equal decisions in every process.

    `viewer` holds the profile's fields that were given: name, age, language, mood, pace ("slow", "normal", "quick"), likes, avoid,
    access, and what else the film asks. `now` is the time where the viewer was when the screening began: time ("night"),
    season ("winter"), hour, weekday. `before` are ids of beats seen in earlier viewings of this film.
    """

    seed: int = 0
    viewer: Mapping[str, Value] = field(default_factory=dict)
    now: Mapping[str, Value] = field(default_factory=dict)
    before: frozenset[str] = frozenset()
    played: tuple[int, ...] = ()  # indices of beats, in order
    spent_s: float = 0.0
    facts: Mapping[str, Value] = field(default_factory=dict)
    variables: Mapping[str, Value] = field(default_factory=dict)
    chosen: tuple[tuple[int, int], ...] = ()  # (position in `played` of the beat that asked, option)
    cursor: int = -1  # index of the spine beat that the script has come to; the next one is looked for after it
    goto: int = -1  # index of the beat that a choice or a jump leads to
    ended: bool = False
    played_at_s: tuple[float, ...] = ()  # when each of `played` began, in seconds of film; for cooldowns


def state_data(state: State) -> dict[str, Any]:
    """A state as JSON's own types; `state_of` reads it back."""
    data: dict[str, Any] = {each.name: getattr(state, each.name) for each in fields(state)}
    for name in ("viewer", "now", "facts", "variables"):
        data[name] = {key: list(value) if isinstance(value, tuple) else value for key, value in data[name].items()}
    return data | {
        "before": sorted(state.before), "played": list(state.played), "played_at_s": list(state.played_at_s),
        "chosen": [list(each) for each in state.chosen],
    }  # fmt: skip


def state_of(data: Mapping[str, Any]) -> State:
    """A state from what `state_data` gave; fields that it does not have begin as they do."""
    known = {each.name for each in fields(State)}
    given = {name: value for name, value in data.items() if name in known}
    for name in ("viewer", "now", "facts", "variables"):
        given[name] = {key: tuple(value) if isinstance(value, list) else value for key, value in given.get(name, {}).items()}
    given["before"] = frozenset(given.get("before", ()))
    given["chosen"] = tuple(tuple(each) for each in given.get("chosen", ()))
    return State(**given | {name: tuple(given.get(name, ())) for name in ("played", "played_at_s")})
