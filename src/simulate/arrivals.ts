import { readFile } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { DateTime } from "luxon";
import { SettingError } from "../server/setting-error.js";

/**
 * When calls came, from a CSV file: the time of each stands in the first column that holds one, in ISO 8601 or `2026-11-23 08:00:12`, which is on the
 * clock of `zone`. Gives the first time, epoch ms, and each time after it, ms. Rejects with a `SettingError` that names the file and the line.
 */
export async function readArrivals(
  file: string,
  zone: string,
): Promise<{ readonly start: number; readonly arrivals: readonly number[] }> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new SettingError(
      `${file} cannot be read: ${(cause as Error).message}`,
    );
  });
  const rows = rowsOf(file, text);
  const times = rows.map((cells) => firstTime(cells, zone));
  // A line of headings holds none.
  const from = times[0] === undefined ? 1 : 0;
  const missing = times.findIndex((time, row) => row >= from && !time);
  if (missing >= 0)
    throw new SettingError(
      `${file}, row ${missing + 1}: no time stands there. Write one such as 2026-11-23 08:00:12.`,
    );
  const known = times.filter((time) => time !== undefined);
  if (known.length === 0)
    throw new SettingError(`${file} holds no time at which somebody called.`);
  const sorted = known.toSorted((a, b) => a - b);
  const start = sorted[0] ?? 0;
  return { start, arrivals: sorted.map((time) => time - start) };
}

function rowsOf(file: string, text: string): readonly string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: [",", ";", "\t"],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (error instanceof CsvError)
      throw new SettingError(`${file}: ${error.message}`);
    throw error;
  }
}

function firstTime(cells: readonly string[], zone: string): number | undefined {
  const cell = cells.find((one) => /^\d{4}-\d\d-\d\d[T ]\d/.test(one));
  const time = DateTime.fromISO((cell ?? "").replace(" ", "T"), { zone });
  return time.isValid ? time.toMillis() : undefined;
}
