/**
 * The files port: what is made for one customer and fetched by a link (corrected invoices). A file's name cannot be guessed and says the last
 * day on which it is given out; whoever has the name has the file, and learns nothing of another. It promises that an expired file is not
 * given out and is gone soon after; it does not know what is in one.
 */
export interface Files {
  /** Keeps a file until the end of a day (`2026-12-22`, UTC). Gives its name. */
  keep(bytes: Uint8Array, until: string): Promise<string>;
  /** `undefined` for a name that is none, that nobody gave out, or whose day is over. `now`: epoch ms. */
  find(name: string, now: number): Promise<Uint8Array | undefined>;
  /** Removes one before its day; one that is gone is gone. */
  remove(name: string): Promise<void>;
  /** Removes the files whose day is over. */
  sweep(now: number): Promise<void>;
}

/** A day and 144 bits. */
export const fileName = /^(\d{8})-[\w-]{24}$/;

/** Whether the file of that name may still be given out. */
export function isCurrent(name: string, now: number): boolean {
  const [, day] = fileName.exec(name) ?? [];
  return day !== undefined && day >= compactDay(new Date(now).toISOString());
}

/** `2026-12-22T…` or `2026-12-22` → `20261222`. */
export function compactDay(day: string): string {
  return day.slice(0, 10).replaceAll("-", "");
}
