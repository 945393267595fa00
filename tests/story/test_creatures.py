import pytest

from playhead.screenplay import parse
from playhead.story import Role, compile_story
from playhead.story.creatures import creature_of


@pytest.mark.parametrize(
    ("name", "description", "kind"),
    [
        ("DUKE", "DUKE, a small dog with one ear, trots in.", "dog"),
        ("B-9", "B-9, A robot, rolls in.", "robot"),
        ("REX", "REX (a dog) barks.", "dog"),
        ("BISCUIT", "BISCUIT is an old cat.", "cat"),
        ("OLD OWL", "", "bird"),
        ("ROBOT #2", "", "robot"),
        ("DOG WALKER", "", ""),
        ("CAT LADY", "", ""),
        ("TOM", "TOM, a boy with a dog, waits.", ""),
        ("ANNA", "ANNA, a hunter chasing a fox, waits.", ""),
        ("WOLF", "WOLF (50s), a detective, waits.", ""),
        ("MAN", "MAN, a man in a bear costume", ""),
    ],
)
def test_an_animal_or_robot_is_told_from_people_by_its_kind(name, description, kind):
    assert creature_of(Role(name, description=description)) == kind


def cast(text):
    return {role.name: role for role in compile_story(parse(text.encode())).cast}


def test_who_is_named_after_what_they_are_is_introduced_by_it():
    found = cast("INT. BARN - DAY\n\nA dog, DUKE, trots in. The old horse BESS waits.\n\nDUKE\nWoof.\n\nBESS\nNeigh.\n")
    assert creature_of(found["DUKE"]) == "dog"
    assert creature_of(found["BESS"]) == "horse"


@pytest.mark.parametrize("title", ["MS.", "MRS.", "SHERIFF", "CHEF", "DR."])
def test_a_title_makes_nobody_two_people(title):
    assert len(cast(f"INT. ROOM - DAY\n\n{title} VANCE (30s), red hair, sits.\n\nVANCE\nHello.\n")) == 1
    assert len(cast(f"INT. ROOM - DAY\n\n{title} VANCE (30s), red hair, sits.\n\n{title} VANCE\nHello.\n")) == 1


def test_nobody_wears_what_is_said_of_the_next_one():
    found = cast("INT. ROOM - DAY\n\nVANCE (30s), glasses, sits beside her client, PETE (70s, white beard).\n\nVANCE\nHello.\n\nPETE\nHello.\n")
    assert "beard" not in found["VANCE"].description
    assert "beard" in found["PETE"].description
