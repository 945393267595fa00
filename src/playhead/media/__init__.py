"""Frames and samples become segments, kept once each under the hash of their bytes.

A segment is a moof and an mdat whose `tfdt` is zero; `set_time` places it when it is sent. One init serves every segment of a
size. The `Store` is a folder that many processes share without a server, and many machines where a bucket stands behind it.
"""

from playhead.media.bake import concat_mp4
from playhead.media.boxes import duration_of, set_time
from playhead.media.far import stand_behind
from playhead.media.picture import decode_picture, encode_picture, picture_init
from playhead.media.sound import LOOK_AHEAD, PRE_ROLL, encode_sound, sound_init
from playhead.media.store import Store, Stored

__all__ = [
    "LOOK_AHEAD",
    "PRE_ROLL",
    "Store",
    "Stored",
    "concat_mp4",
    "decode_picture",
    "duration_of",
    "encode_picture",
    "encode_sound",
    "picture_init",
    "set_time",
    "sound_init",
    "stand_behind",
]
