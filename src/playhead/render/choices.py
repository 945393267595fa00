"""What a film settles for a renderer, read and checked: one clear line for whoever wrote it wrong."""

from __future__ import annotations

from dataclasses import dataclass

from playhead.errors import BadInput
from playhead.render.renderer import Options, Scalar, Size

LETTERS = 500


@dataclass(frozen=True, slots=True)
class Choices:
    """A film's options for the renderer `name`, by name; what is not said has the renderer's own default."""

    name: str
    options: Options = ()

    def number(self, key: str, default: float, least: float, most: float) -> float:
        """A number within bounds. Raises BadInput."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise BadInput(f"[renderer.{self.name}] {key} must be a number from {least:g} to {most:g}, not {value!r}")
        return float(value)

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number within bounds. Raises BadInput."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise BadInput(f"[renderer.{self.name}] {key} must be a whole number from {least} to {most}, not {value!r}")
        return value

    def word(self, key: str, default: str, among: tuple[str, ...]) -> str:
        """One of some words. Raises BadInput."""
        value = self._get(key, default)
        if value not in among:
            raise BadInput(f"[renderer.{self.name}] {key} must be one of {', '.join(among)}, not {value!r}")
        return str(value)

    def text(self, key: str, default: str) -> str:
        """Words of any kind. Raises BadInput."""
        value = self._get(key, default)
        if not isinstance(value, str) or len(value) > LETTERS:
            raise BadInput(f"[renderer.{self.name}] {key} must be text of at most {LETTERS} letters, not {str(value)[:40]!r}")
        return value

    def yes(self, key: str, *, default: bool) -> bool:
        """True or false. Raises BadInput."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise BadInput(f"[renderer.{self.name}] {key} must be true or false, not {value!r}")
        return value

    def size(self, wanted: Size, multiple: int, default: Size | None = None) -> Size:
        """The size the model works at: the option `at` ("832x480"), or the default, or what is wanted; both sides `multiple`s, rounded down.

        Raises BadInput.
        """
        given = self._get("at", "")
        size = default or wanted
        if given:
            wide, _, high = str(given).partition("x")
            if not (wide.isdecimal() and high.isdecimal() and 16 <= int(wide) <= 4096 and 16 <= int(high) <= 4096):
                raise BadInput(f'[renderer.{self.name}] at must be a size such as "832x480", not {given!r}')
            size = Size(int(wide), int(high))
        return Size(max(1, size.width // multiple) * multiple, max(1, size.height // multiple) * multiple)

    def _get(self, key: str, default: Scalar) -> Scalar:
        return dict(self.options).get(key, default)
