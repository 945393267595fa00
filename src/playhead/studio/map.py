"""The map of a story as text: a tree for the terminal, a Mermaid flowchart for documents."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from playhead.story.ways import Way
from playhead.studio.mapping import END, Node, StoryMap, clock, said

_COLOURS = {"spine": "bold", "branch": "bold cyan", "storylet": "bold magenta", "ending": "bold green"}
_SIGNS = {"spine": "●", "branch": "◆", "storylet": "✦", "ending": "■"}


def map_as_tree(story: StoryMap) -> RenderableType:
    """The map for a terminal: the spine as a trunk, branches where the choice is that leads there, storylets after it."""
    ways: dict[int, list[Way]] = {}
    for way in story.ways:
        ways.setdefault(way.source, []).append(way)
    nodes = {node.beat: node for node in story.nodes}
    shown: set[int] = set()
    groups = dict(story.groups)
    heading = Text(story.title, style="bold")
    heading.append("  " + " · ".join(f"{value} {word}" if word not in ("running time", "rating") else
                                     value if word == "running time" else f"{word} {value}" for word, value in story.figures), style="dim")
    trunk = Tree(heading, guide_style="dim")
    at = trunk
    for node in story.nodes:
        if node.beat in groups:
            at = trunk.add(Text(groups[node.beat], style="dim bold"))
        if node.kind == "branch" or node.beat in shown or (node.kind == "ending" and _entered(node.beat, story)):
            continue
        _grow(at, node, nodes, ways, shown)
    for node in story.nodes:
        if node.beat not in shown:
            trunk.add(Text("reached by nothing", style="yellow")).add(_told(node))
    parts: list[RenderableType] = [trunk]
    if story.storylets:
        pool = Tree(Text("STORYLETS", style="dim bold").append("  drawn when the film runs ahead of its time", style="dim"), guide_style="dim")
        for node in story.storylets:
            leaf = pool.add(_told(node))
            _ways_out(leaf, node, nodes, ways, shown)
        parts += [Text(), pool]
    return Group(*parts)


def _entered(beat: int, story: StoryMap) -> bool:
    """Whether a beat is come to by choices and jumps alone."""
    kinds = {way.kind for way in story.ways if way.target == beat}
    return bool(kinds) and "next" not in kinds


def _grow(at: Tree, node: Node, nodes: dict[int, Node], ways: dict[int, list[Way]], shown: set[int]) -> None:
    shown.add(node.beat)
    leaf = at.add(_told(node))
    _ways_out(leaf, node, nodes, ways, shown)


def _ways_out(leaf: Tree, node: Node, nodes: dict[int, Node], ways: dict[int, list[Way]], shown: set[int]) -> None:
    for way in ways.get(node.beat, ()):
        target = nodes.get(way.target)
        if way.kind == "next":
            if node.kind == "branch" or target is None:
                leaf.add(Text(f"→ {target.title}" if target else "→ the script ends here", style="dim"))
            continue
        line = Text()
        if way.kind == "option":
            line.append("? ", style="bold yellow").append(way.label, style="yellow")
            if way.default:
                line.append("  default", style="dim italic")
        else:
            line.append(f"→ when {said(way.when)}" if way.when else "", style="italic")
        known = target is None or target.beat in shown or target.kind == "spine"
        if known:
            line.append(f"{' ' if line else ''}→ {target.title if target else 'end'}", style="dim")
        twig = leaf.add(line or Text("→", style="dim"))
        if target is not None and not known:
            _grow(twig, target, nodes, ways, shown)


def _told(node: Node) -> Text:
    line = Text.assemble((_SIGNS[node.kind] + " ", _COLOURS[node.kind]), (node.title, _COLOURS[node.kind]))
    if not node.reached:
        line.append("  never reached", style="bold red")
    for mark in node.marks:
        line.append(f"  {mark}", style="bold" if mark == "must" else "green" if mark == "ending" else "dim")
    if node.tension >= 0:
        line.append("  ").append("▮" * node.tension, style="red").append("▯" * (5 - node.tension), style="dim")
    if node.seconds:
        line.append(f"  {clock(node.seconds)}", style="dim")
    if node.when:
        line.append(f"  when {node.when}", style="italic blue")
    if node.tells:
        line.append("  tells " + ", ".join(node.tells), style="dim")
    if node.asks:
        line.append(f"  asks {node.asks}", style="yellow")
    return line


def map_as_mermaid(story: StoryMap) -> str:
    """The map as a Mermaid flowchart, as GitHub and many editors draw it."""
    lines = ["flowchart TD"]
    groups = dict(story.groups)
    inside = False
    for node in story.nodes:
        if node.beat in groups:
            lines += ["  end"] * inside + [f"  subgraph g{node.beat}[{_quoted(groups[node.beat])}]"]
            inside = True
        lines.append(f"    {_shape(node)}" if inside else f"  {_shape(node)}")
    lines += ["  end"] * inside
    if any(way.target == END for way in story.ways):
        lines.append("  over((end))")
    for way in story.ways:
        if way.source >= 0:
            lines.append(f"  b{way.source} {_arrow(way)} {f'b{way.target}' if way.target != END else 'over'}")
    if story.storylets:
        lines.append(f"  subgraph storylets[{_quoted('STORYLETS: drawn when the film runs ahead of its time')}]")
        lines.append("    direction TB")
        lines += [f"    {_shape(node)}" for node in story.storylets]
        # Invisible links set them in rows, under the story.
        lines += [f"    b{one.beat} ~~~ b{other.beat}" for one, other in zip(story.storylets, story.storylets[4:], strict=False)]
        lines.append("  end")
        lines += [f"  b{story.nodes[-1].beat} ~~~ storylets"] if story.nodes else []
        lines.append("  style storylets fill:#f7f2fa,stroke:#cbb6da,color:#213")
    lines += [f"  style g{beat} fill:none,stroke:#c9c3b4" for beat in groups]
    lines += [
        "  classDef spine fill:#f7f4ec,stroke:#4a5568,color:#1a202c",
        "  classDef must fill:#f7f4ec,stroke:#1a202c,stroke-width:3px,color:#1a202c",
        "  classDef branch fill:#e3f1f4,stroke:#2b7a8b,color:#123",
        "  classDef storylet fill:#f2e9f7,stroke:#7b4a9e,color:#213",
        "  classDef ending fill:#e4f3e6,stroke:#2f7d4a,stroke-width:2px,color:#132",
    ]
    for name in ("spine", "must", "branch", "storylet", "ending"):
        members = [f"b{node.beat}" for node in (*story.nodes, *story.storylets) if _class(node) == name]
        if members:
            lines.append(f"  class {','.join(members)} {name}")
    return "\n".join(lines) + "\n"


def _class(node: Node) -> str:
    return "must" if node.kind == "spine" and "must" in node.marks else node.kind


def _shape(node: Node) -> str:
    told = [node.title]
    facts = [*node.marks]
    if node.tension >= 0:
        facts.append(f"tension {node.tension}")
    if node.seconds:
        facts.append(clock(node.seconds))
    if facts:
        told.append(" · ".join(facts))
    if node.when:
        told.append(f"when {node.when}")
    text = _quoted("<br>".join(map(_escaped, told)), escaped=True)
    left, right = {"spine": ("[", "]"), "branch": ("(", ")"), "storylet": ("([", "])"), "ending": ("[[", "]]")}[node.kind]
    return f"b{node.beat}{left}{text}{right}"


def _arrow(way: Way) -> str:
    if way.kind == "option":
        label = f"{way.label} (default)" if way.default else way.label
        return f"{'==>' if way.default else '-->'}|{_quoted(label)}|"
    if way.kind == "jump" and way.when is not None:
        return f"-.->|{_quoted(f'when {said(way.when)}')}|"
    return "-->"


def _escaped(text: str) -> str:
    for letter, code in (("#", "#35;"), ("&", "#38;"), ("<", "#60;"), (">", "#62;"), ('"', "#quot;"), ("`", "#96;")):
        text = text.replace(letter, code)
    return text


def _quoted(text: str, *, escaped: bool = False) -> str:
    return f'"{text if escaped else _escaped(text)}"'
