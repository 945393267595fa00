"""Fountain to elements, keeping every character's place (source: fountain.io/syntax, version 1.1).

Boneyards and notes are masked first, character by character, so that positions hold; then lines are told apart by the
rules of the syntax. Every line belongs to exactly one element's `raw`, blank lines to the element before them. Each step
is linear in the text's length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from playhead.errors import ScreenplayError
from playhead.screenplay.elements import Element, Kind, Note, Problem, Screenplay
from playhead.screenplay.text import decode

_BONE, _NOTE = "\ue000", "\ue001"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_TITLE_KEY = re.compile(r"([^\W\d_][\w '\-]{0,40}):[ \t]*(.*)")
_HEADING = re.compile(r"(?:int|ext|est|int\.?/ext|ext\.?/int|i/e|e/i)(?:\.|[ \t])", re.IGNORECASE)
_NUMBER = re.compile(r"#([\w.\-)]+)#\s*$")
_EXTENSION = re.compile(r"\(([^()]*)\)")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]?(?:\r\n|\r|\n)")
_EMPHASIS = tuple(
    re.compile(p) for p in (r"\*\*\*(?=\S)([^*\n]+)(?<=\S)\*\*\*", r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*", r"\*(?=\S)([^*\n]+)(?<=\S)\*",
                            r"(?<!\w)_(?=\S)([^_\n]+)(?<=\S)_(?!\w)")
)
_ESCAPE = re.compile(r"\\([*_\\\[\]@!.>~#=])")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: where it starts in the text, the line itself with its end, and what is visible of it."""

    start: int
    raw: str
    masked: str
    visible: str
    blank: bool

    @property
    def hidden(self) -> str:
        """`NOTE` or `BONEYARD` where the line holds nothing else, or ``."""
        if self.blank or self.visible:
            return ""
        return "note" if _NOTE in self.masked else "boneyard"


def parse(source: bytes, path: str = "") -> Screenplay:
    """The screenplay in Fountain `source`; anything that is text parses, as best it can be read.

    Raises ScreenplayError for an empty file or one that is no text.
    """
    text, encoding, bom = decode(source, path)
    masked, notes, bones, problems = _mask(text)
    rows = _rows(text, masked, bones)
    reader = _Reader(rows, notes)
    reader.read()
    if not reader.elements:
        raise ScreenplayError("holds only what is struck out: nothing is left to play", path=path)
    return Screenplay(
        tuple(reader.elements), source, path, tuple(problems), lead=reader.lead, encoding=encoding, bom=bom
    )


def write(screenplay: Screenplay) -> bytes:
    """The screenplay as bytes: what was read, unchanged; changed elements are written by their `raw`."""
    if not any(element.raw for element in screenplay.elements):
        return screenplay.source
    text = screenplay.lead + "".join(element.raw for element in screenplay.elements)
    return screenplay.bom + text.encode(screenplay.encoding)


def plain(text: str) -> str:
    r"""`text` without emphasis marks and escapes.

    >>> plain(r"a **bold** _line_ with a \*star")
    'a bold line with a *star'
    """
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: chr(0xE100 + ord(m.group(1))), text)
    if "*" in text or "_" in text:
        for mark in _EMPHASIS:
            text = mark.sub(r"\1", text)
    return "".join(chr(ord(c) - 0xE100) if "\ue100" <= c <= "\ue17f" else c for c in text)


def _mask(text: str) -> tuple[str, list[tuple[int, Note]], list[tuple[int, int]], list[Problem]]:
    """The text with boneyards and notes masked, the notes with their offsets, the boneyards' spans, what was left open."""
    parts: list[str] = []
    notes: list[tuple[int, Note]] = []
    problems: list[Problem] = []
    at, line, line_start = 0, 1, 0
    counted = 0
    bone_open = True  # until a search for the closing mark has failed once
    limit = -1  # where the paragraph ends that was last looked at
    unclosed = -1  # no `]]` stands before this offset
    bones: list[tuple[int, int]] = []

    def place(offset: int) -> tuple[int, int]:
        nonlocal line, line_start, counted
        line += text.count("\n", counted, offset)
        found = text.rfind("\n", counted, offset)
        line_start = found + 1 if found >= 0 else line_start
        counted = offset
        return line, offset - line_start + 1

    for opening in re.finditer(r"/\*|\[\[", text):
        start = opening.start()
        if start < at:
            continue
        if opening.group() == "/*":
            end = text.find("*/", start + 2) if bone_open else -1
            if end < 0:
                if bone_open:
                    problems.append(Problem("warning", *place(start), "a boneyard `/*` is never closed by `*/`: it is read as text"))
                bone_open = False
                continue
            end += 2
            mask = _BONE
            bones.append((start, end))
        else:
            if start < unclosed:
                continue
            if start >= limit:
                blank = _BLANK_LINE.search(text, start)
                limit = blank.start() if blank else len(text)
            end = text.find("]]", start + 2, limit)
            if end < 0:
                unclosed = limit
                problems.append(Problem("warning", *place(start), "a note `[[` is never closed by `]]`: it is read as text"))
                continue
            end += 2
            mask = _NOTE
            inner = text[start + 2 : end - 2]
            where = place(start)
            notes.append((start, Note(inner.strip(), *where, place(start + 2 + len(inner) - len(inner.lstrip())))))
        parts.append(text[at:start])
        parts.append("".join(c if c in "\r\n" else mask for c in text[start:end]))
        at = end
    parts.append(text[at:])
    return "".join(parts), notes, bones, problems


def _rows(text: str, masked: str, bones: list[tuple[int, int]]) -> list[_Row]:
    rows = []
    spans = iter(bones)
    span = next(spans, None)
    for match in _LINE.finditer(masked):
        if match.start() == match.end():
            continue
        raw = text[match.start() : match.end()]
        line = match.group().rstrip("\r\n")
        visible = line.replace(_BONE, "").replace(_NOTE, "").strip() if _BONE in line or _NOTE in line else line.strip()
        while span and span[1] <= match.start():
            span = next(spans, None)
        struck = span is not None and span[0] < match.start()  # a blank line inside a boneyard parts nothing
        rows.append(_Row(match.start(), raw, line, visible, not line.strip() and not struck))
    return rows


def _seen(line: str) -> str:
    """What is read of a masked line: masks gone, and one of the two blanks around each."""
    line = line.replace(_BONE, _NOTE)
    line = re.sub(rf"(?<=\s){_NOTE}+\s|{_NOTE}+", "", line) if _NOTE in line else line
    return line.rstrip().replace("\t", "    ")


class _Reader:
    """One pass over the rows; the last element's `raw` grows until the next one begins."""

    def __init__(self, rows: list[_Row], notes: list[tuple[int, Note]]) -> None:
        self.rows = rows
        self.notes = notes
        self.noted = 0
        self.elements: list[Element] = []
        self.lead = ""
        self.lines = 0

    def read(self) -> None:
        i = self._blanks(0)
        i = self._title_page(i)
        fresh = True
        while i < len(self.rows):
            row = self.rows[i]
            if row.blank:
                i = self._blanks(i)
                fresh = True
            elif row.hidden:
                j = i + 1
                while j < len(self.rows) and self.rows[j].hidden == row.hidden:
                    j += 1
                self._emit(Kind(row.hidden), i, j)
                i = j  # and what follows still begins a paragraph
            else:
                i = self._paragraph(i, fresh=fresh)
                fresh = self.elements[-1].kind in (Kind.SECTION, Kind.SYNOPSIS, Kind.PAGE_BREAK)

    def _blanks(self, i: int) -> int:
        raw = []
        while i < len(self.rows) and self.rows[i].blank:
            raw.append(self.rows[i].raw)
            i += 1
        if raw and self.elements:
            last = self.elements[-1]
            self.elements[-1] = replace(last, raw=last.raw + "".join(raw))
        elif raw:
            self.lead += "".join(raw)
        return i

    def _emit(self, kind: Kind, i: int, j: int, text: str | None = None, **more: object) -> None:
        """Add rows i..j as one element; `text` is worked out from what is seen of them where it is not given."""
        rows = self.rows[i:j]
        notes = self._notes_until(j)
        if kind is Kind.NOTE:
            text = "\n".join(note.text for note in notes)
        elif kind is Kind.BONEYARD:
            text = "".join(row.raw for row in rows).strip().removeprefix("/*").removesuffix("*/").strip()
        elif text is None:
            text = "\n".join(_seen(row.masked) for row in rows if not row.hidden)
        if kind is Kind.ACTION:
            text = text.rstrip()
        else:
            text = text.strip()
        first = rows[0].masked
        column = len(first) - len(first.lstrip(" \t" + (_BONE + _NOTE if rows[0].visible else ""))) + 1
        number = self._line_of(rows[0])
        self.elements.append(
            Element(kind, plain(text) if kind is not Kind.NOTE else text, number, column, "".join(r.raw for r in rows),
                    notes=tuple(notes), **more)  # type: ignore[arg-type]
        )

    def _notes_until(self, j: int) -> list[Note]:
        """The notes not handed out yet that begin before row `j`."""
        end = self.rows[j - 1].start + len(self.rows[j - 1].raw)
        first = self.noted
        while self.noted < len(self.notes) and self.notes[self.noted][0] < end:
            self.noted += 1
        return [note for _, note in self.notes[first : self.noted]]

    def _line_of(self, row: _Row) -> int:
        """The row's number from 1: rows are lines, in order."""
        while self.rows[self.lines] is not row:
            self.lines += 1
        return self.lines + 1

    def _title_page(self, i: int) -> int:
        j = i
        keys = []
        while j < len(self.rows) and not self.rows[j].blank:
            masked = self.rows[j].masked
            match = None if masked[:1] in " \t" else _TITLE_KEY.fullmatch(_seen(masked))
            if match and not (not match[2] and match[1].isupper() and match[1].split()[-1] in ("TO", "IN", "OUT")):
                keys.append((j, match))
            elif not keys or masked[:1] not in " \t":
                return i
            j += 1
        for n, (row, match) in enumerate(keys):
            end = keys[n + 1][0] if n + 1 < len(keys) else j
            lines = [match[2], *(_seen(r.masked).strip() for r in self.rows[row + 1 : end])]
            self._emit(Kind.TITLE, row, end, "\n".join(line for line in lines if line), key=match[1].strip().lower())
        return j

    def _blank_at(self, i: int) -> bool:
        return i >= len(self.rows) or self.rows[i].blank

    def _paragraph(self, i: int, *, fresh: bool) -> int:
        row = self.rows[i]
        line = _seen(row.masked).strip()
        mark = line[0]
        if mark == "#":
            depth = len(line) - len(line.lstrip("#"))
            self._emit(Kind.SECTION, i, i + 1, line[depth:], depth=depth)
        elif line.startswith("===") and not line.strip("="):
            self._emit(Kind.PAGE_BREAK, i, i + 1, "")
        elif mark == "=":
            self._emit(Kind.SYNOPSIS, i, i + 1, line[1:])
        elif mark == ">" and line.endswith("<") and len(line) > 1:
            self._emit(Kind.CENTERED, i, i + 1, line[1:-1])
        elif mark == "~":
            self._emit(Kind.LYRICS, i, i + 1, line[1:])
        elif mark == ">":
            self._emit(Kind.TRANSITION, i, i + 1, line[1:], forced=True)
        elif fresh and ((mark == "." and not line.startswith("..") and len(line) > 1) or _HEADING.match(line)):
            number = _NUMBER.search(line)
            text = (line[: number.start()] if number else line).lstrip("." if mark == "." else "")
            self._emit(Kind.SCENE, i, i + 1, text, number=number[1] if number else "", forced=mark == ".")
        elif fresh and line.endswith("TO:") and line.isupper() and self._blank_at(i + 1):
            self._emit(Kind.TRANSITION, i, i + 1, line)
        elif fresh and (mark == "@" or _is_cue(line)) and not self._blank_at(i + 1):
            return self._speech(i, line)
        else:
            return self._action(i, forced=mark == "!")
        return i + 1

    def _action(self, i: int, *, forced: bool) -> int:
        j = i + 1
        while j < len(self.rows) and not self.rows[j].blank and (
            self.rows[j].hidden or self.rows[j].visible[0] not in "#=~!>"
        ):
            j += 1
        text = "\n".join(_seen(row.masked) for row in self.rows[i:j] if not row.hidden)
        self._emit(Kind.ACTION, i, j, text.replace("!", "", 1) if forced else text, forced=forced)
        return j

    def _speech(self, i: int, line: str) -> int:
        dual = line.endswith("^")
        forced = line.startswith("@")
        name = line.strip("^@ \t") if forced else line.rstrip("^ \t")
        extension = ", ".join(part.strip() for part in _EXTENSION.findall(name))
        self._emit(Kind.CHARACTER, i, i + 1, _EXTENSION.sub("", name).strip(), extension=extension, dual=dual, forced=forced)
        i += 1
        while i < len(self.rows) and (not self.rows[i].blank or self._goes_on(i)):
            row = self.rows[i]
            line = _seen(row.masked).strip()
            if row.hidden or row.blank:
                j = i + 1
                while j < len(self.rows) and self.rows[j].hidden:
                    j += 1
                last = self.elements[-1]
                raw = "".join(row.raw for row in self.rows[i:j])
                self.elements[-1] = replace(last, raw=last.raw + raw, notes=(*last.notes, *self._notes_until(j)))
                i = j
            elif line.startswith("(") and line.endswith(")"):
                self._emit(Kind.PARENTHETICAL, i, i + 1, line[1:-1], dual=dual)
                i += 1
            elif line.startswith("~"):
                self._emit(Kind.LYRICS, i, i + 1, line[1:], dual=dual)
                i += 1
            else:
                j = i + 1
                while j < len(self.rows) and not self.rows[j].blank and not self.rows[j].hidden and (
                    self.rows[j].visible[0] not in "(~"
                ):
                    j += 1
                self._emit(Kind.DIALOGUE, i, j, dual=dual)
                i = j
        return i

    def _goes_on(self, i: int) -> bool:
        """Whether a blank row is one that speech runs over: exactly two blanks or more, with text after it."""
        return len(self.rows[i].masked) >= 2 and not self._blank_at(i + 1)


def _is_cue(line: str) -> bool:
    """Upper case, with a letter; what stands in brackets, and a dual mark, does not count."""
    name = _EXTENSION.sub("", line.rstrip("^ \t")).strip()
    return bool(name) and name == name.upper() and name != name.lower() and len(name) <= 60
