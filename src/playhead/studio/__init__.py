"""For authors: the map of a story, the audience's report, and why each beat of a screening was chosen.

Everything here reads what other packages know and says it to people: in the terminal, as Mermaid, SVG, or a self-contained page.
"""

from playhead.studio.map import map_as_mermaid, map_as_tree
from playhead.studio.mapping import StoryMap, map_of
from playhead.studio.picture import map_as_svg

__all__ = ["StoryMap", "map_as_mermaid", "map_as_svg", "map_as_tree", "map_of"]
