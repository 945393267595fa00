from itertools import combinations

from playhead.speech import cast_voice


def test_same_character_same_voice():
    assert cast_voice("MARA", "a keeper", 3) == cast_voice("MARA", "a keeper", 3)


def test_no_two_of_a_film_share_a_voice():
    men = [cast_voice(name, "a man", index) for index, name in enumerate(["TOM", "ED", "HAL", "GUS", "IAN", "JIM", "LEO", "MAX", "NED", "OTTO"])]
    women = [cast_voice(name, "a woman", index) for index, name in enumerate(["AMY", "BEA", "CLO", "DEE", "EVE", "FAY", "GWEN", "HOPE"])]
    for one, other in combinations(men + women, 2):
        apart = abs(one.pitch - other.pitch) / other.pitch + abs(one.formant - other.formant) / 1000 + abs(one.rate - other.rate) / 1000
        assert apart + abs(one.breath - other.breath) / 1000 > 0.04, (one, other)
    assert min(voice.pitch for voice in men) < 540
    assert max(voice.pitch for voice in women) > 1150


def test_men_are_lower_than_women_and_children_higher():
    man, woman, child = cast_voice("BOB", "", 0), cast_voice("BETH", "", 0), cast_voice("SAM", "a boy of 8", 0)
    assert man.pitch < 760 < 800 < woman.pitch < child.pitch
    assert child.formant > woman.formant > man.formant


def test_the_description_tells_when_the_name_does_not():
    assert cast_voice("THE KEEPER", "an old man in a coat", 0).pitch < 760
    assert cast_voice("THE KEEPER", "a woman with a lantern", 0).pitch > 800


def test_elders_are_slower():
    assert cast_voice("ROSA", "70, a keeper", 0).rate < cast_voice("ROSA", "30, a keeper", 0).rate - 80


def test_odd_names_have_a_voice():
    for name in ("", "???", "李雷", "MAN #2", "VOICE (O.S.)"):
        voice = cast_voice(name, "", 1)
        assert 500 <= voice.pitch <= 1450
