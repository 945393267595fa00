"""The layered layout: edges go down, boxes keep apart, whatever the graph."""

from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.studio.layered import Box, layered


def test_a_diamond_is_symmetric():
    drawn = layered([Box(100, 40, True), Box(100, 40), Box(100, 40), Box(100, 40, True)], [(0, 1), (0, 2), (1, 3), (2, 3)])
    assert drawn.rank == (0, 1, 1, 2)
    assert abs(drawn.x[0] - drawn.x[3]) < 1
    assert abs((drawn.x[1] + drawn.x[2]) / 2 - drawn.x[0]) < 1


def test_a_way_back_does_not_turn_the_picture_over():
    drawn = layered([Box(100, 40)] * 3, [(0, 1), (1, 2), (2, 0)])
    assert drawn.back == {2}
    assert drawn.rank == (0, 1, 2)


def test_a_long_edge_goes_around_what_it_passes():
    drawn = layered([Box(100, 40, True)] * 4, [(0, 1), (1, 2), (2, 3), (0, 3)])
    middle = [x for x, y in drawn.paths[3] if drawn.top[1] <= y <= drawn.top[2] + 40]
    assert all(abs(x - drawn.x[1]) > 50 for x in middle)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 14).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=30))))
def test_any_graph_is_laid_out(graph):
    count, edges = graph
    drawn = layered([Box(60 + 10 * (n % 4), 30 + 5 * (n % 3)) for n in range(count)], edges)
    for n, (a, b) in enumerate(edges):
        if n not in drawn.back and a != b:
            assert drawn.rank[a] < drawn.rank[b]
            assert drawn.paths[n][0][1] <= drawn.paths[n][-1][1]
    for a in range(count):
        for b in range(a):
            if drawn.rank[a] == drawn.rank[b]:
                assert abs(drawn.x[a] - drawn.x[b]) >= 60
