import hashlib
import itertools
import subprocess
import sys

import numpy as np
import pytest

from playhead.render import Size, renderer
from playhead.render.sheet import sheet
from playhead.render.theatre import Theatre
from playhead.shots.shot import Enter, Move, Prop

from .scenes import CLIFF, FOREST, KITCHEN, PAIR, PUSH, WALKER, shot

SMALL = Size(424, 240)
TRICKY = {
    "wide with a beam": shot("wide"),
    "push in the forest": shot("wide", place=FOREST, time="morning", weather="mist", move=PUSH, cast=(WALKER,), subjects=(0,)),
    "close in the rain": shot("close", place=KITCHEN, time="evening", weather="rain", props=(Prop("teapot", state="steaming"),)),
    "past a shoulder": shot("medium", weather="storm", subjects=(1,), over=0),
    "snow, fade": shot("two", weather="snow", enter=Enter("fade", 12), leave_frames=10),
}


def frames(theatre, one, size=SMALL, first=0):
    state = theatre.open(one, size, None, first)
    chunks = []
    while (chunk := theatre.step(state)) is not None:
        chunks.append(chunk)
    return chunks


def digest(pictures):
    return [hashlib.sha256(p.tobytes()).hexdigest()[:12] for p in pictures]


def test_it_is_known_by_name():
    made = renderer("theatre")
    assert made.name == "theatre"
    assert Size(848, 480) in made.traits.sizes
    assert all(size.width % 8 == 0 for size in made.traits.sizes)


def test_a_take_has_all_its_frames_in_chunks(theatre):
    chunks = frames(theatre, shot("close", subjects=(0,), frames=10))
    assert [(c.first, len(c.pictures)) for c in chunks] == [(0, 4), (4, 4), (8, 2)]
    assert chunks[0].pictures.dtype == np.uint8
    assert chunks[0].pictures.shape[1:] == (240, 424, 3)


@pytest.mark.slow
@pytest.mark.parametrize("name", TRICKY)
def test_frames_do_not_depend_on_where_one_starts(name):
    one = TRICKY[name]
    whole = np.concatenate([c.pictures for c in frames(Theatre(), one)])
    for first in (7, 24, 41):
        part = frames(Theatre(), one, first=first)
        assert part[0].first == first
        assert digest(np.concatenate([c.pictures for c in part])) == digest(whole[first:])


@pytest.mark.slow
def test_frames_are_the_same_in_every_process():
    one = TRICKY["push in the forest"]
    code = (
        "import hashlib, pickle, sys\n"
        "from playhead.render import Size\n"
        "from playhead.render.theatre import Theatre\n"
        "shot = pickle.loads(sys.stdin.buffer.read())\n"
        "print(hashlib.sha256(Theatre().picture(shot, Size(424, 240), 31).tobytes()).hexdigest()[:12])\n"
    )
    import pickle

    other = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(one), capture_output=True, check=True)
    assert other.stdout.decode().split() == digest([Theatre().picture(one, SMALL, 31)])


def test_baked_and_shared_plates_give_the_same_frames():
    class Shelf(dict):
        def put(self, key, data):
            self[key] = data

    shelf = Shelf()
    one = TRICKY["wide with a beam"]
    first = Theatre(shelf).picture(one, SMALL, 5)
    assert len(shelf) == 1
    assert np.array_equal(first, Theatre(shelf).picture(one, SMALL, 5))
    assert len(shelf) == 1


def test_two_shots_of_one_set_up_share_their_plates(theatre):
    held = Theatre()
    held.picture(shot("wide", frames=30), SMALL, 0)
    held.picture(shot("wide", frames=60, cast=PAIR[:1], subjects=(0,)), SMALL, 0)
    assert held.statistics()["backdrops"] == 1
    held.picture(shot("wide", weather="rain"), SMALL, 0)
    assert held.statistics()["backdrops"] == 2


@pytest.mark.parametrize("name", TRICKY)
def test_nothing_stands_frozen(theatre, name):
    one = TRICKY[name]
    a, b = (theatre.picture(one, SMALL, f).astype(int) for f in (20, 32))
    assert np.abs(a - b).max() > 8


def test_a_fade_begins_dark_and_ends_black(theatre):
    one = TRICKY["snow, fade"]
    early, middle, last = (theatre.picture(one, SMALL, f).mean() for f in (0, 24, 47))
    assert early < middle / 4
    assert last == 0


def test_a_dissolve_begins_with_the_last_picture_of_its_source(theatre):
    source = shot("close", subjects=(0,), frames=30)
    one = shot("wide", time="day", enter=Enter("dissolve", 20, source))
    wanted = theatre.picture(source, SMALL, 29).astype(int)
    plain = theatre.picture(shot("wide", time="day"), SMALL, 0).astype(int)
    first = theatre.picture(one, SMALL, 0).astype(int)
    assert np.abs(first - wanted).mean() < 0.3 * np.abs(first - plain).mean()
    assert np.abs(theatre.picture(one, SMALL, 25).astype(int) - theatre.picture(shot("wide", time="day"), SMALL, 25)).mean() < 3


def test_lightning_is_seen_and_bounded(theatre):
    one = shot("wide", weather="storm", light=("lightning",), frames=120)
    means = np.array([theatre.picture(one, SMALL, f).mean() for f in range(120)])
    peaks = [f for f in range(1, 119) if means[f] > means[f - 1] + 8]
    assert peaks
    assert all(b - a >= 24 for a, b in itertools.pairwise(peaks))


@pytest.mark.parametrize("size", [Size(848, 480), Size(1280, 720)])
@pytest.mark.slow
def test_sizes_show_the_same_picture(theatre, size):
    import cv2

    one = TRICKY["close in the rain"]
    large = cv2.resize(theatre.picture(one, size, 0), (212, 120), interpolation=cv2.INTER_AREA).astype(int)
    small = cv2.resize(theatre.picture(one, SMALL, 0), (212, 120), interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(large - small).mean() < 6


def test_a_snapshot_tells_where_to_go_on(theatre):
    one = shot("close", subjects=(0,), frames=50)
    state = theatre.open(one, SMALL)
    theatre.step(state)
    assert b'"first": 4' in theatre.snapshot(state)


def test_light_changes_the_picture(theatre):
    dark = theatre.picture(shot("wide", place=KITCHEN, light=("lamp out",)), SMALL, 0).mean()
    assert dark < 0.75 * theatre.picture(shot("wide", place=KITCHEN), SMALL, 0).mean()


def test_an_unknown_place_is_still_a_place(theatre):
    for interior in (False, True):
        place = type(CLIFF)("a place nobody painted", "nowhere", interior)
        assert theatre.picture(shot("wide", place=place), SMALL, 0).std() > 5


def test_the_picture_is_the_callers(theatre):
    one = shot("close", subjects=(0,))
    first = theatre.picture(one, SMALL, 0)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(theatre.picture(one, SMALL, 1), theatre.picture(one, SMALL, 1))
    assert np.array_equal(theatre.picture(one, SMALL, 0), kept)


def test_a_sheet_shows_every_shot(theatre):
    shots = [shot("close", subjects=(0,)), shot("wide"), shot("wide", move=Move("pan", 80))]
    made = sheet(shots, (theatre.picture(shot, SMALL, 0) for shot in shots), columns=2)
    assert made.shape == (2 * (240 + 30) + 10, 2 * 434 + 10, 3)
    assert np.array_equal(made[10:250, 10:434], theatre.picture(shots[0], SMALL, 0))
    assert sheet([], []).size > 0
