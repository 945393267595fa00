import pytest

from playhead.shots.reading import Reader
from playhead.shots.words import feeling_of, prop_of, sounds_of, tension_of, verb_of
from playhead.story import Role

CAST = (
    Role("MARA", description="MARA, an old woman."),
    Role("TOM", description="TOM, a boy of ten."),
    Role("OLD MAN", ("MAN",), "OLD MAN"),
)


def deeds(text, *before):
    reader = Reader(CAST)
    for earlier in before:
        reader.read(earlier)
    return [(d.who, d.verb, d.toward, d.prop) for sentence in reader.read(text) for d in sentence.deeds if not d.state]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mara sits.", [("MARA", "sit", "", "")]),
        ("MARA enters and sits down.", [("MARA", "enter", "", ""), ("MARA", "sit", "", "")]),
        ("Tom picks up the letter and reads it.", [("TOM", "take", "", "letter"), ("TOM", "read", "", "")]),
        ("Tom gives her the letter.", [("TOM", "give", "", "letter")]),
        ("Mara gives Tom the letter.", [("MARA", "give", "TOM", "letter")]),
        ("Mara and Tom walk away.", [("MARA", "exit", "", ""), ("TOM", "exit", "", "")]),
        ("Behind her walks TOM, a boy of ten.", [("TOM", "walk", "", "")]),
        ("TOM, a boy of ten, runs to Mara.", [("TOM", "run", "MARA", "")]),
        ("Mara looks at Tom.", [("MARA", "look", "TOM", "")]),
        ("Mara turns on the radio.", [("MARA", "reach", "", "radio")]),
        ("Mara does not move.", []),
        ("The lamp dies.", []),
        ("The walk was long.", []),
        ("Mara's house burns.", []),
        ("The old man gets up.", [("OLD MAN", "rise", "", "")]),
        ("Enter MARA.", [("MARA", "enter", "", "")]),
        ("Mara stands by the window.", [("MARA", "stand", "", "")]),
        ("Tom leaves two tracks in the sand.", []),
        ("Tom leaves.", [("TOM", "exit", "", "")]),
        ("A girl sits in the grass: MARA.", [("MARA", "sit", "", "")]),
        ("Tom shakes his head.", [("TOM", "shake", "", "")]),
        ("Her hands shake.", []),
    ],
)
def test_deeds(text, found):
    assert deeds(text) == found


def test_pronouns_mean_who_was_named_last():
    assert deeds("He laughs. She weeps.", "Mara sits.", "Tom stands there.") == [
        ("TOM", "laugh", "", ""),
        ("MARA", "weep", "", ""),
    ]
    assert [who for who, *_ in deeds("They run.", "Mara and Tom wait.")] == ["TOM", "MARA"] or {
        who for who, *_ in deeds("They run.", "Mara and Tom wait.")
    } == {"TOM", "MARA"}


def test_carrying_is_a_state():
    sentence = Reader(CAST).read("Mara climbs the path with a lantern.")[0]
    assert [(d.verb, d.prop, d.state) for d in sentence.deeds] == [("walk", "lantern", False), ("hold", "lantern", True)]


def test_who_is_only_spoken_of_is_not_there():
    assert Reader(CAST).read("A picture of Tom hangs there.")[0].people == ()


def test_what_holds_around():
    sentence = Reader(CAST).read("Thunder. The lamp goes out.")
    assert sentence[0].weather == "storm"
    assert sentence[0].sounds == ("thunder",)
    assert sentence[1].dark
    assert not Reader(CAST).read("The beam goes out over the sea.")[0].dark


def test_without_a_cast_nothing_breaks():
    assert Reader(()).read("Somebody walks. He sits, she stands.")[0].deeds == ()


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("sat", "sit"),
        ("hurrying", "run"),
        ("weeps", "weep"),
        ("knelt", "kneel"),
        ("grabbed", "take"),
        ("cries", "weep"),
        ("xyz", ""),
        ("s", ""),
    ],
)
def test_lemmas(word, verb):
    assert verb_of(word) == verb


def test_tables_name_only_what_there_is():
    from playhead.shots.cue import FOLEY
    from playhead.shots.shot import FEELINGS, PROPS
    from playhead.shots.words import _FEELING_OF, _PROP_OF, _SOUND_OF, HELD, INSERTABLE

    assert set(_PROP_OF.values()) <= set(PROPS)
    assert set(PROPS) >= HELD | INSERTABLE
    assert set(_SOUND_OF.values()) <= set(FOLEY)
    assert set(_FEELING_OF.values()) <= set(FEELINGS)
    assert prop_of("envelope") == "letter"
    assert feeling_of("she weeps") == "sorrow"
    assert sounds_of("a knock, and thunder") == ("knock", "thunder")
    assert tension_of("he has a gun") == 3


def test_names_are_found_however_a_mac_is_written():
    reader = Reader((Role("MCAVOY"), Role("LENA"), Role("MACDONALD")))
    (sentence,) = reader.read("McAvoy and Lena meet MacDonald.")
    assert sentence.people == ("MCAVOY", "LENA", "MACDONALD")


@pytest.mark.parametrize("text", ["There is no Tom in sight.", "No old man anywhere.", "Without Tom the room is quiet."])
def test_who_is_denied_is_not_there(text):
    (sentence,) = Reader(CAST).read(text)
    assert sentence.people == ()


@pytest.mark.parametrize("text", ["The fire alarm rings.", "They open fire.", "A fire escape."])
def test_not_every_fire_burns(text):
    (sentence,) = Reader(CAST).read(text)
    assert "fire" not in sentence.props


def test_an_animal_is_it_and_no_thing_besides():
    reader = Reader((Role("DUKE", description="DUKE, a dog, trots in."), Role("MARA", description="MARA, a woman.")))
    first, second = reader.read("DUKE, a dog, trots in. It sits.")
    assert first.props == ()
    assert [(d.who, d.verb) for d in second.deeds] == [("DUKE", "sit")]
    (horses,) = reader.read("Three horses wait.")
    assert horses.props == ("horse",)
