from itertools import combinations

import pytest

from playhead.shots import appearance_of
from playhead.shots.appearance import distance
from playhead.shots.persons import age_of, gender_of
from playhead.shots.shot import Appearance
from playhead.story import Role, Story


def story(*roles):
    return Story("T", "", "", (), tuple(roles), "r")


def looks(*roles):
    made = story(*roles)
    return [appearance_of(role, n, made) for n, role in enumerate(roles)]


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        (
            Role("MARA", description="MARA (60s), in a yellow sou'wester"),
            {"build": "elder", "headwear": "sou'wester", "accent": "yellow", "accent_on": "hat", "garment": "coat"},
        ),
        (Role("ILSE", description="ILSE (9), a red scarf"), {"build": "child", "accent": "red", "accent_on": "scarf"}),
        (
            Role("JONAS", description="JONAS (40s), a bearded man in a blue cap"),
            {"face": "beard", "headwear": "cap", "accent": "blue"},
        ),
        (Role("GIRL"), {"build": "child"}),
        (Role("OLD MAN"), {"build": "elder"}),
        (
            Role("OTTO", description="OTTO (30s), tall, glasses, an orange scarf"),
            {"build": "tall", "face": "glasses", "accent": "orange"},
        ),
        (Role("GUARD", description="GUARD, broad, in uniform"), {"build": "broad", "garment": "uniform"}),
        (
            Role("NOOR", description="NOOR (30s), curly hair, a teal jumper"),
            {"hair": "curly", "garment": "jumper", "accent": "teal"},
        ),
        (Role("KING", description="The KING in a crown, white beard"), {"headwear": "crown", "face": "beard", "hair_tone": 5}),
    ],
)
def test_hints(role, wanted):
    look = looks(role)[0]
    assert {name: getattr(look, name) for name in wanted} == wanted


def test_the_first_twelve_are_told_apart():
    roles = [Role(f"NAME{n}") for n in range(12)]
    for one, two in combinations(looks(*roles), 2):
        assert distance(one, two) >= 6
    assert len({(look.build, look.hair, look.headwear, look.accent) for look in looks(*roles)}) == 12


def test_twelve_women_are_told_apart():
    roles = [Role(f"NAME{n}", description="a woman") for n in range(12)]
    assert min(distance(one, two) for one, two in combinations(looks(*roles), 2)) >= 4


def test_who_comes_later_changes_nobody_before():
    roles = [Role(name) for name in ("ANNA", "BEN", "CARA", "DAN")]
    assert looks(*roles)[:3] == looks(*roles[:3])


def test_a_role_outside_the_cast_has_a_look_too():
    assert isinstance(appearance_of(Role("X"), 7, story()), Appearance)


@pytest.mark.parametrize(("role", "gender"), [(Role("OLD WOMAN"), "woman"), (Role("X", description="X waits. He sighs."), "man"), (Role("MRS HALE"), "woman"), (Role("VIKTORA"), "woman"),
                                              (Role("BRUNO", description="BRUNO (50s), a moustache"), "man"), (Role("QX"), "")])  # fmt: skip
def test_gender(role, gender):
    assert gender_of(role) == gender


@pytest.mark.parametrize(
    ("words", "age"),
    [("MARA (60s)", 65), ("TOM, a boy of ten", 10), ("ANNA, 34", 34), ("an old man", 72), ("somebody", 0), ("a teenager", 16)],
)
def test_age(words, age):
    assert age_of(Role("X", description=words)) == age


def test_a_pronoun_that_means_somebody_else_tells_nothing():
    assert gender_of(Role("PIP", description="PIP, a robot, rolls up to her.")) == ""
    assert gender_of(Role("NOOR", description="NOOR floats asleep in her chair.")) == "woman"


@pytest.mark.parametrize(
    ("description", "wanted"),
    [
        ("LENA (20s), in a yellow dress", {"accent": "yellow", "accent_on": "garment", "garment": "dress"}),
        ("LENA (20s), in a black robe", {"garment": "robe", "tone": 6, "headwear": ""}),
        ("LENA (20s), a white beard, a coat", {"garment": "coat", "hair_tone": 5}),
        ("LENA (40s), shaved head, grey uniform", {"hair": "bald", "tone": 7}),
        ("LENA (40s), a red neckerchief", {"accent": "red", "accent_on": "scarf"}),
    ],
)
def test_clothes_have_the_colour_that_the_script_gives_them(description, wanted):
    (look,) = looks(Role("LENA", description=description))
    assert {name: getattr(look, name) for name in wanted} == wanted
    assert "beard" not in description or look.accent_on != "garment"


def test_two_dogs_are_told_apart_and_keep_the_coat_that_is_said():
    one, two, black = looks(Role("DOG"), Role("REX", description="REX, a dog"), Role("INK", description="INK, a black dog"))
    assert {one.build, two.build, black.build} == {"dog"}
    assert one != two
    assert (black.garment, black.hair_tone) == ("coat", 0)


def test_brown_skin_wears_no_brown_unless_the_script_says_so():
    for n in range(60):
        (look,) = looks(Role(f"P{n}"))
        assert look.tone != 1 or look.skin < 2


def test_hair_that_is_told_of_is_not_under_a_hat():
    for n in range(30):
        (look,) = looks(Role(f"B{n}", description=f"B{n} (50s), a broad bald man"))
        assert (look.hair, look.headwear) == ("bald", "")
