// The engine's HTTP surface, as the player uses it.

export interface Film {
  id: string;
  title: string;
  author: string;
  /** About how long it runs, and how long for viewers of a pace. */
  seconds: number;
  paces?: Record<string, number>;
  rating?: number | null;
  /** The range that every cut keeps to, seconds. */
  runtime?: [number, number] | null;
  questions?: Question[];
  /** Languages there are captions in; the first is the film's own. */
  languages?: string[];
  /** Whether a voice speaks the first of them; else the film is read. */
  spoken?: boolean;
  varies?: boolean;
}

/** What a film asks before it begins; every answer may be left out. */
export interface Question {
  field: string;
  prompt: string;
  kind: "text" | "number" | "one" | "many" | "yes";
  options: string[];
}

export type Answer = string | number | boolean | string[];
export type Viewer = Record<string, Answer>;

export interface Screening {
  id: string;
  token: string;
  playlist: string;
  events: string;
  page: string;
}

export interface Making {
  text: string;
}

/** A choice of the film; times are seconds of the timeline. */
export interface Ask {
  id: string;
  options: { n: number; label: string; open: boolean; why?: string }[];
  default: number;
  /** What the viewer chose so far, as the engine knows it. */
  wish?: number | null;
  /** What was taken, in a cut that is followed. */
  taken?: number | null;
  opens_s: number;
  locks_s: number;
  seam_s: number;
}

/** What is told after the end. `changed` are titles of beats; `seen` are beats' ids. */
export interface Told {
  chosen: { id: string; at_s: number; label: string; by?: "viewer" | "default" | "cut"; changed: string[] }[];
  seen: string[];
  map: { nodes: StoryNode[]; edges: StoryEdge[] };
  endings: { seen: number; of: number };
}

export interface StoryNode {
  id: string;
  title: string;
  seen: boolean;
  kind: string;
}

export interface StoryEdge {
  from: string;
  to: string;
  label: string;
  taken: boolean;
}

/** How a screening begins: for whom, where and when they are, what they saw before; or which cut it follows. */
export interface Wish {
  viewer?: Viewer;
  now?: Moment;
  before?: string[];
  from?: string;
  at?: string;
  option?: number;
}

/** The time where the viewer is; months from 1, `south` of the equator the seasons are the other way round. */
export interface Moment {
  hour: number;
  month: number;
  weekday: string;
  south: boolean;
}

/** One clear line, as the engine says it. */
export class EngineError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const CHOOSE_AGAIN = 5;
let chosen = 0; // how often; only the last is asked for again

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, headers: { "content-type": "application/json", ...init?.headers } });
  } catch {
    throw new EngineError(0, "The engine cannot be reached. Is `playhead` still running?");
  }
  const body = answer.status === 204 ? undefined : await answer.json().catch(() => undefined);
  if (!answer.ok) throw new EngineError(answer.status, body?.detail ?? body?.title ?? `The engine answered ${answer.status}.`);
  return body as T;
}

export async function films(): Promise<Film[]> {
  const body = await ask<Film[] | { films: Film[] }>("/api/films");
  return Array.isArray(body) ? body : body.films;
}

export const film = (id: string): Promise<Film> => ask(`/api/films/${encodeURIComponent(id)}`);

export const screen = (id: string, wish: Wish): Promise<Screening> =>
  ask("/api/screenings", { method: "POST", body: JSON.stringify({ film: id, ...wish }) });

export const resume = (token: string): Promise<Screening & { seconds?: number; ended?: boolean }> =>
  ask(`/s/${token}`, { headers: { accept: "application/json" } });

export const share = (token: string): Promise<{ page: string }> => ask(`/s/${token}/share`, { method: "POST", body: "{}" });

/** Choose. Told that it cannot be written down just now, we ask again: it counts all the same, and is asked for once more to be sure. */
export async function choose(token: string, id: string, option: number): Promise<void> {
  const unwritten = (error: unknown) => error instanceof EngineError && (error.status === 503 || error.status === 507);
  const mine = (chosen += 1);
  for (let left = CHOOSE_AGAIN, counted = false; mine === chosen; left -= 1) {
    try {
      await ask(`/s/${token}/choices/${encodeURIComponent(id)}`, { method: "POST", body: JSON.stringify({ option }) });
      return;
    } catch (error) {
      if (counted && error instanceof EngineError && error.status === 409) return; // locked meanwhile, as it was chosen
      if (!unwritten(error) || left === 0) throw error;
      counted = true;
      await new Promise((resolve) => window.setTimeout(resolve, 1000));
    }
  }
}

/** Tell how the viewer watches from now on; null takes a field back. */
export const change = (token: string, viewer: Record<string, Answer | null>): Promise<Viewer> =>
  ask(`/s/${token}/viewer`, { method: "PATCH", body: JSON.stringify(viewer) });

export const told = (token: string): Promise<Told> => ask(`/s/${token}/story`);

/** Tell where we are, and how often this screening has run dry. False where the engine was not reached: the next heartbeat makes it good. */
export async function heartbeat(token: string, seconds: number, paused: boolean, stalls: number, leaving = false): Promise<boolean> {
  const body = JSON.stringify({ seconds, paused, stalls });
  const path = `/s/${token}/playhead`;
  if (leaving && navigator.sendBeacon) return navigator.sendBeacon(path, new Blob([body], { type: "application/json" }));
  return fetch(path, { method: "POST", body, headers: { "content-type": "application/json" }, keepalive: true }).then(
    () => true,
    () => false,
  );
}
