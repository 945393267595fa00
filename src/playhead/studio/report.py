"""What an audience's report holds, whatever form it is told in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TensionPoint:
    """The tension at a share of the film's length (0..1): what the author wants there (-1 where nothing is said), and what nine of ten
    films are above, what they have on average, and what nine of ten are below.
    """

    at: float
    wanted: float
    low: float
    mean: float
    high: float


@dataclass(frozen=True, slots=True)
class BeatShare:
    """How many of the viewers see a beat, as a share of all."""

    title: str
    kind: str  # as on the map: spine, branch, storylet, ending
    must: bool
    share: float
    line: int


@dataclass(frozen=True, slots=True)
class OptionShare:
    """How often an option is taken, as a share of those who are asked."""

    label: str
    share: float
    default: bool
    shut: float  # share of those asked to whom it was not open


@dataclass(frozen=True, slots=True)
class ChoiceShare:
    """A choice: who asks, how many viewers come to it, and what they take."""

    beat: str
    line: int
    asked: float
    options: tuple[OptionShare, ...]


@dataclass(frozen=True, slots=True)
class CostPoint:
    """What the first `viewers` cost together: distinct shots, and seconds of film in them."""

    viewers: int
    shots: int
    film_s: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Rendering for all viewers. `shared_s` renders each distinct shot once, `alone_s` each viewer's film for itself; both are
    seconds of one worker's time. `private` shots hold a viewer's own words and are never shared. `shot` of `versions` forms of
    beats were shot, the others taken to be like them.
    """

    shots: int
    private: int
    versions: int
    shot: int
    film_s: float  # in distinct shots
    watched_s: float  # by all viewers together
    shared_s: float
    alone_s: float
    curve: tuple[CostPoint, ...]

    @property
    def saved(self) -> float:
        """How many times cheaper sharing is."""
        return self.alone_s / self.shared_s if self.shared_s else 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a film before so many simulated viewers. Running times are seconds, title and end card included, in order of length."""

    title: str
    viewers: int
    seed: int
    took_s: float
    choosers: tuple[tuple[str, int], ...]  # how viewers choose, with how many do
    runtime_s: tuple[int, int]
    seconds: tuple[float, ...]
    refused: tuple[tuple[str, int], ...]  # why the film may not be shown to some, with how many
    tension: tuple[TensionPoint, ...]
    beats: tuple[BeatShare, ...]
    endings: tuple[BeatShare, ...]
    without_ending: float
    choices: tuple[ChoiceShare, ...]
    cuts: int
    commonest: float  # share of viewers who see the most frequent cut
    costs: Costs | None = None

    @property
    def cannot(self) -> int:
        """Viewers to whom the film may not be shown."""
        return sum(viewers for _, viewers in self.refused)

    @property
    def inside(self) -> float:
        """The share of films within the running time; 1 where the film has none."""
        least, most = self.runtime_s
        if not most or not self.seconds:
            return 1.0
        return sum(least - 0.5 <= each <= most + 0.5 for each in self.seconds) / len(self.seconds)

    def at(self, share: float) -> float:
        """The running time that this share of films is not above."""
        return self.seconds[min(len(self.seconds) - 1, int(share * len(self.seconds)))] if self.seconds else 0.0

    def data(self) -> dict[str, Any]:
        """As JSON; of the running times the quantiles."""
        told = asdict(self)
        told["seconds"] = {"least": self.at(0), "tenth": self.at(0.1), "median": self.at(0.5), "nine_tenths": self.at(0.9), "most": self.at(1)}
        told["inside"] = self.inside
        return told
