"""A brief: what a shot shows, in the script's own words, for renderers that are told in words. Never a viewer's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brief:
    """Words that go with a shot. All of it is the author's; what holds a viewer's own words is left out.

    `action` is (frame, sentence) pairs: what is seen from that frame of the shot on. `characters` are (name, description) pairs,
    one for each performer of the shot, in their order. `place` is the heading's words, `look` the author's words for the look.
    """

    action: tuple[tuple[int, str], ...] = ()
    characters: tuple[tuple[str, str], ...] = ()
    place: str = ""
    look: str = ""
    by: str = ""  # the renderer that the author wants for this shot, "" for whichever the film's ladder begins with
