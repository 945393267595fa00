"""What requests carry, checked field by field: bodies, and the numbers in addresses."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from playhead.errors import BadInput

FIELDS_MAX = 32
LIST_MAX = 64
TEXT_MAX = 400
BEATS_MAX = 5000
OPTIONS_MAX = 1000
DIGITS_MAX = 15
"""No whole number in an address has more; Python refuses to read thousands of them, with an error of its own."""


def whole(name: str, text: str) -> int:
    """A whole number in an address or header. Raises BadInput."""
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX):
        raise BadInput(f"{name} must be a whole number of at most {DIGITS_MAX} digits, not {text[:40]!r}")
    return int(text)


def _viewer(value: dict[str, Any]) -> dict[str, Any]:
    """A profile: few fields, each a word, a number, a yes or no, or a list of words; None takes a field back."""
    if len(value) > FIELDS_MAX:
        raise ValueError(f"a viewer has at most {FIELDS_MAX} fields, not {len(value)}")
    for name, field in value.items():
        items = field if isinstance(field, list) else [field]
        if len(name) > 40 or not name.isidentifier():
            raise ValueError(f"{name[:40]!r} cannot be a field's name: letters, digits and _")
        if len(items) > LIST_MAX or not all(_plain(item) for item in items):
            raise ValueError(f"{name} must be text of at most {TEXT_MAX} characters, a number, true or false, or a list of those")
    return value


def _plain(item: object) -> bool:
    """Whether it can be kept, and given back as JSON: no NaN, no number beyond 64 bits, no half of a surrogate pair."""
    if isinstance(item, str):
        return len(item) <= TEXT_MAX and not any("\ud800" <= char <= "\udfff" for char in item)
    if isinstance(item, float):
        return math.isfinite(item)
    return item is None or (isinstance(item, int) and -(2**63) <= item < 2**63)


Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Viewer = Annotated[dict[str, Any], AfterValidator(_viewer)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class When(_Body):
    """The time where the viewer is, as their own clock says it; `south` of the equator seasons are turned about.

    Days of the week count from Sunday as 0; 7 is Sunday too.
    """

    hour: int | None = Field(default=None, ge=0, le=23)
    month: int | None = Field(default=None, ge=1, le=12)
    weekday: Annotated[int, Field(ge=0, le=7)] | Day | None = None
    south: bool = False


class NewScreening(_Body):
    """What to show, to whom, when; `before` are the beats that this viewer saw in earlier viewings.

    `from` follows the cut of a shared screening, to the take with `exact`; with `at`, a choice in it, and `option` it goes back
    there and takes another way, for which `from` must be the screening's token.
    """

    film: str = Field(max_length=200)
    viewer: Viewer = Field(default_factory=dict)
    seed: int | None = Field(default=None, ge=0, lt=2**48)
    now: When = Field(default_factory=When)
    before: list[Annotated[str, Field(max_length=TEXT_MAX)]] = Field(default_factory=list, max_length=BEATS_MAX)
    source: str = Field(default="", alias="from", max_length=64)
    at: str = Field(default="", max_length=20)
    option: int | None = Field(default=None, ge=0, le=OPTIONS_MAX)
    exact: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """A way back needs all three: the cut, the choice, the option."""
        if (self.at == "") != (self.option is None):
            raise ValueError("at and option go together: a choice, and which way to take from it")
        if (self.at or self.exact) and not self.source:
            raise ValueError("from must say of which cut")
        if self.at and self.exact:
            raise ValueError("a cut is either followed exactly or left at a choice")
        return self


class Heartbeat(_Body):
    """Where the player is; `stalls` is how often it has run dry since it began, as far as it counts."""

    seconds: float = Field(ge=0, le=86_400, allow_inf_nan=False)
    paused: bool = False
    stalls: int | None = Field(default=None, ge=0, le=100_000)


class Chosen(_Body):
    """The option a viewer chose, by its number."""

    option: int = Field(ge=0, le=OPTIONS_MAX)
