"""A renderer that needs an accelerator, and says which one its worker was given; imported by workers as a plug-in."""

import dataclasses
import os
from pathlib import Path

from playhead.render.renderer import Known, register
from playhead.shots.shot import Shot
from playhead.testing import Blocks


def _note(shot: Shot) -> None:
    """A line in the file that the shot names."""
    with Path(shot.text[0]).open("a") as file:
        file.write(f"{os.getpid()} {os.environ.get('CUDA_VISIBLE_DEVICES', '')}\n")


TRAITS = dataclasses.replace(Blocks.traits, gpu=True)


def _make(_options: object, _machine: object) -> Blocks:
    blocks = Blocks("needing", _note)
    blocks.traits = TRAITS
    return blocks


register(Known("needing", _make, TRAITS))
