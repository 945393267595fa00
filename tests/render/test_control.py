"""What the theatre knows of its own pictures."""

import pickle
import subprocess
import sys
from dataclasses import replace

import cv2
import numpy as np
import pytest

from playhead.render.control import POINTS, Control
from playhead.render.renderer import Size
from playhead.render.theatre import Theatre
from playhead.shots.brief import Brief
from playhead.shots.shot import Act, Appearance, Framing, Move, Performer, Place, Shot

SIZE = Size(208, 128)
BEACH = Place("beach", "BEACH", interior=False)
ANNA = Performer(Appearance(), 300)
TOM = Performer(Appearance(garment="suit", hair="bald"), 560, facing=-90, row=2)
BOTH = Shot(BEACH, "day", "clear", Framing("wide"), 48, performers=(ANNA, TOM))


@pytest.fixture(scope="module")
def theatre() -> Theatre:
    return Theatre()


def control(theatre: Theatre, shot: Shot = BOTH, brief: Brief | None = None) -> Control:
    return theatre.control(shot, SIZE, brief or Brief())


def warped(before: np.ndarray, flow: np.ndarray) -> np.ndarray:
    x, y = np.meshgrid(np.arange(SIZE.width, dtype=np.float32), np.arange(SIZE.height, dtype=np.float32))
    return cv2.remap(before, x - flow[..., 0], y - flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def test_frames_are_the_theatres_and_lettering_can_be_left_out(theatre: Theatre) -> None:
    titled = replace(BOTH, text=("The Sea",), framing=Framing("title"))
    known = control(theatre, titled)
    assert np.array_equal(known.frames(20, 2)[1], theatre.picture(titled, SIZE, 21))
    bare = known.frames(20, 1, lettered=False)[0]
    assert np.array_equal(bare, theatre.picture(replace(titled, text=()), SIZE, 20))
    assert not np.array_equal(bare, known.frames(20, 1)[0])
    assert np.array_equal(known.frames(47, 3)[2], known.frames(47, 1)[0]), "past the end is the last"


def test_who_is_seen_where(theatre: Theatre) -> None:
    known = control(theatre)
    (mask,) = known.mask(10, 1)
    assert set(np.unique(mask)) == {0, 1, 2}
    without = control(theatre, replace(BOTH, performers=(ANNA,)))
    changed = np.abs(known.frames(10, 1)[0].astype(int) - without.frames(10, 1)[0]).max(-1) > 24
    assert changed.sum() > 100
    assert (mask[changed] == 2).mean() > 0.8
    (pose,) = known.pose(10, 1)
    assert pose.shape == (2, len(POINTS), 3)
    for who in (0, 1):
        x, y, seen = pose[who].T
        assert seen.sum() >= 10
        assert all(mask[max(0, b - 5) : b + 6, max(0, a - 5) : a + 6].max() == who + 1 for a, b in zip(x[seen > 0], y[seen > 0], strict=True))
    assert pose[0][0][1] < pose[0][8][1] < pose[0][10][1], "head, hip, foot"


def test_what_is_nearer_is_brighter(theatre: Theatre) -> None:
    known = control(theatre)
    (depth,), (mask,) = known.depth(10, 1), known.mask(10, 1)
    sky, anna, tom = depth[2].mean(), depth[mask == 1].mean(), depth[mask == 2].mean()
    assert sky < 20
    assert anna > tom > sky
    (pushed,) = control(theatre, replace(BOTH, framing=Framing("close", (0,)), move=Move("push", 120))).depth(40, 1)
    assert pushed.max() >= depth.max()


@pytest.mark.parametrize("move", [Move("pan", 160), Move("track", 160), Move("push", 160), Move("tilt", 120)])
def test_the_flow_explains_a_moving_camera(theatre: Theatre, move: Move) -> None:
    known = control(theatre, replace(BOTH, move=move))
    frames, flow = known.frames(20, 8).astype(np.float32), known.flow(20, 8)
    moved = [np.abs(frames[n] - frames[n - 1]).mean() for n in range(1, 8)]
    left = [np.abs(frames[n] - warped(frames[n - 1], flow[n])).mean() for n in range(1, 8)]
    assert np.mean(left) < 0.85 * np.mean(moved)


def test_the_flow_follows_who_walks(theatre: Theatre) -> None:
    walking = replace(ANNA, facing=90, acts=(Act(0, 40, "walk", 520),))
    known = control(theatre, replace(BOTH, performers=(walking,)))
    flow, mask = known.flow(20, 1)[0], known.mask(20, 1)[0]
    assert np.median(flow[mask == 1][:, 0]) > 0.5
    assert not flow[mask == 0].any(), "the camera stands still"
    assert not known.flow(0, 1).any()
    assert not known.flow(21, 1).any(), "people are drawn on twos"


def test_it_is_the_same_in_another_process_and_wherever_one_starts(theatre: Theatre) -> None:
    shot = replace(BOTH, move=Move("pan", 160))
    code = (
        "import pickle, sys; from playhead.render.theatre import Theatre; from playhead.shots.brief import Brief;"
        "shot, size = pickle.load(sys.stdin.buffer); c = Theatre().control(shot, size, Brief());"
        "sys.stdout.buffer.write(pickle.dumps([c.depth(13, 2), c.flow(13, 2), c.pose(13, 2), c.mask(13, 2)]))"
    )
    told = subprocess.run([sys.executable, "-c", code], input=pickle.dumps((shot, SIZE)), capture_output=True, check=True)
    known = control(theatre, shot)
    for there, here in zip(pickle.loads(told.stdout), (known.depth(12, 3), known.flow(12, 3), known.pose(12, 3), known.mask(12, 3)), strict=True):
        assert np.array_equal(there, here[1:])


def test_references_are_the_same_whatever_the_shot_is_like(theatre: Theatre) -> None:
    brief = Brief(characters=(("ANNA", "tall"), ("TOM", "bald")))
    sheets = control(theatre, BOTH, brief).references()
    assert [(each.kind, each.name, each.view) for each in sheets] == [
        ("character", "ANNA", "front"), ("character", "ANNA", "profile"), ("character", "ANNA", "palette"),
        ("character", "TOM", "front"), ("character", "TOM", "profile"), ("character", "TOM", "palette"),
        ("place", "BEACH", "front"), ("place", "BEACH", "palette"),
    ]
    later = replace(BOTH, time="night", weather="rain", framing=Framing("close", (0,)))
    for one, other in zip(sheets, control(theatre, later, brief).references(), strict=True):
        if one.kind == "place":
            assert np.array_equal(one.picture, other.picture)
    assert not np.array_equal(sheets[0].picture, sheets[1].picture)


def test_a_card_has_nobody_on_it(theatre: Theatre) -> None:
    known = control(theatre, Shot(BEACH, "day", "clear", Framing("card"), 24, text=("Act II",)))
    assert not known.mask(3, 1).any()
    assert not known.flow(3, 1).any()
    assert len(np.unique(known.depth(3, 1))) == 1
    assert known.references() == ()
