from playhead.screening.tally import LEAST, MOST, Tally, Way

WAYS = (Way(0, "left"), Way(1, "right"))


def test_before_anybody_chose_the_default_is_likelier() -> None:
    found = Tally().chances("film", "gate", WAYS, 0)
    assert found[0] > found[1] > LEAST
    assert abs(sum(found.values()) - 1.0) < 1e-9


def test_what_all_viewers_take_is_likely() -> None:
    tally = Tally()
    for _ in range(40):
        tally.took("film", "gate", 1, chosen=True)
    assert tally.chances("film", "gate", WAYS, 0)[1] > 0.9
    assert tally.chances("other film", "gate", WAYS, 0)[1] < 0.5
    assert tally.chances("film", "bridge", WAYS, 0)[1] < 0.5


def test_who_lets_choices_pass_is_taken_to_let_this_one_pass() -> None:
    tally = Tally()
    for _ in range(40):
        tally.took("film", "gate", 1, chosen=True)
    passive = tally.chances("film", "gate", WAYS, 0, own=[False] * 30)
    assert passive[0] > 0.85
    assert tally.chances("film", "gate", WAYS, 0, own=[True] * 30)[1] > 0.9
    for _ in range(4000):
        tally.took("film", "gate", 0, chosen=False)
    assert tally.chances("film", "gate", WAYS, 0)[0] == MOST


def test_a_way_seen_before_is_less_likely_than_one_that_is_new() -> None:
    tally = Tally()
    before, after = tally.chances("film", "gate", WAYS, -1), tally.chances("film", "gate", WAYS, -1, seen={"left"})
    assert before[0] == before[1]
    assert after[1] > after[0]


def test_what_a_viewer_has_picked_is_nearly_sure() -> None:
    found = Tally().chances("film", "gate", WAYS, 0, wish=1)
    assert found[1] == MOST
    assert LEAST <= found[0] < 0.06
