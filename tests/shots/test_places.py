import pytest

from playhead.shots import places
from playhead.shots.shot import PLACES_INSIDE, PLACES_OUTSIDE, WEATHERS


@pytest.mark.parametrize(
    ("words", "kind"),
    [("LAMP ROOM", "lamp room"), ("HOUSE - KITCHEN", "kitchen"), ("LIGHTHOUSE - STAIRS", "stairs"), ("MARA'S BEDROOM", "bedroom"), ("STATION CAFE", "cafe"),
     ("POLICE STATION - CELL", "cell"), ("TRAIN CARRIAGE", "train"), ("OLD MILL, CELLAR", "cellar"), ("BUS", "car"), ("XYZZY", "room"), ("", "room"),
     ("THE GREAT HALL", "hall"), ("SUBMARINE", "spaceship"), ("BOOKSHOP", "shop"), ("LIVING ROOM", "living room")],
)  # fmt: skip
def test_inside(words, kind):
    assert places.place_kind(words, interior=True) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [("CLIFF, LIGHTHOUSE", "cliff"), ("FOREST PATH", "forest"), ("RAILWAY PLATFORM", "platform"), ("SEA", "sea"), ("CITY STREET", "street"), ("ROOFTOP", "rooftop"),
     ("HARBOUR", "harbour"), ("DESERT", "desert"), ("XYZZY", "land"), ("SNOWFIELD", "snowfield"), ("CEMETERY", "graveyard"), ("THE MOON", "space"), ("COTTAGE GARDEN", "garden")],
)  # fmt: skip
def test_outside(words, kind):
    assert places.place_kind(words, interior=False) == kind


def test_tables_name_only_what_there_is():
    assert set(places._OUTSIDE) == set(PLACES_OUTSIDE)
    assert set(places._INSIDE) == set(PLACES_INSIDE)
    assert set(places._WEATHER) <= set(WEATHERS)


def test_features_and_name():
    place = places.place_of("Cliff, Lighthouse", interior=False, described="Waves. Snow on the window.")
    assert place.name == "CLIFF, LIGHTHOUSE"
    assert set(place.features) == {"lighthouse", "sea", "snow", "window"}
    assert places.place_of("SEA", interior=False).features == ()


@pytest.mark.parametrize(
    ("text", "weather"),
    [("Rain.", "rain"), ("Rain and thunder", "storm"), ("mist over the snow", "snow"), ("grey hair", ""), ("", "")],
)
def test_weather(text, weather):
    assert places.weather_of(text) == weather


@pytest.mark.parametrize(("text", "dark", "lit"), [("The lamp dies.", True, False), ("Darkness.", True, False), ("Mara lights the lamp.", False, True), ("A light comes on.", False, True),
                                                  ("She turns off the light.", True, False), ("The lamp is not out.", False, False), ("Tom lights up.", False, False)])  # fmt: skip
def test_lamps(text, dark, lit):
    assert (places.goes_dark(text), places.is_lit(text)) == (dark, lit)
