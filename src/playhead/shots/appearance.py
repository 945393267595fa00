"""What each of the cast looks like: as the script says, and otherwise as unlike the others as can be."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from playhead.canonical import seed_of
from playhead.shots.persons import age_of, gender_of
from playhead.shots.shot import Appearance
from playhead.shots.words import COLOR_OF, tokens
from playhead.story.creatures import creature_of
from playhead.story.story import Role, Story

# Twelve that no two of are mistaken for each other: cut-out paper is told apart by outline first, then by accent.
_WOMEN = (
    Appearance("average", "long", 0, "", "", 1, "dress", 0, 2, "red", "scarf"),
    Appearance("average", "bun", 1, "", "glasses", 2, "coat", 3, 1, "teal", "collar"),
    Appearance("small", "bob", 3, "", "", 0, "skirt", 2, 3, "yellow", "bow"),
    Appearance("tall", "ponytail", 2, "", "", 1, "jumper", 4, 4, "violet", "belt"),
    Appearance("broad", "curly", 0, "", "", 2, "apron", 1, 5, "orange", "hem"),
    Appearance("average", "braid", 1, "beret", "", 0, "coat", 5, 2, "green", "bag"),
)
_MEN = (
    Appearance("tall", "short", 1, "", "", 2, "suit", 1, 2, "blue", "collar"),
    Appearance("broad", "bald", 0, "", "beard", 3, "coat", 2, 3, "orange", "scarf"),
    Appearance("average", "short", 0, "cap", "", 1, "jumper", 3, 4, "green", "hat"),
    Appearance("average", "curly", 2, "", "glasses", 0, "overalls", 4, 1, "yellow", "belt"),
    Appearance("small", "wild", 4, "", "moustache", 3, "coat", 0, 2, "violet", "bag"),
    Appearance("tall", "tuft", 3, "hat", "", 2, "cloak", 5, 5, "white", "hat"),
)
_ACCENTS = ("red", "blue", "yellow", "green", "orange", "teal", "violet", "pink", "white")
_HEADWEAR = {
    "sou'wester": "sou'wester souwester oilskin", "cap": "cap flatcap", "hat": "hat fedora bowler panama stetson tophat", "hood": "hood hooded hoodie",
    "helmet": "helmet spacesuit armour armor", "beret": "beret", "crown": "crown tiara", "bonnet": "bonnet", "scarf": "headscarf turban hijab kerchief",
}
_HEADWEAR_OF = {word: hat for hat, words in _HEADWEAR.items() for word in words.split()}
_FACE = {"glasses": "glasses spectacles bespectacled monocle", "beard": "beard bearded", "moustache": "moustache mustache", "freckles": "freckles freckled"}
_FACE_OF = {word: face for face, words in _FACE.items() for word in words.split()}
_HAIR = {
    "bald": "bald balding hairless shaven-headed", "curly": "curly curls frizzy", "bun": "bun", "ponytail": "ponytail", "braid": "braid braids plait plaits pigtails",
    "bob": "bob", "wild": "wild unkempt tousled messy dishevelled", "long": "long-haired", "short": "short-haired crew-cut",
}
_HAIR_OF = {word: hair for hair, words in _HAIR.items() for word in words.split()}
_HAIR_TONE = {0: "black-haired dark-haired brunette", 2: "blonde blond fair-haired", 3: "redhead red-haired ginger", 4: "grey-haired gray-haired greying", 5: "white-haired"}
_HAIR_TONE_OF = {word: tone for tone, words in _HAIR_TONE.items() for word in words.split()}
_GARMENT = {
    "coat": "sou'wester coat overcoat raincoat trenchcoat jacket parka oilskin oilskins", "dress": "dress gown sundress nightgown frock", "suit": "suit tuxedo tie businessman lawyer banker",
    "jumper": "jumper sweater pullover cardigan hoodie t-shirt shirt", "robe": "robe robes judge bathrobe habit kimono monk nun priest", "cloak": "cloak cape wizard witch",
    "uniform": "uniform uniformed soldier officer policeman policewoman cop guard captain sergeant conductor porter pilot spacesuit astronaut",
    "apron": "apron cook chef baker maid waitress waiter", "skirt": "skirt", "overalls": "overalls dungarees boilersuit mechanic worker farmer",
}
_GARMENT_OF = {word: garment for garment, words in _GARMENT.items() for word in words.split()}
_ACCENT_ON = {"scarf": "scarf shawl neckerchief kerchief bandana bandanna", "collar": "collar tie bowtie blouse", "hat": "hat cap beret bonnet sou'wester helmet hood", "bag": "bag satchel backpack handbag", "belt": "belt sash",
              "garment": "dress skirt coat cloak gown raincoat overcoat jacket robe jumper sweater cardigan pullover hoodie shirt t-shirt suit uniform overalls apron cape habit kimono sundress", "bow": "bow ribbon"}
_ACCENT_ON_OF = {word: on for on, words in _ACCENT_ON.items() for word in words.split()}
_FUR = {0: "black dark", 1: "brown chestnut bay", 2: "fair golden yellow sandy", 3: "ginger red rust", 4: "grey gray silver", 5: "white snow-white"}
_FUR_OF = {word: tone for tone, words in _FUR.items() for word in words.split()}
_PLAIN = {"black": 6, "dark": 6, "grey": 7, "gray": 7, "brown": 1}
"""Colours of cloth that are no accents, as tones."""
_WEIGHTS = (("build", 3), ("hair", 3), ("headwear", 3), ("face", 2), ("garment", 2), ("accent", 4), ("accent_on", 1), ("hair_tone", 1), ("tone", 1), ("skin", 1))


def appearance_of(role: Role, index: int, story: Story) -> Appearance:
    """What the role at `index` of the story's cast looks like; the same whenever it is asked.

    Those later in the cast do not change those before them.
    """
    if 0 <= index < len(story.cast) and story.cast[index] == role:
        return _spread(story.cast[: index + 1])[index]
    return _choose(role, ())


@lru_cache(maxsize=256)
def _spread(cast: tuple[Role, ...]) -> tuple[Appearance, ...]:
    chosen: tuple[Appearance, ...] = ()
    for role in cast:
        chosen = (*chosen, _choose(role, chosen))
    return chosen


def _choose(role: Role, taken: tuple[Appearance, ...]) -> Appearance:
    """Of all candidates that fit the script's words, the one least like those taken; ties go by the role's name."""
    gender, age = gender_of(role), age_of(role)
    seed = seed_of("appearance", role.name)
    creature = creature_of(role)
    looks = _WOMEN if gender == "woman" else _MEN if gender == "man" else (_WOMEN + _MEN if seed % 2 else _MEN + _WOMEN)
    turned = looks[seed % len(looks) :] + looks[: seed % len(looks)]
    candidates = _creatures(creature, role, seed) if creature else [_hinted(replace(look, accent=accent), role, age, gender) for look in turned for accent in (look.accent, *_ACCENTS)]

    def score(look: Appearance) -> tuple[int, int]:
        apart = [distance(look, other) for other in taken]
        same_accent = sum(look.accent == other.accent for other in taken)
        return (min(apart, default=0) * 4 - same_accent * 3, sum(apart))

    return max(candidates, key=score)  # the first of equals, so the order of candidates decides


def _creatures(kind: str, role: Role, seed: int) -> list[Appearance]:
    """What a creature of `kind` may look like: the coat the script gives it, else that of its kind, else another; the accent is its collar."""
    words = (*tokens(role.name), *tokens(role.description))[:14]
    said = next((_FUR_OF[word] for word in words if word in _FUR_OF), None)
    coats = [(said, "coat")] if said is not None else [(0, ""), *((tone, "coat") for tone in range(6))]
    accents = (*_ACCENTS[seed % len(_ACCENTS) :], *_ACCENTS[: seed % len(_ACCENTS)])
    worn = next((COLOR_OF[word] for word, piece in pairwise(words) if word in COLOR_OF and piece in ("collar", "scarf", "bow", "ribbon", "paint")), "")
    return [Appearance(kind, "", tone, garment=garment, accent=accent, accent_on="") for tone, garment in coats for accent in ((worn,) if worn else accents)]


def distance(one: Appearance, other: Appearance) -> int:
    """How well two are told apart at a glance: 0 the same, up to 21."""
    return sum(weight for name, weight in _WEIGHTS if getattr(one, name) != getattr(other, name))


def _hinted(look: Appearance, role: Role, age: int, gender: str) -> Appearance:
    """`look` with all that the script says of the role laid over it."""
    if look.tone == 1 and look.skin >= 2:
        look = replace(look, tone=2 if look.accent != "green" else 0)  # brown cloth on brown skin reads as none
    words = (*tokens(role.name), *tokens(role.description.lower().replace("space suit", "spacesuit")))
    if 0 < age < 13:
        look = replace(look, build="child", headwear="", face="freckles" if look.face else "", garment=look.garment if look.garment in ("jumper", "overalls", "dress") else "jumper",
                       hair="tuft" if look.hair == "bald" else look.hair, hair_tone=min(look.hair_tone, 3))
    elif age >= 60:
        look = replace(look, build="elder", hair_tone=5 if age >= 72 else 4, hair="bun" if gender == "woman" and look.hair in ("ponytail", "braid") else look.hair)
    for word in words:
        if word in ("tall", "towering", "lanky"):
            look = replace(look, build="tall")
        elif word in ("big", "broad", "burly", "heavy", "huge", "stout", "fat", "large", "stocky"):
            look = replace(look, build="broad")
        elif word in ("small", "tiny", "short", "petite", "slight") and look.build not in ("child", "elder"):
            look = replace(look, build="small")
    for word in words:
        if word in _FACE_OF:
            look = replace(look, face=_FACE_OF[word])
        if word in _HEADWEAR_OF:
            look = replace(look, headwear=_HEADWEAR_OF[word])
        if word in _HAIR_OF:
            look = replace(look, hair=_HAIR_OF[word])
        if word in _HAIR_TONE_OF:
            look = replace(look, hair_tone=_HAIR_TONE_OF[word])
    garment = next((_GARMENT_OF[word] for word in words if word in _GARMENT_OF), "")
    if any(word in _HAIR_OF for word in words) and not any(word in _HEADWEAR_OF for word in words):
        look = replace(look, headwear="", accent_on="collar" if look.accent_on == "hat" else look.accent_on)  # hair that is told of is seen
    if garment:
        look = replace(look, garment=garment)
        if garment in ("suit", "robe", "dress", "uniform") and not any(word in _HEADWEAR_OF for word in words):
            look = replace(look, headwear="", accent_on="collar" if look.accent_on == "hat" else look.accent_on)
    look = _toned(look, role.description.lower())
    return _accented(look, words)


def _toned(look: Appearance, text: str) -> Appearance:
    for pattern, tone in ((r"white (?:hair|beard)", 5), (r"gr[ea]y(?:ing)? (?:hair|beard)", 4), (r"(?:red|ginger) (?:hair|beard|curls)", 3),
                          (r"(?:blonde?|fair|golden) (?:hair|curls|braid)", 2), (r"brown hair", 1), (r"(?:black|dark) hair", 0)):
        if re.search(pattern, text):
            look = replace(look, hair_tone=tone)
            break
    if re.search(r"\b(?:shaved|shaven) head", text):
        return replace(look, hair="bald")
    if re.search(r"long (?:\w+ )?hair", text):
        look = replace(look, hair="long")
    elif re.search(r"short (?:\w+ )?hair", text):
        look = replace(look, hair="short")
    return look


def _accented(look: Appearance, words: tuple[str, ...]) -> Appearance:
    """The colour the script gives to a piece of clothing becomes the accent, on that piece."""
    for n, word in enumerate(words):
        if word in _PLAIN and any(_ACCENT_ON_OF.get(piece) == "garment" for piece in words[n + 1 : n + 3]):
            look = replace(look, tone=_PLAIN[word])
        if word not in COLOR_OF:
            continue
        for piece in words[n + 1 : n + 4]:
            if piece in ("hair", "beard", "moustache", "mustache", "eyes", "eyed", "skin", "curls", "braid"):
                break
            if piece in _ACCENT_ON_OF:
                return replace(look, accent=COLOR_OF[word], accent_on=_ACCENT_ON_OF[piece])
    piece = next((word for word in words if word in _ACCENT_ON_OF and _ACCENT_ON_OF[word] in ("scarf", "bag", "belt", "bow", "hat")), "")
    if piece:
        look = replace(look, accent_on=_ACCENT_ON_OF[piece])
    if look.accent_on == "hat" and not look.headwear:
        look = replace(look, accent_on="collar")
    return look
