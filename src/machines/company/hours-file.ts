import { DateTime, IANAZone } from "luxon";
import { z } from "zod";
import { isDay, languages } from "../../flows/speech/index.js";
import { fitSpoken } from "../../flows/spoken-limits.js";
import { weekdays } from "../../flows/weekdays.js";
import { nextOpening, type Hours, type Span } from "./hours.js";

/** Longer without an opening is a mistake, and no date that a caller could be told in short. */
const longestClosedDays = 300;

const day = z.string().refine(isDay, {
  error: 'a day of the calendar, such as "2026-12-25"',
});

const spans = z
  .array(
    z
      .string()
      .regex(/^([01]?\d|2[0-3]):[0-5]\d-(([01]?\d|2[0-3]):[0-5]\d|24:00)$/, {
        // What is no span cannot be compared with another.
        abort: true,
        error:
          'from and to, such as "08:00-12:30"; what goes past midnight is written on both days, to 24:00 and from 00:00',
      })
      .transform((text): Span => {
        const [from = "", to = ""] = text.split("-");
        return [minuteOf(from), minuteOf(to)];
      }),
  )
  .max(12)
  .refine((list) => list.every(([from, to]) => from < to), {
    error:
      "from has to be before to; what goes past midnight is written on both days, to 24:00 and from 00:00",
  })
  .transform((list) => list.toSorted(([a], [b]) => a - b))
  .refine(
    (list) =>
      list.every(([from], place) => from >= (list[place - 1]?.[1] ?? 0)),
    { error: "two of these overlap" },
  );

const reason = z
  .string()
  .min(1)
  .refine(
    (text) =>
      languages.every((one) => fitSpoken("hours.reason", text, one) === text),
    {
      error:
        "160 characters and about ten seconds at most, since callers hear it",
    },
  );

const moment = z
  .string()
  .refine((text) => momentOf(text, "utc") !== undefined, {
    error: 'a day and a time, such as "2026-11-23 08:00"',
  });

/**
 * Named hours as operations write them, read into `Hours`. Messages are sentences for whoever edits the file; the path names the field.
 */
export const hoursFile = z
  .strictObject({
    "time zone": z.string().refine((zone) => IANAZone.create(zone).isValid, {
      error: "a time zone such as America/Bogota",
    }),
    weekly: z.partialRecord(z.enum(weekdays), spans),
    holidays: z.array(day).max(400).default([]),
    exceptions: z.record(day, spans).default({}),
    "closed now": z
      .strictObject({
        because: z.partialRecord(z.enum(languages), reason),
        until: moment.optional(),
      })
      .optional(),
  })
  .transform((file): Hours => {
    const { "closed now": closed, "time zone": timeZone } = file;
    const until =
      closed?.until === undefined
        ? undefined
        : momentOf(closed.until, timeZone);
    return {
      timeZone,
      weekly: weekdays.map((name) => file.weekly[name] ?? []),
      holidays: file.holidays,
      exceptions: file.exceptions,
      ...(closed && {
        closedNow: {
          because: closed.because,
          ...(until !== undefined && { until }),
        },
      }),
    };
  })
  .superRefine((hours, context) => {
    if (hours.weekly.every((list) => list.length === 0)) {
      context.addIssue({
        code: "custom",
        path: ["weekly"],
        message: "this is never open; write the times of one day at least",
      });
      return;
    }
    const long = [...hours.holidays, ...Object.keys(hours.exceptions)].find(
      (date) => isLongClosed(hours, date),
    );
    if (long !== undefined)
      context.addIssue({
        code: "custom",
        message: `it does not open for ${longestClosedDays} days from ${long} on; take some of its holidays away`,
      });
  });

function isLongClosed(hours: Hours, date: string): boolean {
  const { timeZone, weekly, holidays, exceptions } = hours;
  const from = DateTime.fromISO(date, { zone: timeZone }).toMillis();
  const lasting = { timeZone, weekly, holidays, exceptions };
  const next = nextOpening(lasting, from) ?? Infinity;
  return next - from > longestClosedDays * 24 * 3600 * 1000;
}

function minuteOf(clock: string): number {
  const [hour, minute] = clock.split(":");
  return Number(hour) * 60 + Number(minute);
}

function momentOf(text: string, zone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text)) return undefined;
  const at = DateTime.fromISO(text.replace(" ", "T"), { zone });
  return at.isValid ? at.toMillis() : undefined;
}
