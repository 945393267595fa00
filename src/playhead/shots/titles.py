"""The title that opens every film and the card that ends it; both without a word spoken."""

from __future__ import annotations

from playhead.screenplay.elements import Kind
from playhead.shots.brief import Brief
from playhead.shots.briefing import look_words
from playhead.shots.cue import Cue, ShotList
from playhead.shots.gather import gather
from playhead.shots.shot import Enter, Framing, Move, Place, Shot
from playhead.shots.style import USUAL, Style, styled
from playhead.story import Story
from playhead.timebase import FRAME, TICK_RATE

TITLE_FRAMES = 72
END_FRAMES = 96
GENERATED = "Generated as you watch"
"""What every film says of itself, always."""


def title_shots(story: Story, style: Style = USUAL) -> ShotList:
    """Three seconds: the film's title over its first place, who wrote it, and that it is generated."""
    place, time, weather = _first(story)
    text = tuple(line for line in (story.title, _byline(story), GENERATED) if line)
    shot = Shot(
        place, time, weather, Framing("title"), TITLE_FRAMES, move=Move("push", 40), text=text, enter=Enter("fade", 18), leave_frames=8
    )
    ticks = TITLE_FRAMES * FRAME
    cues = (
        Cue("ambience", 0, ticks, place=place, time=time, weather=weather),
        Cue("score", 0, ticks, name="wonder", place=place, time=time),
    )
    return ShotList((styled(shot, style),), cues, (), ("every film opens on its title",), (Brief(place=place.name, look=look_words(story.film.look)),))


def end_shots(story: Story, style: Style = USUAL) -> ShotList:
    """Four seconds: a quiet card that fades to black."""
    place, time, weather = _last(story)
    text = (story.title or "The End",) if _says_the_end(story) else tuple(line for line in ("The End", story.title) if line)
    shot = Shot(place, time, weather, Framing("card"), END_FRAMES, text=text, enter=Enter("fade", 18), leave_frames=36)
    cues = (
        Cue("ambience", -TICK_RATE // 2, END_FRAMES * FRAME + TICK_RATE // 2, place=place, time=time, weather=weather),
        Cue("score", 0, END_FRAMES * FRAME, name="tender", place=place, time=time),
    )
    return ShotList((styled(shot, style),), cues, (), ("the film is over",), (Brief(place=place.name, look=look_words(story.film.look)),))


def _byline(story: Story) -> str:
    """Who wrote it, after a credit such as "written by"; a credit that is a sentence of its own stands before it."""
    credit = story.credit.strip()
    if not story.author:
        return credit
    joined = not credit or credit.lower().split()[-1] in ("by", "von", "de", "di", "av")
    return f"{credit or 'by'} {story.author}" if joined else f"{credit} · {story.author}"


def _says_the_end(story: Story) -> bool:
    """Whether the script ends with its own words for it, which are not said twice."""
    centered = [e for e in story.spine[-1].elements if e.kind is Kind.CENTERED]
    return bool(centered) and centered[-1].text.strip(" .").lower() in ("the end", "end", "fin", "ende")


def _first(story: Story) -> tuple[Place, str, str]:
    scene = gather(story.spine[0], story)[0]
    return scene.place, scene.time, scene.moments[0].air.weather


def _last(story: Story) -> tuple[Place, str, str]:
    scene = gather(story.spine[-1], story)[-1]
    return scene.place, scene.time, scene.moments[-1].air.weather
