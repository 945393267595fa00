"""How near is near: the times that decide when something is asked for, due, listed, or held for."""

from __future__ import annotations

from playhead.timebase import TICK_RATE, from_seconds

HOLD_WITHIN = from_seconds(2)
"""A hold is inserted when an unpaused playhead comes this near to the list's end."""
HOLD_WITHIN_LEAST = from_seconds(0.4)
WORRY_WITHIN = from_seconds(2.7)
"""A hold's segment is made ready when the list is this short and the next segment is not there; it takes a twentieth of a second."""
FIRST_ANSWER = 3
"""Players start three segments from the end, so the first answer has at most three pictures."""
STARTUP_S = 1.0
"""A player takes about this long from opening a screening to its first picture."""
SPEECH_FIRST_S = 1.0
"""Words are due this long before the pictures that are timed by them, so that those can still be made."""
WORDS_FIRST_S = 3.0
"""Improvised lines are settled this long before their speech is due, so that what is said and seen can still be made well."""
SHORT_WITHIN = from_seconds(2.2)
"""A window that reaches past what is shot is asked for cut short when the playhead is this near to the end of the sound."""
SHORT_LISTED_WITHIN = from_seconds(1.5)
SILENCE_S = 0.5
"""A silent window, for when one is late, is due this long after the first sound is listed."""
SILENCE_WITHIN = from_seconds(1.6)
SILENCE_WITHIN_LEAST = from_seconds(0.8)
"""It is listed when the playhead is this near to the end of the sound: players look for news once a second, and then have to fetch it."""
SOUND_FIRST_S = 1.0
"""Sound is due this long before its picture: it is cheap, and without it a player stands still."""
UNWRITTEN_WITHIN = from_seconds(6)
"""While the database is away, what is not written yet is listed when the playhead is this near to the list's end: three segments."""
MOVED_S = 1.0
"""The farm is told of a new deadline when it has moved by this."""

PULSE_S = 0.2
"""A screening that has nothing to show yet, or whose playhead is at the end of what is listed, takes a turn at least this often."""
PULSE_NEAR_S = 1.0
"""One whose playhead may soon come to it does so this often, and when it comes so near that something is to be done about it."""
PULSE_CALM_S = 3.0
"""The others do so this often, and each at once when something is ready that is due soon. Players ask for a list as often as it grows."""
PULSE_PAUSED_S = 5.0
CALM = from_seconds(4.5)
"""With so much listed ahead of the playhead there is time."""
NEAR = (2 * HOLD_WITHIN, WORRY_WITHIN, SHORT_WITHIN, HOLD_WITHIN, SILENCE_WITHIN, SHORT_LISTED_WITHIN)
"""So near to the end of the pictures or of the sound something may be to be done."""
PAST_S = 0.01
JUMP = from_seconds(1)
"""A playhead that is so far from where it was taken to be has been moved."""


def margin(end: int) -> int:
    """How near the playhead may come to a list's `end` (ticks) before a hold is inserted, in ticks.

    At the very start, when no more than a second or two can be listed yet, it is a third of the list.
    """
    return min(HOLD_WITHIN, max(HOLD_WITHIN_LEAST, end // 3))


def silence_margin(end: int) -> int:
    """How near the playhead may come to the `end` (ticks) of the sound before silence is listed, in ticks; nearer at the very start."""
    return min(SILENCE_WITHIN, max(SILENCE_WITHIN_LEAST, end // 3))


def next_near_s(left: int) -> float:
    """Seconds until something may be to be done, for a playhead that plays on, `left` ticks before the end of a list.

    >>> [round(next_near_s(from_seconds(left)), 2) for left in (4.4, 3.6, 3.0, 1.5, 0.3)]
    [0.41, 0.91, 0.31, 0.2, 0.2]
    """
    nearest = max((near for near in NEAR if near < left), default=left)
    return min(PULSE_NEAR_S, max(PULSE_S, (left - nearest) / TICK_RATE + PAST_S))
