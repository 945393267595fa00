"""The author's tension curve: what the film should feel like at each part of its length."""

from __future__ import annotations

from bisect import bisect_right

from playhead.story.story import Story

PLAIN = 2.0
"""The tension of a story that says nothing of it."""


class Curve:
    """Tension 0..5 over the film's length 0..1: film.toml's `curve`, else the tensions of the spine where they are said."""

    def __init__(self, story: Story) -> None:
        if story.film.curve:
            count = len(story.film.curve)
            self.points = [(n / max(1, count - 1), float(t)) for n, t in enumerate(story.film.curve)]
        else:
            whole, points = 0.0, []
            for beat in story.spine:
                if beat.tension >= 0:
                    points.append((whole + beat.seconds / 2, float(beat.tension)))
                whole += beat.seconds
            self.points = [(at / whole if whole else 0.0, t) for at, t in points]
        self._at = [at for at, _ in self.points]

    def __call__(self, part: float) -> float:
        """The tension wanted at a part of the film, 0 at its beginning, 1 at its end."""
        if not self.points:
            return PLAIN
        n = bisect_right(self._at, part)
        if n == 0:
            return self.points[0][1]
        if n == len(self.points):
            return self.points[-1][1]
        (a, one), (b, other) = self.points[n - 1], self.points[n]
        return one if b <= a else one + (other - one) * (part - a) / (b - a)
