"""Who somebody is at a glance: man or woman, child or elder, from a role's name and the script's words."""

from __future__ import annotations

import re

from playhead.shots.words import tokens
from playhead.story.story import Role

_WOMAN = frozenset(
    str.split(
        "she her hers herself woman girl lady mother mom mum grandmother grandma granny sister daughter aunt wife queen princess nun bride maid waitress "
        "actress widow witch mrs ms miss madam barmaid fisherwoman policewoman businesswoman female heroine "
        "mara anna ada alice amy ann anne annie beth betty carol clara claire diana dora edith ella ellen emily emma eva eve fay fiona flora "
        "grace greta hannah helen ida ines irene iris jane jean jenny jo joan julia julie kate katie kim laura lea lena lily lina lisa liz lola lucy "
        "lydia maria marie martha mary maya mia mina mona nadia nancy nina nora olga olive olivia pam paula petra rita rosa rose ruth sally sara sarah "
        "sofia sophie stella susan sylvia tess thea tina una vera victoria violet wendy yara zoe zelda élodie elodie amelie chloe leah rachel rebecca louise joan helen yvonne beatrix mona kira annika tilda wanda ursula "
        "margaret elizabeth charlotte agnes agatha hilda ingrid astrid freya yuki keiko aiko mei priya anya katya natasha isabel carmen lucia elena"
    )
)
_MAN = frozenset(
    str.split(
        "he him his himself man bearded beard moustache mustache boy gentleman father dad grandfather grandpa brother son uncle husband king prince monk groom butler waiter wizard "
        "fisherman policeman barman sir mr businessman male hero lord "
        "tom adam al alan albert alex andrew anton arthur ben bill bob brian carl charles charlie chris dan daniel david dennis ed eddie edward eli elias "
        "eric ernest felix finn frank fred gabriel george gus hal hale hank hans harold harry henry hugo hugh ian isaac ivan jack jacob jake james jan jim "
        "joe john jonas joseph karl ken kevin kurt leo leon leonard louis luke marcus mark martin matt max michael mike nick noah oliver omar oscar otto "
        "owen pablo patrick paul peter phil ralph ray richard rob robert roger roy sam samuel simon stan stefan steve ted theo thomas tim tony victor "
        "vincent walter will luca joshua łukasz lukasz piotr paweł tomasz marek andrzej krzysztof jürgen juergen günther françois francois andré andre joão juan josé jose carlos luis miguel jorge diego björn bjorn lars sven nils derek edgar gustav quentin xavier boris william yusuf jonah silas amos ezra rufus hector ahmed ali kenji hiroshi taro wei raj sergei dmitri boris pierre jean-luc"
    )
)
_CHILD = frozenset(str.split("child boy girl kid toddler baby schoolboy schoolgirl infant"))
_ELDER = frozenset(
    str.split("old elderly aged ancient wrinkled grandmother grandfather grandma grandpa granny retired elder wizened white-haired grey-haired gray-haired")
)
_AGE = re.compile(r"\b(\d{1,3})(s?)\b(?!\s*(?:o'clock|pm|am|feet|miles|dollars|%))")
_AGE_WORDS = {
    word: n
    for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split())  # noqa: SIM905
} | {"twenties": 25, "thirties": 35, "forties": 45, "fifties": 55, "sixties": 65, "seventies": 75, "eighties": 85, "nineties": 95, "teens": 16, "teenage": 16, "teenager": 16}


def gender_of(role: Role) -> str:
    """"woman", "man" or "" where neither name nor words tell; the name's last word and nouns go before pronouns.

    >>> gender_of(Role("OLD WOMAN")), gender_of(Role("ASH", description="ASH, thin. He waits."))
    ('woman', 'man')
    """
    # "rolls up to her" tells of somebody else.
    own = re.sub(r"\b(?:to|at|behind|after|toward|towards|with|for|from|beside|past|near|before) (?:her|him|his)\b", " ", role.description, flags=re.IGNORECASE)
    for words in (tokens(role.name), tokens(_apposition(own)), tokens(own)):
        for word in words:
            bare = word.removesuffix("'s")
            if bare in _WOMAN:
                return "woman"
            if bare in _MAN:
                return "man"
    first = (tokens(role.name) or ("",))[0]
    if " " not in role.name.strip() and len(first) > 2 and role.name.isalpha():
        if re.fullmatch(r"[а-яё]+", first):
            return "woman" if first.endswith(("а", "я")) else "man"
        return "woman" if first.endswith(("a", "ette", "elle")) else "man" if first.endswith(("o", "us")) else ""
    return ""


def _apposition(description: str) -> str:
    """The words right after the name: "TOM, a boy of ten" up to the verb's clause."""
    return " ".join(re.split(r"[.;]", description)[0].split()[:9])


def age_of(role: Role) -> int:
    """Years, as far as the script tells; 0 where it does not. Words count as typical years: "old" 72, "boy" 10."""
    head = role.description[:90]
    if match := _AGE.search(head):
        years = int(match[1]) + (5 if match[2] else 0)
        if 0 < years < 110:
            return years
    words = (*tokens(role.name), *tokens(head))
    for word in words:
        if word in _AGE_WORDS and ("of" in words or "years" in words or _AGE_WORDS[word] > 12):
            return _AGE_WORDS[word]
    if any(word in _ELDER for word in words):
        return 72
    if any(word in _CHILD for word in words):
        return 10
    return 22 if "young" in words else 0
