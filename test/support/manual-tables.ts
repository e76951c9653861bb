/** The tables of docs/kept.md that say what is kept, and for how long. */
import { readFile } from "node:fs/promises";

const dayMs = 24 * 3600 * 1000;

/** What the manual calls keys like this one. */
export const keysLike = (name: string) =>
  new RegExp(
    `^${name
      .replaceAll(/[.:]/g, "[$&]")
      .replaceAll("<0 to f>", "[0-9a-f]")
      .replaceAll(/<[^>]+>/g, ".+")}$`,
    "s",
  );

async function sectionOf(title: string): Promise<string> {
  const page = await readFile("docs/kept.md", "utf8");
  const [, after = ""] = page.split(`## ${title}\n`);
  return after.split(/^#/m)[0] ?? "";
}

const namesIn = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, key = ""]) => key);

/** Keys that never expire, as the manual has them. */
export async function whatNeverGoes(): Promise<string[]> {
  const rows = (await sectionOf("What never goes by itself")).matchAll(
    /^\| (`[^|]+`) \|/gm,
  );
  return [...rows].flatMap(([, keys = ""]) => namesIn(keys));
}

/** Keys that expire, and how many ms after they were written last, as the manual has them for usual settings. */
export async function whatGoes() {
  const rows = (await sectionOf("What goes by itself, and when")).matchAll(
    /^\| (`[^|]+`) \| (\d+) (minutes|hours?|days?)\b/gm,
  );
  const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: dayMs };
  return [...rows].flatMap(([, keys = "", count, unit = ""]) =>
    namesIn(keys).map((key) => ({
      key,
      named: keysLike(key),
      ms: Number(count) * (units[unit.charAt(0)] ?? 0),
    })),
  );
}

/** The manual's table of what stays of a caller. */
export async function whatStays() {
  const section = await sectionOf("What stays in the store");
  const rows = [
    ...section.matchAll(/^\| `([^`]+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \|$/gm),
  ];
  return rows.map(([, key = "", holds = "", goes = ""]) => ({
    key,
    named: keysLike(key),
    holds: holds.split(", "),
    days: /^(\d+) days?$/.exec(goes)?.[1],
  }));
}
