"""Languages as a script names them: by their codes (ISO 639-1), with a region where it matters (`pt-br`)."""

from __future__ import annotations

import re

from playhead.screenplay.names import did_you_mean

CODES = frozenset(
    str.split(
        "aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff "
        "fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks "
        "ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps "
        "pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz "
        "ve vi vo wa wo xh yi yo za zh zu"
    )
)
NAMED = {
    "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl", "english": "en", "polish": "pl",
    "czech": "cs", "danish": "da", "swedish": "sv", "norwegian": "no", "finnish": "fi", "russian": "ru", "ukrainian": "uk", "greek": "el",
    "turkish": "tr", "arabic": "ar", "hebrew": "he", "hindi": "hi", "chinese": "zh", "japanese": "ja", "korean": "ko",
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "jpn": "ja", "zho": "zh",
    "deutsch": "de", "français": "fr", "español": "es", "italiano": "it",
}  # fmt: skip
"""Names that are written where a code is meant."""


VOICED = frozenset(("en",))
"""The languages that the default voice speaks; in others a film is read."""


def is_voiced(code: str) -> bool:
    """Whether the default voice speaks a language.

    >>> is_voiced("en-gb"), is_voiced("fr")
    (True, False)
    """
    return code[:2] in VOICED


def is_language(code: str) -> bool:
    """Whether that is the code of a language.

    >>> is_language("fr"), is_language("pt-br"), is_language("xx"), is_language("french")
    (True, True, False, False)
    """
    return bool(re.fullmatch(r"[a-z]{2}(-[a-z0-9]{2,8})?", code)) and code[:2] in CODES


def near_language(written: str) -> str:
    """What may have been meant by what is no code, as the end of a message."""
    code = NAMED.get(written.strip().lower(), "")
    return f"; did you mean {code!r}?" if code else did_you_mean(written.lower(), ("de", "fr", "es", "en", "it", "pt"), 0.4)
