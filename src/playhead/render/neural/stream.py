"""The stream: any model that makes a shot chunk after chunk, as a renderer.

While the caller encodes chunk n, the model's own thread works on n + 1; decoding and transfer have a thread (on a GPU: a stream) of their
own; the theatre's control of the chunk after is fetched meanwhile on the caller's thread, which owns the theatre. A step either
hands out its chunk and moves the state on, or leaves it as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import safetensors.torch
import torch
from torch import Tensor

from playhead.errors import BadInput, PlayheadError, RenderError
from playhead.render.control import Control
from playhead.render.neural.scene import Scene
from playhead.render.renderer import PictureChunk, Size, Traits
from playhead.shots.shot import Shot

Carry = Mapping[str, Tensor]
"""What one chunk leaves to the next: tensors that nobody changes."""
_ERROR_LETTERS = 200


class Made(NamedTuple):
    """What came of a chunk's work: `latents` that are still to be decoded, and what the next chunk starts from."""

    latents: Any
    carry: Carry


class Model(Protocol):
    """What differs from model to model. All of it is pure: equal arguments give equal results."""

    name: str
    traits: Traits
    device: torch.device

    def scene(self, shot: Shot, size: Size, control: Control | None) -> Scene:
        """All that the model is given of a shot. Raises RenderError for what it cannot make."""
        ...

    def count(self, scene: Scene, first: int) -> int:
        """How many frames the chunk from `first` has."""
        ...

    def gather(self, scene: Scene, first: int) -> Any:
        """The control that the chunk from `first` needs; on the caller's thread."""
        ...

    def advance(self, scene: Scene, first: int, gathered: Any, carry: Carry) -> Made:
        """The work of the chunk from `first`; `carry` is empty at the shot's beginning. On the model's thread."""
        ...

    def finish(self, scene: Scene, first: int, made: Made) -> PictureChunk:
        """Decode and bring to the host. On the decoder's thread."""
        ...


@dataclass(slots=True, eq=False)
class State:
    """A shot being made: `next` frame comes, starting from `carry`; what is being worked ahead is not a part of it."""

    scene: Scene
    next: int = 0
    carry: Carry = field(default_factory=dict)
    gathered: tuple[int, Any] | None = None
    coming: Future[tuple[Made, Any]] | None = None

    def __del__(self) -> None:
        if self.coming is not None:
            self.coming.cancel()  # nobody will ask for it


class Stream:
    """A model as a renderer."""

    def __init__(self, model: Model) -> None:
        quiet()
        self.name = model.name
        self.traits = model.traits
        self._model = model
        self._worker = ThreadPoolExecutor(1, f"{model.name}-model")
        self._decoder = ThreadPoolExecutor(1, f"{model.name}-decoder")
        cuda = model.device.type == "cuda"
        # Of high priority: a chunk's few decoding kernels pass the many of the chunk after it.
        self._side: Any = torch.cuda.Stream(model.device, priority=-1) if cuda else None

    def open(self, shot: Shot, size: Size, control: Control | None = None, first: int = 0) -> State:
        """Make ready to render `shot` from its first frame. Raises RenderError for what the model cannot make."""
        if first:
            raise RenderError(f"{self.name} goes on from a snapshot, it cannot be opened at frame {first}")
        return State(self._model.scene(shot, size, control))

    def step(self, state: State) -> PictureChunk | None:
        """The next chunk, or None at the shot's end. Raises RenderError; the state is then as it was."""
        scene, first = state.scene, state.next
        if first >= scene.frames:
            return None
        after = min(scene.frames, first + self._model.count(scene, first))
        coming, state.coming = state.coming, None
        following: Future[tuple[Made, Any]] | None = None
        try:
            coming = coming or self._begin(state, first, state.carry)
            if after < scene.frames:
                state.gathered = (after, self._model.gather(scene, after))
            made, ready = coming.result()
            if after < scene.frames:
                following = self._begin(state, after, made.carry)
            chunk = self._decoder.submit(self._finish, scene, first, made, ready).result()
        except PlayheadError:
            _drop(coming, following)
            raise
        except Exception as error:
            _drop(coming, following)
            raise RenderError(f"{self.name}, frame {first}: {_told(error)}") from error
        state.next, state.carry, state.coming = after, made.carry, following
        return chunk

    def snapshot(self, state: State) -> bytes:
        """What the next chunk starts from, as safetensors; with shot, size and control it is all that is needed elsewhere."""
        about = {"renderer": self.name, "shot": state.scene.shot.key, "size": _told_size(state.scene.size), "next": state.next}
        tensors = {name: value.detach().cpu().clone(memory_format=torch.contiguous_format) for name, value in state.carry.items()}
        return bytes(safetensors.torch.save(tensors, {"playhead": json.dumps(about)}))

    def restore(self, snapshot: bytes, shot: Shot, size: Size, control: Control | None = None) -> State:
        """A state from a snapshot of the same shot and size. Raises BadInput for bytes that are none."""
        try:
            carry = safetensors.torch.load(snapshot)
            length = int.from_bytes(snapshot[:8], "little")
            about = json.loads(json.loads(snapshot[8 : 8 + length])["__metadata__"]["playhead"])
            of = (about["renderer"], about["shot"], about["size"])
            next_ = int(about["next"])
        except Exception as error:
            raise BadInput(f"these {len(snapshot)} bytes are no snapshot of {self.name}: {_told(error)}") from error
        if of != (self.name, shot.key, _told_size(size)):
            raise BadInput(f"this snapshot is of another shot, size or renderer ({of[0]}, {of[2]})")
        on_device = {name: value.to(self._model.device) for name, value in carry.items()}
        return State(self._model.scene(shot, size, control), next_, on_device)

    def close(self) -> None:
        """End the threads; what is being worked on is finished and dropped."""
        self._worker.shutdown(cancel_futures=True)
        self._decoder.shutdown(cancel_futures=True)

    # -- the threads

    def _begin(self, state: State, first: int, carry: Carry) -> Future[tuple[Made, Any]]:
        at, gathered = state.gathered or (-1, None)
        if at != first:
            gathered = self._model.gather(state.scene, first)
        return self._worker.submit(self._advance, state.scene, first, gathered, carry)

    def _advance(self, scene: Scene, first: int, gathered: Any, carry: Carry) -> tuple[Made, Any]:
        with torch.inference_mode():
            made = self._model.advance(scene, first, gathered, carry)
            ready = None
            if self._side is not None:
                ready = torch.cuda.Event()
                ready.record(torch.cuda.current_stream(self._model.device))
            return made, ready

    def _finish(self, scene: Scene, first: int, made: Made, ready: Any) -> PictureChunk:
        with torch.inference_mode(), nullcontext() if self._side is None else torch.cuda.stream(self._side):
            if ready is not None:
                self._side.wait_event(ready)
            return self._model.finish(scene, first, made)


def quiet() -> None:
    """Nothing of the models' libraries is to write over a server's log: what matters is raised."""
    import diffusers.utils.logging as of_diffusers
    import transformers.utils.logging as of_transformers

    for of in (of_diffusers, of_transformers):
        of.set_verbosity(of.CRITICAL)
        of.disable_progress_bar()


def _drop(*futures: Future[Any] | None) -> None:
    for future in futures:
        if future is not None:
            future.cancel()


def _told(error: Exception) -> str:
    if isinstance(error, torch.cuda.OutOfMemoryError):
        return "the GPU has not enough memory: ask for a smaller size (the option at), or fewer frames at a time"
    line = " ".join(f"{type(error).__name__}: {error}".split())
    return line if len(line) <= _ERROR_LETTERS else line[: _ERROR_LETTERS - 1] + "…"


def _told_size(size: Size) -> str:
    return f"{size.width}x{size.height}"
