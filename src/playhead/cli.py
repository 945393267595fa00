"""The one command, `playhead`: exit status 0 is well, 1 a film with errors or work that failed, 2 wrong usage."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playhead import __version__
from playhead.errors import BadInput, PlayheadError
from playhead.settings import Settings, read

if TYPE_CHECKING:
    from playhead.screening.answers import Chooser
    from playhead.server.programme import Film
    from playhead.shots.brief import Brief
    from playhead.shots.shot import Shot
    from playhead.story import Story
    from playhead.story.state import State


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; every user's mistake ends in one line on the error stream."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PlayheadError as error:
        return _fail(str(error))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}")


def _fail(line: str) -> int:
    print(f"playhead: {line}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="playhead", description="Plays a screenplay: picture and sound are made just ahead of the playhead."
    )
    parser.add_argument("--version", action="version", version=f"playhead {__version__}")
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file (default playhead.toml here, if there is one)")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str, *, film: str | None = "FILM") -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        if film:
            made.add_argument("film", metavar="FILM", type=Path, help="a .fountain or .fdx file, or a folder with one")
        return made

    watch = command("watch", _watch, "serve one film and open its page")
    watch.add_argument("--port", type=_port, help="listen here (default 7474)")
    watch.add_argument("--config", type=Path, default=argparse.SUPPRESS, metavar="FILE", help="the settings file")
    watch.add_argument("--no-browser", action="store_true", help="only print the address")

    serve = command("serve", _serve, "serve every film found, to browsers and players", film=None)
    serve.add_argument("films", metavar="FILM_OR_FOLDER", type=Path, nargs="+")
    serve.add_argument("--host", help="listen on this address (default 127.0.0.1)")
    serve.add_argument("--port", type=_port, help="listen here (default 7474)")
    serve.add_argument("--config", type=Path, default=argparse.SUPPRESS, metavar="FILE", help="the settings file")

    check = command("check", _check, "tell a film's problems as file:line:column: level: text")
    check.add_argument("--json", action="store_true", help="as JSON, for editors")

    still = command("still", _still, "draw one picture of a film, or a contact sheet of its shots")
    still.add_argument("--shot", type=int, metavar="N", help="the shot, counted from 1 (the title)")
    still.add_argument("--at", type=_seconds, metavar="SECONDS", help="in the shot, or in the film where no shot is named")
    still.add_argument("--sheet", action="store_true", help="one picture of every shot")
    still.add_argument("--renderer", default=None, metavar="NAMES", help="what draws it (default theatre); theatre,paint draws it by both, side by side")
    _cut_options(still)
    still.add_argument("-o", "--output", type=Path, required=True, metavar="PNG")

    bake = command("bake", _bake, "write one cut of a film as an MP4")
    _cut_options(bake)
    bake.add_argument("-o", "--output", type=Path, required=True, metavar="MP4")
    bake.add_argument("--renderer", default=None, metavar="NAMES", help="what draws it (default: as the film says); several are compared on one --shot")
    bake.add_argument("--shot", type=int, metavar="N", help="only this shot, counted from 1, without sound")

    renderers = command("renderers", _renderers, "tell what can draw on this machine, why what cannot does not, and how fast it is", film=None)
    renderers.add_argument("film", metavar="FILM", type=Path, nargs="?", help="with what this film tells its renderers")
    renderers.add_argument("--no-measure", action="store_true", help="time none of them")
    renderers.add_argument("--measure", metavar="NAME", action="append", default=[], help="time this one too, though it may cost money")
    renderers.add_argument("--json", action="store_true", help="as JSON")
    renderers.add_argument("--config", type=Path, default=argparse.SUPPRESS, metavar="FILE", help="the settings file")

    story_map = command("map", _map, "draw a film's story: its beats, choices, storylets and endings")
    story_map.add_argument("--format", choices=("text", "mermaid", "svg"), help="text for the terminal (default), mermaid, or svg")
    story_map.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it here; the ending (.svg, .mmd, .txt) tells the format")

    audience = command("audience", _audience, "simulate viewers of a film, and tell what they see and what it costs")
    audience.add_argument("--viewers", type=_viewers, default=10_000, metavar="N", help="how many (default 10000)")
    audience.add_argument("--profiles", type=Path, metavar="FILE", help="who they are: distributions or profiles, .json or .csv (default: anybody)")
    audience.add_argument("--choosers", nargs="+", type=_chooser, metavar="WAY=WEIGHT",
                          help="how they choose: random, default, profile (default random=2 default=1 profile=1)")
    audience.add_argument("--seed", type=_seed, default=0, metavar="N", help="another audience of the same kind (default 0)")
    audience.add_argument("-o", "--output", type=Path, metavar="HTML", help="write the report as a page")
    audience.add_argument("--json", action="store_true", help="as JSON")

    why = command("why", _why, "tell why each beat of a screening was chosen", film=None)
    why.add_argument("screening", metavar="SCREENING", help="its id, its token, or an address that holds the token")
    why.add_argument("--data", type=Path, metavar="FOLDER", help="where its server keeps its records (default PLAYHEAD_DATA)")
    why.add_argument("--json", action="store_true", help="as JSON")

    config = command("config", _config, "print every setting, its value and where that comes from, as a settings file", film=None)
    config.add_argument("--config", type=Path, default=argparse.SUPPRESS, metavar="FILE", help="the settings file")

    bench = command("bench", _bench, "measure speed and memory on this machine", film=None)
    bench.add_argument("film", metavar="FILM", type=Path, nargs="?", help="the film to measure with (default films/the-lamp)")
    bench.add_argument("--shots", type=int, default=12, metavar="N", help="how many shots to time, spread over the film")
    bench.add_argument("--json", action="store_true", help="as JSON")
    return parser


def _cut_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--viewer", type=Path, metavar="FILE", help="whose cut: a profile as JSON or TOML")
    command.add_argument("--seed", type=_seed, default=0, metavar="N", help="which of the cuts that chance leaves open (default 0)")
    command.add_argument("--choices", nargs="+", default=[], metavar="BEAT=OPTION", help="what is chosen: number, label or beat; else the default")


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 2**48):
        raise argparse.ArgumentTypeError(f"seed must be a whole number from 0 to 2^48, not {text!r}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"port must be a number from 0 to 65535, not {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise argparse.ArgumentTypeError(f"must be a number of seconds, not {text!r}")
    return seconds


def _viewers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1_000_000):
        raise argparse.ArgumentTypeError(f"viewers must be a whole number from 1 to 1000000, not {text!r}")
    return int(text)


def _chooser(text: str) -> tuple[str, float]:
    from playhead.story.crowd import CHOOSERS

    way, _, weight = text.partition("=")
    try:
        share = float(weight or 1)
    except ValueError:
        share = -1.0
    if way not in CHOOSERS or not 0 <= share < 1e9:
        raise argparse.ArgumentTypeError(f"a chooser is one of {', '.join(CHOOSERS)} with a weight, such as random=2, not {text!r}")
    return way, share


def _film(path: Path) -> Film:
    from playhead.server.programme import find_films

    films = find_films(path)
    if len(films) > 1:
        raise BadInput(f"{path}: holds {len(films)} films ({', '.join(sorted(films))}): name one of them")
    return next(iter(films.values()))


def _settings(options: argparse.Namespace, **given: Any) -> Settings:
    return read(config=options.config, **given).settings


def _config(options: argparse.Namespace) -> int:
    sys.stdout.write(read(config=options.config).text())
    return 0


def _known(name: str) -> None:
    """An unknown renderer is told now, not by every picture. Raises NotFound, BadInput."""
    from playhead.render.renderer import known

    if name:
        known(name)


def _watch(options: argparse.Namespace) -> int:
    from playhead.server import serve

    settings = _settings(options, port=options.port)
    _known(settings.renderer)
    film = _film(options.film)
    return serve(settings, {film.id: film}, open_browser=not options.no_browser) or 0


def _serve(options: argparse.Namespace) -> int:
    from playhead.server import serve
    from playhead.server.programme import find_films

    settings = _settings(options, port=options.port, host=options.host)
    _known(settings.renderer)
    films: dict[str, Film] = {}
    for path in options.films:
        for name, film in find_films(path).items():
            if name in films and films[name].path != film.path:
                raise BadInput(f"{film.path}: its id {name!r} is taken by {films[name].path}: rename one of them")
            films[name] = film
    return serve(settings, films, folders=[path for path in options.films if path.is_dir()], open_browser=False) or 0


def _check(options: argparse.Namespace) -> int:
    from playhead.errors import ScreenplayError
    from playhead.projection.ladder import ladder_for
    from playhead.shots.gather import voice_of
    from playhead.speech.maker import unheard
    from playhead.story.problems import problems_of
    from playhead.studio.mapping import clock, lengths_of

    try:
        film = _film(options.film)
    except ScreenplayError as error:
        if options.json:
            problem = {"level": "error", "line": error.line, "column": error.column, "text": error.message}
            print(json.dumps({"file": error.path or str(options.film), "problems": [problem]}))
            return 1
        raise
    story = film.story
    problems = sorted({*film.screenplay.problems, *story.problems, *problems_of(story)}, key=lambda p: (p.path, p.line, p.column))
    failed = any(problem.level == "error" for problem in problems)
    settings = _settings(options)
    # Of this machine, not of the script.
    here = (*ladder_for(story.film, settings).problems, *unheard([voice_of(role.name, story) for role in story.cast], settings.voices))
    least, most = lengths_of(story) if story.varies else (film.seconds, film.seconds)
    if options.json:
        print(json.dumps({
            "file": str(film.path), "title": story.title, "beats": len(story.beats), "seconds": [least, most],
            "cast": [role.name for role in story.cast], "renderers": list(here),
            "problems": [{"file": p.path or str(film.path), "level": p.level, "line": p.line, "column": p.column, "text": p.text} for p in problems],
        }, ensure_ascii=False))
    else:
        for p in problems:
            print(f"{p.path or film.path}:{p.line}:{p.column}: {p.level}: {p.text}")
        for told in here:
            print(f"here: {told}", file=sys.stderr)
        lasts = f"about {clock(least)}" if clock(least) == clock(most) else f"{clock(least)} to {clock(most)}"
        print(f"{story.title or film.id}: {len(story.beats)} beats, {len(story.cast)} in the cast, {lasts}, "
              f"{len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}", file=sys.stderr)
    return 1 if failed else 0


def _whose(options: argparse.Namespace, story: Story) -> tuple[State, Chooser]:
    """Whose cut the options ask for."""
    from playhead.screening.answers import chooser_of, viewer_of
    from playhead.story.director import begin

    viewer = viewer_of(options.viewer) if options.viewer else {}
    return begin(story, viewer, {}, frozenset(), options.seed), chooser_of(story, options.choices)


def _shots(film: Film, options: argparse.Namespace) -> list[tuple[Shot, Brief]]:
    """Every shot of a cut, timed by its voices, and the words that go with it."""
    from playhead.media import Store
    from playhead.screening.bake import spoken_cut
    from playhead.shots.brief import Brief
    from playhead.speech import Speaker

    state, chooser = _whose(options, film.story)
    settings = _settings(options)
    speaker = Speaker(Store(settings.data / "store", settings.store_cap_bytes).blobs("speech"), machine=settings.voices)
    lists = [part.shots for part in spoken_cut(film.story, speaker, state, chooser).parts if part.shots]
    return [pair for shots in lists for pair in zip(shots.shots, itertools.chain(shots.briefs, itertools.repeat(Brief())), strict=False)]


def _still(options: argparse.Namespace) -> int:
    import cv2

    from playhead.render.sheet import SMALL, sheet
    from playhead.studio.compare import Comparison, names_of
    from playhead.timebase import FRAME_RATE

    settings = _settings(options)
    names = names_of(options.renderer or settings.renderer or None)
    for name in names:
        _known(name)
    if options.output.suffix.lower() != ".png":
        raise BadInput(f"{options.output}: a still is a .png file")
    if not options.output.resolve().parent.is_dir():
        raise BadInput(f"{options.output}: there is no folder {options.output.parent}")
    film = _film(options.film)
    if options.sheet:
        settings = replace(settings, width=SMALL.width, height=SMALL.height)
    drawn = Comparison(names, film.story.film, settings, settings.data / "store")
    shots = _shots(film, options)
    if options.sheet:
        pictures = (next(drawn.frames(shot, brief, shot.frames // 2)) for shot, brief in shots)
        picture = sheet([shot for shot, _ in shots], pictures, columns=4 if len(names) == 1 else 2)
    else:
        number, frame = options.shot, None
        if number is None:
            at = round((options.at or 0.0) * FRAME_RATE)
            number = 1
            while number < len(shots) and at >= shots[number - 1][0].frames:
                at -= shots[number - 1][0].frames
                number += 1
            frame = at if options.at is not None else None
        elif options.at is not None:
            frame = round(options.at * FRAME_RATE)
        if not 1 <= number <= len(shots):
            raise BadInput(f"shot must be from 1 to {len(shots)}, not {number}")
        shot, brief = shots[number - 1]
        frame = shot.frames // 2 if frame is None else frame
        if not 0 <= frame < shot.frames:
            raise BadInput(f"--at must be from 0 to {(shot.frames - 1) / FRAME_RATE:.2f} seconds here, not {options.at}")
        picture = next(drawn.frames(shot, brief, frame))
    done, data = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    if not done:
        raise BadInput(f"{options.output}: the picture could not be written as PNG")
    _write(options.output, data.tobytes())
    return 0


def _renderers(options: argparse.Namespace) -> int:
    from rich.console import Console

    from playhead.screenplay.film import FilmFile
    from playhead.studio.renderers import as_json, as_text, entries

    settings = _settings(options)
    for name in options.measure:
        _known(name)
    film = _film(options.film).story.film if options.film else FilmFile()
    with Console(stderr=True).status("drawing two seconds with each"):
        found = entries(film, settings, lambda what: what.name in options.measure or (what.traits.hands != "network" and not options.no_measure))
    if options.json:
        print(json.dumps(as_json(found), indent=2))
        return 0
    print("\n".join(as_text(found)))
    print(f"\nMeasured at {settings.width}x{settings.height} on one core or accelerator, without encoding; 24 frames a second are real time.")
    return 0


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    temp = path.with_name(f".{path.name}.part")
    try:
        temp.write_bytes(data)
        temp.replace(path)
    finally:
        temp.unlink(missing_ok=True)


def _writable(path: Path) -> None:
    if not path.resolve().parent.is_dir():
        raise BadInput(f"{path}: there is no folder {path.parent}")


def _map(options: argparse.Namespace) -> int:
    from rich.console import Console

    from playhead.studio import map_as_mermaid, map_as_svg, map_as_tree, map_of

    out: Path | None = options.output
    endings = {".svg": "svg", ".mmd": "mermaid", ".md": "mermaid", ".txt": "text"}
    form = options.format or (endings.get(out.suffix.lower()) if out else "text")
    if out is not None:
        _writable(out)
        if form is None:
            raise BadInput(f"{out}: a map is an .svg, .mmd or .txt file; or say --format")
    story = map_of(_film(options.film).story)
    if form == "text":
        if out is None:
            Console(highlight=False).print(map_as_tree(story))
            return 0
        console = Console(width=120, record=True, highlight=False, file=StringIO())
        console.print(map_as_tree(story))
        told = console.export_text()
    else:
        told = map_as_svg(story) if form == "svg" else map_as_mermaid(story)
        if out is not None and out.suffix.lower() == ".md":
            told = f"```mermaid\n{told}```\n"
    if out is None:
        sys.stdout.write(told)
    else:
        _write(out, told.encode())
    return 0


def _audience(options: argparse.Namespace) -> int:
    import time

    from rich.console import Console

    from playhead.render.renderer import GROUND, traits
    from playhead.story.audience import simulate
    from playhead.story.crowd import read_profiles
    from playhead.studio.audience import report_of
    from playhead.studio.page import report_page
    from playhead.studio.tables import report_as_tables

    out: Path | None = options.output
    if out is not None:
        if out.suffix.lower() not in (".html", ".htm"):
            raise BadInput(f"{out}: a report is an .html file")
        _writable(out)
    choosers = dict(options.choosers) if options.choosers else {"random": 2.0, "default": 1.0, "profile": 1.0}
    if not any(choosers.values()):
        raise BadInput("--choosers: one way must have a weight above 0")
    story = _film(options.film).story
    profiles = read_profiles(options.profiles) if options.profiles else None
    frame_s = traits(_settings(options).renderer or GROUND).seconds_per_frame
    errors = Console(stderr=True)
    began = time.monotonic()
    with errors.status(f"{options.viewers:,} viewers watch {story.title}"):
        audience = simulate(story, options.viewers, profiles, choosers, options.seed)
        took_s = time.monotonic() - began
        report = report_of(audience, seed=options.seed, took_s=took_s, seconds_per_frame=frame_s)
    if out is not None:
        _write(out, report_page(report).encode())
    if options.json:
        print(json.dumps(report.data(), ensure_ascii=False))
    else:
        Console(highlight=False).print(report_as_tables(report))
    return 0


def _why(options: argparse.Namespace) -> int:
    from rich.console import Console

    from playhead.studio.why import find_screening, reasons_as_table

    reasons = find_screening(_settings(options, data=options.data).data, options.screening)
    if options.json:
        print(json.dumps(reasons.data(), ensure_ascii=False))
    else:
        Console(highlight=False).print(reasons_as_table(reasons))
    return 0


def _bake(options: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from playhead.media import Store
    from playhead.projection.ladder import ladder_for
    from playhead.projection.local import local_farm
    from playhead.render.renderer import Size
    from playhead.screening.bake import Progress as Baked
    from playhead.screening.bake import bake
    from playhead.studio.compare import Comparison, names_of

    names = names_of(options.renderer) if options.renderer else ()
    if len(names) > 1 and options.shot is None:
        raise BadInput("--renderer: a film is drawn by one; several are compared on one shot: --shot N")
    settings = _settings(options, renderer=names[0] if len(names) == 1 else None)
    for name in names or (settings.renderer,):
        _known(name)
    if options.output.suffix.lower() != ".mp4":
        raise BadInput(f"{options.output}: a baked film is an .mp4 file")
    if not options.output.resolve().parent.is_dir():
        raise BadInput(f"{options.output}: there is no folder {options.output.parent}")
    film = _film(options.film)
    if options.shot is not None:
        shots = _shots(film, options)
        if not 1 <= options.shot <= len(shots):
            raise BadInput(f"shot must be from 1 to {len(shots)}, not {options.shot}")
        by = names or names_of(settings.renderer or None)
        Comparison(by, film.story.film, settings, settings.data / "store").write(options.output, *shots[options.shot - 1])
        return 0
    state, chooser = _whose(options, film.story)
    folder = settings.data / "store"
    ladder = ladder_for(film.story.film, settings)
    for problem in ladder.problems:
        print(problem, file=sys.stderr)

    async def run() -> None:
        with Progress(TextColumn("{task.description:24.24}"), BarColumn(), TextColumn("{task.percentage:3.0f}%"),
                      TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("starting", total=None)

            def say(progress: Baked) -> None:
                bar.update(task, description=progress.doing, completed=progress.done, total=progress.of)

            async with local_farm(settings, folder) as farm:
                await bake(film.story, farm, Store(folder, settings.store_cap_bytes), options.output,
                           size=Size(settings.width, settings.height), ladder=ladder, state=state, chooser=chooser, say=say)

    asyncio.run(run())
    return 0


def _bench(options: argparse.Namespace) -> int:
    from playhead.bench import measure, table

    film = _film(options.film or Path("films/the-lamp"))
    figures = asyncio.run(measure(_settings(options), film.story, shots=options.shots))
    print(json.dumps(figures, indent=2) if options.json else table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
