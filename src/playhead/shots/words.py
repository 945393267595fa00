"""Words of English that a picture can show: verbs by what is seen of them, things, feelings, weather, sounds."""

from __future__ import annotations

import re
from functools import cache

_IRREGULAR = {
    lemma: forms.split()
    for lemma, forms in {
        "be": "is are was were been am", "go": "goes went gone", "come": "came", "run": "ran", "sit": "sat", "stand": "stood",
        "lie": "lay lain lying", "rise": "rose risen", "kneel": "knelt", "take": "took taken", "give": "gave given",
        "hold": "held", "leave": "left", "read": "read", "write": "wrote written", "drink": "drank drunk", "break": "broke broken",
        "shake": "shook shaken", "weep": "wept", "wind": "wound", "light": "lit", "put": "put", "set": "set", "hide": "hid hidden",
        "throw": "threw thrown", "catch": "caught", "fall": "fell fallen", "see": "saw seen", "hear": "heard", "sing": "sang sung",
        "swim": "swam", "sleep": "slept", "wake": "woke woken", "dig": "dug", "draw": "drew drawn", "bring": "brought",
        "creep": "crept", "spin": "spun", "sink": "sank sunk", "sweep": "swept", "ring": "rang rung", "shut": "shut",
        "begin": "began begun", "strike": "struck", "hang": "hung", "bend": "bent", "flee": "fled", "tear": "tore torn",
        "eat": "ate eaten", "ride": "rode ridden", "drive": "drove driven", "die": "dying", "tie": "tying", "stop": "stopped",
        "freeze": "froze frozen", "blow": "blew blown", "build": "built", "lead": "led", "find": "found", "feel": "felt",
        "keep": "kept", "lose": "lost", "meet": "met", "fight": "fought", "grin": "grinned", "nod": "nodded", "hug": "hugged",
    }.items()
}
_LEMMA_OF = {form: lemma for lemma, forms in _IRREGULAR.items() for form in forms}

_VERBS = {
    "walk": "walk stroll pace wander cross approach step climb tiptoe stride limp shuffle march creep stumble trudge wade follow "
    "descend ascend drift advance amble plod saunter hobble swim move lead return circle crawl shamble ride row",
    "run": "run rush hurry sprint dash race bolt scramble charge scurry gallop hasten chase",
    "enter": "enter arrive appear emerge join burst",
    "exit": "exit leave depart flee vanish disappear",
    "sit": "sit perch settle slump",
    "rise": "rise stand",
    "kneel": "kneel",
    "crouch": "crouch duck hide squat cower huddle stoop",
    "lie": "lie sleep collapse faint sprawl fall",
    "lean": "lean",
    "nod": "nod agree",
    "shake": "shake tremble shiver shudder",
    "shrug": "shrug",
    "gesture": "gesture beckon explain argue clap",
    "point": "point aim",
    "reach": "reach touch press push stroke pat knead feel stretch",
    "give": "give hand pass offer deliver show",
    "take": "take grab pick pull snatch grip seize catch fetch collect gather carry bring hold clutch",
    "lift": "lift raise hoist heave",
    "put": "put place drop throw toss lay lower",
    "wave": "wave salute",
    "knock": "knock rap hammer bang pound",
    "drink": "drink sip swallow gulp eat bite chew taste",
    "write": "write scribble sketch draw sign note",
    "read": "read",
    "open": "open unlock unfold close shut lock unwrap tear",
    "look": "look watch stare gaze glance peer see study examine search eye inspect notice spot observe squint scan regard find "
    "listen wait think hesitate consider",
    "laugh": "laugh giggle chuckle grin smirk",
    "weep": "weep cry sob",
    "embrace": "embrace hug kiss cuddle comfort",
    "start": "flinch jump startle gasp freeze recoil blink wince stiffen wake",
    "breathe": "breathe sigh exhale inhale pant yawn cough shrink",
    "bow": "bow curtsy",
    "play": "play strum dance sing",
    "work": "work cook stir wash clean dig build fix repair crank chop sweep polish wind sew type pour cut scrub paint mend "
    "tie untie pack turn_crank carve light strike pump hunt feed",
    "turn": "turn spin swivel face whirl pivot",
    "smile": "smile beam",
    "stop": "stop pause halt",
    "die": "die",
}
_VERB_OF = {lemma: verb for verb, lemmas in _VERBS.items() for lemma in lemmas.split()}

_PROP_WORDS = {
    "lamp": "lamp lamps lightbulb bulb", "lantern": "lantern lanterns", "candle": "candle candles candlestick",
    "letter": "letter letters note envelope paper papers page document telegram postcard parchment scroll contract",
    "book": "book books diary notebook journal logbook ledger bible novel album", "radio": "radio wireless transmitter walkie-talkie",
    "phone": "phone telephone receiver mobile smartphone cellphone", "cup": "cup cups mug coffee tea teacup", "teapot": "teapot kettle",
    "bottle": "bottle bottles flask", "glass": "glass glasses_of tumbler goblet", "key": "key keys", "clock": "clock clocks alarm",
    "watch": "pocketwatch wristwatch", "photo": "photo photograph photographs picture portrait polaroid snapshot", "ring": "ring",
    "map": "map chart", "newspaper": "newspaper newspapers magazine", "knife": "knife blade dagger scalpel",
    "gun": "gun pistol rifle revolver shotgun", "bag": "bag backpack purse handbag satchel sack rucksack briefcase",
    "suitcase": "suitcase suitcases luggage trunk", "box": "box boxes crate chest parcel package carton",
    "flower": "flower flowers rose roses bouquet tulip lily daisy", "bread": "bread loaf sandwich toast cake pie dough",
    "apple": "apple apples fruit orange pear", "piano": "piano", "guitar": "guitar ukulele banjo", "violin": "violin fiddle cello",
    "boat": "boat rowboat dinghy canoe ship vessel raft", "bicycle": "bicycle bike", "rope": "rope cord",
    "umbrella": "umbrella parasol", "hat": "hat", "coat": "coat", "mirror": "mirror", "camera": "camera",
    "computer": "computer laptop monitor console keyboard tablet", "television": "television tv telly", "typewriter": "typewriter",
    "pen": "pen pencil quill", "coin": "coin coins", "money": "money cash banknotes wallet", "plate": "plate plates dish dishes",
    "bowl": "bowl soup porridge", "shell": "shell seashell conch", "stone": "stone pebble rock pebbles", "feather": "feather",
    "dog": "dog dogs puppy puppies hound hounds", "cat": "cat cats kitten kittens", "bird": "bird birds gulls seagulls crows ravens pigeons seagull gull crow raven owl sparrow pigeon parrot dove",
    "horse": "horse horses pony ponies donkey mule", "fish": "fish trout herring", "fire": "fire campfire bonfire flames", "torch": "torch flashlight",
    "sword": "sword sabre", "crown": "crown", "telescope": "telescope binoculars spyglass", "globe": "globe",
    "record player": "gramophone phonograph turntable", "toy": "toy toys", "doll": "doll puppet", "ball": "ball", "kite": "kite",
    "axe": "axe hatchet", "spade": "spade shovel", "bell": "bell", "wheel": "wheel crank", "gear": "gear gears machine engine mechanism",
    "robot": "robot android", "plant": "plant pot fern cactus seedling", "basket": "basket", "ticket": "ticket tickets",
    "car": "car taxi truck van automobile lorry",
}
_PROP_OF = {word: prop for prop, words in _PROP_WORDS.items() for word in words.split()}
HELD = frozenset(
    str.split(
        "lamp lantern candle letter book phone cup bottle glass key watch photo ring map newspaper knife gun bag suitcase box flower bread "
        "apple guitar violin rope umbrella hat camera pen coin money plate bowl shell stone feather torch sword crown telescope toy doll "
        "ball kite axe spade bell basket ticket teapot radio"
    )
)
"""Props that fit a hand."""
INSERTABLE = HELD | frozenset(str.split("clock radio typewriter television computer mirror telescope globe gear wheel piano fire bell")) | {"record player"}
"""Props worth a picture of their own."""

_FEELING_WORDS = {
    "joy": "smile smiles smiling laughs laughing laugh grin grins grinning joy joyful joyfully happy happily cheerful cheerfully delighted "
    "excited excitedly amused brightly beaming giggles giggling chuckles playful playfully eager eagerly proudly proud triumphant",
    "sorrow": "weeps weeping cries crying sobs sobbing sad sadly tears tearful grief grieving mournful mournfully sorrow sorrowful "
    "heartbroken broken despair bitterly regretful hopeless lost miserable",
    "fear": "afraid fear fearful frightened terrified scared trembling trembles shivers nervous nervously anxious anxiously panic panicked "
    "panicking horror horrified alarmed worried warily uneasy dread hushed",
    "anger": "angry angrily anger furious furiously rage shouts shouting yells yelling screams screaming slams snaps snapping glares "
    "glaring bitter coldly harshly sharply annoyed irritated snarls growls hisses",
    "surprise": "surprised surprise astonished startled gasps stunned shocked amazed incredulous disbelief bewildered confused puzzled "
    "blinks freezes",
    "tender": "tender tenderly gently gentle softly soft kindly kind loving lovingly warmly warm caress kisses embraces hugs quietly fondly "
    "whispers whispering soothing",
    "tired": "tired tiredly weary wearily exhausted sleepy yawns yawning sighs sighing drained asleep drunk",
    "calm": "calm calmly evenly flatly flat matter-of-factly deadpan dry dryly",
}
_FEELING_OF = {word: feeling for feeling, words in _FEELING_WORDS.items() for word in words.split()}
_MANNER = {
    "whisper": "whisper whispers whispering whispered hushed under_breath murmurs murmuring mutters muttering",
    "shout": "shout shouts shouting shouted yell yells yelling scream screams screaming calling calls bellows roars loudly",
    "sing": "sing sings singing hums humming sung",
}
_MANNER_OF = {word: manner for manner, words in _MANNER.items() for word in words.split()}

_TENSE = {
    3: "gun knife blood bloody scream screams screaming dead death dies die kill kills killed murder explosion explodes fire danger terror "
    "horror crash crashes attack attacks drowning drowns falls falling chase chases fight fights stab stabs shoots shot monster ghost bomb",
    2: "storm thunder lightning slams slam runs running dark darkness suddenly sudden silence freezes trembling trembles afraid fear "
    "frightened tears weeps sobbing shouts shouting shout never help hurry grabs breaks broken shatters alarm siren knock desperate panic "
    "struggle struggles wrong lost gone lies liar hate leave goodbye",
    1: "rain night cold alone quiet still waits waiting secret whispers whisper stares stare slowly careful strange shadow stop stops why no",
}
_TENSE_OF = {word: level for level, words in _TENSE.items() for word in words.split()}

_SOUND_WORDS = {
    "thunder": "thunder thunderclap", "splash": "splash splashes plunges dives", "knock": "knock knocks knocking raps",
    "bell": "bell bells chimes chime tolls", "clock": "ticking ticks tick-tock clock", "phone": "telephone phone rings ringing",
    "gunshot": "gunshot shoots fires bang", "glass": "shatters smashes shattering", "thud": "thud thuds falls collapses drops crashes crash slump",
    "door close": "slams slam slammed", "creak": "creaks creak creaking", "engine": "engine motor revs", "horn": "horn foghorn honks hoots",
    "typing": "types typing typewriter", "dog": "barks bark barking dog", "cat": "meows purrs cat", "bird": "gull gulls seagull chirps birdsong crow "
    "caws owl birds sings_bird", "horse": "neighs hooves gallops horse", "crowd": "crowd chatter murmur audience", "applause": "applause applauds claps",
    "whistle": "whistle whistles", "beep": "beep beeps beeping", "heartbeat": "heartbeat", "paper": "unfolds letter paper envelope newspaper "
    "rustle rustles page pages", "cup": "cup mug saucer teacup", "pour": "pours pour pouring", "switch": "switch flicks click clicks lever button",
    "radio": "radio static crackles", "match": "match matches", "wind up": "cranks crank winds", "keys": "keys key", "fire": "fire flames crackling hearth",
    "rope": "rope ropes", "metal": "clang clangs clank metal chain chains gears", "wood": "axe chops chop knocks_wood", "drop": "drips drip dripping drop",
    "cloth": "coat scarf cloak blanket embraces hugs",
}
_SOUND_OF = {word: sound for sound, words in _SOUND_WORDS.items() for word in words.split()}

COLORS = {
    "red": "red scarlet crimson ruby", "orange": "orange amber rust copper", "yellow": "yellow golden gold mustard", "green": "green emerald olive",
    "teal": "teal turquoise", "blue": "blue navy azure", "violet": "violet purple lilac lavender mauve", "pink": "pink rose", "white": "white cream ivory",
}
COLOR_OF = {word: color for color, words in COLORS.items() for word in words.split()}


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; apostrophes and hyphens inside a word belong to it."""
    return tuple(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.lower().replace("’", "'")))


@cache
def verb_of(word: str) -> str:
    """What is seen when somebody does `word`, in any form; "" if it is no verb we can show.

    >>> verb_of("sat"), verb_of("hurries"), verb_of("running"), verb_of("table")
    ('sit', 'run', 'run', '')
    """
    for lemma in _lemmas(word):
        if lemma in _VERB_OF:
            return _VERB_OF[lemma]
    return ""


def lemma_of(word: str) -> str:
    """The verb's own form, or the word itself."""
    return next((lemma for lemma in _lemmas(word) if lemma in _VERB_OF), word)


def _lemmas(word: str) -> tuple[str, ...]:
    if word in _LEMMA_OF:
        return (_LEMMA_OF[word], word)
    found = [word]
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    if word.endswith("ied"):
        found.append(word[:-3] + "y")
    for ending in ("es", "s", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            found += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(found)


def prop_of(word: str) -> str:
    """The prop a word names, "" for none."""
    return _PROP_OF.get(word, "")


def feeling_of(text: str) -> str:
    """The feeling words speak of; the first one; "" for none."""
    return next((_FEELING_OF[word] for word in tokens(text) if word in _FEELING_OF), "")


def manner_of(text: str) -> str:
    """How something is said: "whisper", "shout", "sing" or ""."""
    return next((_MANNER_OF[word] for word in tokens(text) if word in _MANNER_OF), "")


def tension_of(text: str) -> int:
    """How tense words are, 0..3."""
    return max((_TENSE_OF[word] for word in tokens(text) if word in _TENSE_OF), default=0)


def sounds_of(text: str) -> tuple[str, ...]:
    """The sounds that words let one hear, each once, in order."""
    found: list[str] = []
    for word in tokens(text):
        sound = _SOUND_OF.get(word)
        if sound and sound not in found:
            found.append(sound)
    return tuple(found)
