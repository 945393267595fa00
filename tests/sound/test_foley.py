import numpy as np
import pytest

from playhead.shots.cue import FOLEY
from playhead.shots.shot import PLACES_INSIDE, PLACES_OUTSIDE, Place
from playhead.sound.foley import NAMES, render
from playhead.sound.foley.render import surface_of

T = 48_000
ROOM = Place("kitchen", "", True)


def onsets(samples, gap_s=0.2):
    """When something begins: where 10 ms are far louder than those before."""
    power = (samples[: len(samples) // 480 * 480].astype(float) ** 2).sum(axis=1).reshape(-1, 480).mean(axis=1)
    loud = np.flatnonzero((power[1:] > 8 * power[:-1] + 1e-12) & (power[1:] > 0.1 * power.max())) + 1
    return [at / 100 for i, at in enumerate(loud) if i == 0 or at - loud[i - 1] > gap_s * 100]


def bright(samples):
    """Centre of the spectrum, Hz."""
    power = np.abs(np.fft.rfft(samples[:, 0])) ** 2
    return float((power * np.fft.rfftfreq(len(samples), 1 / T)).sum() / power.sum())


def test_every_name_has_a_sound_of_its_own():
    assert set(NAMES) == set(FOLEY)


@pytest.mark.parametrize("name", FOLEY)
def test_each_is_heard_at_level_and_ends_quietly(name):
    samples = render(name, T, 3, ROOM, "", 0.0)
    assert samples.dtype == np.float32
    assert samples.shape[1] == 2
    assert np.isfinite(samples).all()
    assert 0.01 < np.abs(samples).max() < 1.3
    assert np.abs(samples[-50:]).max() < 0.01
    assert np.abs(samples[:1]).max() < 0.05


def test_steps_are_two_a_second():
    steps = onsets(render("footsteps", 4 * T, 1, Place("street", "", False), "", 0.0))
    assert 7 <= len(steps) <= 9
    assert np.median(np.diff(steps)) == pytest.approx(0.5, abs=0.05)


def test_running_is_faster():
    steps = onsets(render("run", 4 * T, 1, Place("street", "", False), "", 0.0), 0.15)
    assert np.median(np.diff(steps)) == pytest.approx(0.31, abs=0.05)


def test_what_goes_on_fills_its_time():
    for name in ("engine", "fire", "radio", "footsteps", "crowd"):
        samples = render(name, 3 * T, 1, None, "", 0.0)
        assert len(samples) >= 3 * T
        assert np.abs(samples[2 * T : 3 * T - T // 4]).max() > 0.001, name


def test_surfaces_sound_different():
    centres = [bright(render("footsteps", 2 * T, 1, Place(kind, "", False), "", 0.0)) for kind in ("field", "beach", "road", "snowfield")]
    assert len({round(centre / 100) for centre in centres}) == 4


def test_one_walks_on_something_everywhere():
    assert all(surface_of(Place(kind, "", True)) for kind in PLACES_INSIDE)
    assert surface_of(Place("street", "", False), "snow") == "snow"
    assert surface_of(Place("snowfield", "", False)) == "snow"
    assert {surface_of(Place(kind, "", False)) for kind in PLACES_OUTSIDE} >= {"stone", "gravel", "grass", "sand", "snow"}


def test_seeds_vary_it_and_nothing_else():
    one, again, other = (render("knock", T, seed, ROOM, "", 0.0) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other[: len(one)])


def test_it_is_heard_where_it_is():
    left = render("knock", T, 1, None, "", -1.0)
    assert np.abs(left[:, 0]).max() > 20 * np.abs(left[:, 1]).max()


def test_a_large_room_rings():
    dry, wet = (render("knock", T, 1, Place(kind, "", True), "", 0.0) for kind in ("kitchen", "church"))
    assert len(wet) > len(dry) + T


def test_an_unknown_name_is_a_thud():
    assert np.abs(render("yodel", T, 1, None, "", 0.0)).max() > 0.01
