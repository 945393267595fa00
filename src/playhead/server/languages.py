"""The languages of a film's captions: its own, and those in which the author wrote them besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from playhead.shots.cue import Caption
from playhead.story import Story

NAMES = {
    "ar": "العربية", "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "Español",
    "fi": "Suomi", "fr": "Français", "he": "עברית", "hi": "हिन्दी", "hu": "Magyar", "id": "Bahasa Indonesia", "it": "Italiano",
    "ja": "日本語", "ko": "한국어", "nl": "Nederlands", "no": "Norsk", "pl": "Polski", "pt": "Português", "ro": "Română",
    "ru": "Русский", "sv": "Svenska", "tr": "Türkçe", "uk": "Українська", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip


def languages_of(story: Story) -> tuple[str, ...]:
    """The tags of a story's captions, the language that is spoken first."""
    spoken = story.film.language
    return (spoken, *(tag for tag in story.captions if tag != spoken))


def language_for(viewer: Mapping[str, Any], languages: Iterable[str]) -> str:
    """Of some languages the one that a viewer reads: theirs, else another of the same family, else the first.

    >>> language_for({"language": "de-AT"}, ("en", "de")), language_for({"language": "fr"}, ("en", "de"))
    ('de', 'en')
    """
    known = tuple(languages)
    wanted = str(viewer.get("language") or "").lower()
    exact = next((tag for tag in known if tag.lower() == wanted), "")
    return exact or next((tag for tag in known if wanted and tag.lower().split("-")[0] == wanted.split("-")[0]), known[0])


def name_of(tag: str) -> str:
    """A language's name in itself; its tag where that is not known."""
    return NAMES.get(tag.lower()) or NAMES.get(tag.lower().split("-")[0]) or tag


def in_language(caption: Caption, tag: str) -> Caption:
    """A caption as the author wrote it in a language; as it is spoken where they did not."""
    text = caption.text_in(tag)
    return caption if text == caption.text else replace(caption, text=text)
