"""Bytes to text and back: encodings, byte order marks, and what is no text at all."""

from __future__ import annotations

import codecs

from playhead.errors import ScreenplayError

SIZE_MAX = 16 * 1024**2
"""Bytes; a 200-page script has a quarter of a megabyte."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(source: bytes, path: str = "") -> tuple[str, str, bytes]:
    """The text, its encoding and its byte order mark, such that `bom + text.encode(encoding) == source`.

    Raises ScreenplayError for what is empty, too large or no text.
    """
    if len(source) > SIZE_MAX:
        raise ScreenplayError(f"is {len(source) >> 20} MB; a screenplay may have {SIZE_MAX >> 20} MB", path=path)
    for bom, encoding in _BOMS:
        if source.startswith(bom):
            try:
                text = source[len(bom) :].decode(encoding)
            except UnicodeDecodeError:
                continue
            if text.encode(encoding) == source[len(bom) :]:
                return _checked(text, path), encoding, bom
    for encoding in ("utf-8", "cp1252", "latin-1"):
        try:
            text = source.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text, path), encoding, b""
    raise ScreenplayError("is not text: save it as a UTF-8 .fountain file", path=path)


def _checked(text: str, path: str) -> str:
    strange = sum(1 for c in text[:65536] if c < " " and c not in "\t\r\n\f\v")
    if "\0" in text or strange * 20 > len(text[:65536]):
        raise ScreenplayError("is not text: a screenplay is a .fountain or .fdx file", path=path)
    if not text.strip():
        raise ScreenplayError("is empty: write a scene heading such as `INT. KITCHEN - DAY` and what happens there", path=path)
    return text
