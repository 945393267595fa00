"""Another version of the script while it is watched: what is committed stays, what plays is shot anew as far as it can be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from playhead.screening.cut import Part, Segment
from playhead.screening.filming import film_beat
from playhead.shots import lines_of
from playhead.speech.timing import Line, Spoken
from playhead.story import Story
from playhead.story.align import align, carry
from playhead.story.improvise import settled
from playhead.story.version import Version
from playhead.timebase import FRAME, segments_of, to_seconds

if TYPE_CHECKING:
    from playhead.screening.screening import Screening


@dataclass(slots=True)
class Revision:
    """The playing part, which is shot again from the new text once its lines are spoken."""

    part: int
    version: Version
    lines: tuple[Line, ...]
    timing: dict[str, Spoken] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[Line, ...]:
        """Lines whose timing is not known yet."""
        return tuple(line for line in self.lines if line.key not in self.timing)

    def apply(self, screening: Screening, committed: int) -> bool:
        """Put the new shots in place of the old; False, and nothing changes, where what is committed would be another."""
        cut = screening.cut
        old = cut.parts[self.part]
        shots = film_beat(self.version, screening.story, self.timing, old.style)
        at = old.film
        wanted = [segment for segment in cut.segments if segment.part == self.part and segment.film < committed]
        made: list[tuple[int, str, int]] = []
        for shot in shots.shots:
            for n, frames in enumerate(segments_of(shot.frames)):
                made.append((at, shot.key, n))
                at += frames * FRAME
        if [_what(segment) for segment in wanted] != made[: len(wanted)] or at < committed:
            return False
        cut.drop(self.part)
        part = cut.add("beat", old.name, beat=old.beat, why=old.why, lines=self.lines, version=self.version, before=screening.plot.before, style=old.style)
        part.timing, part.said = self.timing, old.said
        cut.shoot(shots)
        screening.plot.settle(to_seconds(shots.frames * FRAME))
        screening.crossing.seam = None
        screening.crossing.reach(part)
        return True


def _what(segment: Segment) -> tuple[int, str, int]:
    return segment.film, segment.pixels.key, segment.n


def revised(screening: Screening, story: Story, committed: int) -> Revision | None:
    """Put `story` in place of the screening's own; parts that begin at `committed` film ticks or later are forgotten."""
    cut, plot = screening.cut, screening.plot
    beats = align(screening.story, story)
    keep = next((n for n, part in enumerate(cut.parts) if n and (part.film >= committed or part.shots is None)), len(cut.parts))
    cut.drop(keep)
    last = next((n for n in range(len(cut.parts) - 1, -1, -1) if cut.parts[n].kind == "beat"), None)
    screening.story = story
    if last is None:
        plot.revise(story, plot.first, plot.first)
        screening.crossing.seam = None
        return None
    part = cut.parts[last]
    old = part.version
    assert part.before is not None, "a beat was planned in some state"
    assert old is not None, "a beat is played as a version"
    before = carry(part.before, beats, story)
    plot.revise(story, before, before)
    if part.beat not in beats:  # it is gone: it finishes as it was
        plot.revise(story, carry(old.state, beats, story), before)
        screening.crossing.seam = None
        return None
    part.beat = beats[part.beat]
    version = plot.play(part.beat)
    plot.settle(to_seconds((part.shots.frames if part.shots else 0) * FRAME))
    version = settled(version, part.said)  # what was said stays so where its line is as it was; a new line is said as it is written
    part.version = replace(version, beat=old.beat)
    _ask_again(screening, part)
    same = version.beat.elements == old.beat.elements or cut.parts[-1] is not part or cut.end <= committed
    return None if same else Revision(last, version, lines_of(version.beat, story, part.style))


def _ask_again(screening: Screening, part: Part) -> None:
    """The choice at the end of a part, as the new text has it; one that was decided stays so."""
    seam = part.seam
    offers = screening.plot.offers()
    if seam is None:
        if offers and screening.cut.parts[-1] is part:
            screening.crossing.reach(part)
        return
    if seam.option is not None:
        if any(offer.option == seam.option for offer in offers) or seam.option < 0:
            screening.plot.choose(seam.option)
        screening.crossing.seam = None
        return
    part.seam = screening.crossing.seam = None
    if offers:
        again = screening.crossing.reach(part)
        if again is not None:
            again.asked = seam.asked
