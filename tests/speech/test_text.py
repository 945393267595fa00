import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.speech.text import MAX_PIECE, clean, has_voice, sentences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Well—” she said…", '"Well—" she said…'),
        ("No. . . not *now*.", "No… not now."),
        ("Come (beat) here", "Come here"),
        ("HELLO there", "Hello there"),
        ("a\u00a0b\tc\n d", "a b c d"),
        ("love ❤️ you", "love you"),
    ],
)
def test_clean(text, said):
    assert clean(text) == said


def test_titles_and_initials_do_not_end_a_sentence():
    assert sentences("Dr. Smith met J. K. Rowling. Then he left. I did too.") == (
        "Dr. Smith met J. K. Rowling.",
        "Then he left.",
        "I did too.",
    )


@given(st.text(max_size=1200))
def test_pieces_are_short_and_hold_every_word(text):
    said = clean(text)
    pieces = sentences(said)
    assert all(len(piece) <= MAX_PIECE for piece in pieces)
    assert sum(c.isalnum() for piece in pieces for c in piece) == sum(c.isalnum() for c in said)


@pytest.mark.parametrize(("text", "voice"), [("Hello", True), ("Élodie", True), ("Привет", False), ("你好", False), ("...", False), ("42", True)])
def test_which_scripts_have_a_voice(text, voice):
    assert has_voice(text) is voice


def test_a_language_that_the_voice_does_not_speak_is_read():
    assert has_voice("Bonjour", "en-gb")
    assert not has_voice("Bonjour", "fr")
