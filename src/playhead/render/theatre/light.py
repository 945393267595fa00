"""The light of a shot: from the hour, the weather, the mood and the script's own words to the colours all parts draw with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playhead.render.theatre.palettes import INSIDE, OUTSIDE
from playhead.render.theatre.scene import Color, Light
from playhead.shots.shot import Shot

UNLIT: Color = (66, 66, 88)
"""A lamp that is out."""


def mix(a: Color, b: Color, part: float) -> Color:
    """The colour `part` (0..1) of the way from `a` to `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * part),
        round(a[1] + (b[1] - a[1]) * part),
        round(a[2] + (b[2] - a[2]) * part),
    )


def shade(color: Color, gain: float) -> Color:
    """`color` times `gain`, kept within 0..255."""
    return (
        min(255, max(0, round(color[0] * gain))),
        min(255, max(0, round(color[1] * gain))),
        min(255, max(0, round(color[2] * gain))),
    )


def grey(color: Color, part: float) -> Color:
    """`color` with `part` (0..1) of its colourfulness taken away; negative adds."""
    luma = 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2]
    return _clip(tuple(c + (luma - c) * part for c in color))


def _clip(values: tuple[float, ...]) -> Color:
    return (
        min(255, max(0, round(values[0]))),
        min(255, max(0, round(values[1]))),
        min(255, max(0, round(values[2]))),
    )


def light_of(shot: Shot) -> Light:
    """The light a shot is seen in."""
    light = light_for(shot.time, shot.weather, shot.place.interior, shot.mood, shot.light)
    name, _, palette = shot.look.partition("/")
    look = _LOOKS.get(name)
    light = every(light, look) if look else light
    return every(light, told_apart) if palette == "safe" else light


def told_apart(color: Color) -> Color:
    """A colour moved so that who cannot tell red from green can tell it: what they miss is added to green and blue (daltonisation, Fidaner 2005)."""
    r, g, b = color
    seen_r = 0.625 * r + 0.375 * g
    seen_g = 0.70 * r + 0.30 * g
    miss_r, miss_g = r - seen_r, g - seen_g
    return _clip((r, g + 0.7 * miss_r + 0.3 * miss_g, b + 0.7 * miss_r - 0.4 * miss_g))


def light_for(
    time: str, weather: str, interior: bool, mood: int = 0, extra: tuple[str, ...] = (),
) -> Light:
    """The light of an hour and a weather, out of doors or in.

    An unknown hour is day and an unknown weather is clear. `mood` is tension 0..5: tense light is darker and harder.
    `extra` are a shot's light words; unknown ones change nothing.
    """
    time = time if (time, "clear") in OUTSIDE else "day"
    weather = weather if (time, weather) in OUTSIDE else "clear"
    light = _inside(time, weather) if interior else _outside(time, weather)
    light = _tense(light, max(0, min(5, mood)))
    for word in extra:
        bend = _WORDS.get(word)
        if bend:
            light = bend(light)
    if interior and "lamp out" in extra:
        light = replace(light, lamp=UNLIT)  # a match or a candle lights faces; the room's own lamps stay dead
    return light


def every(light: Light, change: Callable[[Color], Color]) -> Light:
    """`light` with each of its colours changed alike."""
    a, b, c, d = light.sky
    return replace(
        light, sky=(change(a), change(b), change(c), change(d)), key=change(light.key), ink=change(light.ink),
        ground=change(light.ground), haze=change(light.haze), lamp=change(light.lamp), wall=change(light.wall),
        accent=change(light.accent),
    )


def _outside(time: str, weather: str) -> Light:
    row = OUTSIDE[time, weather]
    return Light(
        time=time, weather=weather, interior=False, sky=row.sky, key=row.key, key_x=row.at[0], key_y=row.at[1],
        ink=row.ink, ground=row.ground, haze=row.haze, lamp=row.lamp, wall=mix(row.ground, row.haze, 0.45),
        accent=row.accent, strength=row.strength, sun=row.sun,
    )


_INDOORS: dict[str, tuple[Color, float, float]] = {  # the weather's tint on walls, how much of it, and the gain
    "clear": ((255, 255, 255), 0.0, 1.0), "cloud": ((110, 114, 122), 0.14, 0.94), "rain": ((58, 74, 104), 0.20, 0.92),
    "snow": ((150, 164, 190), 0.18, 1.0), "mist": ((140, 150, 146), 0.16, 0.96), "storm": ((34, 42, 72), 0.30, 0.82),
}


def _inside(time: str, weather: str) -> Light:
    room, out = INSIDE[time], OUTSIDE[time, weather]
    tint, part, gain = _INDOORS[weather]
    if time == "evening":
        part *= 0.35  # lamps are lit: the weather stays outside

    def weathered(color: Color) -> Color:
        return shade(mix(color, tint, part), gain)

    day = time in ("morning", "day")
    return Light(
        time=time, weather=weather, interior=True, sky=out.sky, key=mix(room.key, out.key, 0.35 if day else 0.0),
        key_x=room.at[0], key_y=room.at[1], ink=weathered(room.ink), ground=weathered(room.ground),
        haze=weathered(room.haze), lamp=room.lamp, wall=weathered(room.wall), accent=room.accent,
        strength=room.strength - (120 if day and weather not in ("clear", "snow") else 0), sun=None,
    )


def _tense(light: Light, mood: int) -> Light:
    if mood < 2:
        return light
    part = (mood - 1) / 4
    a, b, c, d = light.sky
    return replace(
        light,
        sky=(shade(a, 1 - 0.22 * part), shade(b, 1 - 0.18 * part), shade(c, 1 - 0.10 * part), grey(d, -0.12 * part)),
        ink=shade(light.ink, 1 - 0.25 * part), ground=shade(light.ground, 1 - 0.20 * part),
        wall=shade(grey(light.wall, -0.10 * part), 1 - 0.24 * part), haze=shade(light.haze, 1 - 0.16 * part),
        strength=min(1000, light.strength + round(140 * part)),
    )


def _moonlit(light: Light) -> Light:
    cold: Color = (196, 214, 255)
    if light.interior:
        return replace(
            light, key=cold, key_x=600, key_y=60, wall=mix(shade(light.wall, 0.62), (40, 52, 104), 0.6),
            ground=mix(shade(light.ground, 0.6), (34, 42, 84), 0.6), haze=mix(light.haze, (58, 72, 128), 0.7),
            ink=mix(light.ink, (10, 12, 32), 0.6), lamp=(206, 218, 255), strength=620,
        )
    return replace(
        light, key=cold, haze=mix(light.haze, (84, 96, 152), 0.45), ground=mix(light.ground, (26, 32, 66), 0.5),
        sky=(light.sky[0], light.sky[1], mix(light.sky[2], (84, 92, 156), 0.5), mix(light.sky[3], (150, 152, 190), 0.6)),
        strength=680, sun=light.sun or ((615, 96, 31) if light.weather in ("clear", "cloud", "mist") else None),
    )


def _candle(light: Light) -> Light:
    return replace(
        light, key=(255, 176, 84), key_x=424, key_y=330, lamp=(255, 188, 96), accent=(240, 120, 60), strength=820,
        wall=mix(shade(light.wall, 0.55), (74, 36, 30), 0.55) if light.interior else light.wall,
        ground=mix(shade(light.ground, 0.6), (70, 36, 26), 0.45), ink=mix(light.ink, (20, 9, 14), 0.7),
        haze=mix(shade(light.haze, 0.7), (78, 40, 36), 0.5) if light.interior else light.haze,
    )


def _lamp_out(light: Light) -> Light:
    if not light.interior:
        return replace(light, lamp=mix(shade(light.lamp, 0.3), light.haze, 0.5))
    cold = mix(light.sky[3], (178, 196, 240), 0.7)
    return replace(
        light, key=cold, key_x=610, key_y=70, lamp=UNLIT, wall=mix(shade(light.wall, 0.42), (24, 30, 62), 0.6),
        ground=mix(shade(light.ground, 0.42), (18, 22, 46), 0.6), haze=mix(shade(light.haze, 0.5), (34, 42, 78), 0.6),
        ink=mix(light.ink, (7, 8, 20), 0.7), strength=460,
    )


def _lightning(light: Light) -> Light:
    return replace(light, key=mix(light.key, (214, 224, 255), 0.7), strength=min(1000, light.strength + 160))


def _firelight(light: Light) -> Light:
    return replace(
        light, key=(255, 148, 64), key_x=424, key_y=400, lamp=(255, 160, 74), accent=(250, 110, 48), strength=900,
        wall=mix(shade(light.wall, 0.7), (104, 42, 28), 0.55) if light.interior else light.wall,
        ground=mix(light.ground, (92, 40, 26), 0.45), ink=mix(light.ink, (24, 9, 12), 0.6),
        haze=mix(light.haze, (110, 50, 40), 0.5 if light.interior else 0.2),
    )


def _beam(light: Light) -> Light:
    return replace(light, key=mix(light.key, (255, 240, 190), 0.6), lamp=(255, 238, 180), strength=min(1000, light.strength + 100))


def _golden(light: Light) -> Light:
    return every(replace(light, key=(255, 206, 120), strength=820), lambda c: mix(c, _clip((c[0] * 1.1, c[1] * 0.96, c[2] * 0.74)), 0.8))


def _dark(light: Light) -> Light:
    return replace(
        light, wall=shade(light.wall, 0.55), ground=shade(light.ground, 0.6), haze=shade(light.haze, 0.6),
        ink=shade(light.ink, 0.7), sky=tuple(shade(c, 0.6) for c in light.sky),  # type: ignore[arg-type]
    )


_WORDS: dict[str, Callable[[Light], Light]] = {
    "moonlit": _moonlit, "candle": _candle, "candlelit": _candle, "lamp out": _lamp_out, "lightning": _lightning,
    "firelight": _firelight, "fire": _firelight, "beam": _beam, "golden": _golden, "dark": _dark,
}

_LOOKS: dict[str, Callable[[Color], Color]] = {
    "noir": lambda c: shade(mix(grey(c, 0.94), (c[0], c[1], min(255, c[2] + 6)), 0.1), 0.96),
    "sepia": lambda c: mix(grey(c, 0.85), _clip((c[0] * 1.08 + 14, c[1] * 0.92 + 6, c[2] * 0.66)), 0.55),
    "warm": lambda c: _clip((c[0] * 1.07 + 4, c[1] * 1.0, c[2] * 0.86)),
    "cold": lambda c: _clip((c[0] * 0.86, c[1] * 0.98, c[2] * 1.10 + 4)),
    "faded": lambda c: mix(grey(c, 0.35), (198, 184, 168), 0.16),
    "dream": lambda c: mix(grey(c, -0.15), (214, 176, 214), 0.14),
}
