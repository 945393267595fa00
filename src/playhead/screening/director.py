"""Which beat comes next: the seam at which variation enters. For now a film is its script, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from playhead.story import Story


@dataclass(frozen=True, slots=True)
class Decision:
    """The index in `story.beats` of the beat to play, or None for the end; and why, for `cut` and `why`."""

    beat: int | None
    why: str


class Director(Protocol):
    """Decides from what was played; the same history gives the same decision."""

    def next_beat(self, story: Story, played: Sequence[int]) -> Decision:
        """What follows after `played`, indices of the beats so far in the order in which they were played."""
        ...


class ScriptOrder:
    """Plays every beat once, as it stands in the script."""

    def next_beat(self, story: Story, played: Sequence[int]) -> Decision:
        """The beat after the last one played."""
        following = played[-1] + 1 if played else 0
        if following >= len(story.beats):
            return Decision(None, "the script ends here")
        return Decision(following, "next in the script" if played else "the script begins here")


@dataclass(frozen=True, slots=True)
class Follow:
    """Decides as another screening did, as far as that went, and then as `then` does."""

    beats: tuple[int, ...]
    then: Director

    def next_beat(self, story: Story, played: Sequence[int]) -> Decision:
        """The beat that followed in the other cut."""
        if len(played) < len(self.beats) and tuple(played) == self.beats[: len(played)]:
            return Decision(self.beats[len(played)], "as in the shared cut")
        return self.then.next_beat(story, played)
