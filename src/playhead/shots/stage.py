"""The stage of one scene: who stands where, who comes and goes, what each does when.

Everything is settled for the whole scene before a camera looks at it. Who is left of whom never changes while both are
there, so that any camera on our side of them keeps the 180-degree line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from playhead.canonical import seed_of
from playhead.shots.moments import ACT_FRAMES, Moment, Scene
from playhead.shots.player import Event, Player, Thing
from playhead.shots.reading import Deed
from playhead.shots.shot import PROPS, Appearance
from playhead.shots.words import HELD

MIDDLE = 424
OFF = 90  # how far outside the frame one waits
WALK = 88  # stage units a second
RUN = 190
MOST = 8  # performers in a scene
FIXED = frozenset(("door", "window", "table", "bed", "chair", "train", "coat", "hat"))
"""Props that belong to the set or to who wears them: places draw them as features."""

BELONGS = {
    "lamp room": ("lamp",), "sea": ("boat",), "car": ("car",), "train": ("train",), "harbour": ("boat",), "street": ("car",), "church": ("bell",),
    "platform": ("clock", "train"), "spaceship": ("computer", "boat"), "space": ("boat", "window"), "laboratory": ("computer",),
}  # fmt: skip
"""What a kind of place has anyway."""
WATER = frozenset(("sea", "harbour", "beach", "river", "cliff", "village", "bridge", "land"))
GROUND = frozenset(("bag", "suitcase", "box", "axe", "spade", "umbrella", "guitar", "basket", "kite", "ball"))
"""Small things that stand on the floor all the same."""
TABLE = (MIDDLE, 468, 380, 496, 352)

_POSES = {"sit": "sit", "kneel": "kneel", "lie": "lie", "lean": "lean", "crouch": "crouch", "rise": "stand"}
CALLING = frozenset(("knock", "thunder", "phone", "bell", "gunshot", "thud", "horn", "glass", "whistle", "dog", "door close", "creak", "beep", "engine"))
"""Sounds that make one look up."""
_AT_ONCE = {"sit": "sit", "kneel": "kneel", "lie": "lie", "lean": "lean", "crouch": "crouch"}
_FACES = {"weep": "sorrow", "laugh": "joy", "smile": "joy", "start": "surprise", "embrace": "tender"}


class Stage:
    """A scene, staged."""

    def __init__(self, scene: Scene, looks: Mapping[str, Appearance]) -> None:
        self.scene = scene
        self.players: dict[str, Player] = {}
        self.things: list[Thing] = []
        self._looks = looks
        self._cast()
        self._place_props()
        self._act()
        self._take_props()

    def on(self, start: int, end: int) -> list[Player]:
        """Who is there within start..end, from left to right."""
        return sorted((p for p in self.players.values() if p.there(start, end)), key=lambda p: p.slot)

    def partner(self, name: str, frame: int, to: str = "") -> Player | None:
        """Whom `name` is with at `frame`: `to` if they are there, else who stands nearest."""
        me = self.players.get(name)
        here = [p for p in self.on(frame, frame + 1) if p.name != name]
        if not here:
            return None
        for other in here:
            if other.name == to:
                return other
        x = me.at(frame).x if me else MIDDLE
        return min(here, key=lambda p: (abs(p.at(frame).x - x), p.slot))

    def _cast(self) -> None:
        """Who is in the scene, who of them only comes later, and where each stands."""
        order: list[str] = []
        comes: dict[str, bool] = {}
        initial: dict[str, Deed] = {}
        for n, moment in enumerate(self.scene.moments):
            for name in self._visible(moment):
                if name not in self._looks or name in order or len(order) >= MOST:
                    continue
                order.append(name)
                first = next((d for d in moment.deeds if d.who == name and d.verb != "hold"), None)
                # Who is first spoken of late in the scene, and walking, was not there before.
                comes[name] = bool(first and (first.verb == "enter" or (n >= 4 and first.verb in ("walk", "run") and len(order) > 1)))
                if first and moment.sentence and first.verb in _AT_ONCE:
                    initial[name] = first
        present = [name for name in order if not comes[name]]
        line = _central(present, self.scene)
        for n, name in enumerate(name for name in order if comes[name]):
            line = [*line, name] if n % 2 == 0 else [name, *line]
        driver = next((name for m in self.scene.moments if m.sentence and re.search(r"\b(?:drives?|driving|steers?|at the wheel)\b", m.sentence.text) for name in m.sentence.people if name in line), "")
        if self.scene.place.kind == "car" and driver:
            line = [*(name for name in line if name != driver), driver]  # the wheel is on the right
        seats = _slots(len(line), seed_of("slots", self.scene.place.name, line))
        for slot, name in enumerate(line):
            x = seats[slot]
            row = 1 if len(line) <= 4 else 1 + slot % 2
            player = Player(name, self._looks[name], slot, row, x)
            if name in initial and (initial[name].state or self._opening(name)):
                player.pose = _AT_ONCE[initial[name].verb]
            if comes[name]:
                player.comes = 1 << 30
                player.x = -OFF if slot < len(line) / 2 and slot == 0 and len(line) > 1 else 848 + OFF
            self.players[name] = player
        for player in self.players.values():
            player.facing = self._home(player)
        if self.scene.place.kind == "car":
            self._seat_in_car()

    def _seat_in_car(self) -> None:
        """Nobody stands in a car: all sit, from left to right, turned a little to the windscreen."""
        inside = sorted((p for p in self.players.values() if p.comes == 0), key=lambda p: p.slot)
        xs = {1: (566,), 2: (282, 566)}.get(len(inside), (282, 566, 424, 160, 690, 350, 500, 230))
        for player, x in zip(inside, sorted(xs[: len(inside)]), strict=False):
            player.x, player.pose, player.row = x, "sit", 0 if x in (282, 566) else 2
            player.facing = 45 if x < MIDDLE else -45

    def _opening(self, name: str) -> bool:
        """Whether the first sentence about somebody stands at the scene's beginning: then it tells how things are."""
        for moment in self.scene.moments[:3]:
            if moment.kind != "action":
                return False
            if moment.sentence and name in moment.sentence.people:
                return True
        return False

    def _home(self, player: Player, frame: int | None = None) -> int:
        """Where somebody faces by default: toward the others; alone, three quarters to us."""
        others = [p for p in self.players.values() if p is not player and (frame is None or p.there(frame, frame + 1))]
        others = [p for p in others if frame is not None or p.comes == 0] or ([] if frame is not None else others)
        x = player.x if frame is None else player.at(frame).x
        if not others:
            return 45 if x <= MIDDLE else -45
        left = sum(p.slot < player.slot for p in others)
        right = len(others) - left
        if left and right:
            return 45 if right > left or (right == left and player.slot % 2 == 0) else -45
        return 90 if right else -90

    def _act(self) -> None:
        for moment in self.scene.moments:
            at = moment.start + (2 if moment.kind == "action" else 0)
            together = [d.who for d in moment.deeds if d.verb in ("walk", "run") and not d.toward and d.who in self.players and not d.state]
            if len(set(together)) > 1:
                self._go_together(sorted(set(together)), moment, run=any(d.verb == "run" for d in moment.deeds))
            if moment.sentence and not moment.sentence.people and set(moment.sentence.sounds) & CALLING:
                self._look_up(moment)
            for deed in moment.deeds:
                player = self.players.get(deed.who)
                if player is None or (len(set(together)) > 1 and deed.verb in ("walk", "run")):
                    continue
                if deed.state and deed.verb == "hold":
                    if not any(event.holds is not None for event in player.events) and not player.holds:
                        player.holds = deed.prop
                    continue
                if player.comes == 1 << 30 and deed.verb not in ("enter", "walk", "run"):
                    self._enter(player, moment.start)
                at = self._do(player, deed, at, moment)
            for name in self._visible(moment):
                player = self.players.get(name)
                if player and player.comes == 1 << 30:
                    self._enter(player, moment.start)
                if player and moment.feeling in _FEELINGS:
                    player.events.append(Event(moment.start, 0, "", feeling=moment.feeling))
            if moment.kind == "speech" and moment.first:
                self._face(moment)
            for player in self.players.values():
                player.events.sort(key=lambda event: event.frame)

    def _go_together(self, names: Sequence[str], moment: Moment, *, run: bool) -> None:
        """Several walk the same way, and stay as far from each other as they were."""
        at = moment.start + 2
        there = [self.players[name] for name in names if self.players[name].there(at, at + 1)]
        others = [p.at(at).x for p in self.players.values() if p not in there and p.there(at, at + 1)]
        xs = [p.at(at).x for p in there]
        if not xs:
            return
        right = min([788, *(x - 90 for x in others if x > max(xs))]) - max(xs)
        left = min(xs) - max([60, *(x + 90 for x in others if x < min(xs))])
        if any(min(xs) < x < max(xs) for x in others) or max(right, left) < 40:
            return
        by = min(right, 220) if right >= left else -min(left, 220)
        for player in there:
            x = player.at(at).x
            self._go(player, x, x + by, at, run=run)

    def _look_up(self, moment: Moment) -> None:
        """A sound makes everybody there look up, the loud ones start."""
        loud = bool(set(moment.sentence.sounds) & {"thunder", "gunshot", "glass", "door close", "thud"}) if moment.sentence else False
        for n, player in enumerate(self.on(moment.start, moment.start + 1)):
            now = player.at(moment.start).facing
            busy = any(e.frame <= moment.start < e.end for e in player.events)
            if not busy:
                verb, to = ("start", None) if loud else ("look", {90: 45, -90: -45, 45: 0, -45: 0}.get(now, 45))
                player.events.append(Event(moment.start + 6 + 5 * n, 14 if loud else 26, verb, to=to if verb == "look" else None))

    def _visible(self, moment: Moment) -> list[str]:
        named = list(moment.sentence.people) if moment.sentence else []
        if moment.kind == "speech" and not moment.unseen:
            named += [moment.speaker, *moment.others]
        return named

    def _enter(self, player: Player, at: int, *, run: bool = False) -> int:
        """Walk in from where one waits to one's place; returns when one is there."""
        target = _slots(len(self.players), seed_of("slots", self.scene.place.name, self._line()))[player.slot]
        player.comes = at
        player.goes = None
        start = -OFF if player.x < MIDDLE else 848 + OFF
        player.events = [event for event in player.events if event.frame < at]
        return self._go(player, start, target, at, run=run)

    def _line(self) -> list[str]:
        return [p.name for p in sorted(self.players.values(), key=lambda p: p.slot)]

    def _go(self, player: Player, start: int, target: int, at: int, *, run: bool = False) -> int:
        frames = max(18, abs(target - start) * 24 // (RUN if run else WALK))
        if player.at(at).pose != "stand":
            player.events.append(Event(at, 20, "rise", pose="stand"))
            at += 20
        player.events.append(Event(at, frames, "run" if run else "walk", x=target, from_x=start))
        home = self._home(player, at)
        if -OFF < target < 848 + OFF and home != (90 if target > start else -90):
            player.events.append(Event(at + frames, 10, "turn", to=home))
        return at + frames

    def _do(self, player: Player, deed: Deed, at: int, moment: Moment) -> int:
        """Put a deed on the clock; returns when the next one of the moment may begin."""
        verb = deed.verb
        now = player.at(at)
        at = max([at, *(event.end for event in player.events if event.verb in ("walk", "run") and event.end < moment.end)])
        frames = ACT_FRAMES.get(verb, 20)
        if verb == "enter" or (verb in ("walk", "run") and player.comes == 1 << 30):
            if player.comes == 1 << 30 or (player.goes is not None and player.goes <= at):
                self._enter(player, max(at, moment.start), run=verb == "run" or deed.word.startswith(("burst", "rush")))
                return at + 12
            return at
        if verb == "exit":
            if player.goes is None and player.there(at, at + 1):
                out = -OFF if player.slot * 2 < len(self.players) - 1 or (len(self.players) == 1 and now.x < MIDDLE) else 848 + OFF
                player.goes = self._go(player, now.x, out, at, run=deed.word.startswith(("flee", "run", "rush", "dash")))
                player.x = player.x if player.events else out
            return at + 12
        if verb in ("walk", "run"):
            if not any(e.verb for e in player.events) and moment in self.scene.moments[:4] and not deed.toward and player.comes == 0:
                # Who is first seen walking walks to their place.
                outer = player.slot * 2 < len(self.players) - 1 or (player.slot * 2 == len(self.players) - 1 and player.x <= MIDDLE)
                others = [p.x for p in self.players.values() if p is not player and p.comes == 0]
                start = max([player.x - 190, *(x + 90 for x in others if x < player.x)]) if outer else min([player.x + 190, *(x - 90 for x in others if x > player.x)])
                if abs(start - player.x) >= 60:
                    target, player.x = player.x, start
                    self._go(player, start, target, at, run=verb == "run")
                    return at + 16
            target = self._reach(player, now.x, deed, at)
            if abs(target - now.x) >= 24:
                self._go(player, now.x, target, at, run=verb == "run")
                return at + 16
            return at
        if verb == "look":
            player.events.append(Event(at, frames, "look", to=self._toward(player, deed, at), prop=deed.prop if deed.prop in PROPS else ""))
            return at + 16
        if verb == "turn":
            to = self._toward(player, deed, at) if deed.toward else 180 if deed.word.endswith("away") else -now.facing if now.facing % 180 else 45
            player.events.append(Event(at, frames, "turn", to=_near(to)))
            return at + 12
        pose = _POSES.get(verb)
        if pose is not None:
            if now.pose == pose:
                return at
            player.events.append(Event(at, frames, verb, pose=pose))
            return at + 14
        if verb in ("stand", "stop", "hold", "smile", "die"):
            if verb == "hold" and deed.prop in HELD:
                player.events.append(Event(at, 0, "", holds=deed.prop))
            if verb == "smile":
                player.events.append(Event(at, 20, "nod", feeling="joy"))
            return at
        self._handle(player, deed, at, frames)
        return at + max(10, frames // 2)

    def _handle(self, player: Player, deed: Deed, at: int, frames: int) -> None:
        verb = "reach" if deed.verb == "put" else deed.verb
        now = player.at(at)
        prop = deed.prop if deed.prop in PROPS else ""
        holds: str | None = None
        if deed.verb in ("take", "lift", "drink", "read", "write") and prop in HELD:
            holds = prop
        elif deed.verb in ("put", "give") and now.holds and (not prop or prop == now.holds):
            holds, prop = "", now.holds
            other = self.players.get(deed.toward) if deed.verb == "give" else None
            if other:
                other.events.append(Event(at + frames // 2, 24, "take", prop=prop, holds=prop))
        to = self._toward(player, deed, at) if deed.toward else now.facing
        player.events.append(Event(at, frames, verb, prop=prop or (now.holds if verb in ("drink", "read", "write") else ""), holds=holds,
                                   feeling=_FACES.get(deed.verb), to=None))
        if deed.toward and verb in ("give", "point", "embrace", "wave", "bow", "gesture") and to != now.facing:
            player.events.append(Event(max(player.comes if player.comes < 1 << 30 else 0, at - 1), 1, "", to=to))

    def _reach(self, player: Player, x: int, deed: Deed, at: int) -> int:
        """Where a walk inside the scene ends: near whom or what it is to, never past anybody."""
        neighbours = [(p.slot, p.at(at).x) for p in self.players.values() if p is not player and p.there(at, at + 1)]
        left = max((px for slot, px in neighbours if slot < player.slot), default=-20)
        right = min((px for slot, px in neighbours if slot > player.slot), default=868)
        low, high = left + 90, right - 90
        if low > high:
            return x
        other = self.players.get(deed.toward)
        thing = next((t for t in self.things if t.kind == deed.prop), None)
        if other and other.there(at, at + 1):
            ox = other.at(at).x
            goal = ox - 110 if ox > x else ox + 110
        elif thing:
            goal = thing.x
        else:
            far = 210 if deed.verb == "walk" else 330
            goal = x + far if high - x > x - low else x - far
        return max(low, min(high, max(60, min(788, goal))))

    def _toward(self, player: Player, deed: Deed, at: int) -> int:
        x = player.at(at).x
        other = self.players.get(deed.toward)
        if other and other is not player:
            return 90 if other.slot > player.slot else -90
        thing = next((t for t in self.things if t.kind == deed.prop), None)
        if thing and abs(thing.x - x) > 20:
            return 90 if thing.x > x else -90
        here = player.at(at).facing
        return {90: 45, -90: -45, 45: 90, -45: -90}.get(here, 0)

    def _face(self, moment: Moment) -> None:
        """The speaker faces whom they speak to; in company, who is spoken to faces the speaker."""
        speaker = self.players.get(moment.speaker)
        if speaker is None or moment.unseen:
            return
        other = self.partner(moment.speaker, moment.start, moment.to)
        if other is None:
            return
        to = 90 if other.slot > speaker.slot else -90
        walking = any(e.verb in ("walk", "run") and e.end > moment.start for e in speaker.events)
        if speaker.at(moment.start).facing != to and not walking:
            speaker.events.append(Event(moment.start, 10, "turn", to=to))
        back = -to
        if moment.to == other.name and other.at(moment.start).facing not in (back, back // 2) and not any(e.verb in ("walk", "run") and e.end > moment.start for e in other.events):
            other.events.append(Event(moment.start + 8, 12, "turn", to=back))

    def _place_props(self) -> None:
        """Props named in the scene stand between and beside the players."""
        xs = _slots(len(self.players), seed_of("slots", self.scene.place.name, self._line()))
        floor = [x for x in (MIDDLE, 640, 208, 740, 108, 530, 318) if all(abs(x - px) >= 70 for px in xs)] or [120, 730]
        seen: list[str] = []
        for moment in self.scene.moments:
            for kind in moment.sentence.props if moment.sentence else ():
                if kind in seen or kind not in PROPS or len(seen) >= 5 or not self._placed(kind, moment):
                    continue
                # Small things indoors stand on the table, which most places have in the middle.
                spots = TABLE if self.scene.place.interior and kind in HELD and kind not in GROUND else floor
                row = 3 if kind in ("car", "boat", "piano", "fire", "horse") else 2
                self.things.append(Thing(kind, spots[len(seen) % len(spots)], row, self.scene.start))
                seen.append(kind)

    def _placed(self, kind: str, moment: Moment) -> bool:
        """Whether a prop stands on the set: not what the place itself draws, nor outdoors what somebody only handles."""
        place = self.scene.place
        if kind in FIXED or kind in BELONGS.get(place.kind, ()) or (not place.interior and kind in ("lamp", "clock", "mirror")):
            return False
        if kind == "boat" and place.kind not in WATER and not (moment.sentence and re.search(r"boat\b|dinghy|canoe|raft", moment.sentence.text.lower())):
            return False  # a ship in the desert came from the sky
        handled = any(deed.prop == kind and deed.verb not in ("take", "lift", "look", "walk", "run") for deed in moment.deeds)
        return place.interior or kind not in HELD or not handled

    def _take_props(self) -> None:
        """A prop that is taken is gone from the set, one that is put down stands where that was."""
        held: dict[str, int] = {}
        dropped: dict[str, tuple[int, int]] = {}
        for player in self.players.values():
            before = player.holds
            if before:
                held[before] = self.scene.start
            for event in player.events:
                if event.holds is None:
                    continue
                half = event.frame + event.frames // 2
                if event.holds:
                    held[event.holds] = min(held.get(event.holds, 1 << 30), half)
                elif before:
                    dropped[before] = (half, player.at(event.frame).x)
                before = event.holds
        things: list[Thing] = []
        for thing in self.things:
            goes = held.get(thing.kind)
            if goes is None or goes > self.scene.start:
                things.append(replace(thing, goes=goes))
        for kind, (frame, x) in dropped.items():
            if not any(thing.kind == kind and thing.goes is None for thing in things):
                things.append(Thing(kind, max(40, min(808, x + 44)), 1, frame))
        self.things = things

    def props_at(self, frame: int) -> list[Thing]:
        """The props on the set at `frame`, each kind once."""
        found: dict[str, Thing] = {}
        for thing in self.things:
            if thing.there(frame):
                found[thing.kind] = thing
        return list(found.values())


_FEELINGS = frozenset(("calm", "joy", "sorrow", "fear", "anger", "surprise", "tender", "tired"))


def _near(facing: int) -> int:
    return facing if facing in (-180, -135, -90, -45, 0, 45, 90, 135, 180) else round(facing / 45) * 45


def _central(names: Sequence[str], scene: Scene) -> list[str]:
    """Those present from left to right: the two who say most stand next to each other, the others as they were named."""
    said = {name: sum(m.speaker == name and m.kind == "speech" for m in scene.moments) for name in names}
    talkers = sorted(names, key=lambda name: (-said[name], names.index(name)))[:2]
    if len(names) < 3 or said[talkers[1]] == 0:
        return list(names)
    rest = [name for name in names if name not in talkers]
    pair = sorted(talkers, key=names.index)
    half = len(rest) // 2
    return [*rest[:half], *pair, *rest[half:]]


def _slots(count: int, seed: int) -> list[int]:
    """The x of each place on the stage, from left to right."""
    if count == 0:
        return []
    if count == 1:
        return [344 + seed % 2 * 150]
    if count == 2:
        half = 80 + seed % 4 * 12
        return [MIDDLE - half, MIDDLE + half]
    reach = min(290, 95 * (count - 1))
    return [MIDDLE - reach + 2 * reach * n // (count - 1) for n in range(count)]

