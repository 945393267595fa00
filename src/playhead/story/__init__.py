"""A screenplay compiled into a story: beats in order, the places and times of their headings, the cast, a revision."""

from playhead.screenplay.directive import Directive, directives_of, read_note
from playhead.story.compile import compile_story
from playhead.story.heading import Heading, parse_heading
from playhead.story.story import Beat, Role, Story
from playhead.story.template import fallback_text

__all__ = [
    "Beat",
    "Directive",
    "Heading",
    "Role",
    "Story",
    "compile_story",
    "directives_of",
    "fallback_text",
    "parse_heading",
    "read_note",
]
