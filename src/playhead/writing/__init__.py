"""Lines written while the film is watched: a chat server is asked, its answer is checked, and whatever goes wrong the author's line is said."""

from playhead.writing.lines import Lines, Wrote
from playhead.writing.writer import Writer, writer_of

__all__ = ["Lines", "Writer", "Wrote", "writer_of"]
