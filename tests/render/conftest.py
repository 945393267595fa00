from pathlib import Path

import cv2
import numpy as np
import pytest

from playhead.render import Size
from playhead.render.theatre import Theatre

GOLDEN = Path(__file__).parents[1] / "golden"


def pytest_addoption(parser):
    parser.addoption("--regenerate", action="store_true", help="write the golden pictures anew (give tests/render as path)")


@pytest.fixture(scope="session")
def theatre():
    return Theatre()


@pytest.fixture
def small():
    return Size(424, 240)


@pytest.fixture
def golden(request, tmp_path):
    """Compare a picture (h, w, 3) with a golden of that name, as eyes do: blurred, in Lab, with a tolerance."""

    def compare(name, picture, tolerance=3.0):
        path = GOLDEN / f"{name}.png"
        if request.config.getoption("--regenerate", default=False):
            GOLDEN.mkdir(exist_ok=True)
            cv2.imwrite(str(path), picture[..., ::-1])
        wanted = cv2.imread(str(path))
        assert wanted is not None, f"{path.name} is missing: run pytest tests/render --regenerate"
        wanted = wanted[..., ::-1]
        assert wanted.shape == picture.shape

        def lab(image):
            return cv2.cvtColor(cv2.GaussianBlur(image, (0, 0), 1.5).astype(np.float32) / 255, cv2.COLOR_RGB2Lab)

        distance = np.linalg.norm(lab(np.ascontiguousarray(wanted)) - lab(picture), axis=2)
        worst = float(np.percentile(distance, 98))
        if distance.mean() > tolerance or worst > tolerance * 5:
            where = tmp_path / f"{name}-diff.png"
            cv2.imwrite(str(where), np.clip(distance * 8, 0, 255).astype(np.uint8))
            pytest.fail(f"{name} differs by {distance.mean():.1f} (98 % below {worst:.1f}); see {where}")

    return compare
