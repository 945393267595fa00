/** Seconds as people read them: 1:05, 1:02:03. */
export function clock(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) seconds = 0;
  const whole = Math.floor(seconds);
  const h = Math.floor(whole / 3600);
  const m = Math.floor(whole / 60) % 60;
  const s = String(whole % 60).padStart(2, "0");
  return h ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

/** How long a film runs, as a programme prints it. */
export function runningTime(film: { seconds: number; runtime?: [number, number] | null }): string {
  const minutes = (seconds: number) => Math.max(1, Math.round(seconds / 60));
  const [least, most] = (film.runtime ?? [film.seconds, film.seconds]).map(minutes);
  return least === most ? `about ${least} min` : `${least} to ${most} min`;
}
