"""The theatre painted over: the same wherever one starts, steady, as the film chooses."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from playhead.errors import BadInput, RenderError
from playhead.projection.ladder import ladder_of
from playhead.render.control import Control
from playhead.render.paint.looks import DEFAULT, MIXED, STYLES, weights_of
from playhead.render.paint.paint import KEY
from playhead.render.renderer import Options, Size, known, renderer
from playhead.render.theatre import Theatre
from playhead.shots.brief import Brief
from playhead.shots.shot import Appearance, Framing, Move, Performer, Place, Shot

SIZE = Size(208, 128)
SHOT = Shot(
    Place("beach", "BEACH", interior=False), "evening", "clear", Framing("medium", (0,)), 40, move=Move("pan", 120),
    performers=(Performer(Appearance(), 400, mouth=((0, 0), (10, 3), (14, 0))),),
)


@pytest.fixture(scope="module")
def theatre() -> Theatre:
    return Theatre()


def painted(theatre: Theatre, shot: Shot = SHOT, options: Options = (), first: int = 0, steps: int = 99) -> np.ndarray:
    paint = renderer("paint", options)
    state = paint.open(shot, SIZE, theatre.control(shot, SIZE, Brief()), first)
    chunks = []
    while steps and (chunk := paint.step(state)) is not None:
        assert chunk.first == first + sum(len(each) for each in chunks)
        chunks.append(chunk.pictures)
        steps -= 1
    return np.concatenate(chunks)


@pytest.fixture(scope="module")
def whole(theatre: Theatre) -> np.ndarray:
    return painted(theatre)


def test_every_frame_is_there_and_is_the_same_wherever_one_starts(theatre: Theatre, whole: np.ndarray) -> None:
    assert whole.shape == (SHOT.frames, SIZE.height, SIZE.width, 3)
    for first in (1, KEY, 24, 39):
        assert np.array_equal(painted(theatre, first=first), whole[first:])


def test_it_is_painted_and_still_the_same_scene(theatre: Theatre, whole: np.ndarray) -> None:
    stage = np.stack([theatre.picture(SHOT, SIZE, frame) for frame in range(SHOT.frames)])
    assert np.abs(whole.astype(int) - stage).mean() > 4
    small = [np.stack([cv2.resize(each, (13, 8), interpolation=cv2.INTER_AREA) for each in frames]).astype(int) for frames in (whole, stage)]
    assert np.abs(small[0] - small[1]).mean() < 12, "light and colours are the scene's"


@pytest.mark.slow
def test_what_lies_between_the_painted_pictures_goes_with_the_theatre(theatre: Theatre) -> None:
    size = Size(424, 240)
    control = theatre.control(SHOT, size, Brief())
    flow = control.flow(0, 24)
    x, y = np.meshgrid(np.arange(size.width, dtype=np.float32), np.arange(size.height, dtype=np.float32))

    def unrest(frames: np.ndarray) -> float:
        left = []
        for n in range(9, 20):
            before = cv2.remap(frames[n - 1], x - flow[n][..., 0], y - flow[n][..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            left.append(np.abs(frames[n].astype(int) - before).mean())
        return float(np.mean(left))

    def each_alone() -> np.ndarray:
        found = []
        for frame in range(20):
            still = Still(control, frame)
            state = paint.open(replace(SHOT, frames=1, mood=frame % 5), size, still)
            state.keys.clear()
            found.append(paint.step(state).pictures[0])
        return np.stack(found)

    paint = renderer("paint")
    state = paint.open(SHOT, size, control)
    together = np.concatenate([paint.step(state).pictures for _ in range(3)])
    assert unrest(together) < 0.6 * unrest(each_alone())


class Still:
    """One frame of a control, as if it were a shot of its own."""

    def __init__(self, control: Control, frame: int) -> None:
        self.brief, self._control, self._frame = control.brief, control, frame

    def at(self, size: Size) -> "Still":
        return Still(self._control.at(size), self._frame)

    def frames(self, first: int, count: int, *, lettered: bool = True) -> np.ndarray:
        return self._control.frames(self._frame + first, count, lettered=lettered)

    def pose(self, first: int, count: int, *, hidden: bool = True) -> np.ndarray:
        return self._control.pose(self._frame + first, count, hidden=hidden)


def test_a_picture_that_does_not_move_does_not_boil(theatre: Theatre) -> None:
    empty = replace(SHOT, performers=(), move=Move(), place=Place("room", "ROOM", interior=True), framing=Framing("wide"))
    frames = painted(theatre, empty, steps=3).astype(int)
    assert np.abs(frames[1:] - frames[:-1]).mean() < 0.5


def test_lettering_is_not_painted_over(theatre: Theatre) -> None:
    titled = replace(SHOT, text=("The Sea",), framing=Framing("title"), performers=())
    frames, bare = painted(theatre, titled, first=24, steps=1), painted(theatre, replace(titled, text=()), first=24, steps=1)
    letters = theatre.picture(titled, SIZE, 24).astype(int) - theatre.picture(replace(titled, text=()), SIZE, 24)
    bright = letters.max(-1) > 90
    assert bright.sum() > 40
    assert np.abs(frames[0].astype(int) - bare[0] - letters)[bright].mean() < 25


def test_a_film_chooses_its_look(theatre: Theatre, whole: np.ndarray) -> None:
    for options in ((("look", "wave"),), (("look", "wave 0.5, pastel 0.5"),), (("strength", 0.3),), (("colour", 0.0),)):
        assert not np.array_equal(painted(theatre, options=options, steps=1), whole[:KEY]), options
    assert np.array_equal(painted(theatre, options=(("look", DEFAULT),), steps=1), whole[:KEY])
    assert len({ladder_of(["paint"], {"paint": (("look", look),)}, {}).job(SHOT, 0, SIZE).take for look in ("wave", "pastel")}) == 2


@pytest.mark.parametrize(("options", "told"), [
    ((("look", "waev"),), "there is no look 'waev'; 'wave' is one"),
    ((("look", "wave ; 3"),), "look must be a name, or names with shares"),
    ((("look", "wave 0"),), "come to nothing"),
    ((("strength", 2),), "strength must be a number from 0 to 1, not 2"),
    ((("colour", "much"),), "colour must be a number from 0 to 1, not 'much'"),
])
def test_what_cannot_be_is_told_in_one_line(options: Options, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        renderer("paint", options)


def test_a_look_there_is_not_is_told_before_anything_is_painted() -> None:
    ladder = ladder_of(["paint"], {"paint": (("look", "waev"),)}, {})
    assert [rung.renderer for rung in ladder.rungs] == ["theatre"]
    assert ladder.problems == ("paint cannot draw here: there is no look 'waev'; 'wave' is one",)


def test_every_look_is_known_and_its_shares_are_whole() -> None:
    for look in (*STYLES, *MIXED):
        assert weights_of(look).sum() == pytest.approx(1.0)
    assert len(set(STYLES)) == 26
    assert not set(STYLES) & set(MIXED)
    assert known("paint").model((), {}).startswith("multistyle26.onnx ")


def test_without_control_there_is_nothing_to_paint_over() -> None:
    with pytest.raises(RenderError, match="was given none"):
        renderer("paint").open(SHOT, SIZE)
