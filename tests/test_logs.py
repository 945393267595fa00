"""Logs carry the screening's id, and nothing that is the viewer's."""

from __future__ import annotations

import io
import json
import logging

import pytest

from playhead import logs

LOGGER = logging.getLogger("playhead.tests")
TOKEN = "0123456789abcdef" * 2


@pytest.fixture
def told():
    token = logs.subject.set(logs.Subject("5ca1ab1e5ca1ab1e", {"name": "Ada", "likes": ["old letters", "sea"], "age": 9, "mood": None}))
    yield
    logs.subject.reset(token)


def written(form, log):
    out = io.StringIO()
    with logs.writing(form, "info", out):
        log()
    return out.getvalue()


def test_a_line_is_a_json_object_with_the_screenings_id(told):
    line = json.loads(written("auto", lambda: LOGGER.warning("segment %d is late", 7)))
    assert line.pop("timestamp").endswith("Z")
    assert line == {"message": "segment 7 is late", "level": "warning", "logger": "playhead.tests", "screening": "5ca1ab1e5ca1ab1e"}


@pytest.mark.parametrize("form", ["json", "text"])
def test_no_token_and_no_word_of_the_viewer_is_written(told, form):
    def log():
        LOGGER.info("GET /s/%s/sound.m3u8 by %s who likes %r", TOKEN, "ADA", "old letters")
        try:
            raise KeyError("Not tonight, Ada")
        except KeyError:
            LOGGER.exception("the line 'Not tonight, Ada' could not be made, m %s", "a" * 40)

    text = written(form, log)
    assert TOKEN not in text
    assert "ada" not in text.lower()
    assert "letters" not in text
    assert "a" * 40 in text, "a segment's hash is nobody's secret"
    assert text.count("5ca1ab1e5ca1ab1e") == 2
    assert "KeyError" in text


def test_less_than_the_level_is_not_written_and_the_handler_goes_away():
    assert written("json", lambda: LOGGER.debug("nothing")) == ""
    root = logging.getLogger()
    before = list(root.handlers)
    assert written("json", lambda: None) == ""
    assert root.handlers == before
