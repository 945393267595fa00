"""The audience's report as one page: no script, nothing from outside, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from playhead.studio import plots
from playhead.studio.mapping import clock
from playhead.studio.report import BeatShare, ChoiceShare, Costs, Report
from playhead.studio.tables import choosing, hours, percent, times

_STYLE = """
:root{color-scheme:light dark;--bg:#faf6ee;--card:#fffdf8;--ink:#1f1b26;--dim:#736c7a;--line:#e6dfd1;--lamp:#c4701f;--teal:#2b7a86;
--violet:#8056a3;--green:#3f8a58;--red:#b93b2a;--track:#eee7d9}
@media(prefers-color-scheme:dark){:root{--bg:#100e16;--card:#1a1722;--ink:#f1e8dc;--dim:#a49bab;--line:#302b3a;--lamp:#f0a45a;--teal:#5fb4bf;
--violet:#b48ad6;--green:#74c48e;--red:#f07f6c;--track:#29242f}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 "Source Sans 3","Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,sans-serif}
main{max-width:1080px;margin:0 auto;padding:36px 22px 60px}
h1,h2{font-family:"Cormorant Garamond",Georgia,"Times New Roman",serif;font-weight:600;line-height:1.1;margin:0}
h1{font-size:clamp(30px,6vw,46px)}h2{font-size:24px;margin-bottom:4px}
.sub,.say{color:var(--dim);margin:6px 0 0}.say{margin:0 0 14px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(126px,1fr));gap:12px;margin:26px 0}
.tile,section{background:var(--card);border:1px solid var(--line);border-radius:14px}
.tile{padding:14px 16px}.tile b{display:block;font-size:25px;font-weight:650;letter-spacing:-.01em;line-height:1.2}
.tile span{color:var(--dim);font-size:13px}.tile.bad b{color:var(--red)}.tile.good b{color:var(--green)}
.grid{display:grid;grid-template-columns:1fr 1fr;gap:14px}.grid>div{display:flex;flex-direction:column;gap:14px;min-width:0}section{padding:20px 22px;min-width:0}.whole{grid-column:1/-1}
.plot{display:block;width:100%;height:auto}.narrow{display:none}
.axis{stroke:var(--dim);fill:none}.grid-line,.plot .grid{stroke:var(--line);fill:none}.tick,.label{font-size:12px;fill:var(--dim)}
.bar{fill:var(--lamp)}.bar.outside{fill:var(--red)}.range{fill:var(--teal);opacity:.1}.bound{stroke:var(--teal);stroke-width:1.5;stroke-dasharray:4 4}
.band{fill:var(--lamp);opacity:.18}.curve{fill:none;stroke:var(--lamp);stroke-width:2.5;stroke-linejoin:round}.dot{fill:var(--lamp)}
.wanted{fill:none;stroke:var(--teal);stroke-width:2.2;stroke-dasharray:7 5}
.key{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;color:var(--dim);margin:8px 0 0}.key i{display:inline-block;width:18px;height:0;border-top:3px solid var(--lamp);
vertical-align:middle;margin-right:6px}.key .w{border-color:var(--teal);border-top-style:dashed}.key .b{height:10px;border:0;background:var(--lamp);opacity:.3}
.key .r{height:10px;border:0;background:var(--teal);opacity:.25}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}td,th{padding:4px 0;text-align:left;vertical-align:middle;font-weight:400}
td.n{text-align:right;width:56px;padding-left:8px}td.m{width:38%}.name{overflow-wrap:anywhere;padding-right:12px}
.track{background:var(--track);border-radius:5px;height:11px;overflow:hidden;display:flex}.track i{display:block;height:100%;background:var(--lamp)}
.spine i{background:var(--lamp)}.branch i{background:var(--teal)}.storylet i{background:var(--violet)}.ending i{background:var(--green)}
.none{color:var(--red)}.tag{font-size:11px;letter-spacing:.03em;color:var(--dim);border:1px solid var(--line);border-radius:5px;padding:0 5px;margin-left:6px;white-space:nowrap}
h3{font-size:15px;margin:14px 0 2px;font-weight:650}h3 small{color:var(--dim);font-weight:400}
.choice{break-inside:avoid;padding-bottom:10px}.choice h3{margin-top:0}.columns{columns:2;column-gap:34px}.cover{columns:2;column-gap:34px}.cover .row{display:grid;grid-template-columns:minmax(0,1fr) 34% 46px;gap:10px;align-items:center;break-inside:avoid;padding:2.5px 0;font-size:14px}
.cover .row span:last-child{text-align:right;font-variant-numeric:tabular-nums}.cover .name{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;padding:0}
footer{color:var(--dim);font-size:13px;margin-top:26px}code{font:13px ui-monospace,Menlo,Consolas,monospace}
@media(max-width:760px){.grid,.grid>div,.cover,.columns{display:block;columns:1}section{padding:16px;margin-bottom:12px}main{padding:22px 14px 40px}.wide{display:none}.narrow{display:block}
.tiles{grid-template-columns:1fr 1fr;gap:9px;margin:18px 0}td.m{width:32%}}
@media print{body{background:#fff}section{break-inside:avoid}}
"""


def report_page(report: Report) -> str:
    """The whole page."""
    left = _running_times(report) + _costs(report)
    right = _tension(report) + _endings(report)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{_text(report.title)}: {report.viewers:,} viewers</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>{_text(report.title)}</h1><p class="sub">before an audience of {report.viewers:,} simulated viewers</p>{_refused(report)}'
        f'{_tiles(report)}<div class="grid"><div>{left}</div><div>{right}</div>{_choices(report)}{_coverage(report)}</div>'
        f"<footer>Simulated by Playhead with seed {report.seed} in {report.took_s:.1f} s. The same film, audience and seed give the same report.</footer>"
        "</main></body></html>\n"
    )


def _refused(report: Report) -> str:
    return "".join(f'<p class="sub none">{viewers:,} may not see it: {_text(why)}.</p>' for why, viewers in report.refused[:3])


def _text(text: str) -> str:
    return escape("".join(letter for letter in text if letter.isprintable() or letter == " "), quote=True)


def _both(draw: Callable[[float, float, str], str], height: float = 290) -> str:
    """A plot for wide screens and one for narrow ones, whose words keep their size."""
    return draw(560, height, "wide") + draw(340, 240, "narrow")


def _tiles(report: Report) -> str:
    tiles: list[tuple[str, str, str]] = []
    if report.seconds:
        tiles.append((clock(report.at(0.5)), "median running time", ""))
    if report.runtime_s[1]:
        tiles.append((percent(report.inside), "within the running time", "good" if report.inside == 1 else "bad" if report.inside < 0.98 else ""))
    tiles += [(f"{report.cuts:,}", "distinct cuts", ""), (f"{sum(e.share > 0 for e in report.endings)} of {len(report.endings)}", "endings seen", "")]
    if not report.endings:
        tiles.pop()
    if report.costs:
        tiles += [(f"{report.costs.shots:,}", "distinct shots", ""), (times(report.costs.saved), "less rendering than alone", "good")]
    if report.cannot:
        tiles.append((percent(report.cannot / report.viewers), "may not see the film", "bad"))
    inside = "".join(f'<div class="tile {style}"><b>{value}</b><span>{word}</span></div>' for value, word, style in tiles)
    return f'<div class="tiles">{inside}</div>'


def _section(title: str, say: str, inside: str, style: str = "") -> str:
    return f'<section class="{style}"><h2>{title}</h2><p class="say">{say}</p>{inside}</section>'


def _running_times(report: Report) -> str:
    if not report.seconds:
        return ""
    least, most = report.runtime_s
    say = f"Eight of ten films run {clock(report.at(0.1))} to {clock(report.at(0.9))}."
    key = ""
    if most:
        outside = sum(not least - 0.5 <= s <= most + 0.5 for s in report.seconds)
        say = (f"Every film keeps to {clock(least)}–{clock(most)}. {say}" if not outside else
               f"{outside:,} of {len(report.seconds):,} films leave {clock(least)}–{clock(most)}. {say}")
        key = '<p class="key"><span><i class="b" style="opacity:1"></i>films</span><span><i class="r"></i>running time the author gives</span></p>'
    return _section("Running times", say, _both(lambda w, h, s: plots.running_times(report.seconds, report.runtime_s, w, h, s)) + key)


def _tension(report: Report) -> str:
    points = report.tension
    if not points:
        return ""
    wanted = [p for p in points if p.wanted >= 0]
    off = sum(abs(p.mean - p.wanted) for p in wanted) / len(wanted) if wanted else 0.0
    say = f"The typical film is {off:.1f} from the author's curve, on a scale of 5." if wanted else "The author gives no curve to hold it against."
    key = ('<p class="key"><span><i></i>films on average</span><span><i class="b"></i>eight of ten films</span>'
           + ("<span><i class=\"w\"></i>the author's</span>" if wanted else "") + "</p>")
    return _section("Tension", say, _both(lambda w, h, s: plots.tension(points, w, h, s)) + key)


def _bar(share: float, kind: str = "") -> str:
    return f'<div class="track {kind}"><i style="width:{share * 100:.2f}%"></i></div>'


def _endings(report: Report) -> str:
    if not report.endings:
        return _section("Endings", "The script has no ending of its own: every film ends where it does.", "")
    rows = "".join(f'<tr><td class="name">{_text(e.title)}</td><td class="m">{_bar(e.share, kind="ending")}</td><td class="n{" none" if not e.share else ""}">{percent(e.share)}</td></tr>'
                   for e in report.endings)
    if report.without_ending:
        rows += f'<tr><td class="name none">no ending</td><td class="m">{_bar(report.without_ending)}</td><td class="n none">{percent(report.without_ending)}</td></tr>'
    unseen = [e.title for e in report.endings if not e.share]
    say = f"Nobody comes to {_text(', '.join(unseen))}." if unseen else "Every ending is seen by somebody."
    return _section("Endings", say, f"<table>{rows}</table>")


def _choices(report: Report) -> str:
    if not report.choices:
        return ""
    inside = f'<div class="columns">{"".join(_choice(choice) for choice in report.choices)}</div>'
    return _section("Options taken", f"Of those who are asked. {choosing(report).capitalize()}.", inside, "whole")


def _choice(choice: ChoiceShare) -> str:
    rows = ""
    for option in choice.options:
        tags = ('<span class="tag">default</span>' if option.default else "") + (f'<span class="tag">shut for {percent(option.shut)}</span>' if option.shut else "")
        rows += (f'<tr><td class="name">{_text(option.label)}{tags}</td><td class="m">{_bar(option.share)}</td>'
                 f'<td class="n{" none" if not option.share else ""}">{percent(option.share)}</td></tr>')
    return f'<div class="choice"><h3>{_text(choice.beat)} <small>line {choice.line}, {percent(choice.asked)} come to it</small></h3><table>{rows}</table></div>'


def _costs(report: Report) -> str:
    costs = report.costs
    if costs is None or not costs.curve:
        return ""
    say = (f"{report.viewers:,} viewers watch {hours(costs.watched_s)} of film; {hours(costs.film_s)} of it is distinct. Shared, it costs {hours(costs.shared_s)} of one "
           f"worker; each film rendered alone would cost {hours(costs.alone_s)}.")
    return _section("Rendering", say, _both(lambda w, h, s: plots.costs(costs.curve, w, h, s)) + _cost_table(costs), "")


def _cost_table(costs: Costs) -> str:
    rows = "".join(f'<tr><td class="name">{name}</td><td class="m">{_bar(share)}</td><td class="n" style="width:92px">{value}</td></tr>' for name, share, value in (
        ("each shot once", costs.shared_s / costs.alone_s if costs.alone_s else 0, hours(costs.shared_s)), ("each film alone", 1.0, hours(costs.alone_s))))
    notes = []
    if costs.private:
        notes.append(f"{costs.private:,} shots hold a viewer's own words and are never shared.")
    if costs.shot < costs.versions:
        notes.append(f"{costs.shot:,} of {costs.versions:,} forms of beats were shot, the others taken to be like them.")
    return f"<table>{rows}</table>" + (f'<p class="key">{" ".join(notes)}</p>' if notes else "")


def _coverage(report: Report) -> str:
    unseen = [beat for beat in report.beats if not beat.share]
    few = [beat for beat in report.beats if 0 < beat.share < 0.01]
    say = (f"{len(unseen)} of {len(report.beats)} beats are seen by nobody" if unseen else "Every beat is seen by somebody")
    say += f", {len(few)} by fewer than one in a hundred." if few else "."
    rows = "".join(_row(beat) for beat in report.beats)
    key = "".join(f'<span class="{kind}"><i class="b" style="opacity:1;background:var(--{colour})"></i>{kind}</span>'
                  for kind, colour in (("spine", "lamp"), ("branch", "teal"), ("storylet", "violet"), ("ending", "green")) if any(b.kind == kind for b in report.beats))
    return _section("Who sees what", say, f'<div class="cover">{rows}</div><p class="key">{key}</p>', "whole")


def _row(beat: BeatShare) -> str:
    must = '<span class="tag">must</span>' if beat.must else ""
    return (f'<div class="row"><span class="name" title="{_text(beat.title)}, line {beat.line}">{_text(beat.title)}{must}</span>{_bar(beat.share, kind=beat.kind)}'
            f'<span class="{"none" if not beat.share else ""}">{percent(beat.share)}</span></div>')
