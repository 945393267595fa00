"""Makes this process's disk full while the file `PLAYHEAD_FULL` is there: whatever is synced or written raises ENOSPC.

Workers are told by their plug-in, which imports this as well.
"""

import errno
import os
from pathlib import Path

_true = os.open


def _open(path: object, flags: int, *more: object, **options: object) -> int:
    if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR) and Path(os.environ["PLAYHEAD_FULL"]).exists():
        raise OSError(errno.ENOSPC, "No space left on device", path)
    return _true(path, flags, *more, **options)


os.open = _open
