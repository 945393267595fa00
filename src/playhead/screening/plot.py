"""What the film comes to for one viewer: the director's decisions, or as far as they go those of another cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from playhead.screenplay.expression import Value
from playhead.story import Story
from playhead.story.director import Decision, Offer, choose, default_of, next_beat, offers, play
from playhead.story.state import State
from playhead.story.version import Version


@dataclass(frozen=True, slots=True)
class Step:
    """A beat of another cut, by index, the option taken at its end, None where it asked nothing, and what was improvised in it."""

    beat: int
    option: int | None = None
    said: tuple[tuple[str, str], ...] = ()  # improvised lines by their bids


class Plot:
    """The director's state of one screening, and the steps of another cut that it follows as far as they go.

    `profiles` are those that the viewer of the other cut changed to while they watched, by how many beats were planned then.
    """

    def __init__(self, story: Story, state: State, follow: Sequence[Step] = (), profiles: Mapping[int, Mapping[str, Value]] | None = None) -> None:
        self.story = story
        self.state = state
        self.follow = tuple(follow)
        self.profiles = dict(profiles or {})
        self._own: dict[str, Value] = {}  # what this viewer has changed since, which goes before those
        self.first = state
        self._before = state

    def fork(self) -> Plot:
        """The same plot, to try what comes next."""
        other = Plot(self.story, self.state, self.follow, self.profiles)
        other.first, other._own = self.first, dict(self._own)
        return other

    @property
    def _place(self) -> int | None:
        """How many steps of the other cut were played; None when this one has left it."""
        played = self.state.played
        if len(played) > len(self.follow) or played != tuple(step.beat for step in self.follow[: len(played)]):
            return None
        return len(played)

    def see(self, viewer: Mapping[str, Value]) -> None:
        """The viewer as they are from now on."""
        was = self.state.viewer
        self._own |= {name: viewer.get(name) for name in (*was, *viewer) if viewer.get(name) != was.get(name)}
        self.state = replace(self.state, viewer=dict(viewer))

    def turn(self) -> None:
        """Come to what is planned next: where the viewer of the other cut had changed their profile by then, it goes by that."""
        profile = self.profiles.get(len(self.state.played))
        if profile is not None and self._place is not None:
            viewer = {name: value for name, value in {**profile, **self._own}.items() if value is not None}
            self.state = replace(self.state, viewer=viewer)

    def next(self) -> Decision:
        """What follows."""
        place = self._place
        if place is not None and place < len(self.follow):
            return Decision(self.follow[place].beat, "as in the shared cut")
        return next_beat(self.story, self.state)

    def play(self, beat: int) -> Version:
        """Plan a beat; gives it as this viewer sees it."""
        self._before = self.state
        self.state, version = play(self.story, self.state, beat)
        return version

    def settle(self, seconds: float) -> None:
        """Say how long the beat that was planned last has come to."""
        self.state = replace(self.state, spent_s=self._before.spent_s + seconds)

    @property
    def before(self) -> State:
        """The state in which the last beat was planned."""
        return self._before

    def offers(self) -> tuple[Offer, ...]:
        """What the last beat asks; empty when nothing."""
        return offers(self.story, self.state)

    @property
    def default(self) -> int:
        """What is taken when nobody chooses; -1 to go on."""
        return default_of(self.story, self.state)

    @property
    def recorded(self) -> int | None:
        """What was taken here in the cut that is followed."""
        place = self._place
        return self.follow[place - 1].option if place else None

    @property
    def said(self) -> dict[str, str]:
        """What was improvised in the last beat in the cut that is followed, by its bids."""
        place = self._place
        return dict(self.follow[place - 1].said) if place else {}

    def choose(self, option: int) -> None:
        """Take an option."""
        self.state = choose(self.story, self.state, option)

    def revise(self, story: Story, state: State, before: State) -> None:
        """Go on with another version of the story; what was followed is left."""
        self.story, self.state, self._before, self.follow, self.profiles = story, state, before, (), {}
