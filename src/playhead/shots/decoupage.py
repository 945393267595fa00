"""Découpage: a beat becomes shots, cues and captions. Pure: the same beat, cast and timing give the same keys anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from playhead.shots.appearance import appearance_of
from playhead.shots.brief import Brief
from playhead.shots.briefing import Words, brief_of, words_of
from playhead.shots.coverage import cover
from playhead.shots.cue import ShotList
from playhead.shots.gather import gather
from playhead.shots.hearing import captions_of, cues_of
from playhead.shots.life import listening_acts, mouths, speaking_acts, waiting_acts
from playhead.shots.moments import Moment, Scene, timed
from playhead.shots.player import Player
from playhead.shots.shot import PROPS, VERBS, Act, Appearance, Enter, Framing, Move, Performer, Prop, Shot
from playhead.shots.stage import MIDDLE, Stage
from playhead.shots.style import USUAL, Style, styled
from playhead.shots.wants import Span
from playhead.speech.timing import Line, Spoken
from playhead.story import Beat, Story

FADE = 24
DISSOLVE = 18
_SEES_MOUTHS = ("wide", "full", "two", "medium", "close")


def lines_of(beat: Beat, story: Story, style: Style = USUAL) -> tuple[Line, ...]:
    """All that is said in a beat, in the order in which it begins; the keys are those that `shoot` looks up."""
    moments = [moment for scene in gather(beat, story, describe=style.descriptions) for moment in scene.moments]
    return tuple(line for moment in moments for line in (moment.line, moment.told) if line is not None)


def shoot(beat: Beat, story: Story, timing: Mapping[str, Spoken], style: Style = USUAL) -> ShotList:
    """The shots of a beat in order, with what is heard and read while they are seen.

    `timing` is how each line was spoken, by `Line.key`; a line it does not know is timed by `estimate`.
    """
    scenes = timed(gather(beat, story, describe=style.descriptions), timing, style.pace)
    looks = {role.name: appearance_of(role, n, story) for n, role in enumerate(story.cast)}
    words = words_of(story)
    shots: list[Shot] = []
    reasons: list[str] = []
    briefs: list[Brief] = []
    stages: list[Stage] = []
    order = story.spine
    place = next((n for n, other in enumerate(order) if other.index == beat.index), -1)
    first, last = place == 0, place == len(order) - 1 or beat.ending
    after = order[place + 1] if 0 <= place < len(order) - 1 else None
    before: Span | None = None
    for n, scene in enumerate(scenes):
        stage = Stage(scene, looks)
        stages.append(stage)
        spans = cover(scene, stage, ends=last and n == len(scenes) - 1, before=before)
        made = [_shot(span, scene, stage) for span in spans]
        enter = _enter(scene, shots[-1] if shots else None, opening=first and n == 0)
        made[0] = replace(made[0], enter=enter, private=made[0].private or bool(enter.source and enter.source.private))
        leave = scene.leave
        follows = scenes[n + 1] if n + 1 < len(scenes) else None
        if follows is None and not leave and after is not None and after.first_of_scene and after.heading and after.heading.passes:
            leave = "pass"
        made[-1] = replace(made[-1], leave_frames=_leave(leave, follows, made[-1].frames))
        shots += made
        briefs += [_brief(span, shot, scene, stage, words) for span, shot in zip(spans, made, strict=True)]
        reasons += [span.reason or "what happens" for span in spans]
        before = spans[-1]
    shots = [styled(shot, style) for shot in shots]
    return ShotList(tuple(shots), cues_of(scenes, stages), captions_of(scenes), tuple(reasons), tuple(briefs))


def _enter(scene: Scene, source: Shot | None, *, opening: bool) -> Enter:
    if scene.enter == "fade" or opening:
        return Enter("fade", FADE)
    if source is not None and (scene.enter == "dissolve" or scene.passes) and not source.leave_frames and source.framing.size != "card":
        # The source stands for its last picture: how it began does not matter, and would make the key grow without end.
        return Enter("dissolve", DISSOLVE, replace(source, enter=Enter()))
    return Enter("fade", 12) if scene.passes else Enter()


def _leave(leave: str, follows: Scene | None, frames: int) -> int:
    if leave == "fade":
        return min(36, frames // 2)
    if follows is None and leave in ("dissolve", "pass"):
        return min(12, frames // 2)
    return 0


def _shot(span: Span, scene: Scene, stage: Stage) -> Shot:
    moments = [m for m in scene.moments if m.start < span.end and m.end > span.start]
    air = max(moments, key=lambda m: (min(m.end, span.end) - max(m.start, span.start), m.start)).air
    if span.card:
        return Shot(scene.place, scene.time, air.weather, Framing("card"), span.frames, look=air.look, mood=air.tension, text=span.text,
                    private=any(m.private for m in moments))
    start_air = moments[0].air
    states = dict(air.states)
    players = _seen(span, stage)
    names = [p.name for p in players]
    performers = tuple(_performer(p, span, moments, stage) for p in players)
    props: tuple[Prop, ...] = ()
    if span.insert:
        props = (_insert(span, stage, states),)
        framing = Framing("insert", (0,))
    else:
        left, right = _reach(span, stage)
        props = tuple(
            Prop(t.kind, t.x, t.row, states.get(t.kind, ""))
            for t in stage.props_at(span.start)
            if t.kind in PROPS and left <= t.x <= right and span.size != "close"
        )
        framing = Framing(span.size, tuple(names.index(n) for n in span.subjects if n in names), span.angle, names.index(span.over) if span.over in names else -1)
    return Shot(
        place=scene.place,
        time=scene.time,
        weather=air.weather,
        framing=framing,
        frames=span.frames,
        look=air.look,
        mood=air.tension,
        move=Move(span.move, span.amount),
        performers=performers,
        props=props,
        light=air.light if len(air.light) >= len(start_air.light) or "lamp out" not in start_air.light else start_air.light,
        # A mouth says a viewer's own words, and how long the shot is tells their length: it is nobody else's.
        private=any(m.private for m in moments),
    )


def _brief(span: Span, shot: Shot, scene: Scene, stage: Stage, words: Words) -> Brief:
    moments = [m for m in scene.moments if m.start < span.end and m.end > span.start]
    names = [player.name for player in _seen(span, stage)] if shot.performers else []
    return brief_of(shot, names, moments, span.start, words)


def _reach(span: Span, stage: Stage) -> tuple[int, int]:
    """The stretch of the stage that the picture shows, generously."""
    if span.size == "wide" or not span.subjects:
        return -100, 948
    edges = [x for name in span.subjects if name in stage.players for x in stage.players[name].span(span.start, span.end)]
    margin = {"full": 300, "two": 150, "medium": 110, "close": 60}.get(span.size, 300)
    return min(edges, default=MIDDLE) - margin, max(edges, default=MIDDLE) + margin


def _seen(span: Span, stage: Stage) -> list[Player]:
    """Who is in the picture, from left to right."""
    if span.insert:
        return []
    here = stage.on(span.start, span.end)
    if span.size in ("medium", "close") and span.subjects:
        return [p for p in here if p.name in (*span.subjects, span.over)]
    left, right = _reach(span, stage)
    return [p for p in here if p.name in span.subjects or (p.span(span.start, span.end)[1] >= left and p.span(span.start, span.end)[0] <= right)]


def _insert(span: Span, stage: Stage, states: Mapping[str, str]) -> Prop:
    thing = next((t for t in stage.props_at(span.start) if t.kind == span.insert), None)
    return Prop(span.insert, thing.x if thing else MIDDLE, thing.row if thing else 1, states.get(span.insert, ""))


def _turned(degrees: int, angle: int) -> int:
    """A direction on the stage as a camera at `angle` sees it, -135..180."""
    seen = (degrees + 45 * angle + 180) % 360 - 180
    return 180 if seen == -180 else seen


def _performer(player: Player, span: Span, moments: list[Moment], stage: Stage) -> Performer:
    start, end = max(span.start, player.comes), span.end
    now = player.at(start)
    acts: list[Act] = []
    for event in player.events:
        if event.verb not in VERBS:
            continue
        if event.verb in ("walk", "run") and event.frame < end and event.end > span.start:
            acts.append(_walk(event.frame, event.frames, event.verb, event.from_x, event.x or 0, span))
        elif span.start <= event.frame < end - 4:
            to = _turned(event.to, span.angle) if event.to is not None else 0
            acts.append(Act(event.frame - span.start, max(1, min(event.frames, end - event.frame)), event.verb, to=to, prop=event.prop))
    focus = _focus(player, span, moments, stage)
    feeling = now.feeling
    mouth: list[tuple[int, int]] = []
    for moment in moments:
        speaks = moment.kind == "speech" and not moment.unseen and player.name in (moment.speaker, *moment.others)
        if speaks or (moment.sentence and player.name in moment.sentence.people):
            feeling = moment.feeling if moment.feeling in _KNOWN else feeling
        if moment.kind != "speech" or not moment.spoken:
            continue
        if speaks:
            if span.size in _SEES_MOUTHS and player.name != span.over:
                mouth += mouths(moment.spoken, moment.start + moment.lead, span.start, end)
            acts += [_shifted(act, span) for act in speaking_acts(moment, span.start, end)]
        elif player.name != span.over or end - span.start > 60:
            toward = _turned(focus, span.angle)
            a, b = max(span.start, moment.start), min(end, moment.end)
            acts += [_shifted(act, span) for act in listening_acts(player.name, toward, moment, a, b)]
    acts = _apart(acts, span.frames)
    if not acts:
        words = "|".join(m.sentence.text if m.sentence else m.line.text if m.line else m.kind for m in moments)
        acts = [_shifted(a, span) for a in waiting_acts(player.name, _turned(now.facing, span.angle), words, span.start, end)]
        acts = _apart(acts or [Act(0, span.frames, "breathe")], span.frames)
    facing = _turned(now.facing, span.angle)
    if span.size in ("medium", "close") and player.name in span.subjects and abs(facing) > 90:
        facing = 90 if facing > 0 else -90
    gaze = _turned(focus, span.angle)
    return Performer(
        appearance=player.appearance,
        x=now.x if player.comes <= span.start else player.at(player.comes).x,
        facing=facing,
        row=player.row,
        pose=now.pose,
        feeling=feeling if feeling in _KNOWN else "calm",
        gaze=gaze if abs(_between(gaze, facing)) <= 90 else facing,
        holds=now.holds,
        acts=tuple(acts),
        mouth=tuple(_ordered(mouth)),
    )


_KNOWN = frozenset(("calm", "joy", "sorrow", "fear", "anger", "surprise", "tender", "tired"))


def _between(one: int, other: int) -> int:
    return (one - other + 180) % 360 - 180


def _focus(player: Player, span: Span, moments: list[Moment], stage: Stage) -> int:
    """Where somebody looks: who listens, at the speaker; who speaks, at whom they speak to; else ahead."""
    for moment in moments:
        if moment.kind != "speech" or moment.unseen:
            continue
        speaker = stage.players.get(moment.speaker)
        if speaker is player:
            other = stage.partner(player.name, max(moment.start, span.start), moment.to)
        else:
            other = speaker if speaker and speaker.there(span.start, span.end) else None
        if other and other is not player:
            return 90 if other.slot > player.slot else -90
    return player.at(max(span.start, player.comes)).facing


def _walk(frame: int, frames: int, verb: str, from_x: int, to_x: int, span: Span) -> Act:
    """The part of a walk that falls into the span; its speed stays what it is."""
    begin, end = max(frame, span.start), min(frame + frames, span.end)
    x = from_x + (to_x - from_x) * (end - frame) // max(1, frames)
    return Act(begin - span.start, end - begin, verb, x=x)


def _shifted(act: Act, span: Span) -> Act:
    return replace(act, frame=act.frame - span.start)


def _apart(acts: list[Act], frames: int) -> list[Act]:
    """Acts in order, inside the shot, each over before the next one begins; a walk goes before what it collides with."""
    order = {"walk": 0, "run": 0, "breathe": 2}
    kept: list[Act] = []
    for act in sorted(acts, key=lambda a: (order.get(a.verb, 1), a.frame, a.verb)):
        clipped = replace(act, frame=max(0, act.frame), frames=max(1, min(act.frames, frames - max(0, act.frame))))
        if clipped.frame >= frames:
            continue
        moving = clipped.verb in ("walk", "run")
        if any(a.frame < clipped.frame + clipped.frames and clipped.frame < a.frame + a.frames for a in kept):
            room = min((a.frame for a in kept if a.frame > clipped.frame), default=frames) - clipped.frame
            taken = any(a.frame <= clipped.frame < a.frame + a.frames for a in kept)
            if taken or moving or room < 8:
                continue
            clipped = replace(clipped, frames=min(clipped.frames, room))
        kept.append(clipped)
    return sorted(kept, key=lambda a: (a.frame, a.verb))


def _ordered(mouth: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks of several lines as one run: in order, one a frame, no shape twice."""
    last: dict[int, int] = {}
    for frame, shape in mouth:
        last[frame] = max(shape, last.get(frame, 0)) if frame in last else shape
    found: list[tuple[int, int]] = []
    for frame in sorted(last):
        if not found or found[-1][1] != last[frame]:
            found.append((frame, last[frame]))
    return found


def looks_of(story: Story) -> dict[str, Appearance]:
    """What everybody of the cast looks like, by name."""
    return {role.name: appearance_of(role, n, story) for n, role in enumerate(story.cast)}
