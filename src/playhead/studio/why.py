"""Why a screening went as it did: its log told in order, each beat with its time, its reason, and who chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from playhead.errors import NotFound
from playhead.records import Event, Records, ScreeningRow
from playhead.screening import log
from playhead.timebase import TICK_RATE

_BY = {"viewer": "the viewer chose", "default": "nobody chose, so the default"}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened at `at_s` of the timeline, None where it was planned and not shown.

    `kind` is "part", "chosen", "line", "revision" or "viewer"; `what` is the beat, the option, the improvised words ("" for the author's;
    {1} stands for a value), the revision, or the fields of their profile that the viewer changed (what they hold is theirs).
    """

    kind: str
    at_s: float | None
    what: str
    why: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Reasons:
    """A screening and its steps in order."""

    screening: str
    film: str
    revision: str
    seed: int
    began_s: float  # since 1970
    ended: bool
    steps: tuple[Step, ...]
    follows: str = ""  # the id of the screening whose cut it follows

    def data(self) -> dict[str, Any]:
        """As JSON."""
        steps = [{"kind": s.kind, "at_s": s.at_s, "what": s.what, "why": s.why, **({"by": s.by} if s.by else {})} for s in self.steps]
        return {
            "screening": self.screening, "film": self.film, "revision": self.revision, "seed": self.seed, "began_s": self.began_s,
            "ended": self.ended, "follows": self.follows, "steps": steps,
        }


def find_screening(folder: Path, wanted: str) -> Reasons:
    """The reasons of a screening, by its id, its token or an address that holds the token, from the records in a data folder.

    Raises NotFound when there are no records or no such screening; what is wanted is not told again, for it may be a secret.
    """
    path = folder / "records.sqlite"
    if not path.is_file():
        raise NotFound(f"{path}: there are no records here yet: watch a film first, or name the folder of its server with --data")
    word = wanted.rstrip("/").split("?")[0]
    word = word.split("/s/", 1)[1].split("/")[0] if "/s/" in word else word
    records = Records(path)
    try:
        for by in ({"id": word}, {"token": word}):
            if not word:
                break
            try:
                row = records.screening(**by)
            except NotFound:
                continue
            return reasons_of(row, records.events(row.id))
    finally:
        records.close()
    raise NotFound(f"{path}: there is no such screening: it was left, or it is another server's; give its id, its token or its address")


def reasons_of(row: ScreeningRow, events: Sequence[Event]) -> Reasons:
    """The steps of a screening from its log."""
    begins: dict[int, float] = {}
    for event in events:
        data = event.data
        if event.kind == log.SHOWN and data["track"] == "picture" and data.get("part", -1) >= 0:
            begins.setdefault(data["part"], round(data["at"] / TICK_RATE, 3))
    steps: list[tuple[int, Step]] = []  # each with the part that it stands at
    count = 0
    viewer: dict[str, Any] = {}
    for event in events:
        data = event.data
        if event.kind == log.STARTED:
            viewer = dict(data.get("viewer") or {})
        elif event.kind == log.VIEWER:
            changed = sorted(name for name in {*viewer, *data["viewer"]} if viewer.get(name) != data["viewer"].get(name))
            viewer = dict(data["viewer"])
            if changed:
                steps.append((count - 1, Step("viewer", None, ", ".join(changed), "the viewer changed this of their profile: what is planned from here goes by it")))
        elif event.kind == log.PART:
            names = {"title": "the title", "end": "the end card"}
            what = names.get(data["kind"]) or data["name"] or data["kind"]
            steps.append((count, Step("part", begins.get(count), what, data.get("why", ""))))
            count += 1
        elif event.kind == log.IMPROVISED:
            steps.append((count - 1, Step("line", None, data["text"], data["why"])))
        elif event.kind == log.CHOSEN:
            part = int(data["part"])
            option = data.get("option", -1)
            label = data.get("label") or ("none was open: the script goes on" if option == -1 else f"option {option + 1}")
            steps.append((part, Step("chosen", begins.get(part + 1), label, f"asked by {_name(steps, part)}", str(data.get("by", "")))))
        elif event.kind == log.REVISED:
            # What was planned and is planned anew was never shown.
            count = int(data["kept"])
            steps = [(part, step) for part, step in steps if part < count]
            at = round(data["committed"] / TICK_RATE, 3)
            steps.append((count - 1, Step("revision", at, str(data["revision"])[:12], "the script was edited while it was watched")))
    ended = any(event.kind == log.ENDED for event in events)
    return Reasons(row.id, row.film, row.revision, row.seed, row.created_s, ended, tuple(step for _, step in steps), row.source)


def _name(steps: Sequence[tuple[int, Step]], part: int) -> str:
    return next((step.what for at, step in steps if at == part and step.kind == "part"), "the beat before")


def reasons_as_table(reasons: Reasons) -> RenderableType:
    """The steps for a terminal."""
    began = datetime.fromtimestamp(reasons.began_s, tz=UTC).strftime("%Y-%m-%d %H:%M UTC")
    head = Text.assemble((reasons.film, "bold"), (f"  screening {reasons.screening}, began {began}, revision {reasons.revision[:12]}, seed {reasons.seed}", "dim"))
    if reasons.follows:
        head.append(f", follows {reasons.follows}", style="dim")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("time", justify="right", no_wrap=True)
    table.add_column("beat")
    table.add_column("why")
    for step in reasons.steps:
        at = "planned" if step.at_s is None and step.kind == "part" else "" if step.at_s is None else _clock(step.at_s)
        if step.kind == "chosen":
            table.add_row(at, Text(f"? {step.what}", style="yellow"), Text(f"{_BY.get(step.by, step.by)}; {step.why}", style="yellow"))
        elif step.kind == "line":
            table.add_row("", Text(f"“{step.what}”" if step.what else "the author's line", style="green"), Text(step.why, style="green"))
        elif step.kind == "viewer":
            table.add_row("", Text(f"viewer: {step.what}", style="cyan"), Text(step.why, style="cyan"))
        elif step.kind == "revision":
            table.add_row(at, Text(f"revision {step.what}", style="magenta"), Text(step.why, style="magenta"))
        else:
            table.add_row(at, Text(step.what, style="bold"), Text(step.why))
    last = Text("" if reasons.ended else "The screening has not come to its end.", style="dim")
    return Group(head, Text(), table, last) if not reasons.ended else Group(head, Text(), table)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes)}:{rest:04.1f}"
