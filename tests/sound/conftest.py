import numpy as np
import pytest

from playhead.shots.cue import Cue
from playhead.shots.shot import Place
from playhead.sound import clips_of, mix
from playhead.speech import Line, Speaker, cast_voice

T = 48_000
CLIFF = Place("cliff", "CLIFF", False, ("lighthouse",))
SAID = (
    "I counted every lamp along the harbour wall, and one was missing.",
    "Did you take it?",
    "No. Why would I take a lamp that does not work?",
    "Because it was hers. You kept everything that was hers.",
    "And you kept nothing.",
)


@pytest.fixture(scope="session")
def speaker():
    return Speaker()


def scene_cues(speaker, seconds, gap_s=1.3, last_s=5):
    """Two people talk on a cliff at night, to music that then rests."""
    cues = [
        Cue("ambience", -T // 2, seconds * T + T // 2, place=CLIFF, time="night", weather="clear"),
        Cue("score", 0, (seconds - last_s) * T, "calm", tension=1),
        Cue("score", (seconds - last_s) * T, last_s * T, "silence"),
        Cue("foley", T, 2 * T, "footsteps", pan=-200),
        Cue("foley", (seconds - 3) * T, T, "door close"),
    ]
    voices = (cast_voice("MARA", "", 0), cast_voice("TOM", "an old fisherman", 1))
    at = 4 * T
    for number in range(100):
        line = Line(SAID[number % 5], voices[number % 2], ("calm", "sorrow", "tender", "anger")[number % 4])
        ticks = speaker.say(line).ticks
        if at + ticks > (seconds - last_s) * T:
            break
        cues.append(Cue("speech", at, ticks, line=line, speaker="AB"[number % 2], pan=(-300, 300)[number % 2]))
        at += ticks + int(gap_s * T)
    return cues


@pytest.fixture(scope="session")
def cues(speaker):
    return scene_cues(speaker, 30)


@pytest.fixture(scope="session")
def clips(cues):
    return clips_of(cues, 0, 3)


@pytest.fixture(scope="session")
def film(clips, speaker):
    """Thirty seconds of a film, (n, 2)."""
    samples = mix(clips, 0, 30 * T, speaker)
    assert samples.dtype == np.float32
    return samples
