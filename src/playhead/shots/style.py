"""How a viewer's film is cut and drawn: pace, and what they need to follow it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from playhead.shots.shot import Move, Shot

PACES = ("slow", "normal", "quick")


@dataclass(frozen=True, slots=True)
class Style:
    """What varies between viewers who see the same beat; equal styles give equal shots.

    `pace` changes the rhythm of cutting; `descriptions` has the action spoken; without `motion` the camera stands still; without
    `flashing` lights shine evenly and there is no lightning; `colours` "safe" uses palettes that do not rest on red and green.
    """

    pace: str = "normal"
    descriptions: bool = False
    motion: bool = True
    flashing: bool = True
    colours: str = ""


USUAL = Style()


FLICKERS = frozenset(("lantern", "candle", "fire", "torch", "television", "computer"))
"""Props that shed a light which flickers."""
_FLICKERING_PLACES = ("church", "living room", "cellar", "cabin")  # with candles or a fire of their own
_SAFE = {"red": "orange", "green": "blue", "teal": "blue", "pink": "violet"}
"""Accents that are told apart without telling red from green (after Okabe and Ito)."""


def styled(shot: Shot, style: Style) -> Shot:
    """A shot as a viewer needs it; as it is where they need nothing."""
    if not style.motion:
        shot = replace(shot, move=Move())
    if not style.flashing and flickers(shot):
        shot = replace(shot, light=(*(light for light in shot.light if light != "lightning"), "steady"))
    if style.colours:
        performers = tuple(
            replace(each, appearance=replace(each.appearance, accent=_SAFE.get(each.appearance.accent, each.appearance.accent)))
            for each in shot.performers
        )
        shot = replace(shot, performers=performers, look=f"{shot.look}/{style.colours}")
    if shot.enter.source is not None:
        shot = replace(shot, enter=replace(shot.enter, source=styled(shot.enter.source, style)))
    return shot


def flickers(shot: Shot) -> bool:
    """Whether a light may flicker in the picture: only such shots are others for who cannot bear it."""
    place = shot.place
    return (
        shot.weather == "storm"
        or "lightning" in shot.light
        or any(prop.kind in FLICKERS for prop in shot.props)
        or place.kind in _FLICKERING_PLACES
        or "fire" in (*place.features, *re.findall("fire", place.name.lower()))
    )


def style_of(viewer: Mapping[str, Any]) -> Style:
    """The style that a viewer's profile asks for; what it does not say is as usual."""
    access = viewer.get("access") or ()
    needs = {access} if isinstance(access, str) else {str(each) for each in access}
    pace = viewer.get("pace")
    return Style(
        pace=pace if pace in PACES else "normal",
        descriptions="descriptions" in needs,
        motion="less-motion" not in needs,
        flashing="less-flashing" not in needs,
        colours="safe" if "colour-safe" in needs else "",
    )
