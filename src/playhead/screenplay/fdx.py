"""Final Draft's .fdx to the same elements; positions are those of the paragraphs in the XML."""

from __future__ import annotations

from xml.parsers import expat

from playhead.errors import ScreenplayError
from playhead.screenplay.elements import Element, Kind, Screenplay
from playhead.screenplay.text import SIZE_MAX

_KINDS = {
    "Scene Heading": Kind.SCENE,
    "Action": Kind.ACTION,
    "General": Kind.ACTION,
    "Shot": Kind.ACTION,
    "Cast List": Kind.ACTION,
    "Character": Kind.CHARACTER,
    "Parenthetical": Kind.PARENTHETICAL,
    "Dialogue": Kind.DIALOGUE,
    "Transition": Kind.TRANSITION,
    "Lyrics": Kind.LYRICS,
    "Singing": Kind.LYRICS,
    "New Act": Kind.SECTION,
    "End of Act": Kind.ACTION,
}
_TITLE_KEYS = ("title", "author")


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.buffer_text = True
        self.elements: list[Element] = []
        self.titles: list[Element] = []
        self.tags: list[str] = []
        self.kind = Kind.ACTION
        self.number = ""
        self.where = (0, 0)
        self.text: list[str] = []
        self.dual = 0  # how many cues stand in the open DualDialogue
        self.dual_open = False

    def doctype(self, *_: object) -> None:
        raise ScreenplayError("declares a DOCTYPE, which no .fdx file needs: export it again", path=self.path, line=1, column=1)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.tags.append(tag)
        if len(self.tags) > 64:
            raise ScreenplayError("is nested deeper than any .fdx file: export it again", path=self.path,
                                  line=self.parser.CurrentLineNumber, column=self.parser.CurrentColumnNumber + 1)
        if tag == "DualDialogue":
            self.dual_open, self.dual = True, 0
        elif tag == "Paragraph" and "ScriptNote" not in self.tags and not ("Paragraph" in self.tags[:-1] and not self.dual_open):
            self.kind = _KINDS.get(attributes.get("Type", ""), Kind.ACTION)
            self.number = attributes.get("Number", "")
            self.where = (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
            self.text = []

    def characters(self, text: str) -> None:
        if self.tags and self.tags[-1] == "Text" and "ScriptNote" not in self.tags:
            self.text.append(text)

    def end(self, tag: str) -> None:
        self.tags.pop()
        if tag == "DualDialogue":
            self.dual_open = False
        elif tag == "Paragraph" and "ScriptNote" not in self.tags:
            text = "".join(self.text).strip()
            self.text = []
            if text:
                self.paragraph(text)

    def paragraph(self, text: str) -> None:
        line, column = self.where
        if "TitlePage" in self.tags:
            n = len(self.titles)
            lowered = text.lower().strip()
            if n == 0 or (n == 1 and lowered not in ("by", "written by", "screenplay by")):
                self.titles.append(Element(Kind.TITLE, text, line, column, key=_TITLE_KEYS[n]))
            return
        if "Content" not in self.tags:
            return
        extension = ""
        second = self.dual_open and self.dual > 1
        if self.kind is Kind.CHARACTER:
            self.dual += 1
            second = self.dual_open and self.dual > 1
            name, _, rest = text.partition("(")
            text, extension = name.strip(), rest.rstrip(") ")
        elif self.kind is Kind.PARENTHETICAL:
            text = text.strip("() ")
        self.elements.append(
            Element(self.kind, text, line, column, number=self.number if self.kind is Kind.SCENE else "",
                    extension=extension, dual=second, depth=1 if self.kind is Kind.SECTION else 0)
        )


def parse_fdx(source: bytes, path: str = "") -> Screenplay:
    """The screenplay in Final Draft's XML.

    Raises ScreenplayError with line and column for what is no well-formed .fdx, or holds no script.
    """
    if len(source) > SIZE_MAX:
        raise ScreenplayError(f"is {len(source) >> 20} MB; a screenplay may have {SIZE_MAX >> 20} MB", path=path)
    if not source.strip():
        raise ScreenplayError("is empty: export the script as .fdx again, or write a .fountain file", path=path)
    reader = _Reader(path)
    try:
        reader.parser.Parse(source, True)
    except expat.ExpatError as error:
        raise ScreenplayError(f"is not a Final Draft file: {expat.ErrorString(error.code)}", path=path,
                              line=error.lineno, column=error.offset + 1) from None
    if not reader.elements:
        raise ScreenplayError("holds no script: its Content has no paragraphs", path=path)
    return Screenplay((*reader.titles, *reader.elements), source, path)
