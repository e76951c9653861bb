import {
  fields,
  formatMoney,
  HistoryError,
  readAmount,
  readCurrency,
  type Chosen,
  type Field,
} from "../disputes/index.js";
import { minorUnits } from "../flows/speech/index.js";

/** The options of `directo disputes analyse`, as typed. */
export interface AnalyseOptions {
  readonly threshold?: string;
  readonly currency?: string;
  readonly handlingCost?: string;
  readonly agentHour?: string;
  readonly avoidable?: string;
  readonly lineMinutes?: string;
  readonly lineMinuteCost?: string;
  readonly messageCost?: string;
  readonly induced?: string;
  readonly inducedRange?: string;
  readonly guard?: string;
  readonly column: readonly string[];
  readonly dates?: "day-first" | "month-first";
  readonly format: "text" | "json";
  readonly html?: string;
}

/** The currency asked for; undefined when none was. */
export function readAskedCurrency(typed: string | undefined) {
  if (typed === undefined) return undefined;
  const currency = readCurrency(typed);
  if (currency === undefined)
    throw new HistoryError(
      `--currency "${typed}" is no currency; a code such as USD is expected.`,
    );
  return currency;
}

/** What was typed, in minor units and ten-thousandths. HistoryError names the option that cannot be read. */
export function readChoice(options: AnalyseOptions, currency: string): Chosen {
  const amount = (name: string, text: string | undefined) =>
    text === undefined ? undefined : readMoney(name, text, currency);
  const share = (name: string, text: string | undefined) =>
    text === undefined ? undefined : readShare(name, text);
  const handlingCost = amount("--handling-cost", options.handlingCost);
  const agentHour = amount("--agent-hour", options.agentHour);
  const avoidable = share("--avoidable", options.avoidable);
  if (avoidable !== undefined && avoidable > 10_000)
    throw new HistoryError("--avoidable is a part of the cost: 0 to 100.");
  const lineCost = readLineCost(options, currency);
  const induced = readInduced(options);
  const guard = readGuard(options.guard);
  return {
    currency,
    ...(handlingCost !== undefined && { handlingCost }),
    ...(agentHour !== undefined && { agentHour }),
    ...(avoidable !== undefined && { avoidable }),
    ...(lineCost !== undefined && { lineCost }),
    ...(induced !== undefined && { induced }),
    ...(guard !== undefined && { guard }),
  };
}

/** An amount of an option, in minor units. */
export function readMoney(
  name: string,
  text: string,
  currency: string,
  places = minorUnits(currency),
): number {
  const reading = readAmount(text, places, "unknown");
  if ("why" in reading)
    throw new HistoryError(`${name} "${text}" ${reading.why}.`);
  if (reading.currency !== undefined && reading.currency !== currency)
    throw new HistoryError(
      `${name} is in ${reading.currency}, the claims are in ${currency}.`,
    );
  return reading.amount;
}

/** Columns named by hand: "claimed=Vr. Rcl" → claimed, "Vr. Rcl". */
export function readColumns(
  typed: readonly string[],
): ReadonlyMap<Field, string> {
  return new Map(
    typed.map((text) => {
      const [name = "", ...heading] = text.split("=");
      const field = fields.find((one) => one === name);
      if (field === undefined || heading.length === 0)
        throw new HistoryError(
          `--column "${text}" is not of the form field=heading. The fields are: ${fields.join(", ")}.`,
        );
      return [field, heading.join("=")] as const;
    }),
  );
}

// Two minutes at five cents and ten for the message, where the claims are in dollars.
const minutesDefault = "2";
const dollarDefaults = { minute: "0.05", message: "0.10" };

// Prices of a minute have fractions of a cent: four places more are kept until minutes are multiplied; a part of a cent is a cent.
function readLineCost(
  { lineMinutes, lineMinuteCost, messageCost }: AnalyseOptions,
  currency: string,
): Chosen["lineCost"] {
  if (
    [lineMinutes, lineMinuteCost, messageCost].every((one) => one === undefined)
  )
    return undefined;
  const preset =
    currency === "USD" ? dollarDefaults : { minute: "0", message: "0" };
  const places = minorUnits(currency);
  const minutes = readTenThousandths(
    "--line-minutes",
    lineMinutes ?? minutesDefault,
  );
  const minute = readMoney(
    "--line-minute-cost",
    lineMinuteCost ?? preset.minute,
    currency,
    places + 4,
  );
  const message = readMoney(
    "--message-cost",
    messageCost ?? preset.message,
    currency,
  );
  const exact = BigInt(minutes) * BigInt(minute);
  const call = Number((exact + 99_999_999n) / 100_000_000n);
  return {
    value: call + message,
    source: `${lineMinutes ?? minutesDefault} minutes at ${lineMinuteCost ?? preset.minute} and ${formatMoney(message, currency)} for the message`,
  };
}

function readInduced({
  induced,
  inducedRange,
}: AnalyseOptions): Chosen["induced"] {
  if (induced === undefined && inducedRange === undefined) return undefined;
  const expected =
    induced === undefined ? undefined : readShare("--induced", induced);
  const [low, high, ...more] = (inducedRange ?? "").split("-");
  if (inducedRange !== undefined && (high === undefined || more.length > 0))
    throw new HistoryError(
      `--induced-range "${inducedRange}" is not of the form 0-100.`,
    );
  const range =
    inducedRange === undefined
      ? {}
      : {
          low: readShare("--induced-range", low ?? ""),
          high: readShare("--induced-range", high ?? ""),
        };
  return { ...range, ...(expected !== undefined && { expected }) };
}

function readGuard(typed: string | undefined): Chosen["guard"] {
  if (typed === undefined) return undefined;
  const [, concessions, days] = /^(\d{1,4})\/(\d{1,4})$/.exec(typed) ?? [];
  if (!(Number(concessions) > 0 && Number(days) > 0))
    throw new HistoryError(
      `--guard "${typed}" is not of the form 3/90, concessions and days.`,
    );
  return { concessions: Number(concessions), days: Number(days) };
}

function readShare(name: string, text: string): number {
  return Math.round(readTenThousandths(name, text.replace(/ ?%$/, "")) / 100);
}

function readTenThousandths(name: string, text: string): number {
  const reading = readAmount(text, 4, ".");
  if ("why" in reading || reading.currency !== undefined)
    throw new HistoryError(`${name} "${text}" is no number of zero or more.`);
  return reading.amount;
}
