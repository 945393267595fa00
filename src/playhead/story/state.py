"""Where a viewer's film stands: who watches, what was played, told, set and chosen. Frozen; every step gives a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
