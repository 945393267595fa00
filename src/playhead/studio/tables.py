"""The audience's report for a terminal."""

from __future__ import annotations

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from playhead.studio.mapping import clock
from playhead.studio.report import Report

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_BLOCKS = " ▁▂▃▄▅▆▇█"
_COLOURS = {"spine": "yellow", "branch": "cyan", "storylet": "magenta", "ending": "green"}


def percent(share: float) -> str:
    """A share in hundredths; nothing rounds to none or all that is not.

    >>> percent(0.5), percent(0.004), percent(0.99999)
    ('50%', '0.4%', '99.9%')
    """
    value = share * 100
    if value in (0, 100):
        return f"{value:.0f}%"
    if value < 1 or value > 99:
        return f"{min(99.9, max(0.1, value)):.1f}%"
    return f"{value:.0f}%"


def times(factor: float) -> str:
    """How many times.

    >>> times(3.14), times(1234.0)
    ('3.1×', '1,234×')
    """
    return f"{factor:,.0f}×" if factor >= 20 else f"{factor:.1f}×"


def hours(seconds: float) -> str:
    """Seconds in the unit that reads best.

    >>> hours(42.3), hours(330), hours(90_000)
    ('42 s', '5.5 min', '25 h')
    """
    for size, unit in ((1.0, "s"), (60.0, "min"), (3600.0, "h")):
        value = seconds / size
        if value < 100 or unit == "h":
            return f"{value:,.1f} {unit}" if value < 10 and unit != "s" else f"{value:,.0f} {unit}"
    return ""


def bar(share: float, width: int = 24) -> str:
    """A bar of characters, to an eighth of one."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


_WAYS = {"random": "choose at random", "default": "never choose", "profile": "choose by their likes and mood"}


def choosing(report: Report) -> str:
    """How the viewers choose, in words."""
    return ", ".join(f"{count:,} {_WAYS.get(name, name)}" for name, count in report.choosers)


def report_as_tables(report: Report) -> RenderableType:
    """All of the report, in the order in which an author asks."""
    head = Text.assemble((report.title, "bold"), (f"  {report.viewers:,} viewers, seed {report.seed}, {report.took_s:.1f} s", "dim"))
    parts: list[RenderableType] = [head]
    if report.choosers and report.choices:
        parts.append(Text(choosing(report), style="dim"))
    parts += [Text(), _figures(report)]
    if report.seconds:
        parts += [_title("Running times"), _histogram(report)]
    if report.tension:
        parts += [_title("Tension"), _tension(report)]
    if report.endings:
        rows = [(e.title, e.share, "green") for e in report.endings]
        parts += [_title("Endings"), _shares(rows + ([("no ending", report.without_ending, "red")] if report.without_ending else []))]
    for choice in report.choices:
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for option in choice.options:
            notes = ["default"] if option.default else []
            notes += [f"shut for {percent(option.shut)}"] if option.shut else []
            table.add_row(option.label, Text(bar(option.share), style="yellow"), percent(option.share), Text(", ".join(notes), style="dim"))
        parts += [_title(f"{choice.beat}, line {choice.line}: {percent(choice.asked)} are asked"), Padding(table, (0, 0, 0, 2))]
    parts += [_title("Who sees what"), _coverage(report)]
    if report.costs:
        parts += [_title("Rendering"), _costs(report)]
    return Group(*parts)


def _title(text: str) -> RenderableType:
    return Padding(Text(text, style="bold"), (1, 0, 0, 0))


def _figures(report: Report) -> RenderableType:
    told = []
    if report.seconds:
        told.append(f"{clock(report.at(0.5))} median running time")
    if report.runtime_s[1]:
        told.append(f"{percent(report.inside)} within {clock(report.runtime_s[0])}–{clock(report.runtime_s[1])}")
    told += [f"{report.cuts:,} distinct cuts (the commonest seen by {percent(report.commonest)})"]
    if report.cannot:
        told.append(f"{percent(report.cannot / report.viewers)} may not see the film ({report.refused[0][0]})")
    return Text(", ".join(told) + ".")


def _histogram(report: Report, bins: int = 48) -> RenderableType:
    low, high = report.seconds[0], report.seconds[-1]
    size = (high - low) / bins or 1.0
    counts = [0] * bins
    for each in report.seconds:
        counts[min(bins - 1, int((each - low) / size))] += 1
    tallest = max(counts)
    least, most = report.runtime_s
    line = Text("  ")
    for n, count in enumerate(counts):
        middle = low + (n + 0.5) * size
        outside = most and not least - 0.5 <= middle <= most + 0.5
        block = _BLOCKS[max(1, round(count / tallest * 8))] if count else " "
        line.append(block, style="red" if outside else "yellow")
    under = f"  {clock(low)}{clock(high):>{max(1, bins - len(clock(low)))}}"
    return Group(line, Text(under, style="dim"))


def _tension(report: Report) -> RenderableType:
    def row(name: str, values: list[float], style: str) -> Text:
        return Text.assemble(f"  {name:<10}", ("".join(_BLOCKS[max(1, min(8, round(v / 5 * 8)))] if v >= 0 else " " for v in values), style))

    lines = [row("films", [p.mean for p in report.tension], "yellow")]
    if any(p.wanted >= 0 for p in report.tension):
        lines.append(row("author's", [p.wanted for p in report.tension], "cyan"))
    return Group(*lines)


def _shares(rows: list[tuple[str, float, str]]) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, share, colour in rows:
        table.add_row(name, Text(bar(share), style=colour), Text(percent(share), style="red" if not share else ""))
    return Padding(table, (0, 0, 0, 2))


def _coverage(report: Report) -> RenderableType:
    widest = min(28, max((len(beat.title) for beat in report.beats), default=0))
    cells = []
    for beat in report.beats:
        cell = Text()
        cell.append(f"{beat.title[:widest]:<{widest}} ", style="bold" if beat.must else "")
        cell.append(f"{bar(beat.share, 10):<10}", style=_COLOURS[beat.kind])
        cell.append(f" {percent(beat.share):>5}", style="red" if not beat.share else "")
        cells.append(cell)
    return Padding(Columns(cells, padding=(0, 3), equal=True, column_first=True), (0, 0, 0, 2))


def _costs(report: Report) -> RenderableType:
    costs = report.costs
    assert costs is not None
    table = Table(box=None, padding=(0, 3, 0, 0), header_style="dim")
    for name in ("viewers", "distinct shots", "of film"):
        table.add_column(name, justify="right")
    for point in costs.curve:
        if str(point.viewers).strip("0") in ("1", "") or point is costs.curve[-1]:
            table.add_row(f"{point.viewers:,}", f"{point.shots:,}", hours(point.film_s))
    said = (f"Each shot once: {hours(costs.shared_s)} of one worker. Each film alone: {hours(costs.alone_s)}, {times(costs.saved)} as much."
            + (f" {costs.private:,} shots hold a viewer's own words." if costs.private else ""))
    return Padding(Group(table, Text(said)), (0, 0, 0, 2))
