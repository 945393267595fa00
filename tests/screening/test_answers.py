"""Choices named on the command line."""

from __future__ import annotations

import pytest

from playhead.errors import BadInput
from playhead.screening.answers import chooser_of, viewer_of
from playhead.screening.bake import spoken_cut
from playhead.screenplay import parse
from playhead.speech import estimate
from playhead.story import compile_story

SCRIPT = b"""## hall

INT. HALL - NIGHT

Mara stands before a door.

[[choice 9s default wait: Open the door -> open / Wait -> wait]]

## open

She opens it.

## wait

She waits.
"""


class Estimating:
    def say(self, line):
        return estimate(line)


def names(story, *answers):
    cut = spoken_cut(story, Estimating(), None, chooser_of(story, answers))
    return [part.name for part in cut.parts if part.kind == "beat"]


@pytest.mark.parametrize("answer", ["hall=1", "Hall=Open the door", "hall=open"])
def test_an_option_is_named_by_number_label_or_beat(answer):
    story = compile_story(parse(SCRIPT))
    assert names(story) == ["hall", "wait"]
    assert names(story, answer) == ["hall", "open"]


@pytest.mark.parametrize(("answer", "told"), [("hall", "write BEAT=OPTION"), ("cellar=1", "hall"), ("hall=3", "1 Open the door / 2 Wait")])
def test_a_wrong_answer_is_told_in_one_line(answer, told):
    with pytest.raises(BadInput, match=told):
        chooser_of(compile_story(parse(SCRIPT)), [answer])


def test_a_profile_is_json_or_toml(tmp_path):
    (tmp_path / "a.json").write_text('{"name": "Ada", "likes": ["cats"]}')
    (tmp_path / "a.toml").write_text('name = "Ada"\nlikes = ["cats"]\n')
    assert viewer_of(tmp_path / "a.json") == viewer_of(tmp_path / "a.toml") == {"name": "Ada", "likes": ("cats",)}
    for name, text in (("b.json", "[1]"), ("c.json", "{"), ("d.toml", "=")):
        (tmp_path / name).write_text(text)
        with pytest.raises(BadInput, match=name):
            viewer_of(tmp_path / name)
    with pytest.raises(BadInput, match=r"nobody\.json"):
        viewer_of(tmp_path / "nobody.json")
