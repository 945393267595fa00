"""How fast the neural renderers are, from shot to stored segment, and how much of that is not the model: `python bench/neural.py --tiny`.

With random weights: `--tiny` as in the tests, `--middle` on one CPU core (the other draws and encodes, as beside an accelerator), `--full
--device cuda` the published architectures. What is measured is what a worker does: the theatre's control, the model, decoding, transfer,
encoding, snapshots, the store. The bare model is the same chunks, their control at hand, denoised and decoded one after another.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import neural_parts
import torch

from playhead.media import encode_picture
from playhead.projection.jobs import PictureJob
from playhead.projection.perform import Performer
from playhead.render.neural.stream import Stream
from playhead.render.renderer import GROUND, Options, Size, known, register
from playhead.shots.brief import Brief
from playhead.shots.shot import Appearance, Framing, Move, Place, Shot
from playhead.shots.shot import Performer as Person
from playhead.timebase import segments_of

NAMES = ("turbo", "helios", "vace", "ltx2")
WAITS = Brief(action=((0, "Mara waits."),), characters=(("MARA", "a woman in a red scarf"),), place="LAMP ROOM")
RUNS = replace(WAITS, action=((0, "Mara runs to the window."),))
OPTIONS: dict[str, dict[str, Options]] = {
    "tiny": {"vace": (("overlap", 5), ("steps", 2), ("window", 17)), "ltx2": (("overlap", 3), ("steps", 2), ("window", 9))},
    "middle": {"vace": (("steps", 4), ("window", 33)), "ltx2": (("steps", 4), ("window", 49))},
    "full": {"vace": (("steps", 20),)},
}
PICTURES = {"tiny": "128x80", "middle": "424x240", "full": "848x480"}


@dataclass(frozen=True)
class Figures:
    """Seconds, and frames a second; `alone` are the parts, each by itself, in ms a frame."""

    first: float
    fps: float
    bare_fps: float
    chunk: float
    switch: float
    alone: dict[str, float]

    @property
    def overhead(self) -> float:
        return self.bare_fps / self.fps - 1


def shot_of(frames: int) -> Shot:
    mara = Person(Appearance(build="small", hair="long"), 380, facing=45)
    return Shot(Place("lamp room", "LAMP ROOM", interior=True, features=("sea", "window")), "night", "clear", Framing("wide", (0,)), frames,
                move=Move("push", 60), performers=(mara,))  # fmt: skip


def measure(name: str, size: str, device: str, picture: Size, frames: int) -> Figures:
    options = OPTIONS[size].get(name, ())
    components = neural_parts.parts(name, size, device)
    print(f"{name}: {neural_parts.millions(components)} million parameters", file=sys.stderr)
    build = getattr(importlib.import_module(f"playhead.render.neural.{name}"), name)
    stream: Stream = build(components, options)
    register(replace(known(name), make=lambda _options, _machine: stream))
    shot = shot_of(frames)
    with tempfile.TemporaryDirectory() as folder:
        performer = Performer(Path(folder), 10**9)
        ground: Any = performer.renderer(GROUND)
        control = ground.control(shot, picture, WAITS)
        for brief in (Brief(), WAITS):  # the first time warms up: kernels are chosen, plates painted
            first, fps = through(performer, name, options, shot, picture, brief)
        bare, alone = bare_model(stream, shot, picture, control)
        chunk, switch = switching(stream, shot, picture, ground)
        alone |= beside(picture, control, frames)
    stream.close()
    return Figures(first, fps, bare, chunk, switch, alone)


def through(performer: Performer, name: str, options: Options, shot: Shot, picture: Size, brief: Brief) -> tuple[float, float]:
    """Seconds to the first picture, and frames a second over a whole take."""
    start = time.perf_counter()
    first: list[float] = []
    for n in range(len(segments_of(shot.frames))):
        job = PictureJob(shot, n, picture, name, options=options, brief=brief)
        data = encode_picture(noted(performer.pictures(job), first), picture)
        store = performer.store()
        store.bind(job.key, store.put(data), job.ticks)
    return first[0] - start, shot.frames / (time.perf_counter() - start)


def noted(pictures: Iterator[Any], first: list[float]) -> Iterator[Any]:
    """The same pictures; when the first of all came is noted."""
    for picture in pictures:
        if not first:
            first.append(time.perf_counter())
        yield picture


def bare_model(stream: Stream, shot: Shot, picture: Size, control: Any) -> tuple[float, dict[str, float]]:
    """Frames a second of the chunks one after another, control at hand; and how long each half of that takes."""
    model = stream._model
    scene = model.scene(shot, picture, control)
    firsts = [0]
    while firsts[-1] + model.count(scene, firsts[-1]) < shot.frames:
        firsts.append(firsts[-1] + model.count(scene, firsts[-1]))
    gathered = {first: model.gather(scene, first) for first in firsts}
    work = decode = 0.0
    carry: Any = {}
    with torch.inference_mode():
        for first in firsts:
            start = settled(model.device)
            made = model.advance(scene, first, gathered[first], carry)
            middle = settled(model.device)
            model.finish(scene, first, made)
            work, decode, carry = work + middle - start, decode + settled(model.device) - middle, made.carry
    return shot.frames / (work + decode), {"model": work * 1000 / shot.frames, "decode": decode * 1000 / shot.frames}


def switching(stream: Stream, shot: Shot, picture: Size, ground: Any) -> tuple[float, float]:
    """Seconds from a snapshot to the next chunk, with the same words and with words never heard before."""
    state = stream.open(shot, picture, ground.control(shot, picture, WAITS))
    stream.step(state)
    kept, took = stream.snapshot(state), []
    if state.coming is not None:
        state.coming.result()
    for brief in (WAITS, RUNS):
        start = time.perf_counter()
        turned = stream.restore(kept, shot, picture, ground.control(shot, picture, brief))
        stream.step(turned)
        took.append(time.perf_counter() - start)
        if turned.coming is not None:
            turned.coming.result()
    return took[0], took[1]


def beside(picture: Size, control: Any, frames: int) -> dict[str, float]:
    """What goes on beside the model, each by itself: ms a frame."""
    start = time.perf_counter()
    shown = control.frames(0, frames)
    drawn = time.perf_counter()
    at = 0
    for count in segments_of(frames):
        encode_picture(iter(shown[at : at + count]), picture, frames=count)
        at += count
    return {"frames": (drawn - start) * 1000 / frames, "encode": (time.perf_counter() - drawn) * 1000 / frames}


def settled(device: torch.device) -> float:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    return time.perf_counter()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = ask.add_mutually_exclusive_group()
    for size in ("tiny", "middle", "full"):
        sizes.add_argument(f"--{size}", dest="size", action="store_const", const=size, default="tiny")
    ask.add_argument("--device", default="cpu")
    ask.add_argument("--frames", type=int, default=120)
    ask.add_argument("--picture", default="", help="as 848x480")
    ask.add_argument("names", nargs="*", default=NAMES)
    told = ask.parse_args()
    wide, high = (told.picture or PICTURES[told.size]).split("x")
    picture = Size(int(wide), int(high))
    if told.size == "middle" and told.device == "cpu":
        torch.set_num_threads(1)  # the other core draws and encodes, as beside an accelerator
    print(f"{told.size}, {told.device}, {wide}x{high}, {told.frames} frames, random weights, torch {torch.__version__}\n")
    print("| renderer | first picture | frames/s | bare model | overhead | next chunk | with new words | alone, ms a frame |")
    print("|---|---|---|---|---|---|---|---|")
    for name in told.names:
        found = measure(name, told.size, told.device, picture, told.frames)
        alone = ", ".join(f"{what} {ms:.1f}" for what, ms in found.alone.items())
        print(f"| `{name}` | {found.first:.2f} s | {found.fps:.2f} | {found.bare_fps:.2f} | {found.overhead:+.1%} | {found.chunk:.2f} s | "
              f"{found.switch:.2f} s | {alone} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
