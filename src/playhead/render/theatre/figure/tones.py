"""The colours of one performer in one light: dark paper with more tone by day, one accent, one lit edge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from playhead.render.theatre.light import mix, shade
from playhead.render.theatre.scene import Color, Light
from playhead.shots.shot import Appearance

SKINS: tuple[Color, ...] = ((246, 214, 190), (236, 192, 158), (214, 162, 126), (178, 122, 88), (132, 84, 60), (92, 58, 46))
HAIRS: tuple[Color, ...] = ((44, 34, 42), (96, 58, 40), (214, 168, 100), (186, 80, 44), (150, 146, 150), (226, 220, 214))
IRISES: tuple[Color, ...] = ((112, 68, 40), (70, 96, 120), (84, 108, 70), (138, 90, 44))
CLOTHS: tuple[Color, ...] = ((52, 68, 126), (138, 72, 52), (46, 108, 86), (124, 56, 102), (88, 110, 134), (164, 118, 60), (50, 46, 56), (138, 136, 140))
ACCENTS: dict[str, Color] = {
    "red": (224, 76, 62), "orange": (240, 130, 54), "yellow": (244, 192, 82), "green": (104, 166, 98), "teal": (52, 156, 158),
    "blue": (80, 128, 212), "violet": (150, 102, 192), "pink": (236, 136, 152), "white": (242, 234, 220),
}


@dataclass(frozen=True, slots=True)
class Tones:
    """A performer's colours in a light; `day` is how much of a thing's own colour is seen, 0..1."""

    day: float
    skin: Color
    skin_dark: Color
    hair: Color
    hair_light: Color
    cloth: Color
    cloth_dark: Color
    cloth_light: Color
    second: Color  # trousers, shirts
    shoe: Color
    accent: Color
    accent_dark: Color
    white: Color
    eye: Color
    iris: Color
    lip: Color
    blush: Color
    ink: Color
    rim: Color
    metal: Color
    oil: Color  # oilskin


@lru_cache(maxsize=256)
def tones(appearance: Appearance, light: Light, close: float = 0.0) -> Tones:
    """The colours `appearance` has in `light`; `close` 0..1 is how near we are: near by, more of them is seen."""
    haze = light.wall if light.interior else light.haze
    luma = (0.3 * haze[0] + 0.59 * haze[1] + 0.11 * haze[2]) / 255
    day = min(0.64, 0.14 + 0.52 * luma + (0.10 if light.interior else 0.0) + 0.07 * close)
    top = max(haze)
    hue = mix((round(haze[0] * 255 / top), round(haze[1] * 255 / top), round(haze[2] * 255 / top)), light.key, 0.45)
    tint = mix((255, 255, 255), hue, 0.34)

    def lit(color: Color, part: float, dark: Color = light.ink) -> Color:
        seen = (round(color[0] * tint[0] / 255), round(color[1] * tint[1] / 255), round(color[2] * tint[2] / 255))
        part = min(1.0, part)
        return mix(shade(dark, 0.85), seen, part)

    skin = SKINS[max(0, min(5, appearance.skin))]
    skin = mix(skin, (176, 64, 60), 0.42 * (1 - day / 0.72))  # shade is warmer than light
    hair = HAIRS[max(0, min(5, appearance.hair_tone))]
    accent = ACCENTS.get(appearance.accent, ACCENTS["red"])
    worn = appearance.accent_on == "garment"  # the script says what colour it is
    cloth = shade(accent, 0.92) if worn else CLOTHS[max(0, min(len(CLOTHS) - 1, appearance.tone))]
    dim = 0.74 if light.time in ("night", "evening") else 1.0
    fair = 1.0 + 0.09 * max(0, appearance.skin - 2)  # dark skin is lit a little more, so that features read
    warm = mix(light.ink, (104, 44, 34), 0.34)
    bold = 0.16 if worn else 0.0
    cloth_lit = lit(cloth, day * 1.0 + 0.05 + bold)
    return Tones(
        day=day, skin=lit(skin, day * 1.2 * dim * fair, warm), skin_dark=lit(skin, day * 0.84 * dim * fair, warm), hair=lit(hair, day * 0.92), hair_light=lit(hair, day * 1.35),
        cloth=cloth_lit, cloth_dark=lit(cloth, day * 0.68 + 0.03 + bold * 0.7), cloth_light=lit(cloth, day * 1.5 + 0.05 + bold), second=lit(shade(CLOTHS[appearance.tone % 6] if worn else cloth, 0.62), day * 0.8),
        shoe=lit((52, 36, 36), day * 0.5), accent=lit(accent, 0.5 + 0.62 * day), accent_dark=lit(accent, 0.34 + 0.5 * day),
        white=lit((246, 236, 218), 0.62 + 0.5 * day), eye=lit((40, 26, 28), 0.35), iris=lit(IRISES[(appearance.nose + appearance.tone + appearance.hair_tone) % 4], 0.35 + 0.5 * day), lip=lit(mix(skin, (190, 66, 66), 0.62), day * 1.05),
        blush=lit(mix(skin, (236, 84, 70), 0.6), day * 1.3), ink=light.ink, rim=light.key, metal=lit((222, 190, 132), 0.35 + 0.6 * day),
        oil=lit((222, 172, 66), 0.22 + 0.78 * day),
    )
