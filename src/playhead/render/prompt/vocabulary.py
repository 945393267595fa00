"""What the fields of a shot are called to a model: tables, and nothing else."""

from __future__ import annotations

SIZES = {
    "title": "wide establishing shot", "wide": "wide establishing shot", "full": "full shot, head to foot", "two": "two-shot, from the knees up",
    "medium": "medium shot, from the waist up", "close": "close-up of the face", "insert": "insert close-up", "card": "empty wide shot",
}  # fmt: skip
LENSES = {"title": "24mm lens", "wide": "24mm lens", "full": "35mm lens", "two": "40mm lens", "medium": "50mm lens", "close": "85mm lens, shallow depth of field",
          "insert": "macro lens, shallow depth of field", "card": "24mm lens"}
ANGLES = {-1: "seen from the left", 0: "at eye level", 1: "seen from the right"}
HELD_CAMERA = "the camera stays still"
MOVES = {
    "push": ("the camera slowly pushes in", "the camera slowly pushes in"), "pull": ("the camera slowly pulls back", "the camera slowly pulls back"),
    "pan": ("the camera pans to the right", "the camera pans to the left"), "track": ("the camera tracks to the right", "the camera tracks to the left"),
    "tilt": ("the camera tilts upward", "the camera tilts downward"), "crane": ("the camera cranes upward", "the camera cranes downward"),
}  # fmt: skip
"""Of each move: for an amount of zero and more, and for less."""

TIMES = {"morning": "soft morning light", "day": "daylight", "evening": "warm light of dusk", "night": "dark night"}
OUTSIDE = {"clear": "clear sky", "cloud": "overcast sky", "rain": "falling rain", "snow": "falling snow", "mist": "thick mist", "storm": "storm, driving rain and wind"}
INSIDE = {"clear": "", "cloud": "grey light in the window", "rain": "rain on the window", "snow": "snow outside the window", "mist": "mist outside the window",
          "storm": "a storm outside the window"}
LIGHTS = {"moonlit": "moonlight", "candle": "candlelight", "lamp out": "the lamp is out, deep shadow", "lightning": "lightning", "firelight": "flickering firelight",
          "beam": "a beam of light sweeping through the dark"}
MOODS = ("calm, gentle contrast", "", "", "tense, hard shadows", "tense, hard shadows, high contrast", "dread, hard shadows, high contrast")

POSES = {"stand": "standing", "sit": "sitting", "kneel": "kneeling", "lie": "lying down", "lean": "leaning", "crouch": "crouching"}
FEELINGS = {"calm": "", "joy": "smiling", "sorrow": "sad", "fear": "afraid", "anger": "angry", "surprise": "surprised", "tender": "gentle", "tired": "tired"}
VERBS = {
    "walk": "walks", "run": "runs", "turn": "turns", "sit": "sits down", "rise": "stands up", "kneel": "kneels down", "lie": "lies down", "lean": "leans forward",
    "nod": "nods", "shake": "shakes their head", "gesture": "gestures", "point": "points", "reach": "reaches out", "give": "holds out", "take": "takes", "lift": "lifts",
    "wave": "waves", "knock": "knocks", "drink": "drinks", "write": "writes", "read": "reads", "open": "opens", "look": "looks", "laugh": "laughs", "weep": "weeps",
    "embrace": "embraces the other", "shrug": "shrugs", "start": "starts in surprise", "breathe": "", "bow": "bows", "play": "plays", "work": "works", "crouch": "crouches down",
}  # fmt: skip
"""What somebody is seen to do; `breathe` goes without saying."""
THINGS = frozenset(("give", "take", "lift", "drink", "write", "read", "open", "play", "point", "reach", "look"))
"""Verbs that are done with or to a thing."""
TOWARD = {"point": "at ", "reach": "for ", "look": "at ", "drink": "from "}

ONLY = frozenset(("sea", "moon", "forest", "city", "sky"))
UNCOUNTED = frozenset(("money", "bread", "books", "stairs", "stars", "snow", "fire"))

BUILDS = {"child": "a child", "small": "a small person", "average": "a person", "tall": "a tall person", "broad": "a broad person", "elder": "an elderly person"}
HAIR = {"short": "short {} hair", "long": "long {} hair", "bun": "{} hair in a bun", "ponytail": "a {} ponytail", "curly": "curly {} hair", "bald": "a bald head",
        "braid": "a {} braid", "bob": "a {} bob", "wild": "wild {} hair", "tuft": "a tuft of {} hair"}
HAIR_TONES = ("dark", "brown", "fair", "red", "grey", "white")
HEADWEAR = {"cap": "a cap", "hat": "a hat", "hood": "a hood", "scarf": "a headscarf", "helmet": "a helmet", "beret": "a beret", "crown": "a crown", "bonnet": "a bonnet",
            "sou'wester": "a sou'wester"}
FACES = {"glasses": "glasses", "beard": "a beard", "moustache": "a moustache", "freckles": "freckles"}
TONES = {6: "black ", 7: "grey "}

LOOKS = {
    "paper": "layered cut-paper theatre, visible paper texture, soft shadows between the layers", "ink": "black ink drawing with washes, rough paper",
    "watercolour": "watercolour painting, soft edges, paper grain", "noir": "black-and-white film noir, deep shadows",
    "charcoal": "charcoal drawing, smudged, rough paper", "pastel": "pastel drawing, soft chalk texture", "engraving": "fine-lined copperplate engraving",
    "silhouette": "silhouette animation, black figures against glowing light",
}  # fmt: skip

NEVER = ("text", "letters", "subtitles", "watermark", "logo", "extra limbs", "deformed hands", "blurred", "low quality", "jitter")
"""What is never to be seen: words on the picture are the player's, and faults are faults."""
