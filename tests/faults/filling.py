"""Makes the disk full while the file `PLAYHEAD_FULL` is there: whatever opens a file to write it raises ENOSPC.

The server imports it as a hook, its workers with their plug-in.
"""

import errno
import io
import os
from pathlib import Path
from typing import Any

_true = io.open


def _open(file: Any, mode: str = "r", *more: Any, **options: Any) -> Any:
    full = os.environ.get("PLAYHEAD_FULL")
    if full and set(mode) & set("xwa+") and Path(full).exists():
        raise OSError(errno.ENOSPC, "No space left on device", str(file))
    return _true(file, mode, *more, **options)


io.open = _open  # type: ignore[assignment]
