"""The map of a story as a picture: a self-contained SVG in light and dark, cards on a trunk."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from playhead.story.ways import Way
from playhead.studio.layered import Box, Layout, layered
from playhead.studio.mapping import END, Node, StoryMap, clock, said

CARD = 232.0  # width of a beat's card
PILL = 190.0  # greatest width of an option's pill
MARGIN = 40.0
RIBBON = 74.0  # width of the tension ribbon on the left
HEAD = 132.0

_STYLE = """
text{font-family:Inter,"Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,sans-serif;fill:#22262e}
.bg{fill:#f6f4ee}.card{fill:#fffdf8;stroke:#c9c3b4;stroke-width:1}.card.must{stroke:#3d4450;stroke-width:1.8}
.card.branch{fill:#f2f9fa;stroke:#7fb3bd}.card.storylet{fill:#faf5fc;stroke:#bd9fd0}.card.ending{fill:#f0f8f0;stroke:#5d9c6c;stroke-width:1.8}
.skips{stroke-dasharray:5 3}.lost{stroke:#c0392b;stroke-width:1.8;stroke-dasharray:2 3}
.title{font-size:13.5px;font-weight:650}.small{font-size:10.5px;fill:#757a85}.when{font-size:11px;font-style:italic;fill:#2f5f9e}
.tells{font-size:11px;fill:#6b5a2e}.chip{fill:#ece7da}.chip.must{fill:#3d4450}.chip.ending{fill:#4b8d5c}.chip.lost{fill:#c0392b}
.chiptext{font-size:9.5px;font-weight:600;letter-spacing:.03em;fill:#5b5f69}.chiptext.on{fill:#fff}
.edge{fill:none;stroke:#9a968b;stroke-width:1.5}.edge.default{stroke:#a8781f;stroke-width:2.4}.edge.option{stroke:#c39a4c}
.edge.leap{stroke:#6f8bb5}.edge.jump{stroke:#6f8bb5;stroke-dasharray:5 4}.edge.back{stroke:#6f8bb5;stroke-dasharray:5 4}
.head{fill:#9a968b}.head.default{fill:#a8781f}.head.option{fill:#c39a4c}.head.jump,.head.leap,.head.back{fill:#6f8bb5}
.pill{fill:#fff6df;stroke:#d9b561}.pill.default{fill:#f7dd9d;stroke:#a8781f;stroke-width:1.6}.pill.cond{fill:#eef3fa;stroke:#8fa8cc;stroke-dasharray:4 3}
.pilltext{font-size:11.5px;font-weight:550;fill:#5a430f}.pilltext.cond{font-style:italic;font-weight:400;fill:#2f5f9e}
.h1{font-size:27px;font-weight:700;letter-spacing:-.015em}.author{font-size:13px;fill:#757a85}.figure{font-size:17px;font-weight:650}
.group{font-size:10.5px;font-weight:650;letter-spacing:.12em;fill:#8d8778}.rule{stroke:#d9d3c4;stroke-width:1;stroke-dasharray:1 4}
.panel{fill:#efe7f3;opacity:.6}.ribbon{fill:#d98a5b;opacity:.2}.line{fill:none;stroke:#cf7440;stroke-width:2}
.dot{fill:#e3ddcf}.end{fill:#22262e}.t0{fill:#8aa4b8}.t1{fill:#7fa79c}.t2{fill:#b5ab67}.t3{fill:#d9a146}.t4{fill:#d97a3f}.t5{fill:#c8472f}.t{fill:#d8d2c4}
@media (prefers-color-scheme:dark){text{fill:#e7e4dc}.bg{fill:#15171c}.card{fill:#1f232a;stroke:#434853}.card.must{stroke:#c9ccd3}
.card.branch{fill:#17282c;stroke:#3f7580}.card.storylet{fill:#261d2d;stroke:#76558c}.card.ending{fill:#18281c;stroke:#5d9c6c}.lost{stroke:#e8705f}
.small,.author{fill:#9aa0ab}.when,.pilltext.cond{fill:#93b7ec}.tells{fill:#cdb983}.chip{fill:#33373f}.chiptext{fill:#b9bec8}.chip.must{fill:#d6d9df}
.chip.must+.chiptext.on{fill:#1b1e24}.edge{stroke:#6a6e78}.head{fill:#6a6e78}.edge.default{stroke:#e0ae4f}.head.default{fill:#e0ae4f}
.edge.option{stroke:#97783c}.head.option{fill:#97783c}.pill{fill:#2b2517;stroke:#8a7039}.pill.default{fill:#4a3b17;stroke:#e0ae4f}
.pill.cond{fill:#1a222e;stroke:#4f6a92}.pilltext{fill:#f2dca6}.group{fill:#8b8f99}.rule{stroke:#3a3e47}.panel{fill:#241b2b;opacity:.75}.dot{fill:#3a3e47}
.end{fill:#e7e4dc}.t{fill:#3a3e47}.ribbon{opacity:.25}}
"""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is in a plain sans serif of that size."""
    total = 0.0
    for letter in text:
        if letter in "ijl.,:;'|!()[]’ ":
            total += 0.29
        elif letter in 'frt-/"':
            total += 0.37
        elif letter in "mwMW—@%":
            total += 0.86
        elif letter.isupper():
            total += 0.67
        elif letter > "\u2e7f":
            total += 1.0
        else:
            total += 0.555
    return total * size * (1.14 if bold else 1.07)  # some systems have only a wide face


def wrapped(text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """A text in at most so many lines of a width; what is too long ends in an ellipsis."""
    words = [piece for word in text.split() for piece in _pieces(word, width, size, bold=bold)]
    lines: list[str] = []
    for word in words:
        if lines and width_of(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size, bold=bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return lines


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    if width_of(word, size, bold=bold) <= width:
        return [word]
    fits = max(1, int(width / (size * 0.9)))
    return [word[n : n + fits] for n in range(0, len(word), fits)]


@dataclass(frozen=True, slots=True)
class _Card:
    """A beat's card, its lines broken and its height known."""

    node: Node
    title: list[str]
    place: list[str]
    when: list[str]
    tells: list[str]
    chips: list[list[tuple[str, str]]]

    @property
    def height(self) -> float:
        foot = 17.0 if self.node.seconds or self.node.tension >= 0 or self.node.asks else 0.0
        return (20.0 + 17 * len(self.title) + 14 * (len(self.place) + len(self.when) + len(self.tells))
                + 20 * len(self.chips) + foot)


def _card(node: Node) -> _Card:
    inner = CARD - 30
    marks = [(mark, mark if mark in ("must", "ending") else "") for mark in node.marks]
    if not node.reached:
        marks.insert(0, ("never reached", "lost"))
    rows: list[list[tuple[str, str]]] = []
    room = 0.0
    for text, kind in marks:
        wide = _chip_width(text) + 5
        if not rows or wide > room:
            rows.append([])
            room = inner
        rows[-1].append((text, kind))
        room -= wide
    return _Card(
        node,
        wrapped(node.title, inner, 13.5, 2, bold=True),
        wrapped(node.place, inner, 10.5, 2) if node.place else [],
        wrapped(f"when {node.when}", inner, 11, 3) if node.when else [],
        wrapped(f"tells {', '.join(node.tells)}", inner, 11, 2) if node.tells else [],
        rows,
    )


def _chip_width(text: str) -> float:
    return width_of(text.upper(), 9.5, bold=True) + 6 + 0.3 * len(text) + 8


@dataclass
class _Drawing:
    """What is drawn so far, and how far it reaches."""

    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, style: str, anchor: str = "") -> None:
        middle = f' text-anchor="{anchor}"' if anchor else ""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" class="{style}"{middle}>{_xml(text)}</text>')

    def rect(self, x: float, y: float, width: float, height: float, radius: float, style: str, more: str = "") -> None:
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius:g}" class="{style}"{more}/>')


def _xml(text: str) -> str:
    return escape(re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text), quote=True)


def map_as_svg(story: StoryMap) -> str:
    """The map as one SVG document without any outside part; it follows the reader's light or dark theme."""
    cards = [_card(node) for node in story.nodes]
    at = {node.beat: n for n, node in enumerate(story.nodes)}
    boxes = [Box(CARD, card.height, card.node.kind == "spine" or (card.node.kind == "ending" and not card.node.asks and _is_spine(card.node, story)))
             for card in cards]
    pills: list[tuple[list[str], str, bool]] = []
    edges: list[tuple[int, int]] = []
    kinds: list[str] = []
    end = -1
    for way in story.ways:
        if way.source not in at or (way.target != END and way.target not in at):
            continue
        source = at[way.source]
        if way.target == END:
            if end < 0:
                end = len(boxes)
                boxes.append(Box(14, 14))
                pills.append(([], "end", False))
            edges.append((source, end))
            kinds.append(way.kind)
            continue
        label = _label(way)
        if label is None:
            edges.append((source, at[way.target]))
            kinds.append("leap" if way.kind == "jump" else way.kind)
            continue
        lines, kind, default = label
        widest = max(width_of(line, 11.5, bold=True) for line in lines)
        boxes.append(Box(min(PILL + 14, widest + 26), 10.0 + 15 * len(lines)))
        pills.append(label)
        edges += [(source, len(boxes) - 1), (len(boxes) - 1, at[way.target])]
        kinds += [f"{kind} default" if default else kind] * 2
    layout = layered(boxes, edges)
    return _document(story, cards, boxes, pills, edges, kinds, layout)


def _is_spine(node: Node, story: StoryMap) -> bool:
    return any(way.target == node.beat and way.kind == "next" for way in story.ways)


def _label(way: Way) -> tuple[list[str], str, bool] | None:
    if way.kind == "option":
        return wrapped(way.label or "…", PILL, 11.5, 2, bold=True), "option", way.default
    if way.kind == "jump" and way.when is not None:
        return wrapped(f"when {said(way.when)}", PILL, 11.5, 2), "jump", False
    return None


def _document(story: StoryMap, cards: Sequence[_Card], boxes: Sequence[Box], pills: Sequence[tuple[list[str], str, bool]],
              edges: Sequence[tuple[int, int]], kinds: Sequence[str], layout: Layout) -> str:
    tense = _tense(cards, layout)
    ribbon = RIBBON if len(tense) >= 3 else 0.0
    lanes = _lanes(layout, edges)
    aside = 22.0 * (max(lanes.values(), default=-1) + 1)
    grouped = 96.0 if story.groups else 0.0
    wide = layout.right - layout.left + aside
    width = max(wide + 2 * MARGIN + ribbon + grouped, 720.0, _figures_width(story) + 2 * MARGIN)
    shift_x = MARGIN + ribbon + grouped - layout.left + (width - 2 * MARGIN - ribbon - grouped - wide) / 2
    shift_y = HEAD
    draw = _Drawing()
    _heading(draw, story, width)
    body = _Drawing()
    for index, name in story.groups:
        n = next((k for k, card in enumerate(cards) if card.node.beat == index), None)
        if n is not None:
            y = layout.top[layout.rank[n]] - 15
            body.parts.append(f'<path class="rule" d="M{MARGIN - shift_x:.1f} {y:.1f}H{width - MARGIN - shift_x:.1f}"/>')
            for k, line in enumerate(wrapped(name.upper(), 90 + ribbon, 12.4, 3, bold=True)):
                body.text(MARGIN - shift_x, y + 17 + 13 * k, line, "group")
    if ribbon:
        _ribbon(body, tense, MARGIN + grouped - shift_x if grouped else MARGIN - shift_x)
    for n, kind in enumerate(kinds):
        if n in layout.back:
            source, target = edges[n]
            body.parts.append(_back(layout, boxes, source, target, lanes[n]))
        else:
            # A line into a pill has no head: the pill goes on.
            arrow = edges[n][1] < len(cards)
            body.parts.append(_edge(layout.paths[n], kind, arrow=arrow))
    for n, card in enumerate(cards):
        _draw_card(body, card, layout.x[n] - CARD / 2, layout.y[n] - card.height / 2)
    for k, (lines, kind, default) in enumerate(pills):
        n = len(cards) + k
        x, y, box = layout.x[n], layout.y[n], boxes[n]
        if kind == "end":
            body.parts.append(f'<circle class="end" cx="{x:.1f}" cy="{y:.1f}" r="6"/>')
            body.text(x + 12, y + 4, "the script ends here", "small")
            continue
        style = " default" if default else " cond" if kind == "jump" else ""
        body.rect(x - box.width / 2, y - box.height / 2, box.width, box.height, box.height / 2 if len(lines) == 1 else 13, f"pill{style}")
        for j, line in enumerate(lines):
            body.text(x, y + 4 + (j - (len(lines) - 1) / 2) * 15, line, f"pilltext{style}", "middle")
    draw.parts += [f'<g transform="translate({shift_x:.1f} {shift_y:.1f})">', *body.parts, "</g>"]
    bottom = _storylets(draw, story.storylets, shift_y + layout.bottom + 44, width) if story.storylets else shift_y + layout.bottom
    bottom = _legend(draw, story, bottom + 36, width)
    height = bottom + 22
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" role="img" '
        f'aria-label="{_xml(f"Story map of {story.title}")}"><title>{_xml(story.title)}</title><style>{_STYLE}</style>'
        f'<rect class="bg" width="100%" height="100%"/>{"".join(draw.parts)}</svg>\n'
    )


def _tense(cards: Sequence[_Card], layout: Layout) -> list[tuple[float, float]]:
    """Height on the map and mean tension, for each rank of the trunk that has one."""
    ranks: dict[int, list[int]] = {}
    for n, card in enumerate(cards):
        if card.node.kind in ("spine", "ending") and card.node.tension >= 0:
            ranks.setdefault(layout.rank[n], []).append(n)
    return [(layout.y[found[0]], sum(cards[n].node.tension for n in found) / len(found)) for found in ranks.values()]


def _figures_width(story: StoryMap) -> float:
    return sum(max(width_of(value, 17, bold=True), width_of(word, 10.5)) + 30 for word, value in story.figures)


def _heading(draw: _Drawing, story: StoryMap, width: float) -> None:
    right = _figures_width(story) + MARGIN
    room = width - 2 * MARGIN - right
    beside = room > 260
    draw.text(MARGIN, 52, " ".join(wrapped(story.title, room if beside else width - 2 * MARGIN, 27, 1, bold=True)), "h1")
    if story.author:
        draw.text(MARGIN, 74, f"by {story.author}", "author")
    x = width - right + 10 if beside else MARGIN
    y = 48.0 if beside else 96.0
    for word, value in story.figures:
        draw.text(x, y, value, "figure")
        draw.text(x, y + 15, word, "small")
        x += max(width_of(value, 17, bold=True), width_of(word, 10.5)) + 30


def _ribbon(draw: _Drawing, tense: Sequence[tuple[float, float]], left: float) -> None:
    """The tension of the spine beside it, as a curve from the left edge outward."""
    tense = sorted(tense)
    scale = (RIBBON - 24) / 5
    points = [(left + 4 + value * scale, y) for y, value in tense]
    d = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        middle = (y1 + y2) / 2
        d += f"C{x1:.1f} {middle:.1f} {x2:.1f} {middle:.1f} {x2:.1f} {y2:.1f}"
    draw.parts.append(f'<path class="ribbon" d="{d}L{left:.1f} {points[-1][1]:.1f}L{left:.1f} {points[0][1]:.1f}Z"/><path class="line" d="{d}"/>')
    draw.text(left, points[0][1] - 10, "tension", "small")


def _edge(points: Sequence[tuple[float, float]], kind: str, *, arrow: bool) -> str:
    if not points:
        return ""
    *before, (tip_x, tip_y) = points
    points = [*before, (tip_x, tip_y - 5)] if arrow else points
    d = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        if abs(x1 - x2) < 0.5:
            d += f"L{x2:.1f} {y2:.1f}"
        else:
            reach = (y2 - y1) * 0.55
            d += f"C{x1:.1f} {y1 + reach:.1f} {x2:.1f} {y2 - reach:.1f} {x2:.1f} {y2:.1f}"
    head = f'<path class="head {kind}" d="M{tip_x:.1f} {tip_y:.1f}l-4.5 -8h9z"/>' if arrow else ""
    return f'<path class="edge {kind}" d="{d}"/>{head}'


def _lanes(layout: Layout, edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each way back its lane to the right of everything, such that those that overlap are apart."""
    lanes: dict[int, int] = {}
    spans: list[tuple[float, float, int]] = []
    for n in sorted(layout.back, key=lambda n: abs(layout.y[edges[n][0]] - layout.y[edges[n][1]])):
        low, high = sorted((layout.y[edges[n][0]], layout.y[edges[n][1]]))
        lane = 0
        while any(lane == other and low < b + 20 and high > a - 20 for a, b, other in spans):
            lane += 1
        lanes[n] = lane
        spans.append((low, high, lane))
    return lanes


def _back(layout: Layout, boxes: Sequence[Box], source: int, target: int, lane: int) -> str:
    """A way back to an earlier beat: out to the right, up, and in again."""
    x1, y1 = layout.x[source] + boxes[source].width / 2, layout.y[source]
    x2, y2 = layout.x[target] + boxes[target].width / 2, layout.y[target]
    low, high = sorted((y1, y2))
    edge = max((layout.x[n] + box.width / 2 for n, box in enumerate(boxes) if low - 40 <= layout.y[n] <= high + 40), default=x1)
    out, turn = edge + 18 + 22 * lane, -14 if y2 < y1 else 14
    d = (f"M{x1:.1f} {y1:.1f}H{out - 14:.1f}Q{out:.1f} {y1:.1f} {out:.1f} {y1 + turn:.1f}V{y2 - turn:.1f}"
         f"Q{out:.1f} {y2:.1f} {out - 14:.1f} {y2:.1f}H{x2 + 7:.1f}")
    return f'<path class="edge back" d="{d}"/><path class="head back" d="M{x2:.1f} {y2:.1f}l8 -4.5v9z"/>'


def _draw_card(draw: _Drawing, card: _Card, x: float, y: float) -> None:
    node = card.node
    style = "card" + (f" {node.kind}" if node.kind != "spine" else "") + (" must" if "must" in node.marks and node.kind == "spine" else "")
    style += " skips" if node.when or "may" in node.marks else ""
    style += "" if node.reached else " lost"
    hint = _xml(node.synopsis)
    draw.parts.append(f"<g>{f'<title>{hint}</title>' if hint else ''}")
    draw.rect(x, y, CARD, card.height, 12 if node.kind in ("branch", "ending") else 7, style)
    draw.rect(x + 8, y + 11, 3.5, card.height - 22, 1.75, f"t{node.tension}" if node.tension >= 0 else "t")
    inner, at = x + 20, y + 12.0
    for line in card.title:
        at += 13
        draw.text(inner, at, line, "title")
        at += 4
    for lines, kind in ((card.place, "small"), (card.when, "when"), (card.tells, "tells")):
        for line in lines:
            at += 10
            draw.text(inner, at, line, kind)
            at += 4
    for row in card.chips:
        at += 4
        left = inner
        for text, kind in row:
            wide = _chip_width(text)
            draw.rect(left, at, wide, 15, 4, f"chip {kind}".strip())
            draw.text(left + wide / 2, at + 10.8, text.upper(), "chiptext" + (" on" if kind else ""), "middle")
            left += wide + 5
        at += 16
    if node.seconds or node.tension >= 0 or node.asks:
        at += 12
        if node.tension >= 0:
            for n in range(5):
                draw.parts.append(f'<circle cx="{inner + 3 + 9 * n:.1f}" cy="{at - 3.5:.1f}" r="3" class="{f"t{node.tension}" if n < node.tension else "dot"}"/>')
        told = " · ".join(([f"asks {node.asks}"] if node.asks else []) + ([clock(node.seconds)] if node.seconds else []))
        draw.text(x + CARD - 12, at, told, "small", "end")
    draw.parts.append("</g>")


def _storylets(draw: _Drawing, nodes: Iterable[Node], top: float, width: float) -> float:
    """A panel of cards under the map; returns where it ends."""
    cards = [_card(node) for node in nodes]
    columns = max(1, int((width - 2 * MARGIN - 12) // (CARD + 14)))
    rows = [cards[n : n + columns] for n in range(0, len(cards), columns)]
    step = min(CARD + 28, (width - 2 * MARGIN - 28 - CARD) / (columns - 1)) if columns > 1 else 0.0
    height = 44 + sum(max(card.height for card in row) + 14 for row in rows) + 4
    panel = _Drawing()
    at = top + 42
    for row in rows:
        for n, card in enumerate(row):
            _draw_card(panel, card, MARGIN + 14 + n * step, at)
        at += max(card.height for card in row) + 14
    draw.rect(MARGIN, top, width - 2 * MARGIN, height, 12, "panel")
    draw.text(MARGIN + 16, top + 26, "STORYLETS", "group")
    draw.text(MARGIN + 100, top + 26, "drawn when the film runs ahead of its time", "small")
    draw.parts += panel.parts
    return top + height


def _legend(draw: _Drawing, story: StoryMap, top: float, width: float) -> float:
    kinds = {node.kind for node in (*story.nodes, *story.storylets)}
    items = [("card must", "must", "must" in {mark for node in story.nodes for mark in node.marks}),
             ("card skips", "may be skipped", any(node.when or "may" in node.marks for node in story.nodes)),
             ("card branch", "branch", "branch" in kinds), ("card storylet", "storylet", "storylet" in kinds),
             ("card ending", "ending", "ending" in kinds), ("pill", "option", any(way.kind == "option" for way in story.ways)),
             ("pill default", "taken when nobody chooses", any(way.default for way in story.ways)),
             ("pill cond", "a jump that has a condition", any(way.kind == "jump" and way.when for way in story.ways)),
             ("card lost", "never reached", any(not node.reached for node in story.nodes))]
    x, y = MARGIN, top
    for style, text, there in items:
        if not there:
            continue
        wide = 34 + width_of(text, 10.5) + 20
        if x + wide > width - MARGIN and x > MARGIN:
            x, y = MARGIN, y + 20
        draw.rect(x, y - 9, 24, 12, 6 if style.startswith("pill") else 3, style)
        draw.text(x + 31, y + 1, text, "small")
        x += wide
    return y + 4
