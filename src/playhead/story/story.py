"""The story: what a screenplay becomes before anybody directs or shoots it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playhead.screenplay.elements import Element, Problem
from playhead.screenplay.expression import Expression
from playhead.screenplay.film import FilmFile
from playhead.screenplay.names import slug
from playhead.story.heading import Heading
from playhead.story.parts import Part

__all__ = ["Beat", "Choice", "Jump", "Option", "Role", "Story", "slug"]


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody of the cast: `name` as in the cue, in capitals; `aliases` are other names the script uses.

    `description` is the script's own words where the role is introduced. `speaks` is false for those who have no cue.
    """

    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    speaks: bool = True
    voice: str = ""  # what film.toml says of it


@dataclass(frozen=True, slots=True)
class Option:
    """One way out of a choice: its `label` as shown, and the index in `Story.beats` of the beat that it leads to."""

    label: str
    beat: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What a viewer is asked at the end of a beat.

    `window_s` is how long; `default` the index in `options` that is taken when nobody chooses.
    """

    options: tuple[Option, ...]
    window_s: float = 9.0
    default: int = 0
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a beat goes on, if `when` holds (None: always): the index in `Story.beats` of another."""

    beat: int
    when: Expression | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Paced:
    """About how long a beat runs for viewers of one pace: in all, what of it their pace changes, and how much longer where it is told."""

    seconds: float
    still_s: float
    told_s: float


@dataclass(frozen=True, slots=True)
class Beat:
    """A run of elements under one heading of the story.

    `heading` is where the beat begins: its own first scene heading, or the one it continues; None before any. `headings`
    are those of the scene elements inside, in order, each with its time of day settled. `first_of_scene` is true when the
    beat begins with a scene heading. `group` is the `#` section it stands in; `pool` is true in a group named STORYLETS.

    What directs it: `when` gates it; `must`, `may`, `once`, `ending` as written; `tension` 0..5 or -1 where not said;
    `about_s` and `cooldown_s` in seconds, 0 where not said; `bounds` are the words of its content (violence, blood);
    `choice` and `jumps` tell how it goes on; a `branch` is an option of some choice and is entered only by `->`. `reads` are the
    names that its text and conditions look at ("viewer.name", "fact lamp", "seen answered", "brave"), `facts` those that it
    may tell. `tells` are the facts that it always tells, with their values.
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
    index: int = 0  # in Story.beats
    id: str = ""  # the name as a slug, or "scene-3" for one without; unlike any other's
    when: Expression | None = None
    must: bool = False
    may: bool = False
    once: bool = False
    ending: bool = False
    tension: int = -1
    weight: int = 1
    about_s: float = 0.0
    cooldown_s: float = 0.0
    bounds: frozenset[str] = frozenset()
    choice: Choice | None = None
    jumps: tuple[Jump, ...] = ()
    branch: bool = False
    reads: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    tells: tuple[tuple[str, str | int], ...] = ()
    parts: tuple[Part, ...] = field(default=(), repr=False)  # the elements with what varies them; () in a version, and in a beat made by hand
    seconds: float = 0.0  # about how long it runs, as written for everybody: `about_s`, else by its words
    still_s: float = 0.0  # of these, what a viewer's pace lengthens or shortens
    told_s: float = 0.0  # how much longer it runs for who has its action told
    paced: tuple[tuple[str, Paced], ...] = ()  # the same three for a pace, where that decides what is shown


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
    film: FilmFile = field(default_factory=FilmFile)  # running time, rating, bounds, questions: title page and film.toml
    variables: frozenset[str] = frozenset()  # names that `set` assigns
    private: frozenset[str] = frozenset()  # variables ("mood") and facts ("fact killer") that may hold a viewer's own words
    captions: tuple[str, ...] = ()  # languages besides the script's own in which the author wrote captions ("de")

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
        """The beats in script order: all but pools' and branches."""
        return tuple(beat for beat in self.beats if not beat.pool and not beat.branch) or self.beats

    @property
    def varies(self) -> bool:
        """Whether two viewers can see different films."""
        return any(
            beat.pool or beat.branch or beat.choice or beat.when or beat.jumps or beat.reads or beat.bounds or any(part.improvise for part in beat.parts)
            for beat in self.beats
        )

    def beat_named(self, name: str) -> int:
        """The index of the beat of that name or id, any case; -1 if there is none."""
        wanted = slug(name)
        return next((beat.index for beat in self.beats if beat.id == wanted), -1)
