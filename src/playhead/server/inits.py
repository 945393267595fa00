"""The two initialisation sections every player needs first, and the codec strings they imply."""

from __future__ import annotations

from dataclasses import dataclass

from playhead.media import Store, picture_init, sound_init
from playhead.render.renderer import Size
from playhead.settings import Settings


@dataclass(frozen=True, slots=True)
class Inits:
    """Hashes of the stored inits, and the codecs as RFC 6381 names them."""

    picture: str
    sound: str
    codecs: tuple[str, ...]


def make_inits(settings: Settings, store: Store) -> Inits:
    """Make and keep the inits, safe from eviction; takes a few hundredths of a second."""
    picture, sound = picture_init(Size(settings.width, settings.height)), sound_init()
    inits = Inits(store.put(picture), store.put(sound), (avc_codec(picture), "mp4a.40.2"))
    store.pin((inits.picture, inits.sound))
    return inits


def avc_codec(init: bytes) -> str:
    """`avc1.PPCCLL` from the profile, constraints and level in the init's avcC box (ISO/IEC 14496-15, section 5.3.3)."""
    at = init.index(b"avcC") + 5
    return f"avc1.{init[at : at + 3].hex()}"
