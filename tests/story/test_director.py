"""The director's decisions and the reasons it gives for them."""

from __future__ import annotations

import json

import pytest

from playhead.screenplay import parse
from playhead.screenplay.film import read_film
from playhead.story import Story, compile_story
from playhead.story.director import (
    CannotShow,
    Decision,
    begin,
    choose,
    default_of,
    keeps_time,
    next_beat,
    offers,
    play,
    reachable_s,
)
from playhead.story.state import State, state_data, state_of


def story_of(*beats: str, pool: tuple[str, ...] = (), film: str = "", toml: str | None = None) -> Story:
    """A story of beats written as "name | directive | directive"."""

    def written(beat: str) -> str:
        name, *notes = (part.strip() for part in beat.split("|"))
        early = [note for note in notes if not note.startswith(("choice", "->", "set", "fact")) and "->" not in note]
        late = [note for note in notes if note not in early]
        return "\n\n".join((f"## {name}", *(f"[[{note}]]" for note in early), f"Somebody does {name}.", *(f"[[{note}]]" for note in late)))

    head = f"Title: Made\nFilm: {film}\n" if film else "Title: Made\n"
    parts = [head, *map(written, beats), *(["# STORYLETS", *map(written, pool)] if pool else [])]
    screenplay = parse("\n\n".join(parts).encode())
    story = compile_story(screenplay, *read_film(screenplay, toml))
    assert not [problem for problem in story.problems if problem.level == "error"], story.problems
    return story


@pytest.fixture(params=[False, True], ids=["direct", "saved"])
def watch(request):
    """Watch a film; `take` names the beats whose options are taken, None lets choices pass. Gives (name, why) of each beat."""

    def saved(state: State) -> State:
        return state_of(json.loads(json.dumps(state_data(state)))) if request.param else state

    def watched(story: Story, *take: str, before: frozenset[str] = frozenset(), seed: int = 0, now=None, **viewer) -> list[tuple[str, str]]:
        state = begin(story, viewer, now or {}, before, seed)
        wanted = list(take)
        log = []
        while (decision := next_beat(story, saved(state))).beat is not None:
            log.append((story.beats[decision.beat].name, decision.why))
            state, _ = play(story, saved(state), decision.beat)
            if offers(story, state):
                label = wanted.pop(0) if wanted else None
                option = next((offer.option for offer in offers(story, saved(state)) if offer.label == label), default_of(story, state))
                state = choose(story, saved(state), option)
        return [*log, ("", decision.why)]

    return watched


def names(log: list[tuple[str, str]]) -> list[str]:
    return [name for name, _ in log if name]


def why(log: list[tuple[str, str]], name: str) -> str:
    return next(reason for beat, reason in log if beat == name)


def test_a_script_that_varies_in_nothing_plays_in_order(watch):
    log = watch(story_of("a", "b", "c"))
    assert log == [("a", "the script begins"), ("b", "next in the script"), ("c", "next in the script"), ("", "the script has run out: the film is over")]


def test_a_condition_that_does_not_hold_leaves_its_beat_out(watch):
    story = story_of("a", "b | when viewer.age >= 12", "c")
    assert names(watch(story, age=30)) == ["a", "b", "c"]
    log = watch(story, age=9)
    assert names(log) == ["a", "c"]
    assert why(log, "c") == "next in the script; b is left out: its condition does not hold"


ASKS = ("a | choice 9s default left: Go left -> left / Go right -> right", "left | set way = 1", "right | -> d", "b", "c | when way = 1", "d")


def test_an_option_leads_to_its_branch_which_goes_on_after_the_choice(watch):
    assert names(watch(story_of(*ASKS), "Go left")) == ["a", "left", "b", "c", "d"]
    log = watch(story_of(*ASKS), "Go right")
    assert names(log) == ["a", "right", "d"]
    assert (why(log, "right"), why(log, "d")) == ("chosen by the viewer", "right goes on there")


def test_the_default_is_taken_when_nobody_chooses(watch):
    assert names(watch(story_of(*ASKS))) == ["a", "left", "b", "c", "d"]


def test_an_option_that_passes_over_a_must_is_not_open():
    story = story_of("a | choice 9s default on: Leap -> leap / On -> on", "leap | -> d", "on", "b", "must see | must", "d")
    state, _ = play(story, begin(story), 0)
    assert [offer.open for offer in offers(story, state)] == [True, True]
    state = choose(story, state, 0)
    state, _ = play(story, state, 1)
    assert story.beats[next_beat(story, state).beat].name == "b"
    assert next_beat(story, state).why == "-> d is not taken: it would pass over must see, which must be seen; next in the script"
    direct = story_of("a | choice 9s: Leap -> d / On -> on", "on", "must see | must", "d | ending", "e")
    state, _ = play(direct, begin(direct), 0)
    leap, on = offers(direct, state)
    assert not leap.open
    assert leap.why == "the film would end without must see, which must be seen"
    assert (on.open, on.why) == (True, "leads to on")
    assert default_of(direct, state) == 1


def test_no_option_open_means_that_the_film_goes_on(watch):
    story = story_of("a | choice 9s: Leap -> end", "b | must", "end | ending")
    state, _ = play(story, begin(story), 0)
    assert default_of(story, state) == -1
    assert choose(story, state, -1).goto == -1
    assert names(watch(story)) == ["a", "b", "end"]


def test_a_choice_can_be_changed_and_taken_back(watch):
    story = story_of(*ASKS)
    state, _ = play(story, begin(story), 0)
    left = choose(story, state, 0)
    assert choose(story, left, 1) == choose(story, state, 1)
    assert offers(story, left) == offers(story, state)
    assert choose(story, left, -1).goto == -1


def test_labels_are_filled():
    story = story_of('a | choice 9s: Wave to {viewer.name or "her"} -> b', "b", "c")
    state, _ = play(story, begin(story, {"name": "Ada"}), 0)
    assert offers(story, state)[0].label == "Wave to Ada"
    state, _ = play(story, begin(story), 0)
    assert offers(story, state)[0].label == "Wave to her"


def test_a_jump_back_ends(watch):
    story = story_of("a", "b | -> a", "c")
    log = watch(story)
    assert names(log) == ["a", "b", "a", "b", "a", "b", "c"]
    assert why(log, "c").startswith("-> a is not taken: it has played 3 times")


def test_a_hub_can_be_left_by_each_of_its_doors(watch):
    story = story_of(
        "hub | choice 9s: One -> one / Two -> two / Three -> three / Four -> four", *(f"{n} | once | -> hub" for n in ("one", "two", "three", "four")), "out"
    )
    assert names(watch(story, "One", "Two", "Three", "Four")) == ["hub", "one", "hub", "two", "hub", "three", "hub", "four", "hub", "out"]


def test_a_must_is_seen_once_and_in_order(watch):
    story = story_of("a", "b | must", "c | -> a", "d | must")
    assert names(watch(story)) == ["a", "b", "c", "a", "c", "a", "c", "d"]


def test_an_ending_ends_the_film_and_not_before_its_musts(watch):
    story = story_of("a", "early | ending", "b | must", "late | ending")
    log = watch(story)
    assert names(log) == ["a", "b", "late"]
    assert why(log, "b") == "next in the script; early is left out: it ends the film, which still owes b"
    assert log[-1] == ("", "the film has ended with late")


def test_the_last_ending_plays_where_the_script_runs_out(watch):
    story = story_of("a | choice 9s: Stay -> stay / Go -> go", "stay | ending", "go | ending | when viewer.age > 90", "b")
    state, _ = play(story, begin(story), 0)
    state = choose(story, state, -1)
    state, _ = play(story, state, 3)
    assert next_beat(story, state) == Decision(1, "the script has run out: this is its last ending; b is left out: its condition does not hold") or next_beat(
        story, state
    ).why.startswith("the script has run out: this is its last ending")


def test_a_fact_is_told_once(watch):
    story = story_of("a | fact lamp = dead", "b | fact lamp = lit", "c")
    log = watch(story)
    assert names(log) == ["a", "c"]
    assert why(log, "c") == "next in the script; b is left out: it tells that lamp is lit, and it has been told that lamp is dead"


def test_nothing_robs_a_must_of_its_fact(watch):
    story = story_of("a | choice 9s: Dark -> dark / Light -> light", "dark | fact lamp = dead", "light | fact lamp = lit", "b | must | fact lamp = lit")
    state, _ = play(story, begin(story), 0)
    assert [offer.open for offer in offers(story, state)] == [False, True]
    assert offers(story, state)[0].why == "it tells that lamp is dead, and b, which must be seen, tells that it is lit"
    assert names(watch(story)) == ["a", "light", "b"]


FILM = "runtime 80s-100s"
POOL = ("calm | tension 1 | about 20s", "storm | tension 5 | about 20s", 'letter | when viewer.likes has "letters" | tension 1 | about 20s')
SPINE = ("a | tension 1 | about 20s", "b | tension 5 | about 20s", "end | ending | tension 1 | about 10s")


def test_storylets_fill_by_the_curve_and_by_what_the_viewer_likes(watch):
    log = watch(story_of(*SPINE, pool=POOL, film=FILM))
    assert names(log) == ["a", "calm", "b", "storm", "end"]
    assert why(log, "calm") == "calm fills 20 s: the film runs 13 s ahead of its time; tension 1 is nearest to the curve's 1"
    log = watch(story_of(*SPINE, pool=POOL, film=FILM), likes=("letters",))
    assert "letter" in names(log)
    assert why(log, "letter").endswith("the viewer likes letters")


def test_a_storylet_that_was_seen_before_is_left_for_another(watch):
    story = story_of("a | about 20s", "b | about 20s", pool=("one | about 20s", "two | about 20s"), film="runtime 60s-70s")
    first = next(name for name in names(watch(story)) if name in ("one", "two"))
    second = next(name for name in names(watch(story, before=frozenset((first,)))) if name in ("one", "two"))
    assert {first, second} == {"one", "two"}
    log = watch(story, before=frozenset(("one", "two")))
    assert any("it was seen before, and nothing else is left" in reason for _, reason in log)


def test_pace_moves_the_running_time_within_its_range(watch):
    pool = tuple(f"p{n} | about 10s" for n in range(12))
    story = story_of("a | about 30s", "b | about 30s", "c | about 30s", pool=pool, film="runtime 100s-200s")
    lengths = [len(names(watch(story, pace=pace))) for pace in ("quick", "normal", "slow")]
    assert lengths == sorted(set(lengths))


def test_a_storylet_comes_again_only_after_its_cooldown(watch):
    story = story_of(*(f"s{n} | about 20s" for n in range(5)), pool=("bell | cooldown 70s | about 20s",), film="runtime 160s-170s")
    assert names(watch(story)).count("bell") == 2
    story = story_of(*(f"s{n} | about 20s" for n in range(5)), pool=("bell | about 20s",), film="runtime 160s-170s")
    assert names(watch(story)).count("bell") == 1


def test_may_beats_go_first_lowest_weight_first(watch):
    story = story_of("a | about 20s", "storm | may | weight 1 | about 20s", "calm | may | weight 4 | about 20s", "b | about 20s", film="runtime 60s-70s")
    log = watch(story)
    assert names(log) == ["a", "calm", "b"]
    assert "storm is left out: it is a may beat of weight 1 and the film would run 17 s over" in why(log, "calm")


def test_an_option_that_breaks_the_running_time_is_not_open():
    story = story_of("a | about 20s | choice 9s: Long -> long / Short -> short", "long | about 60s", "short | about 20s", "b | about 20s", film="runtime 60s-70s")
    state, _ = play(story, begin(story), 0)
    long, short = offers(story, state)
    assert (long.open, short.open) == (False, True)
    assert long.why == "the film would run 37 s outside its running time"


def test_time_that_really_passed_counts():
    story = story_of("a | about 20s", "b | may | about 20s", "c | about 20s", film="runtime 40s-70s")
    state, _ = play(story, begin(story), 0)
    assert next_beat(story, state).beat == 1
    state, _ = play(story, begin(story), 0, seconds=35.0)
    assert (state.spent_s, next_beat(story, state).beat) == (38.0, 2)


def test_bounds_and_rating(watch):
    story = story_of("a", "b | bounds blood", "c")
    assert names(watch(story, age=9)) == ["a", "c"]
    assert names(watch(story, avoid=("blood",))) == ["a", "c"]
    assert names(watch(story)) == ["a", "b", "c"]
    with pytest.raises(CannotShow, match=r"^Made cannot be shown to this viewer: b must be seen, and blood is from 12, and the viewer is 9$") as caught:
        begin(story_of("a", "b | must | bounds blood", "c"), {"age": 9})
    assert caught.value.status == 403
    with pytest.raises(CannotShow, match="Made is for viewers from 16, and the viewer is 12"):
        begin(story_of("a", film="rating 16"), {"age": 12})
    assert begin(story_of("a", "b | must | bounds blood | when viewer.age >= 12"), {"age": 9}).played == ()


def test_options_do_not_lead_to_a_must_that_may_not_be_seen():
    story = story_of("a | choice 9s: Look -> look / Leave -> leave", "look | set looked = 1", "leave", "b | when looked = 1 | must | bounds blood", "c")
    state, _ = play(story, begin(story, {"age": 9}), 0)
    assert [offer.open for offer in offers(story, state)] == [False, True]
    state, _ = play(story, begin(story, {"age": 30}), 0)
    assert [offer.open for offer in offers(story, state)] == [True, True]


def test_what_can_be_reached():
    story = story_of("a | about 20s", "b | may | about 10s", "c | about 20s", pool=("p | about 15s",), film="runtime 50s-60s")
    assert reachable_s(story, begin(story)) == (47.0, 72.0)
    assert keeps_time(story, begin(story))
    assert not keeps_time(story_of("a | about 20s", film="runtime 50s-60s"), begin(story_of("a | about 20s", film="runtime 50s-60s")))


def test_a_state_can_be_written_down():
    story = story_of(*ASKS)
    state, _ = play(story, begin(story, {"likes": ("letters",), "age": 9}, {"time": "night"}, frozenset(("a",)), 7), 0)
    state = choose(story, state, 1)
    assert state_of(json.loads(json.dumps(state_data(state)))) == state
    assert state_of({}) == State()
