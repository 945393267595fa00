"""What words name and is not there: denied, gone, wished for, only pictured, or heard from afar."""

from __future__ import annotations

import re

_A = r"(?:an?|the|any|her|his|their|my|your|our|one|more|single|other|another|such)\s+"
_THING = rf"(?:{_A}){{0,3}}(?!(?:one|and|or|but|is|are|in|on|at|to|of|with|by)\b)[\w'’-]+(?:\s+(?:boat|car|player|paper|case|clock|lamp)\b)?"
_MORE = rf"(?:\s*,\s*(?:(?:no|nor|or)\s+)?{_THING}(?=\s*,|\s*[.;!?]|\s+(?:or|nor)\b))*(?:\s*,?\s*\b(?:or|nor)\b\s+{_THING})?"
_ABSENT = (
    # An idiom, or a compound that is another thing.
    r"\bfire[ -](?:alarm|escape|engine|truck|door|exit|fighters?|brigade|station)\b",
    r"\b(?:opens?|under) fire\b",
    r"\bcats and dogs\b",
    r"\b(?:(?:the )?size of an?|like an?|as \w+ as an?)\s+\w+",
    # Denied.
    rf"\bno (?:sign|trace|hint|word|need|time|use|sound) (?:of|for) {_THING}",
    rf"\b(?:no|without|neither|not (?:an?|one|any|even)|never an?|(?:is|are|was|were|has|have|had)n['’]t (?:an?|any)) (?!one\b){_THING}{_MORE}",
    rf"\b(?:never|not|n['’]t) (?:\w+ )?(?:seen|see|had|have|own|owned|held|heard|touched|found|find|brought|bring) (?:an?|any|such an?) {_THING}{_MORE}",
    rf"{_THING} that (?:isn['’]t|is not|was never|wasn['’]t) there",
    # Gone.
    rf"{_THING} (?:is|are|was|were|has|have) (?:(?:all|been|long) )?(?:gone|missing|no longer|nowhere|not (?:here|there)|stolen|lost|vanished|disappeared)",
    rf"\bwhere {_THING} (?:was|were|used to|once|stood|had been|should)",
    # In somebody's head.
    rf"\b(?:dream|think|talk|speak|tell|know|hear)(?:s|ing)? (?:of|about) {_THING}",
    rf"\b(?:remember|imagine|want|need|miss|wishes|wish|promise)(?:e?s|ing)? (?:for )?{_THING}",
    rf"\b(?:look|search|searches|long|ask|wait|hope|call|hunt)(?:s|ing)? for {_THING}",
    # A picture of it.
    rf"(?:(?<=photo)|(?<=photograph)|(?<=picture)|(?<=painting)|(?<=drawing)|(?<=portrait)|(?<=sketch)|(?<=poster)|(?<=statue)|(?<=sound)|(?<=smell)|(?<=story)) of {_THING}",
)
_PATTERN = re.compile("|".join(f"(?:{pattern})" for pattern in _ABSENT), re.IGNORECASE)
_AFAR = re.compile(r"\b(?:in the distance|far (?:away|off)|faraway|distant|somewhere|from (?:outside|afar|the (?:street|next room)))\b", re.IGNORECASE)
_HEARD = re.compile(r"\b(?:bark|howl|whistle|ring|toll|sound|horn|hoot|cry|cries|neigh|call|shriek|play|rattle|pass|hear|heard|chime|strike)\w*\b", re.IGNORECASE)


def present(text: str) -> str:
    """`text` without the words that name what is not to be seen.

    >>> present("There is no boat, only a lamp."), present("The piano is gone."), present("A dog barks in the distance.")
    ('There is  , only a lamp.', ' .', '')
    """
    if _AFAR.search(text) and _HEARD.search(text):
        return ""
    return _PATTERN.sub(" ", text)
