"""The author edits while the film is watched: what changed on disk is read again, and goes on in every open screening.

In folders that are served, films that are added come on and those that are taken away go off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from playhead.errors import BadInput, PlayheadError
from playhead.screening.aftermath import title_of
from playhead.server.house import House
from playhead.server.programme import SETTINGS, Film, film_again, film_at, scripts_at
from playhead.story import Beat, Story
from playhead.story.align import align

LOOK_S = 0.5
"""How often the files are looked at. A change counts once they stood still from one look to the next: editors write in steps."""
NAMED_MAX = 4
"""So many beats are named in a line; of more only the number is told."""

Stamp = tuple[int, int] | None
"""When a file was last changed, in nanoseconds, and its size; None where there is none."""


class Editing:
    """Watches the files of a house's films, and `folders` for films that come and go. `say` tells the author what came of it, a line each."""

    def __init__(self, house: House, say: Callable[[str], None], folders: Sequence[Path] = ()) -> None:
        self._house = house
        self._say = say
        self._folders = folders
        self._refused: dict[Path, tuple[Stamp, ...]] = {}  # scripts that could not come on, as they were then
        self._read = {path: _stamp(path) for path in self._paths()}  # as they were when they were read
        self._last = dict(self._read)

    async def watch(self) -> None:
        """Look at the files for ever."""
        while True:
            await asyncio.sleep(LOOK_S)
            await self.look()

    async def look(self) -> int:
        """Take up what was edited since and stands still; how many films go on with another version."""
        listed, now = await asyncio.to_thread(self._look)
        still = {path for path, stamp in now.items() if stamp == self._last.get(path)}
        self._last = now
        for path, name in listed.items():
            if still.issuperset(_with_settings(path)) and now[path] is not None:
                await self._bring(path, name, tuple(now[each] for each in _with_settings(path)))
        for film in tuple(self._house.films.values()):
            if now.get(film.path, ()) is None and film.path in still and any(folder.is_dir() and folder in film.path.parents for folder in self._folders):
                self._drop(film)
        edited = 0
        for film in tuple(self._house.films.values()):
            paths = files_of(film)
            if any(now[path] != self._read.get(path) for path in paths) and still.issuperset(paths):
                self._read.update((path, now[path]) for path in paths)
                edited += await self._take(film)
        return edited

    async def _bring(self, path: Path, name: str, stamps: tuple[Stamp, ...]) -> None:
        """Put a script that is new in a folder on the programme; one of a film that was moved takes its place."""
        films = self._house.films
        if any(film.path == path for film in films.values()) or self._refused.get(path) == stamps:
            return
        old = films.get(name)
        try:
            if old is not None and old.path.exists():
                raise BadInput(f"{path}: its id {name!r} is taken by {old.path}: rename one of them")
            new = (await asyncio.to_thread(film_at, path, name))[name]
        except (PlayheadError, OSError) as error:
            self._refused[path] = stamps
            self._say(f"{error}; it is not on")
            return
        self._read.update(zip(_with_settings(path), stamps, strict=True))
        if old is not None and old.revision != new.revision:
            await self._house.revise(new, changes(old.story, new.story))
        films[name] = new
        self._say(f"{path}: {new.story.title!r} is on, as {name}" if old is None else f"{path}: is {name} now")

    def _drop(self, film: Film) -> None:
        """Take a film whose script is gone off the programme; who watches it sees it to its end."""
        del self._house.films[film.id]
        watched = sum(screening.row.film == film.id and not screening.lists.ended for screening in self._house.screenings)
        going_on = {0: "", 1: "; one screening of it goes on"}.get(watched, f"; {watched} screenings of it go on")
        self._say(f"{film.path}: is gone, and {film.story.title!r} is no longer on{going_on}")

    def _look(self) -> tuple[dict[Path, str], dict[Path, Stamp]]:
        """The scripts in the served folders with the ids they would have, and the stamps of all files there are to watch."""
        listed: dict[Path, str] = {}
        for folder in self._folders:
            with suppress(OSError):
                listed.update(scripts_at(folder, several=any(folder in film.path.parents and folder != film.path.parent for film in self._house.films.values())))
        paths = dict.fromkeys([*self._paths(), *(each for path in listed for each in _with_settings(path))])
        return listed, {path: _stamp(path) for path in paths}

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
    return _with_settings(film.path)


def _with_settings(path: Path) -> tuple[Path, Path]:
    return path, path.with_name(SETTINGS)


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
