import numpy as np
import skia

from playhead.render import Size
from playhead.render.theatre import paper
from playhead.render.theatre.camera import Path, View
from playhead.render.theatre.plates import Backdrop, Cupboard, Plate, bake, cuts_of, pack, unpack
from playhead.render.theatre.scene import Glow, Layer, Moving, Set

SMALL = Size(424, 240)
STILL = Path(View(), View(), 0, 1)


def fill(color, box=(-424, -240, 1272, 720)):
    return lambda canvas: canvas.drawRect(skia.Rect(*box), skia.Paint(Color=skia.Color(*color)))


def flag(distance):
    return Moving(draw=lambda canvas, frame: None, bounds=(0, 0, 10, 10), distance=distance)


PLACE = Set((
    Layer(fill((40, 60, 120)), 40000), Layer(fill((60, 90, 60), (-424, 300, 1272, 720)), 6000),
    Layer(fill((20, 30, 20), (-424, 420, 1272, 720)), 1000), Layer(fill((5, 5, 8), (0, 0, 60, 480)), 700, blur=4)))


class Shelf(dict):
    def put(self, key, data):
        self[key] = data


def backdrop(kilobytes):
    return Backdrop(View(), (Plate(np.zeros((16, 16 * kilobytes, 4), np.uint8), 0, 0, 1000, 1000),))


def test_a_still_camera_needs_one_plate_and_the_foreground():
    made = bake(PLACE, STILL, 24, SMALL, 1000)
    assert [p.nearest for p in made.plates] == [1000, 700]
    assert made.plates[0].pixels.shape == (240, 424, 4)
    assert made.plates[0].pixels[..., 3].min() == 255
    assert made.plates[1].pixels.shape[1] < 424, "what is transparent is cut away"


def test_a_moving_camera_has_at_most_three_plates_behind_and_covers_all_it_will_see():
    path = Path(View(), View(dolly=200, pan=0.1), 0, 47)
    made = bake(PLACE, path, 48, SMALL, 1000)
    behind = [p for p in made.plates if p.nearest >= 1000]
    assert 2 <= len(behind) <= 3
    far = behind[0]
    for frame in range(48):
        s, tx, ty = path.at(frame).map(far.distance, SMALL)
        bs, bx, by = made.view.map(far.distance, SMALL)
        left, top = (0 - tx) / s * bs + bx, (0 - ty) / s * bs + by
        right, bottom = (424 - tx) / s * bs + bx, (240 - ty) / s * bs + by
        assert far.left <= left
        assert far.top <= top
        assert right <= far.left + far.pixels.shape[1]
        assert bottom <= far.top + far.pixels.shape[0]


def test_plates_divide_where_something_moves_between_layers():
    place = Set(PLACE.layers, moving=(flag(3000), flag(20000)))
    assert cuts_of(place, moving=False) == (20000, 3000, 1000)
    assert len(cuts_of(Set((), moving=tuple(flag(d) for d in range(1500, 9000, 500))), moving=True)) <= 3


def test_a_moving_camera_never_puts_far_and_near_on_one_plate():
    for moving in ((), (flag(12000), flag(1040)), (flag(3170), flag(4190), flag(1650))):
        place = Set((*PLACE.layers, Layer(fill((9, 9, 9), (0, 300, 9, 480)), 2400)), moving=moving)
        for plate in bake(place, Path(View(), View(x=200), 0, 9), 10, SMALL, 1000).plates:
            assert plate.distance <= 3.1 * max(1000, plate.nearest)


def test_colours_are_premultiplied_and_valid():
    place = Set(PLACE.layers, glows=(Glow(424, 200, 100, (255, 200, 120), 1200),), moving=(flag(3000),))
    for plate in bake(place, Path(View(), View(dolly=100), 0, 9), 10, SMALL, 1000).plates:
        assert (plate.pixels[..., :3] <= plate.pixels[..., 3:]).all()


def test_a_glow_lightens_what_is_behind_it():
    dark = bake(PLACE, STILL, 1, SMALL, 1000).plates[0].pixels
    lit = bake(Set(PLACE.layers, glows=(Glow(424, 200, 100, (255, 200, 120), 1200),)), STILL, 1, SMALL, 1000).plates[0].pixels
    assert int(lit[100, 212, 0]) > int(dark[100, 212, 0]) + 40
    assert abs(int(lit[10, 410, 0]) - int(dark[10, 410, 0])) < 6


def test_a_backdrop_survives_its_bytes():
    made = bake(PLACE, Path(View(), View(dolly=100), 0, 9), 10, SMALL, 1000)
    again = unpack(pack(made))
    assert again is not None
    assert again.view == made.view
    for a, b in zip(made.plates, again.plates, strict=True):
        assert (a.left, a.top, a.distance, a.nearest) == (b.left, b.top, b.distance, b.nearest)
        assert np.array_equal(a.pixels, b.pixels)


def test_broken_bytes_are_baked_anew():
    shelf = Shelf({"plates-a": b"not a backdrop"})
    assert Cupboard(shelf).get("a", lambda: backdrop(1)).nbytes == 1024
    assert unpack(pack(backdrop(1))[:-20]) is None


def test_the_cupboard_forgets_the_least_recently_used():
    cupboard = Cupboard(cap_bytes=10 * 1024)
    baked = []

    def use(key):
        cupboard.get(key, lambda: baked.append(key) or backdrop(4))

    for key in "abacab":
        use(key)
    assert baked == ["a", "b", "c", "b"]
    assert cupboard.statistics()["bytes"] <= 10 * 1024


def test_plates_are_shared_between_processes():
    shelf = Shelf()
    Cupboard(shelf).get("a", lambda: backdrop(1))
    shared = Cupboard(shelf).get("a", lambda: 1 / 0)
    assert shared.nbytes == 1024


def test_paper_changes_a_pixel_little_and_its_mean_hardly():
    flat = np.full((240, 424, 4), 128, np.uint8)
    paper.apply(flat, paper.paper(424, 240, 500))
    assert abs(float(flat[..., 0].mean()) - 128) < 2
    assert 1 < flat[..., 0].std() < 8
    assert (flat[..., 3] == 128).all()


def test_the_vignette_darkens_corners_only():
    white = np.full((240, 424, 4), 200, np.uint8)
    paper.apply(white, paper.vignette(424, 240, 340, False))
    assert white[120, 212, 0] == 200
    assert 120 < white[0, 0, 0] < 150


def test_laying_over_is_premultiplied_source_over():
    below = np.full((2, 2, 4), 200, np.uint8)
    above = np.zeros((2, 2, 4), np.uint8)
    above[0] = (50, 50, 50, 255)
    above[1] = (20, 20, 20, 128)
    paper.over(below, above, paper.cover_of(above))
    assert below[0, 0, 0] == 50
    assert abs(int(below[1, 0, 0]) - 120) <= 1




def test_bloom_only_ever_lightens():
    pixels = np.full((24, 24, 4), 255, np.uint8)
    pixels[..., 0] = np.linspace(0, 255, 24, dtype=np.uint8)
    before = pixels.copy()
    paper.bloom(pixels, np.full((4, 4, 4), 220, np.uint8))
    assert (pixels >= before).all()
    assert pixels[0, 0, 0] > 20
    assert pixels[0, -1, 0] == 255


def test_a_private_set_up_is_not_shared():
    shelf = Shelf()
    Cupboard(shelf).get("a", lambda: backdrop(1), share=False)
    assert not shelf
