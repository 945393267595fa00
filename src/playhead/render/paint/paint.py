"""The paint renderer: key frames are painted, and what lies between them goes with the theatre's own movement.

Keys stand on a fixed grid of the shot's frames, so any frame can come first. Between two keys both are warped to the frame by dense
inverse search flow (Kroeger and others, 2016) between the theatre's pictures, mixed by nearness in time and by how well the warp explains the
theatre's picture there; what it does not explain (a mouth, a blink, lightning, a fade) is added from the theatre. So strokes stay where they
are while nothing moves, and every mouth is right at every frame.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from playhead.errors import BadInput, RenderError
from playhead.render.control import Control
from playhead.render.paint.known import PAINT
from playhead.render.paint.looks import DEFAULT, weights_of
from playhead.render.paint.network import Network
from playhead.render.renderer import Options, PictureChunk, Pictures, Size
from playhead.shots.shot import Shot

KEY = 8
"""Frames from one painted picture to the next: three a second."""
KEPT = 4
STRENGTH, COLOUR = 0.8, 0.75
FACE = 0.5  # of the strength is taken back where a head is
LIKE = 12.0  # how far a warped picture may be from the theatre's, in levels, before it counts for less
_LIKENESS = np.exp(-np.arange(256, dtype=np.float32) / LIKE)
CANVAS = 0.8  # of the theatre's half size: a smaller canvas has a broader brush
SHARPEN = 0.35
Numbers = NDArray[np.float32]


@dataclass(slots=True, eq=False)
class _Key:
    """A painted frame, and the theatre's that it was painted from."""

    stage: Pictures
    grey: NDArray[np.uint8]
    brush: Numbers  # what painting changed


@dataclass(slots=True, eq=False)
class State:
    """A shot being painted: `next` is the frame that comes."""

    shot: Shot
    size: Size
    whole: Control
    small: Control
    next: int
    keys: OrderedDict[int, _Key] = field(default_factory=OrderedDict)


class Paint:
    """Paints the theatre's pictures at half the size. Raises BadInput for a look there is not, RenderError without weights."""

    name = "paint"
    traits = PAINT.traits

    def __init__(self, options: Options = ()) -> None:
        told = dict(options)
        self._weights = weights_of(str(told.get("look", DEFAULT)))
        self._strength = _share("strength", told.get("strength", STRENGTH))
        self._colour = _share("colour", told.get("colour", COLOUR))
        self._network = Network()
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
        self._keys: OrderedDict[tuple[str, Size], OrderedDict[int, _Key]] = OrderedDict()  # those of the last shots

    def open(self, shot: Shot, size: Size, control: Control | None = None, first: int = 0) -> State:
        """Make ready to paint `shot` from frame `first`. Raises RenderError without control: there is nothing to paint over."""
        if control is None:
            raise RenderError("paint paints over the theatre's pictures and was given none")
        small = control.at(Size(max(32, size.width // 32 * 16), max(32, size.height // 4 * 2)))
        keys = self._keys.setdefault((shot.key, size), OrderedDict())
        self._keys.move_to_end((shot.key, size))
        while len(self._keys) > 2:
            self._keys.popitem(last=False)
        return State(shot, size, control, small, max(0, first), keys)

    def step(self, state: State) -> PictureChunk | None:
        """Up to 8 frames, (n, h, w, 3) uint8 sRGB; None at the shot's end."""
        first = state.next
        last = min(first - first % KEY + KEY, state.shot.frames)
        if first >= last:
            return None
        pictures = np.stack([self._picture(state, frame) for frame in range(first, last)])
        state.next = last
        return PictureChunk(pictures, first)

    def snapshot(self, state: State) -> bytes:
        """Which frame comes next; with the shot and the size it is all that is needed elsewhere."""
        return json.dumps({"first": state.next}).encode()

    # Inside

    def _picture(self, state: State, frame: int) -> Pictures:
        size = state.size
        small = np.asarray(np.clip(self._between(state, frame), 0, 255), np.uint8)
        made = cv2.resize(small, (size.width, size.height), interpolation=cv2.INTER_CUBIC)
        made = cv2.addWeighted(made, 1 + SHARPEN, cv2.GaussianBlur(made, (0, 0), 1.6), -SHARPEN, 0)
        if state.shot.text:
            lettered, bare = (state.whole.frames(frame, 1, lettered=lettered)[0] for lettered in (True, False))
            made = cv2.subtract(cv2.add(made, cv2.subtract(lettered, bare)), cv2.subtract(bare, lettered))
        return np.asarray(made, np.uint8)

    def _between(self, state: State, frame: int) -> Numbers:
        a = frame - frame % KEY
        before = self._key(state, a)
        if frame == a:
            return before.stage + before.brush
        b = min(a + KEY, state.shot.frames - 1)
        after = self._key(state, b)
        stage = state.small.frames(frame, 1, lettered=False)[0]
        grey = cv2.cvtColor(stage, cv2.COLOR_RGB2GRAY)
        part = (frame - a) / (b - a)
        one, other = (self._warped(key, grey) for key in (before, after))
        weight = _weight(stage, one[1], 1 - part), _weight(stage, other[1], part)
        share = (weight[0] / (weight[0] + weight[1]))[..., None]
        # Two painted pictures, less what they were painted from: the brush alone, laid over the theatre's picture.
        return np.asarray(stage + share * one[0] + (1 - share) * other[0], np.float32)

    def _warped(self, key: _Key, grey: NDArray[np.uint8]) -> tuple[Numbers, Pictures]:
        """A key as it is at another frame: what the brush did, and what the theatre drew."""
        if cv2.absdiff(key.grey, grey).max() <= 2:
            return key.brush, key.stage
        flow = self._flow.calc(grey, key.grey, None)
        x, y = _grid(grey.shape[1], grey.shape[0])
        at = x + flow[..., 0], y + flow[..., 1]
        brush = cv2.remap(key.brush, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        stage = cv2.remap(key.stage, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(brush, np.float32), np.asarray(stage, np.uint8)

    def _key(self, state: State, frame: int) -> _Key:
        found = state.keys.get(frame)
        if found is None:
            stage = state.small.frames(frame, 1, lettered=False)[0]
            grey = cv2.cvtColor(stage, cv2.COLOR_RGB2GRAY)
            found = state.keys[frame] = _Key(stage, grey, self._painted(state, stage, frame) - stage)
            while len(state.keys) > KEPT:
                state.keys.popitem(last=False)
        return found

    def _painted(self, state: State, stage: Pictures, frame: int) -> Numbers:
        """The frame painted, in the scene's own light: as bright and as rich in contrast, its colours partly its own."""
        height, width = stage.shape[:2]
        canvas = cv2.resize(stage, (max(32, round(width * CANVAS)), max(32, round(height * CANVAS))), interpolation=cv2.INTER_AREA)
        made = cv2.resize(self._network.painted(np.asarray(canvas, np.uint8), self._weights), (width, height), interpolation=cv2.INTER_CUBIC)
        made = cv2.cvtColor(made, cv2.COLOR_RGB2YCrCb).astype(np.float32)
        own = cv2.cvtColor(stage, cv2.COLOR_RGB2YCrCb).astype(np.float32)
        mean, spread = made[..., 0].mean(), made[..., 0].std()
        made[..., 0] = (made[..., 0] - mean) * (max(14.0, 1.1 * own[..., 0].std()) / max(8.0, spread)) + own[..., 0].mean()
        # What is broad in the light is the scene's, what is fine is the brush's.
        apart = cv2.resize(own[..., 0] - made[..., 0], (24, 14), interpolation=cv2.INTER_AREA)
        made[..., 0] += 0.7 * cv2.resize(apart, (width, height), interpolation=cv2.INTER_CUBIC)
        made[..., 1:] += self._colour * (cv2.GaussianBlur(own[..., 1:], (0, 0), 2.0) - made[..., 1:])
        strength = self._strength * (1 - FACE * self._heads(state, frame, width, height))[..., None]
        mixed = np.clip(own + strength * (made - own), 0, 255).astype(np.uint8)
        return np.asarray(cv2.cvtColor(mixed, cv2.COLOR_YCrCb2RGB), np.float32)

    def _heads(self, state: State, frame: int, width: int, height: int) -> Numbers:
        """1 where heads are, falling off around them."""
        found = np.zeros((height, width), np.float32)
        for points in state.small.pose(frame, 1, hidden=False)[0]:
            (x, y, seen), (_, neck, _) = points[0], points[1]
            if seen:
                radius = max(3.0, 0.75 * abs(float(neck) - float(y)))
                cv2.circle(found, (int(x), int(y)), int(radius), 1.0, -1)
                found = cv2.GaussianBlur(found, (0, 0), max(1.5, 0.25 * radius))
        return np.minimum(found, 1.0)


def _weight(stage: Pictures, warped: Pictures, part: float) -> Numbers:
    """How much a warped key counts: the nearer in time and the better it explains the theatre's picture, the more."""
    apart = cv2.blur(cv2.cvtColor(cv2.absdiff(stage, warped), cv2.COLOR_RGB2GRAY), (7, 7))
    return np.asarray((part + 1e-3) * _LIKENESS[apart] + 1e-6, np.float32)


def _share(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadInput(f"paint: {name} must be a number from 0 to 1, not {value!r:.40}")
    return float(value)


@lru_cache(maxsize=4)
def _grid(width: int, height: int) -> tuple[Any, Any]:
    return np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
