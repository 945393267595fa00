"""The films that come with Playhead keep the running time that they promise, whoever watches and whatever they choose."""

import random
from functools import cache
from pathlib import Path

import pytest

from playhead.screening.filming import film_beat
from playhead.screening.plot import Plot
from playhead.server.programme import find_films
from playhead.shots import end_shots, style_of, title_shots
from playhead.story.director import begin

FILMS = Path(__file__).parents[2] / "films"
FRAME_S = 1 / 24


@cache
def story_of(name):
    return find_films(FILMS / name)[name].story


def viewer_of(story, pace, rng):
    """Somebody of that pace who answers some of what the film asks."""
    viewer = {"pace": pace}
    for question in story.film.questions:
        if question.field == "pace" or rng.random() < 0.3:
            continue
        if question.kind == "yes":
            viewer[question.field] = rng.choice(("yes", "no"))
        elif question.options:
            viewer[question.field] = tuple(option for option in question.options if rng.random() < 0.5)
        elif question.field == "name":
            viewer["name"] = "Ada"
    return viewer


def running_time(story, viewer, seed, rng, known):
    """Seconds of one cut, title and end card included, choices made at random; lines as long as they are estimated to be."""
    style = style_of(viewer)
    plot = Plot(story, begin(story, viewer, {}, frozenset(), seed))
    frames = title_shots(story, style).frames + end_shots(story, style).frames
    while (decision := plot.next()).beat is not None:
        version = plot.play(decision.beat)
        key = (decision.beat, version.beat.elements, style)
        if key not in known:
            known[key] = film_beat(version, story, {}, style).frames
        frames += known[key]
        plot.settle(known[key] * FRAME_S)
        if offers := plot.offers():
            able = [offer.option for offer in offers if offer.open]
            plot.choose(rng.choice(able) if able else -1)
    return frames * FRAME_S


@pytest.mark.slow
@pytest.mark.parametrize("name", ["the-lamp", "the-nine-forty"])
@pytest.mark.parametrize("pace", ["slow", "normal", "quick"])
@pytest.mark.parametrize("access", [(), ("descriptions",)], ids=["seen", "told"])
def test_every_cut_keeps_the_running_time(name, pace, access):
    story = story_of(name)
    least, most = story.film.runtime_s
    assert least < most
    known = {}
    for seed in range(12):
        rng = random.Random(f"{name} {pace} {seed}")
        viewer = viewer_of(story, pace, rng) | ({"access": access} if access else {})
        seconds = running_time(story, viewer, seed, rng, known)
        assert least - 3 <= seconds <= most + 3, (viewer, seed, seconds)
