// What this device keeps: the viewer's answers, which beats of a film were seen, which screening was left unfinished.
import type { Answer, Film, Viewer } from "./api";
import type { Asked } from "./choices.svelte";

/** Fields that mean the same in every film; a film's own questions are kept for that film alone. */
const STANDARD = new Set(["name", "age", "language", "mood", "pace", "likes", "avoid", "access"]);
/** Told to every film whether it asks or not: they make a film fit its viewer and tell little of them. */
const ALWAYS = ["language", "pace", "access", "age", "avoid"];
const SHARED = "playhead:viewer";

export const NEEDS = ["descriptions", "large-captions", "less-flashing", "less-motion", "colour-safe"] as const;
export type Need = (typeof NEEDS)[number];

const screeningKey = (film: string) => `playhead:screening:${film}`;
const viewerKey = (film: string) => `playhead:viewer:${film}`;
const seenKey = (film: string) => `playhead:seen:${film}`;

function read<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise; // storage is off, or holds what is not ours: the film plays all the same
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // storage is off or full: nothing is kept
  }
}

/** The answers known for this film. Until the viewer says otherwise, the device's wish for less motion is theirs. */
export function answers(film: string): Viewer {
  const shared = read<Viewer>(SHARED, {});
  if (!("access" in shared) && matchMedia("(prefers-reduced-motion: reduce)").matches) shared.access = ["less-motion"];
  return { ...shared, ...read<Viewer>(viewerKey(film), {}) };
}

export function keep(film: string, all: Viewer): void {
  const pick = (standard: boolean) => Object.fromEntries(Object.entries(all).filter(([field]) => STANDARD.has(field) === standard));
  write(SHARED, pick(true));
  write(viewerKey(film), pick(false));
}

/** What is sent: what the film asks, and what makes any film fit; of a list only the words that this film knows. */
export function viewerFor(film: Film, all: Viewer): Viewer {
  const told: Viewer = {};
  for (const field of ALWAYS) put(told, field, all[field]);
  for (const { field, kind, options } of film.questions ?? []) {
    const answer = all[field];
    if (kind === "many" && Array.isArray(answer)) put(told, field, options.length ? answer.filter((word) => options.includes(word)) : answer);
    else if (kind === "one" && !options.includes(String(answer))) delete told[field];
    else put(told, field, answer);
  }
  return told;
}

/** What is sent with a link to another's cut: what the viewer is not to see, and what helps them to watch. */
export function needsFor(all: Viewer): Viewer {
  const told: Viewer = {};
  for (const field of ["age", "avoid", "access"]) put(told, field, all[field]);
  return told;
}

function put(viewer: Viewer, field: string, answer: Answer | undefined): void {
  if (answer === undefined || answer === "" || (Array.isArray(answer) && !answer.length)) return;
  viewer[field] = typeof answer === "string" ? answer.trim() : answer;
}

/** Ids of the beats of a film seen on this device, in any viewing. */
export const beatsSeen = (film: string): string[] => read<string[]>(seenKey(film), []);

export function keepSeen(film: string, beats: readonly string[]): void {
  write(seenKey(film), [...new Set([...beatsSeen(film), ...beats])].slice(-5000));
}

export interface Unfinished {
  token: string;
  asked: Asked[];
}

/** The screening of this film that was left before its end, with the choices that were made in it. */
export const unfinished = (film: string): Unfinished | null => read<Unfinished | null>(screeningKey(film), null);

export function keepUnfinished(film: string, token: string, asked: Asked[]): void {
  write(screeningKey(film), { token, asked } satisfies Unfinished);
}

export function finished(film: string): void {
  try {
    localStorage.removeItem(screeningKey(film));
  } catch {
    // nothing was kept
  }
}

/** Forget all that any film was told here, and what was seen. */
export function erase(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("playhead:")) localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
