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
    assert [run.text for run in runs("🎬 a", SERIF, 600, 20)][-1].strip() == "a"
    assert runs("🎬", SERIF, 600, 20) == ()
    assert len(runs("aж", SERIF, 600, 20)) == 2, "each script has its font"


@pytest.mark.parametrize("text", ["東京の雨", "北京的冬天很冷", "서울의밤비"])
def test_japanese_chinese_and_korean_are_set(text):
    assert "".join(run.text for run in runs(text, SERIF, 600, 20)) == text


def test_a_script_without_spaces_breaks_between_letters_and_keeps_the_spaces_it_has():
    lines = wrap("静かに降り続けるのだった。物語 of the Rain", SERIF, 600, 40, 300)
    texts = ["".join(run.text for run in line) for line in lines]
    assert len(texts) > 1
    assert "物語 of the" in " ".join(texts)
    assert not any(text.startswith("。") for text in texts)
    assert all(width_of(line) <= 300 for line in lines)


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
