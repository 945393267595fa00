import type { Moment } from "./api";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** The time where the viewer is, told by the device's clock; the time zone itself is not told. */
export function moment(at = new Date()): Moment {
  return { hour: at.getHours(), month: at.getMonth() + 1, weekday: DAYS[at.getDay()] ?? "monday", south: south(at.getFullYear()) };
}

/** Where clocks are ahead in January, summer is in January. Where they never move it cannot be told, and most people live north. */
function south(year: number): boolean {
  return new Date(year, 0, 1).getTimezoneOffset() < new Date(year, 6, 1).getTimezoneOffset();
}
