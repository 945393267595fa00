"""The elements of a screenplay, each with where it stands in the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an element is, in Fountain's terms."""

    TITLE = "title"  # one key of the title page: text is the value, `key` the key
    SCENE = "scene"
    ACTION = "action"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRICS = "lyrics"
    TRANSITION = "transition"
    CENTERED = "centered"
    PAGE_BREAK = "page_break"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"  # a note that stands alone in its paragraph
    BONEYARD = "boneyard"


@dataclass(frozen=True, slots=True)
class Note:
    """A `[[...]]` note: its text without brackets, and where its `[[` stands (counting from 1).

    `inside` is where the text's first character stands; (0, 0) means right after the brackets.
    """

    text: str
    line: int
    column: int
    inside: tuple[int, int] = (0, 0)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset` in the text."""
        line, column = self.inside if self.inside != (0, 0) else (self.line, self.column + 2)
        before = self.text[:offset]
        breaks = before.count("\n")
        return (line + breaks, offset - before.rfind("\n")) if breaks else (line, column + offset)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the script.

    `text` is what is read or seen, without markers, notes, boneyards and emphasis marks; `raw` is as written.
    `line` and `column` count from 1 and point at the element's first character. `captions` are (language, text) where the
    author wrote the words in other languages; `private` says that the text holds a viewer's own words. Both are empty in a
    script as it is read, and filled in the version of a beat that one viewer sees.
    """

    kind: Kind
    text: str
    line: int
    column: int = 1
    raw: str = ""
    key: str = ""  # title page key, lower case
    number: str = ""  # scene number, without the #
    depth: int = 0  # of a section
    extension: str = ""  # of a character: "V.O.", "O.S.", "CONT'D"
    dual: bool = False  # of a character and what it says: the second of two who speak at once
    forced: bool = False
    notes: tuple[Note, ...] = ()
    private: bool = False
    captions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A parsed screenplay; `source` is what it came from, and what `write` gives back, to the byte.

    Of a Fountain file, `lead` and the elements' `raw` laid end to end are the whole text: nothing lies between them.
    """

    elements: tuple[Element, ...]
    source: bytes
    path: str = ""
    problems: tuple[Problem, ...] = field(default=())
    lead: str = ""  # what stands before the first element
    encoding: str = "utf-8"
    bom: bytes = b""

    def title(self, key: str, default: str = "") -> str:
        """A value of the title page by its key (any case), as plain text with line breaks."""
        for element in self.elements:
            if element.kind is Kind.TITLE and element.key == key.lower():
                return element.text
        return default


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `playhead check` tells: an `error` must be mended before the film is shown, a `warning` may stay."""

    level: str  # "error" | "warning"
    line: int
    column: int
    text: str
    path: str = ""  # the file, where it is not the script: film.toml
