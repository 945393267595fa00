"""What is each model's own: noise that goes with what moves, the stock pipeline's frames, windows, sound."""

from __future__ import annotations

from dataclasses import replace

import diffusers
import numpy as np
import pytest
import torch
from diffusers.modular_pipelines.helios.modular_blocks_helios_pyramid_distilled import HeliosPyramidDistilledCoreDenoiseStep
from tests.render.neural import tiny
from tests.render.neural.cases import CASES, ready
from tests.render.neural.staged import SIZE, WAITS, Drawn, run, shot, whole

from playhead.errors import BadInput
from playhead.render.choices import Choices
from playhead.render.control import POINTS
from playhead.render.neural import noise
from playhead.render.neural.guides import GUIDES, guide
from playhead.render.neural.pictures import fitted, pictures, tensor
from playhead.render.neural.scene import Scene
from playhead.render.neural.wan import decoded
from playhead.render.neural.windows import Windows
from playhead.render.neural.words import Embeddings, words
from playhead.render.prompt import Prompt
from playhead.render.renderer import Size

pytestmark = pytest.mark.long

TURNING = replace(WAITS, action=((0, "She waits."), (48, "She runs through the red storm.")))


class Hidden(Drawn):
    """Nobody's points are seen."""

    def pose(self, first, count):
        return np.zeros((count, 1, len(POINTS), 3), np.int16)


# -- noise


def test_noise_goes_where_what_is_seen_goes():
    field = noise.field(7, 4, 16, 12)
    places = noise.still(16, 12)
    before = noise.taken(field, places)
    flow = np.zeros((12, 16, 2), np.float32)
    flow[..., 0] = 0.5  # a slow pan: a pixel in two frames
    for _ in range(4):
        places = noise.moved(places, flow)
    after = noise.taken(field, places)
    assert torch.equal(after[:, :, 2:], before[:, :, :-2])
    assert len(set(after[0].flatten().tolist())) == 16 * 12  # what came in brought noise of its own
    assert after.std() == pytest.approx(1, abs=0.1)


def test_noise_is_the_shots_own_and_the_same_each_time():
    assert torch.equal(noise.field(7, 4, 8, 8), noise.field(7, 4, 8, 8))
    assert not torch.equal(noise.field(7, 4, 8, 8), noise.field(8, 4, 8, 8))
    draws = [torch.rand(2, generator=noise.generator(7, *of)).tolist() for of in (("a",), ("b",), ("a", 1))]
    assert draws[0] != draws[1] != draws[2] != draws[0]


def test_turbos_noise_can_stay_with_the_picture():
    frames = CASES["turbo"].frames
    control = Drawn()
    still = whole(run(CASES["turbo"].make((("noise", "still"),)), shot(frames), control))
    flowing = whole(run(ready("turbo"), shot(frames), Drawn()))
    assert not any(kind == "flow" for kind, _, _ in control.asked)
    assert np.array_equal(still[0], flowing[0])
    assert not np.array_equal(still[1:], flowing[1:])


def test_turbo_takes_chancy_schedulers_and_guidance_and_other_autoencoders():
    parts = tiny.turbo()
    parts["scheduler"] = diffusers.LCMScheduler.from_config(parts["scheduler"].config)
    parts["vae"] = tiny.ready({"vae": diffusers.AutoencoderKL(
        block_out_channels=(8, 8, 8, 8), norm_num_groups=2, down_block_types=("DownEncoderBlock2D",) * 4, latent_channels=4,
        up_block_types=("UpDecoderBlock2D",) * 4)})["vae"]  # fmt: skip
    case = CASES["turbo"]
    renderer = case.build(parts, (("guidance", 2.0), ("steps", 3)))
    one = whole(run(renderer, shot(6), Drawn()))
    assert np.array_equal(one, whole(run(renderer, shot(6), Drawn())))


# -- helios


@pytest.mark.parametrize("kind", ["plain", "pyramid", "distilled"])
@pytest.mark.parametrize("begin", ["picture", "words"])
def test_all_of_helios_family_streams_from_a_picture_and_from_words(kind: str, begin: str):
    renderer = CASES["helios"].build(tiny.helios(kind), (("begin", begin), ("steps", 1)))
    frames = whole(run(renderer, shot(40), Drawn()))
    assert frames.shape == (40, SIZE.height, SIZE.width, 3)
    assert np.array_equal(frames, whole(run(renderer, shot(40), Drawn())))


def test_a_first_chunk_is_what_diffusers_own_pipeline_makes():
    parts = tiny.helios()
    told = words("helios", shot(33), Drawn()).at(0)
    renderer = CASES["helios"].build(parts, (("begin", "words"), ("steps", 1)))
    size = Size(64, 64)
    ours = whole(run(renderer, shot(33), Drawn(size=size), size))
    pipe = HeliosPyramidDistilledCoreDenoiseStep().init_pipeline()
    pipe.update_components(transformer=parts["transformer"], scheduler=parts["scheduler"], vae=parts["vae"])
    latents = pipe(
        prompt_embeds=renderer._model._read(told.positive), height=64, width=64, num_frames=33, pyramid_num_inference_steps_list=[1, 1, 1],
        generator=noise.generator(shot(33).seed, "chunk", 0), output="latent_chunks",
    )  # fmt: skip
    with torch.inference_mode():
        theirs = pictures(decoded(parts["vae"], latents[0]), size).numpy()
    assert np.array_equal(ours, theirs)


# -- windows


def test_windows_share_frames_and_cover_a_shot():
    windows = Windows.chosen(Choices("vace"), 81, 4, 5)
    assert windows == Windows(81, 5, 4)
    for frames in (1, 2, 80, 81, 82, 157, 158, 240):
        at = 0
        while at < frames:
            known, new, total = windows.known(at), windows.new(at, frames), windows.total(at, frames)
            assert new > 0
            assert total % 4 == 1
            assert known + new <= total <= 81
            at += new
        assert at == frames


def test_a_window_shorter_than_what_it_shares_is_refused():
    assert Windows.chosen(Choices("vace", (("overlap", 8), ("window", 20))), 81, 4, 5) == Windows(17, 5, 4)
    with pytest.raises(BadInput, match="overlap must be shorter than the window, 9 frames are not shorter than 9"):
        Windows.chosen(Choices("vace", (("overlap", 9), ("window", 10))), 81, 4, 5)


def test_vace_is_shown_who_is_seen_and_what_it_is_to_follow():
    case = CASES["vace"]
    followed = {kind: whole(run(case.make((("control", kind),)), shot(9), Drawn())) for kind in GUIDES}
    assert len({made.tobytes() for made in followed.values()}) == len(GUIDES)
    alone = whole(run(case.make((("control", "depth"), ("references", 0))), shot(9), Drawn()))
    assert not np.array_equal(alone, followed["depth"])


# -- sound


def test_ltx2s_sound_is_as_long_as_its_pictures():
    chunks = run(ready("ltx2"), shot(20), Drawn())
    for chunk in chunks:
        assert chunk.sound is not None
        assert chunk.sound.shape == (len(chunk.pictures) * 2000, 2)
        assert chunk.sound.dtype == np.float32
        assert np.isfinite(chunk.sound).all()
    again = run(ready("ltx2"), shot(20), Drawn())
    assert all(np.array_equal(one.sound, other.sound) for one, other in zip(chunks, again, strict=True))
    assert np.abs(chunks[0].sound).max() > 0


def test_ltx2_with_guidance_makes_others():
    guided = CASES["ltx2"].make((("guidance", 3.0), ("steps", 2)))
    schedule = guided._model._schedule
    guided._model._schedule = lambda: schedule() | {"spatio_temporal_guidance_blocks": [1]}  # the tiny one has no block 28
    assert not np.array_equal(whole(run(guided, shot(9), Drawn())), whole(run(ready("ltx2"), shot(9), Drawn())))


# -- what they share


@pytest.mark.parametrize(("name", "edge"), [("turbo", 48), ("helios", 66)])
def test_words_change_within_a_shot_at_the_next_chunks_edge(name: str, edge: int):
    before = whole(run(ready(name), shot(96), Drawn(WAITS)))
    after = whole(run(ready(name), shot(96), Drawn(TURNING)))
    assert np.array_equal(before[:edge], after[:edge])
    assert not np.array_equal(before[edge : edge + 4], after[edge : edge + 4])


def test_guides_are_pictures_of_the_models_size():
    scene = Scene(shot(4), SIZE, Size(32, 32), words("wan", shot(4), Drawn()), Drawn())
    drawn = {kind: guide(kind, scene, 1, 3) for kind in GUIDES}
    for kind, video in drawn.items():
        assert video.shape == (3, 32, 32, 3), kind
        assert video.dtype == np.uint8
    assert (drawn["grey"][..., 0] == drawn["grey"][..., 2]).all()
    assert drawn["pose"].any()
    assert not guide("pose", Scene(shot(4), SIZE, SIZE, scene.words, Hidden()), 0, 1).any()


def test_pictures_come_back_as_they_went():
    video = Drawn().frames(0, 2)
    there = tensor(video, torch.device("cpu"), torch.float32)
    assert there.shape == (2, 3, 48, 64)
    assert np.array_equal(pictures(there, SIZE).numpy(), video)
    assert pictures(there, Size(128, 96)).shape == (2, 96, 128, 3)
    assert fitted(video, Size(32, 24)).shape == (2, 24, 32, 3)


def test_words_are_those_of_the_chunks_first_frame_and_read_once():
    told = words("sd", shot(96), Drawn(TURNING))
    assert told.at(0) == told.at(47) != told.at(48) == told.at(95)
    read = []
    embeddings = Embeddings(lambda *said: read.append(said) or len(read), kept=2)
    one, two, three = (Prompt(text) for text in "abc")
    assert [embeddings.of(each) for each in (one, one, two, one, three, two)] == [1, 1, 2, 1, 3, 4]
    assert words("sd", shot(10), Drawn(WAITS)).at(9).positive
