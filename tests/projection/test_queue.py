from hypothesis import given
from hypothesis import strategies as st

from playhead.projection.queue import DeadlineQueue


def test_certain_before_speculative_then_by_deadline_then_by_arrival() -> None:
    queue = DeadlineQueue()
    queue.put("maybe", 1.0, chance=0.5)
    queue.put("late", 9.0)
    queue.put("tie a", 5.0)
    queue.put("tie b", 5.0)
    assert list(queue) == [queue.pop() for _ in range(4)] == ["tie a", "tie b", "late", "maybe"]
    assert queue.pop() is None


def test_putting_again_moves_and_removing_removes() -> None:
    queue = DeadlineQueue()
    queue.put("a", 5.0)
    queue.put("b", 6.0)
    queue.put("a", 7.0)
    queue.put("c", 1.0)
    assert len(queue) == 3
    assert queue.remove("c")
    assert not queue.remove("c")
    assert "c" not in queue
    assert [queue.pop(), queue.pop(), queue.pop()] == ["b", "a", None]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.one_of(st.none(), st.floats(0, 9)), st.booleans()), max_size=200))
def test_like_a_sorted_dictionary(steps: list[tuple[str, float | None, bool]]) -> None:
    queue = DeadlineQueue()
    model: dict[str, tuple[bool, float]] = {}
    for key, deadline, certain in steps:
        if deadline is None:
            assert queue.remove(key) == (model.pop(key, None) is not None)
        else:
            queue.put(key, deadline, chance=1.0 if certain else 0.5)
            model[key] = (not certain, deadline)
        assert len(queue) == len(model)
    order = list(iter(queue.pop, None))
    assert [model[key] for key in order] == sorted(model.values())
    assert set(order) == set(model)
