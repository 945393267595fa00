// The choices of one screening as the player knows them: told by events, taken by the viewer or by default.
import type { Ask } from "./api";

export interface Asked extends Ask {
  /** What the viewer picked so far; null: nothing yet. */
  picked: number | null;
  /** What the film went on with; null until the lock. */
  taken: number | null;
  by: "viewer" | "default" | "cut" | null;
}

export class Choices {
  list = $state<Asked[]>([]);

  constructor(known: Asked[] = []) {
    this.list = known;
  }

  /** A choice is told, or told again: its times have moved, or the author has edited it. A window that is open stays open. */
  ask(ask: Ask, now: number): void {
    const known = this.find(ask.id);
    const taken = ask.taken ?? null;
    const opens_s = known && now >= known.opens_s ? Math.min(known.opens_s, ask.opens_s) : ask.opens_s;
    const asked: Asked = { ...ask, opens_s, picked: ask.wish ?? null, taken, by: taken === null ? null : "cut" };
    if (known) Object.assign(known, asked);
    else this.list.push(asked);
  }

  /** No more can be chosen. Which it was is told by `take`; until then it is what the viewer picked, else the default. */
  lock(id: string): void {
    const asked = this.find(id);
    if (!asked || asked.taken !== null) return;
    asked.taken = asked.picked ?? asked.default;
    asked.by = asked.picked === null ? "default" : "viewer";
  }

  take(id: string, option: number, by: "viewer" | "default"): void {
    const asked = this.find(id);
    if (asked) Object.assign(asked, { taken: option, picked: by === "viewer" ? option : null, by });
  }

  /** The choice whose window is open at `at`, with at least two ways to go. One that is settled is shown to who comes back to it. */
  open(at: number, seen: number): Asked | undefined {
    const here = (asked: Asked) => at >= asked.opens_s && at < asked.locks_s && (asked.taken === null || seen > asked.locks_s);
    return this.list.find((asked) => here(asked) && ways(asked).length > 1);
  }

  /** The choice that was locked less than `for_s` ago. */
  justLocked(at: number, for_s: number): Asked | undefined {
    return this.list.find((asked) => asked.taken !== null && at >= asked.locks_s && at < asked.locks_s + for_s && labelOf(asked, asked.taken) !== "");
  }

  get taken(): Asked[] {
    return this.list.filter((asked) => asked.taken !== null && ways(asked).length > 1);
  }

  /** The choices of a cut that leaves this one at `id` by `option`. */
  forked(id: string, option: number): Choices {
    const at = this.find(id);
    if (!at) return new Choices();
    const before = this.list.filter((asked) => asked.seam_s < at.seam_s).map((asked) => ({ ...asked }));
    return new Choices([...before, { ...at, picked: option, taken: option, by: "viewer" }]);
  }

  find(id: string): Asked | undefined {
    return this.list.find((asked) => asked.id === id);
  }
}

/** Options that lead somewhere for this viewer. The others are not shown: why they are shut would tell what is to come. */
export const ways = (asked: Ask) => asked.options.filter((option) => option.open);

export const labelOf = (asked: Asked, option: number | null): string => asked.options.find((each) => each.n === option)?.label ?? "";
