"""Directives: the notes that vary and direct the film, told from the notes a writer makes for themselves.

A note holds items parted by `;`, or one text item whose head ends at the first colon outside quotes. What is recognised and
cannot be read is a warning and has no effect; what is no directive at all is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from playhead.screenplay.condition import ExpressionError, parse_expression
from playhead.screenplay.elements import Element, Note, Problem
from playhead.screenplay.improvise import Improvise, read_improvise
from playhead.screenplay.languages import NAMED, is_language, near_language
from playhead.screenplay.names import did_you_mean
from playhead.screenplay.nodes import Expression, Fact, Literal, Name

FLAGS = ("must", "may", "once", "ending")
VALUES = ("when", "set", "fact", "hold", "tension", "weight", "about", "cooldown", "bounds")
TEXTS = ("look", "sound", "shot", "improvise")
LENGTH_MAX = 4000
"""Characters of a directive note; a longer one is the writer's own."""
WINDOW_S = 9.0
WINDOW_LEAST_S, WINDOW_MOST_S = 4.0, 60.0
_DAY_S = 86_400.0
_RESERVED = frozenset(
    str.split("marker color colour beat storyline page todo note fixme image img scene act draft question idea research")
)
_ELSEWHERE = {"if": "when", "elif": "or when", "elseif": "or when", "unless": "when not", "goto": "->", "jump": "->", "divert": "->"}
"""Words of other tools, and what is written here for them."""
_TIME = re.compile(r"(?:(\d+(?:\.\d+)?)\s*m(?:in)?)?\s*(?:(\d+(?:\.\d+)?)\s*s?(?:ec)?)?", re.ASCII)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|“[^”]*”', re.DOTALL)
_NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*(?:-[^\W\d]\w*)*"
_CONDITION = re.compile(r"[=<>]|\b(?:viewer|now)\.|\bfact\s|\bseen\s|\shas\s")
_CHOICE = re.compile(r"choice\b\s*(?P<time>\d[\d.\s]*(?:m(?:in)?)?(?:\s*\d+)?(?:s(?:ec)?)?(?=\s|$))?\s*(?P<default>default\b.*)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Target:
    """A beat's name after `->`, and where it is written."""

    name: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """`when E`, with the beat that it jumps to where it says one."""

    expr: Expression
    to: Target | None = None


@dataclass(frozen=True, slots=True)
class Assign:
    """`set name = value`, with + and - too, and `fact name = value`."""

    name: str
    op: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Wording:
    """`or when E: text` (no language), and `in LANG: text` (no condition)."""

    text: str
    when: Expression | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One option of a choice."""

    label: str
    to: Target


@dataclass(frozen=True, slots=True)
class Ask:
    """`choice`: what a viewer is asked, for how long, and what is taken when nobody answers."""

    ways: tuple[Way, ...]
    window_s: float = WINDOW_S
    default: Target | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """One item of a directive note: its head ("tension", "look", "->"), the rest as written, and what it was read as."""

    head: str
    value: str
    line: int = 0
    column: int = 0
    what: Condition | Assign | Wording | Ask | Target | Improvise | None = None

    @property
    def number(self) -> int:
        """The value as an integer, 0 where it is none."""
        return int(self.value) if re.fullmatch(r"[0-9]{1,9}", self.value) else 0

    @property
    def seconds(self) -> float:
        """The value as a time ("3s", "1m 20s", "90"), 0 where it is none."""
        return time_s(self.value) or 0.0

    @property
    def words(self) -> frozenset[str]:
        """The value as a set of words in lower case, commas and `and` between them or not."""
        return frozenset(re.findall(r"[^\W\d_][\w-]*", self.value.lower())) - {"and"}

    @property
    def acts(self) -> bool:
        """Whether a `when` in the same note gates it."""
        return self.head in ("set", "fact", "->", "hold") or (isinstance(self.what, Condition) and self.what.to is not None)


def time_s(text: str) -> float | None:
    """Seconds of a time as directives write it; None if it is none.

    >>> time_s("1m30s"), time_s("9s"), time_s("soon")
    (90.0, 9.0, None)
    """
    match = _TIME.fullmatch(text.strip().lower()[:40])
    if not match or not (match[1] or match[2]):
        return None
    return min(_DAY_S, float(match[1] or 0) * 60 + float(match[2] or 0))


@lru_cache(maxsize=8192)
def read_note(note: Note) -> tuple[tuple[Directive, ...], tuple[Problem, ...]]:
    """The directives of a note, none if it is the writer's own, and warnings for what looks like a directive but is none."""
    if len(note.text) > LENGTH_MAX:
        return (), ()
    reader = _Reader(note)
    reader.read()
    return tuple(reader.found), tuple(reader.problems)


def directives_of(element: Element) -> tuple[Directive, ...]:
    """All directives in an element's notes, in order."""
    return tuple(directive for note in element.notes for directive in read_note(note)[0])


def note_problems(elements: Iterable[Element]) -> tuple[Problem, ...]:
    """Warnings for all notes of the elements."""
    return tuple(problem for element in elements for note in element.notes for problem in read_note(note)[1])


class _Reader:
    """Reads one note; all positions are offsets in its text."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.text = note.text
        self.bare = _QUOTED.sub(lambda match: "\0" * len(match[0]), note.text)  # quoted texts hold no signs
        self.found: list[Directive] = []
        self.problems: list[Problem] = []
        self.sure = False  # whether a problem is in what can be nothing but a directive

    def read(self) -> None:
        colon = self.bare.find(":")
        if colon >= 0 and self._text_item(colon):
            return
        start = 0
        for end in [match.start() for match in re.finditer(";", self.bare)] + [len(self.text)]:
            a, b = self._trim(start, end)
            if a < b:
                self._item(a, b)
            start = end + 1
        if self.problems and not self.found and not self.sure and len(self.text.split()) > 5:
            self.problems.clear()  # a sentence that happens to begin like a directive is the writer's own

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        piece = self.text[start:end]
        return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())

    def _flat(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())

    def _warn(self, at: int, text: str, *, sure: bool = True) -> None:
        self.problems.append(Problem("warning", *self.note.place(at), text))
        self.sure = self.sure or sure

    def _add(self, head: str, value: str, at: int, what: Condition | Assign | Wording | Ask | Target | Improvise | None = None) -> None:
        self.found.append(Directive(head, value, *self.note.place(at), what))

    def _target(self, start: int, end: int) -> Target | None:
        a, b = self._trim(start, end)
        name = self._flat(a, b)
        if name[:1] in ('"', "“") and len(name) > 1:
            name = name[1:-1].strip()
        if not re.search(r"\w", name):
            self._warn(start, "-> needs the name of a beat: -> kitchen")
            return None
        return Target(name, *self.note.place(a))

    def _text_item(self, colon: int) -> bool:
        """Read the note as a text item; False if it is none."""
        head = self._flat(0, colon)
        lowered = head.lower()
        a, b = self._trim(colon + 1, len(self.text))
        rest = self._flat(a, b)
        words = lowered.split()
        known = lowered in TEXTS or words[:2] == ["or", "when"] or self._language(words) or self._is_choice(colon, words)
        if not known:
            if self._nearly(head, colon):
                return True
            if words[:1] == ["when"] and len(words) > 1 and self._reads(4, colon):
                self._warn(0, f"a condition has no text of its own: write `or {head}: ...` for other words, or put ; between items")
                return True
            if lowered in VALUES and head[0].islower() and lowered != "when":
                self._warn(colon, f"`{lowered}` has no colon: write `{lowered} {rest}`")
                return True
            if re.fullmatch(r"[^\W\d_][\w-]*", lowered) and head[0].islower() and words[0] not in (*_RESERVED, "when"):
                self._warn(0, f"unknown directive {head!r}{did_you_mean(words[0], (*TEXTS, 'choice', *VALUES), 0.7)}")
                return True
            return not (words and (words[0] in (*VALUES, *FLAGS) or self.text.startswith("->")))
        if not rest:
            self._warn(colon, f"[[{self._flat(0, len(self.text))}]] says nothing after the colon")
        elif lowered == "improvise":
            self._improvise(colon, rest)
        elif lowered in TEXTS:
            self._add(lowered, rest, 0)
        elif words[0] == "or":
            self._or_when(colon, rest)
        elif words[0] == "choice":
            self._choice(colon, rest)
        else:
            code = words[1]
            self._add("in", f"{code}: {rest}", 0, Wording(rest, language=code))
        return True

    def _improvise(self, colon: int, rest: str) -> None:
        bounds, wrong = read_improvise(self.text[colon + 1 :])
        for written, why in wrong:
            at = self.text.find(written.split()[0], colon)
            self._warn(max(at, colon), why)
        self._add("improvise", rest, 0, bounds)

    def _language(self, words: list[str]) -> bool:
        if len(words) != 2 or words[0] != "in":
            return False
        code = words[1]
        if is_language(code):
            return True
        if code in NAMED:
            self._warn(self.text.lower().find(code), f"a language is written as its code: in {NAMED[code]}")
        elif re.fullmatch(r"[a-z]{2}", code):
            self._warn(self.text.lower().find(code, 2), f"there is no language {code!r}{near_language(code)}")
        return False

    def _nearly(self, head: str, colon: int) -> bool:
        """Warn of a head that is meant as a choice, or as other words, and is neither."""
        words = head.lower().split()
        if len(words) < 2 or words[0] in _RESERVED:
            return False
        if "->" in self.bare[colon:] and did_you_mean(words[0], ("choice",)):
            self._warn(0, f"unknown directive {head!r}; did you mean 'choice'?")
            return True
        other = words[0] in (*_ELSEWHERE, "or", "else") and words[:2] != ["or", "when"] and words[0] != "when"
        if other and (_CONDITION.search(f" {self.text[:colon]}") or words[0] == "or"):
            self._warn(0, f"unknown directive {head!r}; other words are written `or when ...: text`")
            return True
        return False

    def _is_choice(self, colon: int, words: list[str]) -> bool:
        return words[:1] == ["choice"] and bool(_CHOICE.fullmatch(self.bare[:colon].strip()) or "->" in self.bare[colon:])

    def _reads(self, start: int, end: int) -> bool:
        try:
            parse_expression(self.text[start:end])
        except ExpressionError:
            return False
        return True

    def _expression(self, start: int, end: int, *, sure: bool = True) -> Expression | None:
        try:
            return parse_expression(self.text[start:end])
        except ExpressionError as error:
            self._warn(start + error.offset, error.message, sure=sure)
            return None

    def _or_when(self, colon: int, rest: str) -> None:
        match = re.match(r"\s*or\s+when\b", self.text, re.IGNORECASE)
        start = match.end() if match else 0
        expr = self._expression(start, colon)
        if expr is not None:
            self._add("or when", f"{self._flat(start, colon)}: {rest}", 0, Wording(rest, expr))

    def _choice(self, colon: int, rest: str) -> None:
        head = self.bare[:colon].rstrip()
        match = _CHOICE.fullmatch(head)
        if match is None:
            at = len("choice")
            self._warn(self._trim(at, colon)[0], "a choice is written `choice 9s default beat: label -> beat / label -> beat`")
            return
        seconds, default = WINDOW_S, None
        if match["time"]:
            at = match.start("time")
            found = time_s(match["time"])
            if found is None:
                self._warn(at, f"{match['time'].strip()!r} is no time such as 9s or 1m20s")
            elif not WINDOW_LEAST_S <= found <= WINDOW_MOST_S:
                seconds = min(max(found, WINDOW_LEAST_S), WINDOW_MOST_S)
                self._warn(at, f"a choice is open from {WINDOW_LEAST_S:.0f} to {WINDOW_MOST_S:.0f} seconds: it gets {seconds:.0f}")
            else:
                seconds = found
        if match["default"]:
            default = self._target(match.start("default") + len("default"), colon)
        ways = self._ways(colon + 1)
        if ways:
            self._add("choice", f"{self._flat(len('choice'), colon)}: {rest}", 0, Ask(ways, seconds, default))

    def _ways(self, start: int) -> tuple[Way, ...]:
        ways: list[Way] = []
        for end in [match.start() for match in re.finditer("/", self.bare) if match.start() >= start] + [len(self.text)]:
            a, b = self._trim(start, end)
            start = end + 1
            arrows = [a + match.start() for match in re.finditer("->", self.bare[a:b])]
            if not arrows:
                self._warn(a, 'an option is written `label -> beat`; a label that holds / -> or " is put in quotes')
            elif len(arrows) > 1:
                self._warn(arrows[1], "one option leads to one beat: put / between options, and quotes around a label that holds ->")
            else:
                label = self._flat(a, arrows[0])
                if label[:1] in ('"', "“") and len(label) > 1 and label[-1] in '"”':
                    label = re.sub(r"\\(.)", r"\1", label[1:-1]).strip()
                to = self._target(arrows[0] + 2, b)
                if not label:
                    self._warn(a, "an option needs words before ->")
                elif to is not None:
                    ways.append(Way(label, to))
        return tuple(ways)

    def _item(self, start: int, end: int) -> None:
        if self.text.startswith("->", start):
            to = self._target(start + 2, end)
            if to:
                self._add("->", self._flat(start + 2, end), start, to)
            return
        word = self.text[start:end].split(maxsplit=1)[0]
        head = word.lower()
        at, _ = self._trim(start + len(word), end)
        at = min(at, end)
        rest = self._flat(at, end)
        if head in FLAGS:
            if not rest:
                self._add(head, "", start)
            elif (follows := rest.split()[0].lower()) in (*FLAGS, *VALUES, "->") and follows not in ("when", "set", "about", "hold"):
                self._warn(at, f"put ; between {head} and {follows}")
        elif head == "when":
            self._when(start, at, end)
        elif head in ("set", "fact"):
            self._assign(head, start, at, end)
        elif head == "bounds":
            if rest and re.fullmatch(r"[^\W\d_][\w-]*(?:(?:\s*,\s*|\s+)[^\W\d_][\w-]*){0,5}", rest):
                self._add(head, rest, start)
            elif len(rest.split()) <= 1:
                self._warn(at, "bounds needs words of content: bounds violence, blood", sure=False)
        elif head in VALUES:
            self._value(head, rest, start, at)
        else:
            self._unknown(head, start, end)

    def _value(self, head: str, rest: str, start: int, at: int) -> None:
        shape, expected = {
            "tension": (r"[0-5]", "a number from 0 to 5"),
            "weight": (r"[0-9]{1,6}", "a whole number"),
        }.get(head, ("", "a time such as 3s or 1m20s"))
        if re.fullmatch(shape, rest) if shape else time_s(rest) is not None:
            self._add(head, rest, start)
            return
        words = rest.split()
        if len(words) <= 1:
            self._warn(at, f"{head} must be {expected}, not {rest!r}", sure=False)
        elif (re.fullmatch(shape, words[0]) if shape else time_s(words[0]) is not None) and words[1].lower() in (*FLAGS, *VALUES, "->"):
            self._warn(at + self.text[at:].find(words[1]), f"put ; between {head} {words[0]} and {words[1]}")

    def _when(self, start: int, at: int, end: int) -> None:
        arrow = self.bare.find("->", at, end)
        stop = arrow if arrow >= 0 else end
        words = self.text[at:stop].split()
        sure = arrow >= 0 or bool(_CONDITION.search(f" {self.text[at:stop]}")) or len(words) <= 2
        before = len(self.problems)
        expr = self._expression(at, stop, sure=sure)
        if expr is None:
            if not sure:
                del self.problems[before:]  # "when he comes in again": a note to oneself
            return
        to = self._target(arrow + 2, end) if arrow >= 0 else None
        if arrow < 0 or to is not None:
            self._add("when", self._flat(at, end), start, Condition(expr, to))

    def _assign(self, head: str, start: int, at: int, end: int) -> None:
        match = re.compile(rf"({_NAME})\s*(\+=|-=|[=+-])\s*").match(self.text, at, end)
        rest = self.text[at:end].split()
        if not match or (match[2] != "=" and head == "fact"):
            if match:
                self._warn(match.start(2), "a fact does not change once it is told: use `set` for what counts up and down")
            elif (head == "fact" and len(rest) <= 1) or "=" in self.text[at:end]:
                self._warn(at, f"{head} must be name = value{' or name + number' if head == 'set' else ''}", sure="=" in self.text[at:end])
            return
        name, op = match[1].lower(), match[2][0]
        if name.split(".")[0] in ("viewer", "now"):
            self._warn(at, f"{name} is not the film's to {head}: give what you keep a name of its own")
            return
        if name in ("and", "or", "not", "has", "seen", "fact", "yes", "no", "true", "false", "viewer", "now"):
            self._warn(at, f"{name!r} cannot be a name: it has a meaning in conditions")
            return
        value = self._expression(match.end(), end, sure=op == "=")
        if value is None:
            if op != "=":
                self.problems.pop()  # "set dressing - ask Anna"
            return
        if not isinstance(value, (Literal, Name, Fact)):
            self._warn(match.end(), f"{head} takes a value (a word, a number, a text in quotes), not a condition")
            return
        if head == "fact" and isinstance(value, Name) and "." not in value.path:
            value = Literal(value.path)
        if op != "=" and isinstance(value, Literal) and (isinstance(value.value, (str, bool))):
            self._warn(match.end(), f"only a number can be added or taken away, not {value.value!r}")
            return
        self._add(head, self._flat(at, end), start, Assign(name, op, value))

    def _unknown(self, head: str, start: int, end: int) -> None:
        item = self._flat(start, end)
        if alone := re.match(r"(look|sound|shot|improvise|choice\b|or when\b|in [a-z]{2}(?=\s*:)).*:", item, re.IGNORECASE):
            self._warn(start, f"`{alone[1]}` stands alone: give it a note of its own")
            return
        rest = item[len(head) :].strip()
        if head.endswith(":"):
            return  # a text item that stands in a list: told above, or the writer's own
        short = len(item.split()) <= 2 or re.match(r"\S+\s*=|\S+\s+\d|\d", rest) or time_s(rest) or _CONDITION.search(f" {rest}")
        meant = _ELSEWHERE.get(head, "")
        near = (f"; did you mean {meant!r}?" if meant and (meant == "->" or _CONDITION.search(f" {rest}")) else did_you_mean(head, (*FLAGS, *VALUES, *TEXTS), 0.7)) if short else ""
        if near or self.found:
            self._warn(start, f"unknown directive {item!r}{near}", sure=False)
