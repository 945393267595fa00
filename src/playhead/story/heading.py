"""Scene headings: inside or outside, where, and at what time of day."""

from __future__ import annotations

import re
from dataclasses import dataclass

TIMES = ("morning", "day", "evening", "night")
"""The times of day a picture can have, the same words as `playhead.shots.shot.TIMES`."""

_PREFIX = re.compile(
    r"^\s*(?P<prefix>INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I\s*/\s*E|E\s*/\s*I|INT|EXT|EST)(?:\.\s*|\s*[-–—:]\s+|\s+|$)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s+[-–—]+\s+|\s*[–—]+\s*|\s+--+\s*")
_TIME_WORDS = {
    "morning": "matin aube morgen mañana amanecer mattina alba 朝 morning dawn sunrise daybreak sunup breakfast early daylight",
    "day": "jour journée tag día dia giorno 昼 day noon midday afternoon lunchtime daytime sunny midmorning",
    "evening": "soir crépuscule abend tarde atardecer sera tramonto 夕 evening dusk sunset sundown twilight gloaming nightfall golden",
    "night": "nuit nacht noche notte 夜 night midnight nighttime witching moonlight late overnight",
}
_TIME_OF = {word: time for time, words in _TIME_WORDS.items() for word in words.split()}
_INHERIT = re.compile(
    r"\b(CONTINUOUS|CONT'?D|CONT|LATER|SAME(?: TIME| DAY)?|MOMENTS?|MEANWHILE|SIMULTANEOUS|RESUMING|BACK TO SCENE)\b",
    re.IGNORECASE,
)
_ONLY_TIME = re.compile(
    r"(?:(?:LATE|EARLY|THE|THAT|NEXT|SAME|MID|PRE)[ -]?)*(?:" + "|".join(word.upper() for word in _TIME_OF if word not in ("late", "early")) + r"|LATER|CONTINUOUS)",
    re.IGNORECASE,
)
_PASSES = re.compile(r"\b(LATER|NEXT|FLASHBACK|FLASH|YEARS?|WEEKS?|MONTHS?|DAYS|HOURS?|AGO|DREAM|PAST|PRESENT)\b", re.IGNORECASE)
_SOON = re.compile(r"\b(MOMENTS?|MINUTES?|SECONDS?) LATER\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene heading read: `place` in the script's words, `time` one of TIMES, `raw` as written.

    `passes` is true when time has passed since the scene before ("LATER", another time of day); `moment` is the
    script's own word for the time, "" if it says none.
    """

    interior: bool
    place: str
    time: str
    raw: str
    number: str = ""
    passes: bool = False
    moment: str = ""


def time_of(words: str) -> str:
    """The time of day that words speak of, the last one said; "" for none.

    >>> time_of("LATE AFTERNOON"), time_of("CONTINUOUS")
    ('day', '')
    """
    found = [_TIME_OF[word] for word in re.findall(r"[^\W\d_]+", words.lower()) if word in _TIME_OF]
    return found[-1] if found else ""


def _is_time(part: str) -> bool:
    return bool(time_of(part) or _INHERIT.search(part) or _PASSES.search(part))


def parse_heading(text: str, before: Heading | None = None, number: str = "", raw: str = "") -> Heading:
    """Read a heading; the time it does not say is that of the scene `before`, or day.

    `text` is the heading without the forcing dot and the scene number. A heading of time words alone ("LATER") stays in
    the place of the scene before.

    >>> parse_heading("INT./EXT. CAR - DUSK").time, parse_heading("EST. THE OLD HARBOUR").place
    ('evening', 'THE OLD HARBOUR')
    """
    words = text.strip().lstrip(".").strip()
    prefix = _PREFIX.match(words)
    rest = words[prefix.end() :].strip() if prefix else words
    parts = [part.strip(" .,-–—") for part in _SPLIT.split(rest)]
    parts = [part for part in parts if part]
    least = 1 if prefix else 0
    cut = len(parts)
    while cut > least and _is_time(parts[cut - 1]):
        cut -= 1
    # "PLATFORM - NIGHT - SNOW": what follows the time is no place.
    cut = next((n for n in range(least, cut) if _ONLY_TIME.fullmatch(parts[n])), cut)
    parts, moments = parts[:cut], parts[cut:]
    moment = " - ".join(moments)
    place = " - ".join(parts)
    kind = prefix["prefix"].upper().replace(" ", "").replace(".", "") if prefix else ""
    if not place and before is not None:
        place, interior = before.place, before.interior
    elif kind:
        interior = kind.startswith(("INT", "I/"))
    else:
        interior = before.interior if before is not None and _same_place(place, before.place) else _sounds_inside(place)
    time = time_of(moment) or (before.time if before else "day")
    passes = before is not None and not _SOON.search(moment) and (bool(_PASSES.search(moment)) or time != before.time)
    return Heading(interior, place, time, raw or text, number, passes, moment)


def _same_place(one: str, other: str) -> bool:
    return bool(set(one.upper().split()) & set(other.upper().split()))


def _sounds_inside(place: str) -> bool:
    inside = r"\b(ROOM|KITCHEN|HALL|OFFICE|BEDROOM|BATHROOM|CORRIDOR|CELLAR|ATTIC|CHURCH|SHOP|BAR|CAFE|CELL|CABIN|LIBRARY|COURT|STAGE|INSIDE|THEATRE|THEATER|CINEMA|STUDIO|LABORATORY|LAB|CLASSROOM|RESTAURANT|DINER|SALOON|PUB|TAVERN|BASEMENT|GARAGE|WORKSHOP|WARD|LOUNGE|LOBBY|ELEVATOR|APARTMENT|FLAT|COCKPIT|SPACESHIP|AIRLOCK|MEDBAY|STAIRCASE|BUNKER|VAULT)\b"
    return bool(re.search(inside, place.upper()))
