import pytest

from playhead.shots.absence import present
from playhead.shots.places import place_of, props_in


@pytest.mark.parametrize(
    "text",
    [
        "There is no boat.", "There isn't a boat.", "There is not a single boat.", "No sign of a dog.", "Neither a lamp nor a candle.",
        "The piano is gone.", "The boat is no longer there.", "She has never seen a horse.", "Mara dreams of a horse.", "Mara wants a bicycle.",
        "She looks for her key.", "Without her umbrella, Mara runs.", "An empty space where the clock was.", "No boat, car or train.",
        "No taxi, no umbrella, no bus.", "A gun that isn't there.", "A painting of a boat hangs.", "It rains cats and dogs.",
        "A dog barks in the distance.", "The fire alarm rings.", "She eats like a horse.",
    ],
)
def test_what_is_not_there_is_not_brought_on(text):
    assert props_in(present(text)) == ()


@pytest.mark.parametrize(
    ("text", "props"),
    [
        ("Nothing but a bottle on the table.", ("bottle",)), ("No one sees the letter.", ("letter",)), ("Nobody touches the lamp.", ("lamp",)),
        ("She does not read the letter.", ("letter",)), ("She does not see the letter.", ("letter",)), ("The lamp is not lit.", ("lamp",)),
        ("Without a word she takes the lamp.", ("lamp",)), ("There is no sound but the clock.", ("clock",)), ("A photograph of a horse.", ("photo",)),
        ("No longer afraid, she lifts the lantern.", ("lantern",)), ("She looks at the letter.", ("letter",)),
    ],
)
def test_what_is_there_stays(text, props):
    assert props_in(present(text)) == props


def test_a_place_has_no_features_that_are_denied():
    assert "boat" not in place_of("BEACH", interior=False, described="There is no boat.\nSand.").features
    assert "boat" in place_of("BEACH", interior=False, described="There is a boat.\nSand.").features
