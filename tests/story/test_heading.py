import pytest

from playhead.story import parse_heading

HOUSE = parse_heading("INT. HOUSE - NIGHT")


@pytest.mark.parametrize(
    ("text", "interior", "place", "time"),
    [
        ("INT. KITCHEN - DAY", True, "KITCHEN", "day"),
        ("EXT. CLIFF, LIGHTHOUSE - NIGHT", False, "CLIFF, LIGHTHOUSE", "night"),
        ("INT./EXT. CAR - DUSK", True, "CAR", "evening"),
        ("EXT/INT CAR - DAWN", False, "CAR", "morning"),
        ("I/E BOAT - SUNSET", True, "BOAT", "evening"),
        ("EST. THE OLD HARBOUR", False, "THE OLD HARBOUR", "day"),
        ("int. attic - late afternoon", True, "attic", "day"),
        ("INT. HOUSE - MARA'S ROOM - MIDNIGHT", True, "HOUSE - MARA'S ROOM", "night"),
        ("EXT. PLATFORM - NIGHT - SNOW", False, "PLATFORM", "night"),
        ("INT. NIGHT CLUB", True, "NIGHT CLUB", "day"),
        (".THE SEA — NOON", False, "THE SEA", "day"),
        ("EXT. FIELD – SUNRISE", False, "FIELD", "morning"),
        ("INTERVIEW ROOM", True, "INTERVIEW ROOM", "day"),
        ("EXT.", False, "", "day"),
    ],
)
def test_headings(text, interior, place, time):
    heading = parse_heading(text)
    assert (heading.interior, heading.place, heading.time) == (interior, place, time)


@pytest.mark.parametrize("word", ["CONTINUOUS", "MOMENTS LATER", "SAME", "LATER"])
def test_a_time_that_says_none_is_the_one_before(word):
    assert parse_heading(f"EXT. GARDEN - {word}", HOUSE).time == "night"
    assert parse_heading(f"EXT. GARDEN - {word}").time == "day"


def test_no_time_is_the_one_before():
    assert parse_heading("EXT. GARDEN", HOUSE).time == "night"


def test_a_heading_of_time_alone_stays_where_it_is():
    later = parse_heading("LATER", HOUSE)
    assert (later.place, later.interior, later.passes) == ("HOUSE", True, True)


@pytest.mark.parametrize(
    ("word", "passes"), [("CONTINUOUS", False), ("MOMENTS LATER", False), ("LATER", True), ("DAY", True), ("NIGHT", False)]
)
def test_time_passes(word, passes):
    assert parse_heading(f"INT. HOUSE - {word}", HOUSE).passes is passes
    assert not parse_heading(f"INT. HOUSE - {word}").passes


@pytest.mark.parametrize(("text", "time"), [("INT. CHAMBRE - NUIT", "night"), ("EXT. STRAND - MORGEN", "morning"), ("EXT. CALLE - NOCHE", "night"), ("EXT. PLAGE - AUBE - PLUIE", "morning")])
def test_the_time_may_be_said_in_other_languages(text, time):
    assert parse_heading(text).time == time


def test_a_forced_theatre_is_indoors():
    assert parse_heading("THE OLD THEATRE").interior
