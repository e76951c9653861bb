import { DateTime } from "luxon";
import { durationForm } from "../flows/step-kind.js";
import { SettingError } from "../server/setting-error.js";
import { usualDay, type DayOptions } from "../simulate/index.js";

/** The options of `directo simulate`, as typed. */
export interface SimulateOptions {
  readonly calls?: string;
  readonly in?: string;
  readonly arrivals?: string;
  readonly start?: string;
  readonly agents: string;
  readonly handling?: string;
  readonly shape?: DayOptions["shape"];
  readonly wrapUp?: string;
  readonly patience?: string;
  readonly answers?: string;
  readonly declines?: string;
  readonly callMe?: string;
  readonly redials?: string;
  readonly reached?: string;
  readonly unsettled?: string;
  readonly leaders?: string;
  readonly callsPerSecond?: string;
  readonly mix?: string;
  readonly flows: string;
  readonly to?: string;
  readonly people?: string;
  readonly seed?: string;
  readonly format: "text" | "json";
}

/** Nobody reads more rows. */
const mostRows = 50;

/** What of a day is typed; SettingError names the option and what is expected there. */
export function readDayOptions(
  typed: SimulateOptions,
): Partial<Omit<DayOptions, "agents">> {
  return given({
    calls: read(typed.calls, "--calls", whole(1, 100_000)),
    overMs: read(typed.in, "--in", length),
    handlingMs: read(typed.handling, "--handling", length),
    shape: typed.shape,
    wrapUpMs: read(typed.wrapUp, "--wrap-up", lengthOrNone),
    patienceMs: read(typed.patience, "--patience", lengthOrNever),
    answerMs: read(typed.answers, "--answers", lengthOrNone),
    declines: read(typed.declines, "--declines", share),
    callMe: read(typed.callMe, "--call-me", share),
    redials: read(typed.redials, "--redials", share),
    reached: read(typed.reached, "--reached", share),
    unsettled: read(typed.unsettled, "--unsettled", share),
    leaders: read(typed.leaders, "--leaders", share),
    callsPerSecond: read(
      typed.callsPerSecond,
      "--calls-per-second",
      whole(1, 1_000),
    ),
    seed: read(typed.seed, "--seed", whole(0, 2 ** 31 - 1)),
  });
}

/** `8` or `8..14`: each of them. */
export function readAgents(typed: string): readonly number[] {
  const [, from, to = from] = /^(\d{1,3})(?:\.\.(\d{1,3}))?$/.exec(typed) ?? [];
  const first = Number(from);
  const count = Number(to) - first + 1;
  // The people file has no room for more.
  if (!(first >= 1 && count >= 1 && Number(to) <= 200))
    throw expected(
      "--agents",
      typed,
      "a number from 1 to 200, or a range such as 8..14",
    );
  if (count > mostRows)
    throw expected("--agents", typed, `a range of ${mostRows} numbers at most`);
  return Array.from({ length: count }, (_, place) => first + place);
}

/** `2026-11-23 08:00`, on the clock of `zone`. Epoch ms. */
export function readStart(typed: string, zone: string): number {
  const time = DateTime.fromISO(typed.replace(" ", "T"), { zone });
  if (!time.isValid || !/^\d{4}-\d\d-\d\d/.test(typed))
    throw expected("--start", typed, "a time such as 2026-11-23 08:00");
  return time.toMillis();
}

interface Form {
  readonly of: (text: string) => number | undefined;
  readonly expected: string;
}

const length: Form = {
  of: (text) => (durationForm.test(text) ? msOf(text) || undefined : undefined),
  expected: "a length of time such as 30s, 4m or 2h",
};
const lengthOrNone: Form = {
  of: (text) => (durationForm.test(text) ? msOf(text) : undefined),
  expected: "a length of time such as 0s, 30s or 4m",
};
const lengthOrNever: Form = {
  of: (text) => (text === "never" ? Infinity : length.of(text)),
  expected: 'a length of time such as 90s or 3m, or "never"',
};
const share: Form = {
  of: (text) =>
    /^\d{1,3}(\.\d+)?$/.test(text) && Number(text) <= 100
      ? Number(text) / 100
      : undefined,
  expected: "per cent, 0 to 100",
};
const whole = (least: number, most: number): Form => ({
  of: (text) =>
    /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? Number(text)
      : undefined,
  expected: `a whole number from ${least} to ${most}`,
});

function read(
  typed: string | undefined,
  option: string,
  form: Form,
): number | undefined {
  if (typed === undefined) return undefined;
  const value = form.of(typed);
  if (value === undefined) throw expected(option, typed, form.expected);
  return value;
}

function expected(option: string, typed: string, what: string): SettingError {
  return new SettingError(
    `${option} is "${typed}"; ${what} is expected there.`,
  );
}

function msOf(text: string): number {
  const unit = { s: 1_000, m: 60_000, h: 3_600_000 }[text.slice(-1)] ?? 0;
  return Number(text.slice(0, -1)) * unit;
}

function given<T extends object>(all: T) {
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** A usual length or share, as it would be typed. */
export const usually = {
  in: `${usualDay.overMs / 3_600_000}h`,
  handling: `${usualDay.handlingMs / 60_000}m`,
  patience: `${usualDay.patienceMs / 60_000}m`,
  answers: `${usualDay.answerMs / 1_000}s`,
  percent: (value: number) => `${value * 100}`,
};
