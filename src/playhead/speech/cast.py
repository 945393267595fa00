"""Which voice a character has: chosen from name and description, the same every time, no two alike in a film."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from playhead.canonical import seed_of
from playhead.speech.maker import known, names
from playhead.speech.timing import Voice

# The speaker's own voice lies at about 187 Hz: 510 is 95 Hz, 1440 is 270 Hz.
_MEN = (Voice(610, 890, 1000, 0), Voice(530, 850, 960, 40), Voice(705, 920, 1040, 0), Voice(570, 910, 1070, 90), Voice(660, 860, 930, 60),
        Voice(510, 900, 1030, 0), Voice(750, 885, 985, 120))  # fmt: skip
_WOMEN = (Voice(1000, 1000, 1000, 0), Voice(870, 965, 950, 60), Voice(1130, 1030, 1050, 0), Voice(940, 1040, 1080, 130),
          Voice(1190, 985, 970, 80), Voice(820, 1000, 1030, 0), Voice(1070, 960, 930, 160))  # fmt: skip
_CHILDREN = (Voice(1360, 1150, 1040, 40), Voice(1440, 1190, 990, 100), Voice(1270, 1120, 1090, 0), Voice(1400, 1110, 950, 150))
_OTHERS = (Voice(760, 1080, 1100, 0), Voice(560, 1060, 940, 200))  # robots, radios, voices from nowhere

_MAN = frozenset(
    ["he", "him", "his", "himself", "man", "men", "boy", "father", "dad", "papa", "grandfather", "grandpa", "husband", "brother", "son", "uncle", "nephew", "king", "prince", "lord", "sir", "mister", "mr", "gentleman", "guy", "fellow", "waiter", "actor", "monk", "priest", "lad", "groom", "widower", "fisherman", "policeman", "postman", "sailor", "captain", "old-timer", "king's", "baron", "duke", "emperor", "wizard", "butler", "conductor", "sergeant", "soldier"]
)
_WOMAN = frozenset(
    ["she", "her", "hers", "herself", "woman", "women", "girl", "mother", "mom", "mum", "mama", "grandmother", "grandma", "granny", "wife", "sister", "daughter", "aunt", "niece", "queen", "princess", "lady", "madam", "miss", "mrs", "ms", "waitress", "actress", "nun", "lass", "bride", "widow", "witch", "nurse", "maid", "duchess", "baroness", "empress", "hostess"]
)
_CHILD = frozenset(["child", "kid", "boy", "girl", "toddler", "baby", "schoolboy", "schoolgirl", "schoolchild", "daughter", "son", "little", "teen", "teenager", "lad", "lass"])
_ELDER = frozenset(["old", "elder", "elderly", "aged", "ancient", "grandfather", "grandmother", "grandpa", "grandma", "granny", "white-haired", "grey-haired", "wrinkled"])
_OTHER = frozenset(["robot", "computer", "machine", "android", "ai", "radio", "intercom", "announcer", "narrator", "speaker", "alien", "ghost", "voice", "system"])
_MEN_NAMED = frozenset(
    ["adam", "albert", "alex", "amos", "anders", "andrew", "anton", "arthur", "ben", "bill", "bob", "boris", "bruno", "carl", "carlos", "charles", "chris", "daniel", "dave", "david", "dmitri", "ed", "edgar", "edward", "eli", "elias", "emil", "eric", "ernest", "felix", "frank", "fred", "gabriel", "george", "gus", "hank", "hans", "harold", "harry", "henry", "hugo", "ian", "isaac", "ivan", "jack", "jacob", "jakob", "james", "jan", "jim", "joe", "john", "jonah", "jonas", "joseph", "josh", "juan", "karl", "kenji", "kurt", "lars", "leo", "leon", "liam", "louis", "lucas", "luke", "marco", "marcus", "mark", "martin", "matt", "max", "michael", "miguel", "mike", "milo", "mohammed", "nathan", "ned", "nick", "nikolai", "noah", "oliver", "oscar", "otto", "owen", "pablo", "patrick", "paul", "peter", "pierre", "ralph", "ray", "richard", "rob", "robert", "roger", "ron", "sam", "samuel", "sean", "sergei", "simon", "stefan", "stephen", "steve", "sven", "ted", "theo", "thomas", "tim", "tobias", "tom", "tony", "victor", "viktor", "vincent", "walter", "will", "william", "yusuf", "zach", "hiro", "kofi", "omar", "ali", "ahmed", "ravi", "raj", "hassan", "mateo", "diego"]
)
_WOMEN_NAMED = frozenset(
    ["abigail", "agnes", "alice", "amy", "ann", "anne", "astrid", "beth", "betty", "carmen", "carol", "catherine", "charlotte", "chloe", "claire", "dawn", "deborah", "dolores", "doris", "dorothy", "edith", "eileen", "eleanor", "elisabeth", "elizabeth", "ellen", "elise", "esther", "eve", "evelyn", "faith", "florence", "frances", "gail", "gertrude", "grace", "gwen", "hannah", "harriet", "hazel", "heather", "helen", "ines", "ingrid", "irene", "iris", "isabel", "jane", "janet", "jean", "jenny", "jill", "joan", "joy", "judith", "judy", "julie", "june", "karen", "kate", "kathleen", "kay", "kim", "laurel", "lillian", "lily", "liz", "lois", "louise", "lucy", "mabel", "margaret", "marge", "marie", "marion", "mary", "may", "megan", "mei", "mildred", "miriam", "molly", "naomi", "nell", "nora", "olive", "pam", "pearl", "peggy", "penny", "rachel", "rose", "rosemary", "ruby", "ruth", "sally", "sarah", "scarlett", "sharon", "shirley", "simone", "susan", "sylvie", "tess", "violet", "vivian", "wendy", "winifred", "yoko", "zoe", "élodie"]
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_NUMBERS = dict(zip(str.split("four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"), range(4, 21), strict=True)) | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}  # fmt: skip
_COLOURS: dict[tuple[str, ...], tuple[int, int, int, int]] = {
    ("deep", "bass"): (90, 96, 98, 0),
    ("low",): (94, 98, 100, 0),
    ("high", "bright", "thin", "small"): (107, 103, 100, 0),
    ("young",): (105, 102, 103, 0),
    ("clear", "ringing"): (101, 101, 100, -60),
    ("soft", "gentle", "warm", "tender", "quiet", "shy"): (99, 99, 95, 90),
    ("hoarse", "rough", "worn", "husky", "gravelly", "croaking"): (96, 98, 97, 260),
    ("breathless", "breathy", "whispering"): (101, 100, 104, 320),
    ("quick", "fast", "hurried", "nervous", "eager"): (101, 100, 110, 0),
    ("slow", "unhurried", "bored", "tired", "measured", "weary"): (99, 100, 94, 0),
    ("dry", "exact", "crisp", "stern"): (99, 100, 97, -40),
    ("tin", "metallic", "radio"): (100, 106, 100, 0),
}
"""Words for a voice: what they make of its pitch, formants and rate in percent, and of its breath."""


_BRITISH = frozenset(["british", "english", "scottish", "welsh", "irish", "london", "londoner", "cockney", "posh", "oxford"])
"""Accents that the British voices of a maker come nearest to."""


def cast_voice(name: str, description: str, index: int, wanted: str = "", maker: str = "") -> Voice:
    """The voice of the film's `index`-th character, by what its name and introduction tell.

    `wanted` is what the author says of the voice itself ("a girl of nine, clear, quick"); it goes before all else, and may begin with
    who is to speak ("kokoro af_heart"), which is otherwise the film's own `maker`.

    Men speak lower, children higher, elders slower; the index keeps two of a kind apart, and the name varies each a
    little, so that no two characters of a film share a voice.
    """
    maker, called, wanted = _asked_for(wanted, maker)
    asked = _WORD.findall(wanted.lower())
    words = [*asked, *_WORD.findall(f"{name} {description}".lower())]
    own = _WORD.findall(name.lower())
    ages = [*_ages(wanted), *_ages(description)]
    if asked and (_ages(wanted) or set(asked) & (_CHILD | _ELDER | {"young", "man", "woman"})):
        words, ages = [*asked, *own], _ages(wanted)  # how old they are said to sound is how old they sound
    said = set(words)
    child = (bool(said & _CHILD) and not said & _ELDER and (not ages or ages[0] < 15)) or (bool(ages) and ages[0] < 13)
    if {"son", "daughter"} & said and not ({"little", "child", "kid"} & said or (ages and ages[0] < 15)):
        child = child and bool(said & (_CHILD - {"son", "daughter"}))
    elder = bool(said & _ELDER) or (bool(ages) and ages[0] >= 65)
    voices: tuple[Voice, ...]
    if child:
        voices = _CHILDREN
    elif said & _OTHER and not said & (_MAN | _WOMAN):
        voices = _OTHERS + _MEN
    else:
        voices = _MEN if _is_man(asked, own, words) else _WOMEN
    voice = voices[index % len(voices)]
    seed = seed_of("voice", name.casefold(), index)
    again = index // len(voices)  # a second character in the same slot: the same throat moved, up and down in turn
    step = (again + 1) // 2 * (55 if again % 2 else -45)
    pitch = voice.pitch * (992 + seed % 17 + step) // 1000
    rate = voice.rate * (985 + seed // 32 % 31) // 1000
    breath = voice.breath
    if elder:
        pitch, rate, breath = pitch * 960 // 1000, rate * 860 // 1000, min(breath + 180, 1000)
    made = Voice(min(max(pitch, 508), 1450), max(voice.formant - step // 3, 800), rate, breath)
    kind = "child" if child else "other" if voices[0] in _OTHERS else "man" if voices is _MEN else "woman"
    old, british = " old" if elder else "", " british" if said & _BRITISH else ""
    return dataclasses.replace(_coloured(made, asked), maker=maker, name=called, cast=f"{kind} {index}{old}{british}")


def _asked_for(wanted: str, maker: str) -> tuple[str, str, str]:
    """Who is to speak, with which of their voices, and the words that are left: "kokoro af_heart, slow"."""
    first, _, rest = wanted.strip().partition(" ")
    if first.lower().rstrip(",:") in names():
        maker, wanted = first.lower().rstrip(",:"), rest.strip()
    if maker not in names():
        return maker, "", wanted
    word, _, rest = wanted.partition(" ")
    if word and known(maker).owns(word.rstrip(",")):
        return maker, word.rstrip(","), rest.strip()
    return maker, "", wanted


def _ages(text: str) -> list[int]:
    """The ages that a text names, in figures or words: "a girl of nine", "(60s)"."""
    return [int(word) if word.isdigit() else _NUMBERS[word] for word in re.findall(r"\b\d{1,2}(?=s?\b)|[a-z]+", text.lower()) if word.isdigit() or word in _NUMBERS]


def _coloured(voice: Voice, words: Sequence[str]) -> Voice:
    """The voice with each word said of it: how much higher, longer in the throat, quicker and breathier it makes it."""
    pitch, formant, rate, breath = voice.pitch, voice.formant, voice.rate, voice.breath
    for word in words:
        for meant, (up, throat, pace, air) in _COLOURS.items():
            if word in meant:
                pitch, formant, rate, breath = pitch * up // 100, formant * throat // 100, rate * pace // 100, breath + air
    return Voice(min(max(pitch, 508), 1450), min(max(formant, 800), 1250), min(max(rate, 700), 1300), min(max(breath, 0), 1000))


def _is_man(asked: list[str], own: list[str], words: list[str]) -> bool:
    """What is said of the voice first, then words of the name, then of the description in order, then the name's ending."""
    for word in asked:
        if word in _MAN or word in _WOMAN:
            return word in _MAN
    for word in own:
        if word in _MAN or word in _MEN_NAMED:
            return True
        if word in _WOMAN or word in _WOMEN_NAMED:
            return False
    for word in words:
        if word in _MAN:
            return True
        if word in _WOMAN:
            return False
    last = own[0] if own else ""
    return not last.endswith(("a", "ie", "ette", "elle", "ine", "lyn", "ah", "é", "y"))
