"""How a viewer's film is cut and drawn: pace, and what they need to follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PACES = ("slow", "normal", "quick")


@dataclass(frozen=True, slots=True)
class Style:
    """What varies between viewers who see the same beat; equal styles give equal shots.

    `pace` changes the rhythm of cutting; `descriptions` has the action spoken; without `motion` the camera stands still; without
    `flashing` there is no lightning; `colours` "safe" uses palettes that do not rest on red and green.
    """

    pace: str = "normal"
    descriptions: bool = False
    motion: bool = True
    flashing: bool = True
    colours: str = ""


USUAL = Style()


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
