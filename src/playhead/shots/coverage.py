"""Where the camera stands, moment by moment: the grammar of a scene as spans of film time.

First every moment says what it wants to be seen in; then spans are joined, cut and varied until the rules hold: none is
shorter than 1.2 s or longer than 10 s, and no two that follow each other have the same size from the same angle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from playhead.shots.moments import LONGEST, SHORTEST, Scene
from playhead.shots.stage import Stage
from playhead.shots.wants import LONG, Span, Wants, side


def cover(scene: Scene, stage: Stage, *, ends: bool = False, before: Span | None = None) -> tuple[Span, ...]:
    """The spans of a scene, end to end from its first frame to its last.

    `ends` says that the film ends with the scene: its last shot pulls away. `before` is the span that precedes it in
    the same beat.
    """
    spans = Wants(scene, stage).spans()
    spans = _soften(_together(_soften(spans, scene), scene, stage), scene)
    spans = _no_shorter(spans)
    spans = _no_longer(spans, scene, stage)
    spans = _no_shorter(spans)
    spans = _differ([_present(span, stage) for span in spans], scene, stage, before)
    return _moved(spans, scene, stage, ends=ends)


def _present(span: Span, stage: Stage) -> Span:
    """The span without those who are not there in it; a picture of nobody is a wide one."""
    here = tuple(player.name for player in stage.on(span.start, span.end))
    there = tuple(name for name in span.subjects if name in here)
    if span.card or span.insert or there == span.subjects:
        return span
    if not there or span.size == "wide":
        return replace(span, size="wide", subjects=here, angle=0, over="")
    if len(there) == 1 and span.size == "two":
        return replace(span, size="medium", subjects=there, angle=side(stage, there[0], span.start))
    return replace(span, subjects=there)


def _joined(one: Span, other: Span) -> Span:
    return replace(one, end=other.end)


def _soften(spans: list[Span], scene: Scene) -> list[Span]:
    """Join what is the same picture, and short ones that the picture before shows anyway: not every sentence is a cut."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last is None or last.card or span.card:
            if last and last.card and span.card and last.text == span.text:
                found[-1] = _joined(last, span)
            else:
                found.append(span)
            continue
        same = last.view == span.view and last.subjects == span.subjects and last.insert == span.insert and last.over == span.over
        total = last.frames + span.frames
        shows = set(span.subjects) <= set(last.subjects) and not span.insert and not last.insert and not span.firm
        soft = shows and span.size != "close" and total <= scene.held(190) and (span.frames < scene.held(90) or last.frames < scene.held(90)) and last.size in ("wide", "full", "two", "medium")
        if (same and total <= scene.held(216)) or soft:
            found[-1] = _joined(last, span)
        elif last.size == span.size == "wide" and last.angle == span.angle and total <= scene.held(168) and not span.firm:
            found[-1] = replace(last, end=span.end, subjects=(*last.subjects, *(name for name in span.subjects if name not in last.subjects)))
        elif _early(last, span) and (len(found) > 1 or total <= 120):
            # What comes next shows it as well: be there already.
            found[-1] = replace(span, start=last.start)
        else:
            found.append(span)
    return found


def _together(spans: list[Span], scene: Scene, stage: Stage) -> list[Span]:
    """Two people seen one after the other for a moment each are better seen both, unless the scene is tense."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and _brief(last) and _brief(span) and last.subjects != span.subjects and last.frames + span.frames <= scene.held(LONG):
            tense = any(m.tension >= 3 for m in scene.moments if m.start < span.end and m.end > last.start)
            beside = found[-2] if len(found) > 1 else None
            names = tuple(sorted((*last.subjects, *span.subjects), key=lambda name: stage.players[name].slot))
            if not tense and not (beside and beside.size == "two"):
                found[-1] = replace(last, end=span.end, size="two", subjects=names, angle=0, over="", reason="the two together")
                continue
        found.append(span)
    return found


def _brief(span: Span) -> bool:
    return len(span.subjects) == 1 and span.size in ("medium", "close") and span.frames <= 84 and not span.firm and "turns" not in span.reason


def _early(one: Span, two: Span) -> bool:
    """Whether the short span `one` can be seen from where `two` is seen."""
    shows = set(one.subjects) <= set(two.subjects) and two.size in ("two", "full", "wide") and not one.insert and not two.insert
    return shows and one.size in ("medium", "full", "two") and one.frames < 84 and one.frames + two.frames <= 190 and not one.firm


def _no_shorter(spans: list[Span]) -> list[Span]:
    """Whatever is under 1.2 s goes to the span before it, or to the one after where that has more room."""
    found = list(spans)
    n = 0
    while n < len(found):
        span = found[n]
        if span.frames >= SHORTEST or len(found) == 1:
            n += 1
            continue
        before = found[n - 1] if n else None
        after = found[n + 1] if n + 1 < len(found) else None
        if before and not (before.card and after and not after.card) and (after is None or after.card or before.frames <= after.frames or span.card):
            found[n - 1 : n + 1] = [_joined(before, span)]
            n = max(0, n - 1)
        elif after:
            found[n : n + 2] = [replace(after, start=span.start)]
        else:
            n += 1
    return found


def _no_longer(spans: list[Span], scene: Scene, stage: Stage) -> list[Span]:
    """Cut what is too long for one picture where a line or a sentence ends, or inside a long line on who listens."""
    found: list[Span] = []
    for span in spans:
        if span.card or span.frames <= (LONGEST if span.firm else scene.held(LONG + 26)):
            found += _halved(span) if span.frames > LONGEST else [span]
            continue
        pieces = max(2, -(-span.frames // scene.held(LONG)))
        ends = sorted({m.end for m in scene.moments} | {m.start for m in scene.moments})
        cuts = [span.start]
        for k in range(1, pieces):
            ideal = span.start + span.frames * k // pieces
            near = [e for e in ends if abs(e - ideal) <= 40]
            cut = min(near, key=lambda e: (abs(e - ideal), e)) if near else ideal
            if cut - cuts[-1] >= SHORTEST and span.end - cut >= SHORTEST:
                cuts.append(cut)
        cuts.append(span.end)
        for k, (a, b) in enumerate(pairwise(cuts)):
            piece = replace(span, start=a, end=b)
            found.append(piece if k % 2 == 0 else _other_view(piece, scene, stage))
    return found


def _halved(span: Span) -> list[Span]:
    """A card that stands too long is two that say the same."""
    pieces = -(-span.frames // LONGEST)
    edges = [span.start + span.frames * k // pieces for k in range(pieces + 1)]
    return [replace(span, start=a, end=b) for a, b in pairwise(edges)]


def _other_view(span: Span, scene: Scene, stage: Stage) -> Span:
    """Something else to look at in the middle of a long span: who listens, or the same from nearer or farther."""
    if len(span.subjects) == 1:
        partner = stage.partner(span.subjects[0], span.start)
        speaking = any(m.kind == "speech" and m.start < span.end and m.end > span.start for m in scene.moments)
        if partner and speaking and partner.there(span.start, span.start + 1):
            return replace(span, subjects=(partner.name,), angle=side(stage, partner.name, span.start), over="", reason=f"{partner.name.title()} hears it", move="hold", amount=0)
    return _vary(span, stage, (span.view,))


def _vary(span: Span, stage: Stage, avoid: Sequence[tuple[str, int]]) -> Span:
    """The span seen from elsewhere: the first view of the ladder that is none of `avoid`."""
    for size, angle, subjects in _ladder(span, stage):
        if (size, angle) not in avoid:
            return replace(span, size=size, angle=angle, subjects=subjects, insert="", over=span.over if size == "medium" and span.size == "medium" else "")
    return span


def _ladder(span: Span, stage: Stage) -> list[tuple[str, int, tuple[str, ...]]]:
    """Other views of the same people, best first."""
    here = tuple(p.name for p in stage.on(span.start, span.end))
    subjects = span.subjects
    if len(subjects) == 1:
        angle = side(stage, subjects[0], span.start)
        sizes = {"medium": ("close", "full"), "close": ("medium", "full"), "full": ("medium", "close"), "wide": ("medium", "full", "close")}.get(span.size, ("medium", "close", "full"))
        ladder = [(size, angle if size in ("medium", "close") else 0, subjects) for size in sizes]
        return [*ladder, ("wide", 0, here), ("full", 1, subjects), ("medium", angle, subjects)]
    if len(subjects) == 2:
        ladder2 = [("full", 0, subjects), ("wide", 0, here), ("two", 0, subjects)]
        one = subjects[span.start % 2]
        return [*ladder2[(0 if span.size != "full" else 1) :], ("medium", side(stage, one, span.start), (one,)), ("two", 0, subjects)]
    if len(subjects) > 2:
        one = subjects[span.start % len(subjects)]
        return [("full", 0, subjects), ("medium", side(stage, one, span.start), (one,)), ("wide", 0, here), ("wide", 1, here)]
    if here:
        one = here[0]
        return [("wide", 0, here), ("medium", side(stage, one, span.start), (one,)), ("full", 0, (one,)), ("wide", 1, here)]
    return [("wide", 0, ()), ("wide", 1, ()), ("wide", -1, ())]


def _differ(spans: list[Span], scene: Scene, stage: Stage, before: Span | None) -> list[Span]:
    """No two spans that follow each other have the same size from the same angle."""
    found: list[Span] = []
    for n, span in enumerate(spans):
        last = found[-1] if found else before
        if last is None or last.view != span.view or span.card:
            found.append(span)
            continue
        after = spans[n + 1].view if n + 1 < len(spans) else ("", 0)
        if found and last.subjects == span.subjects and last.insert == span.insert and last.frames + span.frames <= scene.held(LONG + 26):
            found[-1] = _joined(last, span)
            continue
        varied = _vary(span, stage, (last.view, after))
        found.append(varied if varied.view != last.view else _vary(span, stage, (last.view,)))
    return found


def _moved(spans: list[Span], scene: Scene, stage: Stage, *, ends: bool) -> tuple[Span, ...]:
    """Camera moves that mean something: in on tension, away at the end, along with who walks."""
    found: list[Span] = []
    for n, span in enumerate(spans):
        tension = max((m.tension for m in scene.moments if m.start < span.end and m.end > span.start), default=0)
        last = n == len(spans) - 1
        move, amount = span.move, span.amount
        if span.card:
            move, amount = "hold", 0
        elif any(word in _asked_move(scene, span) for word in ("push", "pull", "pan", "track", "crane", "tilt")):
            move, amount = next((w for w in ("push", "pull", "pan", "track", "crane", "tilt") if w in _asked_move(scene, span)), "hold"), 90
        elif move == "track" or (span.size == "full" and len(span.subjects) == 1):
            walked = _walked(stage, span)
            move, amount = ("track", max(-220, min(220, walked * 1000 // 848))) if abs(walked) >= 80 else ("hold", 0)
        elif last and ends:
            move, amount = "pull", 110
        elif span.size in ("close", "medium") and tension >= 3:
            move, amount = ("push", 20 + 12 * tension) if span.frames >= 60 else ("hold", 0)
        elif span.size == "insert":
            move, amount = "push", 40
        elif move not in ("push", "pan"):
            move, amount = "hold", 0
        found.append(replace(span, move=move, amount=amount))
    return tuple(found)


def _asked_move(scene: Scene, span: Span) -> str:
    return " ".join(m.ask.lower() for m in scene.moments if m.ask and span.start <= m.start < span.end)


def _walked(stage: Stage, span: Span) -> int:
    player = stage.players.get(span.subjects[0]) if span.subjects else None
    return player.at(span.end).x - player.at(span.start).x if player else 0
