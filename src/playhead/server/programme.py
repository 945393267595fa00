"""What is on: the films found in a file or folder, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from playhead.errors import BadInput, NotFound
from playhead.screenplay import load, parse, parse_fdx
from playhead.screenplay.elements import Kind, Screenplay
from playhead.screenplay.film import read_film
from playhead.shots import lines_of
from playhead.speech import estimate
from playhead.story import Story, compile_story
from playhead.timebase import TICK_RATE

ENDINGS = (".fountain", ".fdx")
SETTINGS = "film.toml"
WORDS_PER_SECOND = 3.2  # of action, as it is shot
TITLE_S, END_S, AROUND_LINE_S = 3.0, 4.0, 0.7


@dataclass(frozen=True)
class Film:
    """A film that can be watched: its id is its file or folder name without ending; `toml` is the text of its film.toml."""

    id: str
    path: Path
    screenplay: Screenplay
    story: Story
    toml: str | None = None

    @property
    def revision(self) -> str:
        """Hash of all that plays."""
        return self.story.revision

    @cached_property
    def seconds(self) -> float:
        """About how long it runs: its lines by reading speed, its action by its words."""
        total = TITLE_S + END_S
        for beat in self.story.spine:
            said = sum(estimate(line).ticks / TICK_RATE + AROUND_LINE_S for line in lines_of(beat, self.story))
            words = sum(len(element.text.split()) for element in beat.elements if element.kind is Kind.ACTION)
            total += max(3.0, said + words / WORDS_PER_SECOND)
        return round(total, 1)


def find_films(path: Path) -> dict[str, Film]:
    """The films at `path`: a script, a folder with one script, or a folder of films; by id.

    Raises NotFound when nothing is there, BadInput when it holds no script, ScreenplayError when a single one cannot be read.
    """
    if not path.exists():
        raise NotFound(f"{path}: there is no such file or folder")
    if path.is_file() and path.suffix.lower() not in ENDINGS:
        raise BadInput(f"{path}: a film is a .fountain or .fdx file, or a folder with one")
    found: dict[str, Film] = {}
    for script, name in scripts_at(path).items():
        found.update(film_at(script, name))
    if not found:
        raise BadInput(f"{path}: no .fountain or .fdx file is in this folder")
    return found


def scripts_at(path: Path, *, several: bool = False) -> dict[Path, str]:
    """The scripts of the films at `path`, and the ids that these have. Raises OSError for a folder that cannot be read.

    With `several` a folder is one of films, also where just one script lies in it.
    """
    if path.is_file():
        return {path: path.stem}
    scripts = _scripts(path)
    if len(scripts) == 1 and not several:
        return {scripts[0]: path.resolve().name}
    found = {script: script.stem for script in scripts}
    for folder in sorted(each for each in path.iterdir() if each.is_dir() and not each.name.startswith(".")):
        inside = _scripts(folder)
        if len(inside) == 1:
            found[inside[0]] = folder.name
    return found


def film_of(id: str, source: bytes, path: str, toml: str | None = None) -> Film:  # noqa: A002 - a film's id
    """A film from a script's bytes and its film.toml's text; `path` tells by its ending how to read them. Raises ScreenplayError."""
    screenplay = parse_fdx(source, path) if path.lower().endswith(".fdx") else parse(source, path)
    return Film(id, Path(path), screenplay, _compiled(screenplay, Path(path), toml), toml)


def film_again(film: Film) -> Film:
    """A film as its files are now. Raises PlayheadError for what cannot be read, OSError for what is gone."""
    return film_at(film.path, film.id)[film.id]


def toml_of(path: Path) -> str | None:
    """The text of the film.toml beside the script at `path`, None where there is none.

    Raises BadInput for one that cannot be read: its bounds would be missing.
    """
    try:
        return path.with_name(SETTINGS).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise BadInput(f"{path.with_name(SETTINGS)}: cannot be read: {why}") from None


def _compiled(screenplay: Screenplay, path: Path, toml: str | None) -> Story:
    settings, problems = read_film(screenplay, toml, str(path.with_name(SETTINGS)))
    return compile_story(screenplay, settings, problems)


def _scripts(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.is_file() and each.suffix.lower() in ENDINGS)


def film_at(path: Path, name: str) -> dict[str, Film]:
    """The film of the script at `path`, under the id that it is to have. Raises PlayheadError for what cannot be read, OSError for what is gone."""
    screenplay = load(path)
    toml = toml_of(path)
    return {name: Film(name, path, screenplay, _compiled(screenplay, path, toml), toml)}
