"""A story with everything that varies, made by hand."""

from typing import Any

import pytest

from playhead.screenplay import Element, Kind
from playhead.screenplay.expression import parse_expression
from playhead.screenplay.film import FilmFile
from playhead.story import Beat, Story, parse_heading
from playhead.story.story import Choice, Jump, Option, slug


def beat(index: int, name: str, heading: str, when: str = "", **more: Any) -> Beat:
    return Beat(
        name=name, heading=parse_heading(heading) if heading else None, line=10 * index + 1, index=index, id=slug(name),
        elements=(Element(Kind.ACTION, f"Something happens in {name}.", 10 * index + 3),),
        when=parse_expression(when) if when else None, seconds=more.pop("seconds", 45.0 + 7 * (index % 5)), **more,
    )


@pytest.fixture(scope="session")
def story() -> Story:
    lamp, night = "INT. LAMP ROOM - NIGHT", "# THE NIGHT"
    asks = Choice((Option("Answer the radio", 2), Option('Stay "silent"', 3)), 9.0, 1, 15)
    beats = (
        beat(0, "dusk", "EXT. CLIFF - EVENING", must=True, tension=1, group=night),
        beat(1, "the lamp dies", lamp, must=True, tension=4, tells=(("lamp", "dead"),), choice=asks, group=night),
        beat(2, "answered", lamp, branch=True, tension=3, tells=(("radio", "answered"),)),
        beat(3, "silence", lamp, branch=True, jumps=(Jump(1, parse_expression("not seen answered"), 36),)),
        beat(4, "the-sea", "EXT. SEA - NIGHT", may=True, weight=3, tension=4, bounds=frozenset({"peril"}), group="# MORNING <1>"),
        beat(5, "boat home", "EXT. HARBOUR - MORNING", "fact radio = answered", ending=True, tension=2, group="# MORNING <1>"),
        beat(6, "empty sea", "EXT. SEA - MORNING", ending=True, tension=3, group="# MORNING <1>"),
        beat(7, "letter", lamp, 'viewer.likes has "letters"', pool=True, once=True, weight=2, group="STORYLETS"),
        beat(8, "tea", "", pool=True, cooldown_s=60.0, group="STORYLETS"),
    )
    return Story("The Lamp", "The Playhead company", "", beats, (), "r", film=FilmFile(runtime_s=(240, 420), rating=12))
