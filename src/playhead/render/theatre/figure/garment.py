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
    "coat": Cut(0.40, 7.5, 0.98, 1.03, (6.9, 6.2, 6.2), front="lapels", collar="lapel", loose=2.2),
    "dress": Cut(0.30, 12.5, 0.80, 0.94, (5.4, 4.6, 3.6), trousers=False, leg=(5.6, 4.4, 3.0), loose=0.6, front="plain", collar="round"),
    "suit": Cut(0.84, 1.2, 0.93, 1.04, (6.5, 5.6, 5.0), leg=(7.8, 6.2, 5.4), front="lapels", collar="shirt", loose=1.4),
    "jumper": Cut(0.92, 0.2, 1.02, 1.0, (7.0, 6.6, 5.0), leg=(7.4, 5.6, 4.6), front="ribs", collar="round", loose=2.6),
    "robe": Cut(0.06, 9.0, 0.98, 1.0, (7.0, 7.6, 9.6), trousers=False, leg=(6, 5, 4), front="plain", collar="stand", loose=2.4),
    "uniform": Cut(0.80, 3.0, 0.92, 1.06, (6.4, 5.6, 5.0), leg=(7.2, 5.8, 5.2), front="buttons", collar="stand", boots=True),
    "apron": Cut(0.28, 10.0, 0.86, 0.96, (5.8, 5.2, 4.2), trousers=False, leg=(5.6, 4.6, 3.4), front="panel", collar="round", loose=1.0),
    "cloak": Cut(0.16, 13.0, 1.0, 1.0, (6.4, 5.8, 5.2), trousers=True, front="plain", collar="stand", cloak=True, boots=True),
    "skirt": Cut(0.52, 13.0, 0.82, 0.95, (5.6, 5.0, 3.8), trousers=False, leg=(5.6, 4.5, 3.2), loose=0.7, front="plain", collar="shirt"),
    "overalls": Cut(0.95, 0.6, 1.03, 1.0, (6.2, 5.8, 4.8), leg=(8.6, 7.4, 6.6), front="bib", collar="shirt", loose=2.0, boots=True),
}
"""By the names that `Appearance.garment` takes."""


def cut_of(appearance: Appearance) -> Cut:
    """The cut of a character's garment; an unknown garment is a coat."""
    return CUTS.get(appearance.garment, CUTS["coat"])
