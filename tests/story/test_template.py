import pytest

from playhead.story import fallback_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('Not tonight, {viewer.name or "friend"}.', "Not tonight, friend."),
        ("Hello, {viewer.name}!", "Hello!"),
        ("{viewer.name or 'You'} again.", "You again."),
        ("A set {1, 2}.", "A set {1, 2}."),
        ("Plain.", "Plain."),
    ],
)
def test_fallbacks(text, plain):
    assert fallback_text(text) == plain
