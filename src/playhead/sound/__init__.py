"""Sound is a pure function of a window: clips on the film's timeline, each made to level, mixed for any stretch of time.

Speech, foley, ambience and score are all synthesized from the clips' data; the same clips are the same samples.
"""

from playhead.sound.clip import BUILD, Clip, clips_of, heard, in_order, reach
from playhead.sound.mixer import Voices, mix
from playhead.sound.shelf import Shelf

__all__ = ["BUILD", "Clip", "Shelf", "Voices", "clips_of", "heard", "in_order", "mix", "reach"]
