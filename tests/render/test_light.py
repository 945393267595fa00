from dataclasses import fields

import pytest

from playhead.render.theatre.light import every, grey, light_for, light_of, mix, shade
from playhead.shots.shot import TIMES, WEATHERS

from .scenes import shot


def luma(color):
    return 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2]


def colors(light):
    for field in fields(light):
        value = getattr(light, field.name)
        if field.name == "sky":
            yield from value
        elif field.name in ("key", "ink", "ground", "haze", "lamp", "wall", "accent"):
            yield value


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("interior", [False, True])
@pytest.mark.parametrize("mood", [0, 5])
@pytest.mark.parametrize("word", ["", "moonlit", "candle", "lamp out", "lightning", "firelight", "beam", "golden", "dark"])
def test_every_light_holds_together(time, weather, interior, mood, word):
    light = light_for(time, weather, interior, mood, (word,) if word else ())
    assert all(isinstance(c, int) and 0 <= c <= 255 for color in colors(light) for c in color)
    assert luma(light.ink) < luma(light.key) - 60, "people's lit edge must be seen on them"
    assert luma(light.ink) <= min(luma(light.haze), luma(light.wall)) + 6
    assert 0 <= light.strength <= 1000


def test_hours_weathers_and_rooms_all_look_different():
    seen = {light_for(t, w, i) for t in TIMES for w in WEATHERS for i in (False, True)}
    assert len(seen) == len(TIMES) * len(WEATHERS) * 2


def test_night_is_darker_than_day_and_tension_darkens():
    assert luma(light_for("night", "clear", False).sky[0]) < luma(light_for("day", "clear", False).sky[0]) / 2
    assert luma(light_for("evening", "clear", True, 5).wall) < luma(light_for("evening", "clear", True, 0).wall)


def test_words_bend_the_light_and_unknown_ones_do_not():
    plain = light_for("night", "clear", True)
    assert light_for("night", "clear", True, 0, ("a word nobody knows",)) == plain
    assert light_for("night", "clear", True, 0, ("lamp out",)).lamp != plain.lamp
    candle = light_for("night", "clear", True, 0, ("candle",))
    assert candle.key[0] > candle.key[2] + 100
    moon = light_for("night", "clear", True, 0, ("moonlit",))
    assert moon.key[2] > moon.key[0]


def test_unknown_hours_and_weathers_are_a_clear_day():
    assert light_for("noonish", "plague", False) == light_for("day", "clear", False)


def test_a_look_grades_every_colour():
    noir = light_of(shot(look="noir"))
    assert max(max(c) - min(c) for c in colors(noir)) < 40
    assert light_of(shot(look="paper")) == light_of(shot(look="a look nobody knows"))


def test_colour_arithmetic_stays_in_range():
    assert mix((0, 0, 0), (10, 20, 30), 0.5) == (5, 10, 15)
    assert shade((200, 100, 0), 2.0) == (255, 200, 0)
    assert grey((255, 0, 0), -3.0) == (255, 0, 0)
    light = every(light_for("day", "clear", False), lambda _: (1, 2, 3))
    assert set(colors(light)) == {(1, 2, 3)}
