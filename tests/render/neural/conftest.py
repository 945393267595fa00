"""These tests need `playhead[neural]` (make test-neural) and no network."""

import importlib.util
import os
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"

if importlib.util.find_spec("diffusers") is None:
    collect_ignore = [file.name for file in Path(__file__).parent.glob("test_*.py") if file.name != "test_known.py"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/render/neural/" in item.path.as_posix():
            # The models' libraries warn of each other.
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning"))
