"""The author edits while the film is watched: what changed on disk is read again, and goes on in every open screening."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from playhead.errors import PlayheadError
from playhead.screening.aftermath import title_of
from playhead.server.house import House
from playhead.server.programme import SETTINGS, Film, film_again
from playhead.story import Beat, Story
from playhead.story.align import align

LOOK_S = 0.5
"""How often the files are looked at. A change counts once they stood still from one look to the next: editors write in steps."""
NAMED_MAX = 4
"""So many beats are named in a line; of more only the number is told."""

Stamp = tuple[int, int] | None
"""When a file was last changed, in nanoseconds, and its size; None where there is none."""


class Editing:
    """Watches the files of a house's films. `say` tells the author what came of an edit, a line each."""

    def __init__(self, house: House, say: Callable[[str], None]) -> None:
        self._house = house
        self._say = say
        self._read = {path: _stamp(path) for path in self._paths()}  # as they were when they were read
        self._last = dict(self._read)

    async def watch(self) -> None:
        """Look at the files for ever."""
        while True:
            await asyncio.sleep(LOOK_S)
            await self.look()

    async def look(self) -> int:
        """Take up what was edited since and stands still; how many films go on with another version."""
        now = await asyncio.to_thread(lambda: {path: _stamp(path) for path in self._paths()})
        still = {path for path, stamp in now.items() if stamp == self._last.get(path)}
        self._last = now
        edited = 0
        for film in tuple(self._house.films.values()):
            paths = files_of(film)
            if any(now[path] != self._read.get(path) for path in paths) and still.issuperset(paths):
                self._read.update((path, now[path]) for path in paths)
                edited += await self._take(film)
        return edited

    async def _take(self, film: Film) -> bool:
        try:
            new = await asyncio.to_thread(film_again, film)
        except (PlayheadError, OSError) as error:
            self._say(f"{error}; the film goes on as it was")
            return False
        if new.revision == film.revision:
            self._house.films[film.id] = new  # nothing that plays: lines have moved
            return False
        words = changes(film.story, new.story)
        going_on = await self._house.revise(new, words)
        screenings = {0: "nobody is watching", 1: "one screening goes on with it"}.get(going_on, f"{going_on} screenings go on with it")
        wrong = len(new.story.problems)
        check = f" ({wrong} problem{'' if wrong == 1 else 's'}: see playhead check)" if wrong else ""
        self._say(f"{film.path}: changed {words}; {screenings}{check}")
        return True

    def _paths(self) -> Iterable[Path]:
        return dict.fromkeys(path for film in tuple(self._house.films.values()) for path in files_of(film))


def files_of(film: Film) -> tuple[Path, Path]:
    """The script and the film.toml beside it, which need not be there."""
    return film.path, film.path.with_name(SETTINGS)


def changes(old: Story, new: Story) -> str:
    """Which beats are other than they were, in words: "Kitchen; new letter; without Cellar"."""
    beats = align(old, new)
    changed = [new.beats[now] for then, now in beats.items() if _words(old.beats[then]) != _words(new.beats[now])]
    added = [beat for beat in new.beats if beat.index not in beats.values()]
    gone = [beat for beat in old.beats if beat.index not in beats]
    said = [_named(sorted(changed, key=lambda beat: beat.index))] if changed else []
    said += [f"new {_named(added)}"] if added else []
    said += [f"without {_named(gone)}"] if gone else []
    return "; ".join(said) or "its settings"


def _named(beats: list[Beat]) -> str:
    return ", ".join(title_of(beat) for beat in beats) if len(beats) <= NAMED_MAX else f"{len(beats)} beats"


def _words(beat: Beat) -> tuple[object, ...]:
    told = tuple((e.kind, e.text, e.extension, e.dual, tuple(note.text for note in e.notes)) for e in beat.elements)
    return (beat.name, beat.group, told)


def _stamp(path: Path) -> Stamp:
    with suppress(OSError):
        known = path.stat()
        return known.st_mtime_ns, known.st_size
    return None
