// Lays a story out as lines on a plan of an underground railway: a row for each beat, a lane for each way that is open there.
import type { StoryEdge, StoryNode } from "./api";

export interface Stop extends StoryNode {
  row: number;
  lane: number;
  /** The words that led here, where the viewer was asked them. */
  by: string;
}

export interface Track {
  from: Stop;
  to: Stop;
  /** The lane it runs in between the two. */
  lane: number;
  taken: boolean;
}

export interface Plan {
  stops: Stop[];
  tracks: Track[];
  lanes: number;
  /** Beats that no way leads to or from: drawn, or not, as the film needs them. */
  apart: StoryNode[];
}

export function plan(nodes: readonly StoryNode[], edges: readonly StoryEdge[]): Plan {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const out = new Map<string, StoryEdge[]>();
  const joined = new Set<string>();
  for (const edge of edges) {
    if (!known.has(edge.from) || !known.has(edge.to) || edge.from === edge.to) continue;
    const ways = out.get(edge.from) ?? [];
    const same = ways.find((way) => way.to === edge.to);
    if (same) Object.assign(same, { taken: same.taken || edge.taken, label: same.label || edge.label });
    else ways.push({ ...edge });
    out.set(edge.from, ways);
    joined.add(edge.from).add(edge.to);
  }
  for (const ways of out.values()) ways.sort((a, b) => Number(b.taken) - Number(a.taken));
  const order = inOrder(nodes.filter((node) => joined.has(node.id)), out);
  const row = new Map(order.map((id, at) => [id, at]));

  const stops = new Map<string, Stop>();
  const waiting: (string | null)[] = []; // which beat each lane leads to
  const open: { from: Stop; to: string; lane: number; taken: boolean }[] = [];
  const free = () => {
    const lane = waiting.indexOf(null);
    return lane >= 0 ? lane : waiting.length;
  };
  for (const [at, id] of order.entries()) {
    const led = waiting.indexOf(id);
    const lane = led >= 0 ? led : free();
    for (const [n, to] of waiting.entries()) if (to === id) waiting[n] = null;
    const stop: Stop = { ...(known.get(id) as StoryNode), row: at, lane, by: "" };
    stops.set(id, stop);
    waiting[lane] = null;
    for (const way of out.get(id) ?? []) {
      if ((row.get(way.to) ?? 0) <= at) continue; // a way back: it is where it was
      const shared = waiting.indexOf(way.to);
      const through = shared >= 0 ? shared : waiting[lane] == null ? lane : free();
      waiting[through] = way.to;
      open.push({ from: stop, to: way.to, lane: through, taken: way.taken });
    }
  }
  for (const ways of out.values()) {
    for (const way of ways) {
      const to = stops.get(way.to);
      if (to && way.label && known.get(way.from)?.seen && (!to.by || way.taken)) to.by = way.label;
    }
  }
  return {
    stops: [...stops.values()],
    tracks: open.map((track) => ({ ...track, to: stops.get(track.to) as Stop })).sort((a, b) => Number(a.taken) - Number(b.taken)),
    lanes: waiting.length,
    apart: nodes.filter((node) => !joined.has(node.id)),
  };
}

/** Every beat after those that lead to it; the way that was taken before the others. Ways back are left out. */
function inOrder(nodes: readonly StoryNode[], out: ReadonlyMap<string, StoryEdge[]>): string[] {
  const done = new Set<string>();
  const finished: string[] = [];
  const visit = (first: string) => {
    if (done.has(first)) return;
    done.add(first);
    const stack = [{ id: first, ways: [...(out.get(first) ?? [])] }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.ways.pop(); // the last first: what finishes last stands first
      if (!next) finished.push((stack.pop() as { id: string }).id);
      else if (!done.has(next.to)) {
        done.add(next.to);
        stack.push({ id: next.to, ways: [...(out.get(next.to) ?? [])] });
      }
    }
  };
  const led = new Set([...out.values()].flatMap((ways) => ways.map((way) => way.to)));
  const firsts = [...nodes.filter((node) => !led.has(node.id)), ...nodes];
  for (const node of [...firsts].reverse()) if (!led.has(node.id)) visit(node.id);
  for (const node of nodes) visit(node.id);
  return finished.reverse();
}
