"""What wishes come to is kept up with each change, and is what it would be if it were worked out anew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.projection.wishes import Wish, Wishes

VIEWERS = st.sampled_from("abcd")
WISH = st.builds(Wish, st.integers(0, 5).map(float), st.sampled_from([0.1, 0.5, 1.0]), st.booleans())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(VIEWERS, WISH | st.none(), st.booleans())))
def test_changes_come_to_what_all_wishes_come_to(changes: list[tuple[str, Wish | None, bool]]) -> None:
    wishes = Wishes()
    for viewer, wish, asked in changes:
        if wish is None:
            wishes.pop(viewer, None)
        else:
            wishes[viewer] = wish
        if not asked:
            continue
        every = list(wishes.values())
        certain = [each for each in every if each.chance >= 1.0]
        assert wishes.certain == bool(certain)
        assert wishes.exact == any(each.exact for each in every)
        assert wishes.chance == max((each.chance for each in every), default=0.0)
        assert wishes.deadline_s == min((each.deadline_s for each in certain or every), default=float("inf"))
