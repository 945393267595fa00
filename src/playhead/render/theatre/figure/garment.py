"""Garments as cuts: how long, how wide, what is worn beneath."""

from __future__ import annotations

from dataclasses import dataclass

from playhead.shots.shot import Appearance


@dataclass(frozen=True, slots=True)
class Cut:
    """A garment's cut. `hem` is its height over the floor in leg lengths; widths are stage units for an average build."""

    hem: float
    flare: float = 0.0  # how much wider than the hips at the hem, each side
    waist: float = 1.0
    shoulder: float = 1.0
    sleeve: tuple[float, float, float] = (6.4, 5.6, 5.0)  # radius at shoulder, elbow, cuff
    trousers: bool = True
    leg: tuple[float, float, float] = (7.6, 5.8, 4.6)  # radius at hip, knee, ankle
    loose: float = 1.5  # ease around the body
    front: str = ""  # lapels, buttons, bib, panel, ribs, plain
    collar: str = ""  # round, stand, lapel, shirt
    cloak: bool = False
    boots: bool = False


CUTS: dict[str, Cut] = {
    "coat": Cut(0.40, 10.5, 0.98, 1.0, (5.8, 5.6, 6.0), front="lapels", collar="lapel", loose=1.8),
    "dress": Cut(0.30, 14.5, 0.80, 0.92, (4.8, 4.2, 3.6), trousers=False, leg=(5.2, 4.2, 3.0), loose=0.4, front="plain", collar="round"),
    "suit": Cut(0.84, 1.6, 0.92, 1.02, (5.8, 5.3, 5.0), leg=(7.6, 6.2, 5.6), front="lapels", collar="shirt", loose=1.2),
    "jumper": Cut(0.92, 0.2, 1.02, 0.98, (6.2, 6.2, 5.2), leg=(7.2, 5.6, 4.8), front="ribs", collar="round", loose=2.4),
    "robe": Cut(0.05, 10.0, 0.98, 0.97, (6.0, 7.0, 9.6), trousers=False, leg=(6, 5, 4), front="plain", collar="stand", loose=2.0),
    "uniform": Cut(0.78, 4.0, 0.90, 1.04, (5.8, 5.3, 5.0), leg=(7.0, 5.8, 5.2), front="buttons", collar="stand", boots=True),
    "apron": Cut(0.28, 12.0, 0.86, 0.94, (5.3, 5.0, 4.2), trousers=False, leg=(5.4, 4.4, 3.4), front="panel", collar="round", loose=0.8),
    "cloak": Cut(0.16, 15.0, 1.0, 1.0, (5.8, 5.4, 5.2), trousers=True, front="plain", collar="stand", cloak=True, boots=True),
    "skirt": Cut(0.50, 15.0, 0.82, 0.93, (5.0, 4.6, 3.8), trousers=False, leg=(5.2, 4.3, 3.1), loose=0.5, front="plain", collar="shirt"),
    "overalls": Cut(0.95, 0.6, 1.03, 0.98, (5.6, 5.4, 4.8), leg=(8.4, 7.4, 6.6), front="bib", collar="shirt", loose=1.8, boots=True),
}
"""By the names that `Appearance.garment` takes."""


def cut_of(appearance: Appearance) -> Cut:
    """The cut of a character's garment; an unknown garment is a coat."""
    return CUTS.get(appearance.garment, CUTS["coat"])
