"""Speech comes first: a line in a voice becomes samples, a length and mouth marks, and the film is timed by them.

Nothing heavy is loaded until a `Speaker` is first asked to speak; `estimate` times a line without a voice.
"""

from playhead.speech import stock as stock
from playhead.speech.cast import cast_voice
from playhead.speech.estimate import estimate
from playhead.speech.maker import wanted
from playhead.speech.speaker import Blobs, Speaker
from playhead.speech.timing import Line, Mark, Mouth, Spoken, Voice

__all__ = ["Blobs", "Line", "Mark", "Mouth", "Speaker", "Spoken", "Voice", "cast_voice", "estimate", "wanted"]
