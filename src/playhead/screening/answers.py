"""Choices named beforehand, for a cut that nobody watches: on the command line, in a file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from playhead.errors import BadInput
from playhead.story import Story
from playhead.story.director import Offer
from playhead.story.story import slug

Chooser = Callable[[str, tuple[Offer, ...], int], int]
"""Given the id of the beat that asks, what it offers, and the default: the option to take."""


def by_default(beat: str, offers: tuple[Offer, ...], default: int) -> int:  # noqa: ARG001 - a Chooser
    """Nobody chooses."""
    return default


def chooser_of(story: Story, answers: Sequence[str]) -> Chooser:
    """A chooser that takes `answers` where they apply and the default elsewhere.

    An answer is `BEAT=OPTION`, the option a number counted from 1, its label or the beat that it leads to.
    Raises BadInput for a beat that asks nothing and an option that it has not.
    """
    taken: dict[str, int] = {}
    asking = {beat.id: beat for beat in story.beats if beat.choice is not None}
    for answer in answers:
        name, equals, wanted = answer.partition("=")
        beat = asking.get(slug(name))
        if not equals or beat is None or beat.choice is None:
            known = ", ".join(sorted(asking)) or "none of its beats"
            raise BadInput(f"--choices {answer!r}: write BEAT=OPTION; what asks in this film is {known}")
        names = {str(n): n - 1 for n in range(1, len(beat.choice.options) + 1)}
        for n, option in enumerate(beat.choice.options):
            names[slug(option.label)] = names[story.beats[option.beat].id] = n
        option_ = names.get(slug(wanted))
        if option_ is None:
            labels = " / ".join(f"{n} {option.label}" for n, option in enumerate(beat.choice.options, 1))
            raise BadInput(f"--choices {answer!r}: {beat.id} offers {labels}")
        taken[beat.id] = option_

    def choose(beat: str, offers: tuple[Offer, ...], default: int) -> int:
        wanted = taken.get(beat, default)
        return wanted if any(offer.option == wanted and offer.open for offer in offers) else default

    return choose


def viewer_of(path: Path) -> dict[str, Any]:
    """A viewer's profile from a .json or .toml file. Raises BadInput."""
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None
    except ValueError as error:
        raise BadInput(f"{path}: is no profile: {error}") from None
    if not isinstance(data, dict):
        raise BadInput(f'{path}: a profile is fields with values, such as {{"name": "Ada", "pace": "slow"}}')
    return {str(name): tuple(value) if isinstance(value, list) else value for name, value in data.items()}
