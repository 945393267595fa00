"""What requests carry, checked field by field."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

FIELDS_MAX = 32
LIST_MAX = 64
TEXT_MAX = 400


def _viewer(value: dict[str, Any]) -> dict[str, Any]:
    """A profile: few fields, each a word, a number, a yes or no, or a list of words; None takes a field back."""
    if len(value) > FIELDS_MAX:
        raise ValueError(f"a viewer has at most {FIELDS_MAX} fields, not {len(value)}")
    for name, field in value.items():
        items = field if isinstance(field, list) else [field]
        if len(name) > 40 or not name.isidentifier():
            raise ValueError(f"{name[:40]!r} cannot be a field's name: letters, digits and _")
        if len(items) > LIST_MAX or not all(
            item is None or isinstance(item, (bool, int, float)) or (isinstance(item, str) and len(item) <= TEXT_MAX) for item in items
        ):
            raise ValueError(f"{name} must be text, a number, true or false, or a list of those")
    return value


Viewer = Annotated[dict[str, Any], AfterValidator(_viewer)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewScreening(_Body):
    """What to show, to whom; `from` follows the cut of a shared screening."""

    film: str = Field(max_length=200)
    viewer: Viewer = Field(default_factory=dict)
    seed: int | None = Field(default=None, ge=0, lt=2**48)
    source: str = Field(default="", alias="from", max_length=64)


class Heartbeat(_Body):
    """Where the player is."""

    seconds: float = Field(ge=0, le=86_400, allow_inf_nan=False)
    paused: bool = False


class Chosen(_Body):
    """The option a viewer chose."""

    option: str = Field(max_length=200)
