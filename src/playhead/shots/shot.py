"""A shot: one camera set-up as data, holding everything its pixels depend on and nothing else.

Stage units are pixels of an 848x480 master wide: x runs 0..848 from left to right, y 0..480 downward. A grown
performer is about 190 units tall in that wide. All numbers are integers; times are frames from the shot's start.
"""

from __future__ import annotations

from dataclasses import dataclass

from playhead.canonical import key_of, seed_of

TIMES = ("morning", "day", "evening", "night")
WEATHERS = ("clear", "cloud", "rain", "snow", "mist", "storm")
SIZES = ("title", "wide", "full", "two", "medium", "close", "insert", "card")
FEELINGS = ("calm", "joy", "sorrow", "fear", "anger", "surprise", "tender", "tired")
POSES = ("stand", "sit", "kneel", "lie", "lean", "crouch")
VERBS = (
    "walk", "run", "turn", "sit", "rise", "kneel", "lie", "lean", "nod", "shake", "gesture", "point", "reach", "give",
    "take", "lift", "wave", "knock", "drink", "write", "read", "open", "look", "laugh", "weep", "embrace", "shrug",
    "start", "breathe", "bow", "play", "work", "crouch",
)
"""What a performer can be seen to do; `walk` and `run` go to `x`, `turn` and `look` end facing `to` degrees."""

PLACES_OUTSIDE = (
    "cliff", "beach", "harbour", "sea", "forest", "field", "mountain", "desert", "village", "street", "alley",
    "rooftop", "park", "garden", "graveyard", "bridge", "road", "river", "platform", "market", "farm", "ruin", "snowfield",
    "jungle", "yard", "space", "land",
)
PLACES_INSIDE = (
    "kitchen", "living room", "bedroom", "office", "corridor", "cafe", "shop", "library", "church", "classroom",
    "hospital", "train", "car", "lamp room", "attic", "cellar", "workshop", "stage", "cell", "spaceship", "laboratory",
    "cabin", "court", "cave", "stairs", "bathroom", "hall", "room",
)
"""`land` and `room` are what any place never heard of becomes."""

PROPS = (
    "lamp", "lantern", "candle", "letter", "book", "radio", "phone", "cup", "teapot", "bottle", "glass", "key", "clock",
    "watch", "photo", "ring", "map", "newspaper", "knife", "gun", "bag", "suitcase", "box", "flower", "bread", "apple",
    "piano", "guitar", "violin", "chair", "table", "bed", "door", "window", "boat", "car", "bicycle", "train", "rope",
    "umbrella", "hat", "coat", "mirror", "camera", "computer", "television", "typewriter", "pen", "coin", "money", "plate",
    "bowl", "shell", "stone", "feather", "dog", "cat", "bird", "horse", "fish", "fire", "torch", "sword", "crown",
    "telescope", "globe", "record player", "toy", "doll", "ball", "kite", "axe", "spade", "bell", "wheel", "gear", "robot",
    "plant", "basket", "ticket", "object",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where: `kind` is one of PLACES_*, `name` the script's own words, which vary the set of that kind."""

    kind: str
    name: str
    interior: bool
    features: tuple[str, ...] = ()  # props of the set and nearby kinds named in the script: "sea", "lighthouse", "window"


@dataclass(frozen=True, slots=True)
class Appearance:
    """What tells one character from another at a glance."""

    build: str = "average"  # child, small, average, tall, broad, elder; or a kind of creature: dog, horse, robot, ...
    hair: str = "short"  # short, long, bun, ponytail, curly, bald, braid, bob, wild, tuft
    hair_tone: int = 0  # 0 dark, 1 brown, 2 fair, 3 red, 4 grey, 5 white
    headwear: str = ""  # "", cap, hat, hood, scarf, helmet, beret, crown, bonnet, sou'wester
    face: str = ""  # "", glasses, beard, moustache, freckles
    nose: int = 0  # 0..3
    garment: str = "coat"  # of a creature: "coat" where hair_tone is its fur, "" for the fur of its kind; coat, dress, suit, jumper, robe, uniform, apron, cloak, skirt, overalls
    tone: int = 0  # 0..5, garment's dark base; 6 black, 7 grey
    skin: int = 2  # 0..5
    accent: str = "red"  # red, orange, yellow, green, teal, blue, violet, pink, white
    accent_on: str = "scarf"  # scarf, collar, hat, bag, belt, hem, bow; garment: all of it


@dataclass(frozen=True, slots=True)
class Act:
    """Something a performer does from `frame` on, for `frames`."""

    frame: int
    frames: int
    verb: str
    x: int = 0  # where walk and run end, in stage units
    to: int = 0  # the facing that turn and look end in; whom gesture, point, give are toward
    prop: str = ""


@dataclass(frozen=True, slots=True)
class Performer:
    """A character as seen in this shot.

    `facing` is degrees: 0 toward us, 90 in profile to the right, -90 to the left, 180 away; multiples of 45.
    `row` is depth on the stage: 0 nearest, 3 farthest. `mouth` is (frame, Mouth) pairs, only where a mouth is seen.
    """

    appearance: Appearance
    x: int
    facing: int = 0
    row: int = 1
    pose: str = "stand"
    feeling: str = "calm"
    gaze: int = 0  # degrees as facing; where the eyes go
    holds: str = ""
    acts: tuple[Act, ...] = ()
    mouth: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the shot; `state` is one word: "lit", "dark", "open", "broken", "steaming", "moving" or ""."""

    kind: str
    x: int = 424
    row: int = 1
    state: str = ""
    accent: str = ""


@dataclass(frozen=True, slots=True)
class Framing:
    """How much is seen, of whom, from where.

    `subjects` index the shot's performers (its props for an insert). `angle` is -1, 0 or 1: the master, or turned to
    the left or right of the line, which slides the background. `over` is the performer whose shoulder is in front, or -1.
    """

    size: str
    subjects: tuple[int, ...] = ()
    angle: int = 0
    over: int = -1


@dataclass(frozen=True, slots=True)
class Move:
    """A camera move over the whole shot: hold, push, pull, pan, track, tilt, crane; `amount` in thousandths of the frame."""

    kind: str = "hold"
    amount: int = 0  # pan and track: to the right when positive; tilt and crane: upward when positive


@dataclass(frozen=True, slots=True)
class Enter:
    """How the shot begins: a cut, a fade from black, or a dissolve from `source`'s last picture over `frames`."""

    kind: str = "cut"
    frames: int = 0
    source: Shot | None = None


@dataclass(frozen=True, slots=True)
class Shot:
    """One camera set-up. Equal shots are one shot, for all viewers."""

    place: Place
    time: str
    weather: str
    framing: Framing
    frames: int
    look: str = "paper"
    mood: int = 0  # tension 0..5, for light and lens
    move: Move = Move()
    performers: tuple[Performer, ...] = ()
    props: tuple[Prop, ...] = ()
    text: tuple[str, ...] = ()  # of a title or card, a line each; the first is largest
    enter: Enter = Enter()
    leave_frames: int = 0  # fade to black over the last frames
    light: tuple[str, ...] = ()  # "moonlit", "candle", "lamp out", "lightning", "firelight", "beam"; "steady": nothing flickers
    private: bool = False  # contains a viewer's own words

    @property
    def key(self) -> str:
        """Content key, the same in every process."""
        return key_of("shot", self)

    @property
    def seed(self) -> int:
        """What varies the drawing where the shot says nothing: the hash of all it says."""
        return seed_of("shot", self)
