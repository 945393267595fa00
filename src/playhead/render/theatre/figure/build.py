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
    "child": Build(120, 31.0, 46, 38, 1.5, 11.5, 11.0, 10.0, 11.0, 9.0, 0.80, 0.0, 1.2, 0.96, 1.22, 1.0),
    "small": Build(165, 33.0, 74, 55, 5.0, 15.5, 13.5, 11.0, 13.5, 9.5, 0.86, 0.0, 0.0, 0.95, 1.08, 0.5),
    "average": Build(190, 34.5, 90, 65, 6.5, 18.5, 15.5, 12.8, 14.5, 10.5, 1.0),
    "tall": Build(208, 35.0, 103, 73, 8.0, 18.5, 15.0, 12.4, 14.0, 10.0, 0.94, 2.0, 0.0, 0.94, 0.96),
    "broad": Build(190, 36.0, 84, 64, 3.0, 24.0, 22.0, 21.0, 20.0, 15.5, 1.24, 0.0, 6.0, 1.14, 0.92, 0.6),
    "elder": Build(178, 35.0, 83, 62, 4.0, 17.0, 15.5, 14.5, 15.5, 11.5, 0.94, 15.0, 2.5, 1.0, 0.9, 0.2),
}
"""By the names that `Appearance.build` takes."""


def build_of(appearance: Appearance) -> Build:
    """The proportions of a character; an unknown build is average."""
    return BUILDS.get(appearance.build, BUILDS["average"])
