"""What a request says of its viewer and of their time, in the terms in which the director takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playhead.screenplay.expression import Value

DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
SEASONS = ("winter", "spring", "summer", "autumn")
MORNING, DAY, EVENING, NIGHT = 5, 10, 17, 22
"""The hours at which the times of day begin."""
def values_of(viewer: Mapping[str, Any]) -> dict[str, Value]:
    """A profile as expressions know it: lists are tuples of words, numbers are whole; what is not said is not there.

    >>> values_of({"age": 9.6, "likes": ["letters", 3], "mood": None})
    {'age': 10, 'likes': ('letters', '3')}
    """
    told: dict[str, Value] = {}
    for name, field in viewer.items():
        if isinstance(field, list | tuple):
            told[name] = tuple(str(item) for item in field if item is not None)
        elif field is not None:
            told[name] = round(field) if isinstance(field, float) else field
    return told


def now_of(*, hour: int | None = None, month: int | None = None, weekday: int | str | None = None, south: bool = False) -> dict[str, Value]:
    """The time where the viewer is: time, season, hour, weekday, each if it is known.

    Months count from 1, days of the week from Sunday as 0 (7 is Sunday too) or by name. Seasons are the meteorologists', turned
    about south of the equator.

    >>> now_of(hour=23, month=1, weekday=6), now_of(month=1, south=True)
    ({'hour': 23, 'time': 'night', 'season': 'winter', 'weekday': 'saturday'}, {'season': 'summer'})
    """
    told: dict[str, Value] = {}
    if hour is not None:
        told["hour"] = hour
        told["time"] = (
            "night" if not MORNING <= hour < NIGHT else "morning" if hour < DAY else "day" if hour < EVENING else "evening"
        )
    if month is not None:
        told["season"] = SEASONS[(month % 12 // 3 + (2 if south else 0)) % 4]
    if weekday is not None:
        told["weekday"] = weekday if isinstance(weekday, str) else DAYS[weekday % 7]
    return told


def following(mine: Mapping[str, Value], shared: Mapping[str, Value]) -> dict[str, Value]:
    """The profile with which a shared cut is followed: its own, but nobody is shown what they are too young for or avoid,
    and what helps them to watch is there.

    >>> following({"name": "Ada", "age": 9, "avoid": ("blood",)}, {"age": 40, "mood": "sad", "avoid": ("fear",)})
    {'age': 9, 'mood': 'sad', 'avoid': ('fear', 'blood')}
    >>> following({"name": "Ada", "access": ("less-flashing",)}, {"mood": "sad"})
    {'mood': 'sad', 'access': ('less-flashing',)}
    """
    told = dict(shared)
    age = mine.get("age")
    if isinstance(age, int):
        known = shared.get("age")
        told["age"] = min(age, known) if isinstance(known, int) else age
    for field in ("avoid", "access"):
        if words := tuple(dict.fromkeys((*_words(shared.get(field)), *_words(mine.get(field))))):
            told[field] = words
    return told


def _words(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
