"""Which beat of a story is which of another version of it: named ones by name, the others by what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from playhead.story.state import State
from playhead.story.story import Beat, Story


def align(old: Story, new: Story) -> dict[int, int]:
    """Indices of `old` to those of `new`; a beat that is gone is not in it.

    Unnamed beats are aligned by their longest common subsequence (Ratcliff and Obershelp's, as difflib finds it); a changed one is the one with the same
    heading between the same neighbours.
    """
    found = {beat.index: other.index for beat in old.beats if beat.name for other in new.beats if other.name and other.id == beat.id}
    ones, others = [b for b in old.beats if not b.name], [b for b in new.beats if not b.name]
    matcher = SequenceMatcher(None, [_words(b) for b in ones], [_words(b) for b in others], autojunk=False)
    a = b = 0
    for block in matcher.get_matching_blocks():
        _pair(ones[a : block.a], others[b : block.b], found)
        for k in range(block.size):
            found[ones[block.a + k].index] = others[block.b + k].index
        a, b = block.a + block.size, block.b + block.size
    return found


def _pair(ones: list[Beat], others: list[Beat], found: dict[int, int]) -> None:
    left = list(others)
    for one in ones:
        heading = one.heading.raw if one.heading else ""
        same = next((other for other in left if (other.heading.raw if other.heading else "") == heading), None)
        if same is not None:
            found[one.index] = same.index
            left = left[left.index(same) + 1 :]


def _words(beat: Beat) -> str:
    return "\n".join(f"{element.kind} {element.text}" for element in beat.elements)


def carry(state: State, beats: Mapping[int, int], new: Story) -> State:
    """A state of one version of a story in another, `beats` telling which is which; what is gone was not played."""
    kept = [n for n, beat in enumerate(state.played) if beat in beats]
    place = {old: now for now, old in enumerate(kept)}
    cursor = state.cursor
    while cursor >= 0 and cursor not in beats:
        cursor -= 1
    return replace(
        state,
        played=tuple(beats[state.played[n]] for n in kept),
        played_at_s=tuple(state.played_at_s[n] for n in kept if n < len(state.played_at_s)),
        chosen=tuple((place[at], option) for at, option in state.chosen if at in place),
        cursor=beats.get(cursor, -1),
        goto=beats.get(state.goto, -1),
        before=state.before & {beat.id for beat in new.beats},
    )
