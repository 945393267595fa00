"""How long the director takes to decide, on a story of 1,000 beats with storylets and choices: `python bench/director.py`.

Times are the processor's: what else runs on the machine is not in them. With `--audience`, also how long 10,000 viewers of 200 beats
take. Every tenth beat asks, every third sets or tells something or is told of, so that hardly anything can be taken for granted.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from playhead.screenplay import parse
from playhead.screenplay.film import FilmFile
from playhead.story import Story, compile_story
from playhead.story.audience import simulate
from playhead.story.director import begin, choose, next_beat, offers, play


def made(beats: int, seed: int = 0) -> Story:
    """A story of so many beats: 7 in 10 on the spine, 2 branches, 1 storylet."""
    pick = random.Random(seed)
    spine, pool = beats * 7 // 10, beats // 10
    asking = [n for n in range(spine - 2) if n % 7 == 3][: beats * 2 // 10 // 2]
    lines, seconds = ["Title: Made", ""], 0
    for n in range(spine):
        about = pick.randint(5, 40)
        seconds += about
        lines += [f"## s{n}", "", f"[[about {about}s; tension {pick.randint(0, 5)}]]", ""]
        if n % 5 == 0:
            lines += ["[[must]]", ""]
        elif n % 9 == 1:
            lines += [f"[[may; weight {pick.randint(0, 5)}]]", ""]
        elif n % 11 == 2:
            lines += [f"[[when v{pick.randint(0, 19)} >= 1]]", ""]
        lines += [f"Somebody does this and that in the beat {n}.", ""]
        if n % 3 == 1:
            lines += [f"[[set v{pick.randint(0, 19)} + 1]]", ""]
        if n % 8 == 5:
            lines += [f"[[fact f{pick.randint(0, 19)} = dead]]", ""]
        if n in asking:
            lines += [f"[[choice 9s default a{n}: Left -> a{n} / Right -> b{n}]]", ""]
            for side in "ab":
                lines += [f"## {side}{n}", "", "[[about 20s]]", "", f"They go {side}.", "", f"[[set v{pick.randint(0, 19)} + 1]]", ""]
                seconds += 10
    lines += ["## the end", "", "[[ending; about 10s]]", "", "It is over.", "", "# STORYLETS", ""]
    for n in range(pool):
        gate = pick.choice(('viewer.likes has "ships"', "v3 >= 1", "viewer.age >= 10", "fact f2 = dead", f"seen s{pick.randint(0, spine - 1)}"))
        lines += [f"## p{n}", "", f"[[when {gate}; tension {pick.randint(0, 5)}; once; about 30s]]", "", f"Something happens: {n}.", ""]
    film = FilmFile(runtime_s=(int(seconds * 0.98), int(seconds * 1.06)))
    return compile_story(parse("\n".join(lines).encode()), film)


def main() -> None:
    story = made(1000)
    print(f"{len(story.beats)} beats, {story.film.runtime_s[0] // 60}-{story.film.runtime_s[1] // 60} min")
    firsts, decisions, asked, storylets = [], [], [], 0
    for seed in range(5):
        pick = random.Random(seed)
        started = time.thread_time()
        state = begin(story, {"age": 20 + seed, "likes": ("ships",), "pace": pick.choice(("slow", "quick"))}, {}, frozenset(), seed)
        firsts.append(time.thread_time() - started)
        while True:
            started = time.thread_time()
            decision = next_beat(story, state)
            decisions.append(time.thread_time() - started)
            if decision.beat is None:
                break
            storylets += story.beats[decision.beat].pool
            state, _ = play(story, state, decision.beat)
            started = time.thread_time()
            options = offers(story, state)
            if options:
                asked.append(time.thread_time() - started)
                able = [offer.option for offer in options if offer.open]
                state = choose(story, state, pick.choice(able) if able else -1)
    for name, times in (("begin", firsts), ("decision", decisions), ("offers", asked)):
        times.sort()
        print(f"{name:9} median {statistics.median(times) * 1e3:6.2f} ms  99 of 100 {times[int(len(times) * 0.99)] * 1e3:6.2f} ms  most {times[-1] * 1e3:6.2f} ms  ({len(times)})")
    print(f"storylets drawn {storylets}")
    if "--audience" in sys.argv:
        story = made(200)
        started = time.perf_counter()
        audience = simulate(story, 10_000)
        print(f"10,000 viewers of {len(story.beats)} beats: {time.perf_counter() - started:.1f} s, {audience.distinct_cuts} cuts")


if __name__ == "__main__":
    main()
