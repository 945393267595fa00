"""What is known of the neural renderers before anything of them is loaded; none of this needs torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from playhead.errors import BadInput, RenderError
from playhead.render.choices import Choices
from playhead.render.neural import weights
from playhead.render.neural.known import NEEDED
from playhead.render.renderer import Size, known, names, renderer

COMMIT = "1234567890abcdef1234567890abcdef12345678"


@pytest.fixture(params=[name for name in NEEDED if name in names()])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "LIBRARIES", ("numpy",))


def cached(folder: Path, model: str, commit: str = COMMIT, revision: str = "main") -> Path:
    kept = folder / f"models--{model.replace('/', '--')}"
    (kept / "refs").mkdir(parents=True)
    (kept / "refs" / revision).write_text(commit)
    snapshot = kept / "snapshots" / commit
    snapshot.mkdir(parents=True)
    (snapshot / "model_index.json").write_text("{}")
    return snapshot


def test_each_is_told_with_its_licence_and_its_page(name: str):
    about = known(name)
    assert about.licence
    assert about.says
    assert about.page == f"docs/guide/renderers/{name}.md"
    assert (Path(__file__).parents[3] / about.page).exists()
    assert about.traits.hands == "neural"
    assert not about.traits.any_frame


def test_to_know_them_loads_no_torch():
    code = "import sys, playhead.render, playhead.render.neural.known\nprint('torch' in sys.modules, 'diffusers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False False\n"


def test_missing_libraries_are_one_line(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weights, "LIBRARIES", ("no_such_torch", "no_such_diffusers"))
    wanted = "no_such_torch and no_such_diffusers are not installed: pip install 'playhead[neural]'"
    assert known(name).why_not((), {"device": "cpu"}) == wanted
    with pytest.raises(RenderError, match=f"renderer {name} cannot work here: no_such_torch"):
        renderer(name, (), {"device": "cpu"})


def test_missing_weights_are_one_line_and_nothing_is_fetched(name: str, tmp_path: Path, installed: None):
    machine = {"device": "cpu", "cache": str(tmp_path)}
    model = NEEDED[name]["model"]
    assert known(name).why_not((), machine) == f"weights {model} are not on this machine: hf download {model}, or offline = false in the settings"
    with pytest.raises(RenderError, match=f"renderer {name} cannot work here: weights {model} are not on this machine"):
        renderer(name, (), machine)
    assert "hf download me/mine --revision v2," in known(name).why_not((("model", "me/mine@v2"),), machine)


def test_no_gpu_is_said_before_anything_is_loaded(name: str, installed: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weights, "_accelerated", lambda: False)
    assert known(name).why_not((), {}).startswith("no GPU is found")


def test_weights_in_the_cache_are_told_apart_by_their_commit(name: str, tmp_path: Path, installed: None):
    machine = {"device": "cpu", "cache": str(tmp_path)}
    for model in filter(None, NEEDED[name].values()):
        cached(tmp_path, model)
    assert known(name).why_not((), machine) == ""
    assert known(name).model((), machine).startswith(" ".join(f"{model}@{COMMIT}" for model in NEEDED[name].values() if model))


def test_weights_in_a_folder_are_told_apart_by_what_is_in_it(tmp_path: Path, installed: None):
    machine = {"device": "cpu", "folder": str(tmp_path), "cache": str(tmp_path / "none")}
    options = (("model", "me/mine"),)
    own = tmp_path / "me" / "mine"
    own.mkdir(parents=True)
    (own / "model.safetensors").write_bytes(b"one")
    needed = {"model": "org/name"}
    first = weights.apart(options, machine, needed)
    assert weights.why_not(options, machine, needed) == ""
    assert first == weights.apart(options, machine, needed)
    (own / "model.safetensors").write_bytes(b"another")
    assert weights.apart(options, machine, needed) != first


def test_the_hubs_own_variables_say_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for variable in ("HF_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    assert weights.cache({}) == tmp_path / "hub"
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "elsewhere"))
    assert weights.cache({}) == tmp_path / "elsewhere"
    assert weights.cache({"cache": "/x"}) == Path("/x")


def test_only_the_machines_owner_allows_fetching(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    assert not weights.may_fetch({})
    assert weights.may_fetch({"offline": False})
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert not weights.may_fetch({"offline": False})


@pytest.mark.parametrize("bad", ["../../etc", "a/b/c", "one", "a/..", "https://x/y", "a/b@", "a b/c", ""])
def test_what_names_no_weights_is_refused(bad: str, tmp_path: Path):
    with pytest.raises(BadInput, match="must name weights"):
        weights.find((("model", bad),), {"folder": str(tmp_path)}, "org/name")


def test_choices_are_checked_with_one_line():
    chosen = Choices("turbo", (("at", "64by48"), ("noise", "loud"), ("steps", 0), ("strength", "much")))
    for ask, line in (
        (lambda: chosen.size(Size(), 16), r'\[renderer.turbo\] at must be a size such as "832x480"'),
        (lambda: chosen.word("noise", "flow", ("flow", "still")), "noise must be one of flow, still, not 'loud'"),
        (lambda: chosen.whole("steps", 1, 1, 50), "steps must be a whole number from 1 to 50, not 0"),
        (lambda: chosen.number("strength", 0.5, 0, 1), "strength must be a number from 0 to 1, not 'much'"),
    ):
        with pytest.raises(BadInput, match=line):
            ask()
    assert Choices("turbo").size(Size(848, 480), 32) == Size(832, 480)
    assert Choices("turbo", (("at", "640x384"),)).size(Size(848, 480), 64) == Size(640, 384)


def test_new_sources_make_new_takes(name: str):
    # The build of a renderer is that of the package its `make` is defined in.
    assert known(name).make.__module__ == "playhead.render.neural.known"
