"""Which layers make the sound of a place; levels in dB against the ambience's own."""

from __future__ import annotations

import functools

Recipe = tuple[tuple[str, float], ...]

_PLACES: dict[str, str] = {
    "cliff": "swell 0, wind -2, gulls -8", "beach": "surf 1, wind -8, gulls -8", "harbour": "lapping 0, creak -6, gulls -7, wind -8",
    "sea": "swell 2, lapping -4, wind -4", "forest": "leaves -2, birds -2, wind -9", "field": "wind -4, birds -5, bees -8",
    "mountain": "wind 1, hush -6", "desert": "wind 0, hush -8", "village": "hush -4, birds -4, bells -8, wind -8",
    "street": "city 0, cars -2, steps -10", "alley": "city -3, drips -8, hum -8", "rooftop": "city -3, wind -3",
    "park": "leaves -4, birds -1, city -9", "garden": "birds 0, leaves -4, bees -6", "graveyard": "wind -3, leaves -5, crows -6",
    "bridge": "river -1, wind -5, cars -7", "road": "wind -4, cars -1, hush -8", "river": "river 2, birds -5, leaves -8",
    "platform": "hall -4, hum -4, rails -6, murmur -9", "market": "crowd 1, birds -12", "farm": "hush -6, hens -3, wind -6, birds -7",
    "ruin": "wind -1, crows -7, drips -10", "snowfield": "hush 0, wind -5", "jungle": "insects 0, birds -1, leaves -4, drips -10",
    "yard": "hush -3, birds -4, wind -7", "space": "void 14", "land": "wind -3, hush -4, birds -6",
    "kitchen": "tone -2, fridge -2, ticking -8", "living room": "tone 0, ticking -5", "bedroom": "tone 0, ticking -9",
    "office": "air 0, hum -4, typing -8", "corridor": "air -1, tone -4", "cafe": "murmur 1, cups -3, tone -6",
    "shop": "tone -1, hum -5, ticking -8", "library": "tone 0, pages -8, ticking -7", "church": "hall 0, drips -14",
    "classroom": "tone -1, air -5, birds -13", "hospital": "air 0, beeps -9, hum -6", "train": "train 2", "car": "motor 2",
    "lamp room": "tone -4, windpane -1, gears -5", "attic": "tone -2, creak -5, windpane -5", "cellar": "tone -1, drips -3, hum -9",
    "workshop": "tone -2, machine -5, hum -6", "stage": "hall 0, creak -12", "cell": "tone 0, drips -6, hum -9",
    "spaceship": "drone 4, air -4, beeps -12", "laboratory": "air -1, hum -3, beeps -10", "cabin": "tone -3, fire -3, windpane -6",
    "court": "hall -1, pages -10", "cave": "hall -3, drips 1", "stairs": "hall -3, tone -3", "bathroom": "air -3, drips -3",
    "hall": "hall 0, tone -5", "room": "tone 0, air -6",
}  # fmt: skip
_FEATURES: dict[str, str] = {
    "sea": "swell -5", "river": "river -3", "fire": "fire -1", "rain": "rain -3", "clock": "ticking -3", "train": "rails -4", "gulls": "gulls -6",
    "street": "city -6", "radio": "hiss -10", "crowd": "crowd -3", "waterfall": "river 1", "engine": "machine -2", "wind": "wind -3",
    "lighthouse": "swell -7", "waves": "swell -3", "fireplace": "fire -1", "stove": "fire -4", "computer": "hum -4", "bees": "bees -4",
}  # fmt: skip
_BY_DAY = frozenset(("birds", "bees", "hens", "gulls"))


@functools.lru_cache(maxsize=512)
def recipe(kind: str, interior: bool, features: tuple[str, ...], time: str, weather: str) -> Recipe:
    """The layers, (name, dB) each, of that kind of place at that time of day in that weather; in a canonical order."""
    levels: dict[str, float] = {}

    def lay(what: str, by: float = 0.0) -> None:
        for part in what.split(", "):
            name, level = part.split(" ")
            levels[name] = max(levels.get(name, -99.0), float(level) + by)

    lay(_PLACES.get(kind, _PLACES["room" if interior else "land"]))
    muffled = -7.0 if interior else 0.0
    for feature in features:
        if feature in _FEATURES:
            lay(_FEATURES[feature], muffled if feature in ("sea", "river", "street", "lighthouse", "waves") else 0.0)
    if time == "night":
        for name in [name for name in levels if name in _BY_DAY]:
            level = levels.pop(name)
            if name == "birds" and not interior and weather in ("", "clear", "cloud", "mist"):
                lay(f"crickets {level - 3}, owl {level - 4}")
        for name in ("cars", "city", "crowd", "typing"):
            if name in levels:
                levels[name] -= 4
    elif time == "evening" and not interior and "birds" in levels and weather not in ("rain", "storm", "snow"):
        lay(f"crickets {levels['birds'] - 5}")
        levels["birds"] -= 3
    _weather(levels, lay, interior, weather, sealed=kind in ("space", "spaceship", "cave", "cell", "cellar"))
    return tuple(sorted(levels.items()))


def _weather(levels: dict[str, float], lay: object, interior: bool, weather: str, sealed: bool) -> None:
    if sealed or not callable(lay):
        return
    if weather in ("rain", "storm", "snow", "mist"):
        for name in ("birds", "bees", "crickets", "gulls", "crows", "hens"):
            if weather == "mist" and name in levels:
                levels[name] -= 4
            else:
                levels.pop(name, None)
    if weather == "rain":
        lay("roof -1" if interior else "rain 0")
    elif weather == "storm":
        lay("roof 1, windpane 1, thunder -1" if interior else "rain 0, storm 0, thunder 2")
    elif weather == "snow":
        lay("hush -6" if interior else "hush 0, wind -9")
    elif weather == "mist" and not interior:
        lay("hush -2")
