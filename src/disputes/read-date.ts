/** Which number of "03/04/2025" is the day. */
export type DateOrder = "day-first" | "month-first";

const dayMs = 86_400_000;

/** Days since 1970-01-01 of a date as files write it: ISO, 20250304, 3/4/2025, 3-4-25, "3 mar 2025", "Mar 4, 2025"; a time after it is dropped. */
export function readDay(text: string, order: DateOrder): number | undefined {
  const plain = text.trim().toLowerCase();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[ t])/.exec(plain);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (compact) return dayOf(compact[1], compact[2], compact[3]);
  const numbers = numericParts(plain);
  if (numbers) {
    const [first, second, year] = numbers;
    return order === "day-first"
      ? dayOf(year, second, first)
      : dayOf(year, first, second);
  }
  return readNamedMonth(plain);
}

/** What one date tells about the order of its file; undefined when it could be either. */
export function dateOrderOf(text: string): DateOrder | undefined {
  const numbers = numericParts(text.trim());
  if (numbers === undefined) return undefined;
  const [first, second] = numbers.map(Number) as [number, number, number];
  if (first > 12 && second <= 12) return "day-first";
  return second > 12 && first <= 12 ? "month-first" : undefined;
}

/** The calendar day of a day number: "2025-03-04". */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The day number of a calendar day of which one knows that it is one. */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / dayMs;
}

function numericParts(text: string): [string, string, string] | undefined {
  const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?=$|[ ,tT])/.exec(
    text,
  );
  return parts === null
    ? undefined
    : [parts[1] ?? "", parts[2] ?? "", parts[3] ?? ""];
}

// Spanish and English by their first three letters; "ago" and "aug", "dic" and "dec" are one month.
const months =
  "ene jan|feb|mar|abr apr|may|jun|jul|ago aug|sep set|oct|nov|dic dec"
    .split("|")
    .map((names) => names.split(" "));

function readNamedMonth(text: string): number | undefined {
  const words = text.split(/[\s,./-]+/).filter((word) => word !== "de");
  const [first = "", second = "", year = ""] = words;
  const named = (word: string) =>
    /^[a-z]{3,}$/.test(word)
      ? months.findIndex((names) => names.includes(word.slice(0, 3))) + 1
      : 0;
  const month = named(second) || named(first);
  const day = named(second) > 0 ? first : second;
  return month === 0 ? undefined : dayOf(year, String(month), day);
}

function dayOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): number | undefined {
  const [y = "", m = "", d = ""] = [year, month, day];
  if (![y, m, d].every((part) => /^\d+$/.test(part))) return undefined;
  const full = y.length === 2 ? 2000 + Number(y) : Number(y);
  if (full < 1990 || full > 2099) return undefined;
  const number = dayNumber(full, Number(m), Number(d));
  const back = new Date(number * dayMs);
  const same =
    back.getUTCMonth() === Number(m) - 1 && back.getUTCDate() === Number(d);
  return same ? number : undefined;
}
