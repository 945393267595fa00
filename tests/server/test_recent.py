"""What was asked for a moment ago is answered from memory, and only so long and so much."""

from playhead.server.recent import RECENT_S, Recent


def test_what_was_read_a_moment_ago_is_there_until_the_store_should_hear_of_it_again():
    recent = Recent(1000)
    recent.keep("a", b"x" * 100, 5.0)
    assert recent.get("a", 5.0 + RECENT_S) == b"x" * 100
    assert recent.get("a", 5.1 + RECENT_S) is None
    assert recent.bytes == 0


def test_the_longest_unasked_go_first_and_what_is_large_is_not_kept():
    recent = Recent(1000)
    for name in "abcdefgh":
        recent.keep(name, bytes(125), 0.0)
    recent.get("a", 1.0)
    recent.keep("i", bytes(125), 1.0)
    assert recent.get("b", 1.0) is None
    assert recent.get("a", 1.0) is not None
    recent.keep("large", bytes(126), 1.0)
    assert recent.get("large", 1.0) is None
    assert recent.bytes == 1000
