// The engine's HTTP surface, as the player uses it.

export interface Film {
  id: string;
  title: string;
  author: string;
  seconds: number;
}

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

/** One clear line, as the engine says it. */
export class EngineError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

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

export const screen = (id: string, from?: string): Promise<Screening> =>
  ask("/api/screenings", { method: "POST", body: JSON.stringify(from ? { film: id, from } : { film: id }) });

export const resume = (token: string): Promise<Screening & { seconds?: number; ended?: boolean }> =>
  ask(`/s/${token}`, { headers: { accept: "application/json" } });

export const share = (token: string): Promise<{ page: string }> => ask(`/s/${token}/share`, { method: "POST", body: "{}" });

/** Tell where we are; never throws, a lost heartbeat is made good by the next. */
export function heartbeat(token: string, seconds: number, paused: boolean, leaving = false): void {
  const body = JSON.stringify({ seconds, paused });
  const path = `/s/${token}/playhead`;
  if (leaving && navigator.sendBeacon) {
    navigator.sendBeacon(path, new Blob([body], { type: "application/json" }));
    return;
  }
  fetch(path, { method: "POST", body, headers: { "content-type": "application/json" }, keepalive: true }).catch(() => {});
}
