"""The story: what a screenplay becomes before anybody directs or shoots it."""

from __future__ import annotations

from dataclasses import dataclass

from playhead.screenplay.elements import Element, Problem
from playhead.story.heading import Heading


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody of the cast: `name` as in the cue, in capitals; `aliases` are other names the script uses.

    `description` is the script's own words where the role is introduced. `speaks` is false for those who have no cue.
    """

    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    speaks: bool = True


@dataclass(frozen=True, slots=True)
class Beat:
    """A run of elements under one heading of the story.

    `heading` is where the beat begins: its own first scene heading, or the one it continues; None before any. `headings`
    are those of the scene elements inside, in order, each with its time of day settled. `first_of_scene` is true when the
    beat begins with a scene heading. `group` is the `#` section it stands in; `pool` is true in a group named STORYLETS.
    """

    name: str
    heading: Heading | None
    elements: tuple[Element, ...]
    line: int
    first_of_scene: bool = False
    headings: tuple[Heading, ...] = ()
    group: str = ""
    pool: bool = False
    synopsis: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A screenplay compiled; immutable. `revision` is the hash of all that plays, so equal stories have equal revisions."""

    title: str
    author: str
    credit: str
    beats: tuple[Beat, ...]
    cast: tuple[Role, ...]
    revision: str
    problems: tuple[Problem, ...] = ()

    def role(self, name: str) -> Role | None:
        """The role of that name or alias, any case; None if there is none."""
        wanted = name.upper()
        return next((role for role in self.cast if wanted == role.name or wanted in role.aliases), None)

    def index(self, name: str) -> int:
        """Where the role of that name stands in the cast; -1 if it does not."""
        wanted = name.upper()
        return next((n for n, role in enumerate(self.cast) if wanted == role.name or wanted in role.aliases), -1)

    @property
    def spine(self) -> tuple[Beat, ...]:
        """The beats that play when nobody chooses anything: all but those of pools."""
        return tuple(beat for beat in self.beats if not beat.pool) or self.beats
