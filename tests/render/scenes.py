"""Shots that the tests of the theatre draw."""

from playhead.shots.shot import Act, Appearance, Framing, Move, Performer, Place, Shot

MARA = Appearance(build="small", hair="long")
BEN = Appearance(build="tall", headwear="cap", face="beard", tone=1, accent="teal")
CLIFF = Place("cliff", "cliff", False, ("sea", "lighthouse"))
KITCHEN = Place("kitchen", "kitchen", True, ("window", "table"))
FOREST = Place("forest", "forest path", False)
PAIR = (Performer(MARA, x=360, facing=90), Performer(BEN, x=500, facing=-90))
WALKER = Performer(MARA, x=300, facing=90, acts=(Act(0, 60, "walk", x=620),))


def shot(size="wide", *, place=CLIFF, time="night", weather="clear", frames=48, cast=PAIR, subjects=(0, 1), **more):
    framing = Framing(size, subjects, more.pop("angle", 0), more.pop("over", -1))
    return Shot(place, time, weather, framing, frames, performers=cast, **more)


PUSH = Move("push", 100)
