import numpy as np
import pytest

from playhead.render import Size
from playhead.render.theatre import light_for, title
from playhead.render.theatre.title import SERIF, runs, width_of, wrap

from .scenes import shot

SMALL = Size(424, 240)
TITLES = [
    "The Lamp",
    "A very long title that nobody would print on a poster, about everything that ever happened to anybody by the sea",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "Смерть чиновника",
    "Żółć, ĥaĉek, ŝipo",
    "Οδύσσεια",
    "雨の夜 🎬 The Rain",
    "",
    "   ",
]


@pytest.mark.parametrize("text", TITLES)
@pytest.mark.parametrize("size", ["title", "card"])
def test_any_title_can_be_set(theatre, text, size):
    one = shot(size, cast=(), subjects=(), text=(text, "by somebody", "Generated as you watch"), frames=72)
    picture = theatre.picture(one, SMALL, 70)
    before = theatre.picture(one, SMALL, 0)
    assert np.abs(picture.astype(int) - before).max() > 30, "the words fade in"


def test_long_titles_break_into_lines_that_fit():
    lines = wrap(TITLES[1], SERIF, 600, 40, 600)
    assert len(lines) > 1
    assert all(width_of(line) <= 600 for line in lines)


def test_characters_without_a_font_are_left_out():
    assert [run.text for run in runs("雨 a", SERIF, 600, 20)][-1].strip() == "a"
    assert runs("雨", SERIF, 600, 20) == ()
    assert len(runs("aж", SERIF, 600, 20)) == 2, "each script has its font"


def test_words_stay_within_the_frame(theatre):
    one = shot("card", cast=(), subjects=(), text=(TITLES[2],), frames=72)
    empty = theatre.picture(one, SMALL, 0).astype(int)
    full = theatre.picture(one, SMALL, 71).astype(int)
    changed = np.flatnonzero(np.abs(full - empty).max(axis=(0, 2)) > 12)
    assert changed.size
    assert changed[0] > 8
    assert changed[-1] < 416


def test_a_card_is_dark_paper():
    pixels = title.card_paper(SMALL, light_for("night", "clear", False))
    assert pixels[..., :3].mean() < 60
    assert pixels[..., 0].std() > 0.5
