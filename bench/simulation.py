"""What a farm's viewers are shown by how much there is to do: `python -m bench.simulation`, simulated on a virtual clock.

The farm that decides is the real one; costs are those of The Lamp on one core. Two workers, six viewers of films of their own for a
minute each time, a choice every 20 seconds with `--choices`; `--seeds` runs at each load.
"""

import argparse

from tests.projection.simulated import Play, played

LOADS = (0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 2.0)
ROWS = ("full", "half", "held", "hold")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--choices", action="store_true")
    options = parser.parse_args()
    print("| load | on time | full / half / held / hold | first picture late by | speculated, of that wasted |")
    print("|---|---|---|---|---|")
    for load in LOADS:
        runs = [
            played(Play(seed, load, seconds=60.0, arrive_s=4.0, choice_s=20 if options.choices else 0)) for seed in range(options.seeds)
        ]
        broken = [told for run in runs for told in run.broken()]
        assert not broken, broken[:3]
        count = len(runs)
        shares = " / ".join(f"{100 * sum(run.share(grade) for run in runs) / count:.0f}" for grade in ROWS)
        firsts = [want.landed_s - want.due_s for run in runs for want in run.pictures() if want.exact]
        guessed = sum(run.counts["speculated"] for run in runs)
        wasted = sum(run.counts["speculation_wasted"] for run in runs)
        print(
            f"| {load:.0%} | {100 * sum(run.on_time for run in runs) / count:.1f}% | {shares} % "
            f"| {max(0.0, sum(firsts) / len(firsts)):.1f} s | {guessed // count}, {wasted / max(1, guessed):.0%} |"
        )


if __name__ == "__main__":
    main()
