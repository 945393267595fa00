"""What a viewer said of themselves is spoken, and shared with nobody."""

from playhead.speech import Speaker
from playhead.speech.timing import Line, Voice


class Blobs(dict):
    def put(self, key, data):
        self[key] = data


def test_a_private_line_is_spoken_alike_and_not_kept():
    blobs = Blobs()
    speaker = Speaker(blobs)
    public = speaker.say(Line("Good night, friend.", Voice()))
    kept = len(blobs)
    private = speaker.say(Line("Good night, friend.", Voice(), private=True))
    assert kept
    assert len(blobs) == kept
    assert private == public
