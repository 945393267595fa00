"""Who is seen: by the author's words for them, else by what the theatre has them look like."""

from __future__ import annotations

import re

from playhead.render.prompt import vocabulary as v
from playhead.render.prompt.phrases import clean, cut_words
from playhead.shots.shot import Appearance

_MOST = 24  # words of an author's description
_WORN = re.compile(
    r"\b(?:in (?:an? |the |his |her |their )?(?!(?:his|her|their|early|late|mid)\b)\w+|coat|dress|suit|jumper|sweater|robe|uniform|apron|cloak|skirt|overalls|jacket|shirt|"
    r"scarf|hat|cap|hood|boots|gown|wear\w*|dressed|sou'wester|oilskins?)\b", re.IGNORECASE,
)  # fmt: skip
_HAIRED = re.compile(r"\b(?:\w*[- ]?hair(?:ed)?|bald|curl(?:s|y)|braids?|bun|ponytail|plaits?|blonde?|beard(?:ed)?)\b", re.IGNORECASE)


def described(name: str, words: str, look: Appearance) -> str:
    """A phrase with an article: the author's words, and of the appearance what they leave open.

    >>> described("MARA", "an old woman in a yellow sou'wester", Appearance("elder", "bun", 5))
    "an old woman in a yellow sou'wester, with white hair in a bun"
    """
    told = cut_words(clean(words), _MOST)
    if told.lower() in ("", clean(name).lower()):
        return appearance(look)
    added = []
    human = look.build in v.BUILDS
    if human and not _HAIRED.search(told):
        added.append(f"with {_hair(look)}")
    if human and not _WORN.search(told):
        added.append(f"in {_clothes(look)}")
    return ", ".join((told, *added))


def appearance(look: Appearance) -> str:
    """What anybody can see of somebody.

    >>> appearance(Appearance("tall", "short", 1, "cap", "beard", garment="coat", tone=6, accent="red", accent_on="scarf"))
    'a tall person with short brown hair and a beard, in a black coat with a red scarf and a cap'
    """
    if look.build not in v.BUILDS:
        coat = f"{v.HAIR_TONES[look.hair_tone % 6]} " if look.garment else ""
        worn = f" with a {look.accent} {look.accent_on or 'collar'}" if look.accent else ""
        return f"a {coat}{look.build}{worn}"
    face = f" and {v.FACES[look.face]}" if look.face in v.FACES else ""
    return f"{v.BUILDS[look.build]} with {_hair(look)}{face}, in {_clothes(look)}"


def _hair(look: Appearance) -> str:
    return v.HAIR.get(look.hair, "{} hair").format(v.HAIR_TONES[look.hair_tone % 6])


def _clothes(look: Appearance) -> str:
    garment = look.garment or "coat"
    if look.accent_on == "garment":
        worn = f"{_article(look.accent)} {garment}"
    else:
        worn = f"{_article(v.TONES.get(look.tone, '') + garment)}"
        if look.accent_on and look.accent_on != "hat":
            worn += f" with {_article(look.accent)} {look.accent_on}"
    hat = v.HEADWEAR.get(look.headwear, "")
    if hat and look.accent_on == "hat":
        hat = f"{_article(look.accent)} {hat.split(' ', 1)[1]}"
    return f"{worn} and {hat}" if hat else worn


def _article(words: str) -> str:
    return words if words.startswith("overalls") else f"{'an' if words[:1] in 'aeio' else 'a'} {words}"


def handle(phrase: str) -> str:
    """What somebody is called after they were described.

    >>> handle("an old woman in a yellow sou'wester"), handle("a girl of nine, a red scarf")
    ('the old woman', 'the girl')
    """
    head = re.split(r"\s+(?:in|with|of|who|on|at|from|about|around|wearing)\s|,", phrase, maxsplit=1)[0]
    words = re.sub(r"^(?:an?|the)\s+", "", head.strip(), flags=re.IGNORECASE).split()
    return "the " + " ".join(words[-3:]) if words else "the person"
