"""Proportions of the builds, in stage units: storybook people, heads a little large."""

from __future__ import annotations

from dataclasses import dataclass

from playhead.shots.shot import Appearance


@dataclass(frozen=True, slots=True)
class Build:
    """Sizes of one build in stage units; widths are half-widths, seen from the front, depths from the side."""

    height: int
    head: float  # crown to chin
    leg: float  # ankle to hip
    arm: float  # shoulder to wrist
    neck: float
    shoulder: float
    chest: float
    waist: float
    hip: float
    depth: float  # of the chest, half
    limb: float = 1.0  # thickness of arms and legs
    stoop: float = 0.0  # forward bow of the upper back, degrees
    belly: float = 0.0  # how far it stands out in front
    jaw: float = 1.0  # width of the lower face
    eye: float = 1.0  # size of the eyes
    round: float = 0.0  # roundness of the cheeks 0..1

    @property
    def torso(self) -> float:
        """Hip to the base of the neck."""
        return self.height - self.head - self.neck - self.leg


BUILDS: dict[str, Build] = {
    "child": Build(120, 34.0, 45, 34, 1.5, 10.4, 10.2, 9.8, 10.8, 8.8, 0.76, 0.0, 1.4, 0.96, 1.38, 1.0),
    "small": Build(165, 35.0, 74, 50, 3.5, 14.8, 12.8, 10.4, 12.6, 9.0, 0.82, 0.0, 0.0, 0.93, 1.20, 0.45),
    "average": Build(190, 37.0, 88, 58, 5.0, 17.6, 15.0, 12.4, 13.8, 10.2, 0.94, 0.0, 0.0, 0.98, 1.10, 0.15),
    "tall": Build(208, 37.0, 101, 66, 6.5, 17.8, 14.6, 12.0, 13.4, 9.8, 0.90, 2.0, 0.0, 0.94, 1.06),
    "broad": Build(190, 38.0, 82, 58, 1.5, 23.0, 22.0, 21.5, 20.0, 15.5, 1.20, 0.0, 6.5, 1.14, 1.02, 0.6),
    "elder": Build(178, 37.0, 81, 57, 3.0, 16.4, 15.2, 14.2, 15.0, 11.2, 0.90, 15.0, 2.5, 1.0, 1.02, 0.3),
}
"""By the names that `Appearance.build` takes."""


def build_of(appearance: Appearance) -> Build:
    """The proportions of a character; an unknown build is average."""
    return BUILDS.get(appearance.build, BUILDS["average"])
