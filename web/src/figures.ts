// What the server tells its owner, and the sums that the owner's page makes of it.

/** How things stood at `t` seconds, and what happened since the sample before. */
export type Sample = Record<string, number | null> & { t: number };

export interface Line {
  id: string;
  film: string;
  at_s: number;
  ahead_s: number;
  moving: boolean;
  ended: boolean;
  grade: string;
}

/** A renderer that needs a model or a server: `problem` is why it is not asked now, `why` another stood in the last time; segments, and money. */
export interface RendererState {
  name: string;
  problem: string;
  why: string;
  made: number;
  stood_in: number;
  spent: number;
}

export interface State {
  version: string;
  state: "ready" | "not ready" | "closing";
  why: string;
  watching: number;
  up_s: number;
  step_s: number;
  films: string[];
  opened: number;
  limits: { screenings: number; store_bytes: number };
  samples: Sample[];
  renderers: RendererState[];
  screenings: Line[];
}

export interface Series {
  label: string;
  colour: string;
  values: (number | null)[];
}

/** The state, with the samples after `after` seconds. */
export async function fetchState(after: number): Promise<State> {
  const answer = await fetch(`/operate/data?after=${after}`, { headers: { accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body?.detail ?? `The server answered ${answer.status}.`);
  return body as State;
}

export const KEEP_S = 15 * 60;

/** The samples of the last quarter of an hour; a server that was started anew begins anew. */
export function joined(before: Sample[], more: Sample[], up_s: number): Sample[] {
  const known = before.length && before[before.length - 1]!.t > up_s + 5 ? [] : before;
  const last = known.length ? known[known.length - 1]!.t : -1;
  return [...known, ...more.filter((each) => each.t > last)].filter((each) => each.t > up_s - KEEP_S);
}

export const values = (samples: Sample[], name: string, by = 1): (number | null)[] =>
  samples.map((each) => (typeof each[name] === "number" ? (each[name] as number) * by : null));

export const total = (samples: Sample[], ...names: string[]): number =>
  samples.reduce((sum, each) => sum + names.reduce((part, name) => part + (each[name] ?? 0), 0), 0);

/** The greatest, where there is any. */
export const worst = (found: (number | null)[]): number | null =>
  found.reduce<number | null>((most, each) => (each !== null && (most === null || each > most) ? each : most), null);

/** A number as short as it can be read: 0.123, 1.2, 12, 1,200. */
export function short(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size === 0) return "0";
  return value.toLocaleString("en", { maximumFractionDigits: size < 1 ? 2 : size < 10 ? 1 : 0 });
}

export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  const units = ["B", "kB", "MB", "GB", "TB"];
  let place = 0;
  while (value >= 1000 && place < units.length - 1) {
    value /= 1000;
    place++;
  }
  return `${short(value)} ${units[place]}`;
}

export const percent = (share: number | null): string => (share === null ? "–" : `${(share * 100).toLocaleString("en", { maximumFractionDigits: share > 0.99 && share < 1 ? 2 : 1 })}%`);

/** How long, in words: 45 s, 12 min, 3 h 5 min, 4 days. */
export function lasting(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}

/** A round number at or above `value`, for the top of a scale. */
export function nice(value: number): number {
  if (!(value > 0)) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((each) => each * size).find((each) => each >= value * 0.999) ?? value;
}
