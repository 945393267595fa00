"""Which storylet suits a place in the film best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playhead.screenplay.expression import And, Compare, Expression, Fact, Literal, Name, Not, Or, Seen, reads_of
from playhead.story.story import Beat

NEUTRAL = 0.75
"""The distance to the curve of a beat that says nothing of its tension."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a storylet suits; `total` is what is compared, the rest is for the reason."""

    total: float
    match: str  # what of the viewer it is for: "the viewer likes letters"
    again: bool  # it was seen in an earlier viewing
    repeat: bool  # it has played in this film


def score(
    beat: Beat, wanted: float, match: str, *, before: bool, since_s: float | None, chance: float
) -> Score:
    """The score of a storylet where tension `wanted` is due.

    `since_s` is how long ago it began, None if it has not; `chance` 0..1 parts those that suit alike.
    """
    distance = abs(beat.tension - wanted) if beat.tension >= 0 else NEUTRAL
    total = 0.4 * min(beat.weight, 5) - distance + (1.5 if match else 0.0) + 0.4 * chance
    if before:
        total -= 8.0
    if since_s is not None:
        total -= 16.0 + 8.0 / (1.0 + since_s / 120.0)
    return Score(total, match, before, since_s is not None)


def match_of(when: Expression | None, viewer: Mapping[str, object]) -> str:
    """What a condition that holds says of the viewer, in words; "" if it does not look at the viewer."""
    if when is None or not any(name.startswith(("viewer.", "now.")) for name in reads_of(when)):
        return ""
    return next(iter(_said(when, viewer)), "it is for this viewer")


def _said(when: Expression, viewer: Mapping[str, object]) -> Sequence[str]:
    if isinstance(when, (And, Or)):
        return [said for part in when.of for said in _said(part, viewer)]
    if isinstance(when, (Not, Literal, Fact, Seen)):
        return []
    if isinstance(when, Name):
        return [f"the viewer's {when.path[7:]} is said"] if when.path.startswith("viewer.") and viewer.get(when.path[7:]) else []
    if not isinstance(when, Compare) or not isinstance(when.left, Name):
        return []
    path, right = when.left.path, when.right
    value = right.value if isinstance(right, Literal) else right.path if isinstance(right, Name) else None
    if value is None:
        return []
    if path in ("viewer.likes", "viewer.avoid") and when.op == "has":
        liked = [str(each).casefold() for each in _list(viewer.get(path[7:]))]
        return [f"the viewer {path[7:]} {value}"] if str(value).casefold() in liked else []
    if path.startswith("viewer.") and viewer.get(path[7:]) is not None:
        return [f"the viewer's {path[7:]} is {viewer[path[7:]]}"]
    if path.startswith("now.") and when.op == "=":
        return [f"it is {value} where the viewer is"]
    return []


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else () if value is None else (value,)
