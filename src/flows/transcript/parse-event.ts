import type {
  Charge,
  ClaimOutcome,
  Grade,
  LegResult,
  Limits,
} from "../events.js";
import type { LookUpOutcome } from "../look-ups.js";
import type { Language, Value } from "../speech/index.js";
import { usualConfidence, type TranscriptEvent } from "./event.js";

/** Throws a sentence that names the line and what was expected. */
export function parseEvent(text: string): TranscriptEvent {
  const [line = "", ...details] = text.split("\n");
  const found = [...line.matchAll(/ (call|message|number)-limit=(\S+)/g)];
  const open = / call-back=(\S+)/.exec(line);
  const plain = [...found, ...(open ? [open] : [])].reduce(
    (rest, [one]) => rest.replace(one, ""),
    line,
  );
  return {
    ...parsePlainEvent(plain, details),
    ...(open?.[1] !== undefined && { callBack: open[1] }),
    ...(found.length > 0 && {
      limits: Object.fromEntries(
        found.map(([, what, limit]) => [what, limit]),
      ) as Limits,
    }),
  };
}

function parsePlainEvent(
  line: string,
  details: readonly string[],
): TranscriptEvent {
  const [type = "", ...words] = line.split(/\s+/);
  const field = (name: string) =>
    words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  switch (type) {
    case "call": {
      const segment = field("segment");
      const language = field("language") as Language | undefined;
      return {
        type,
        from: field("from") ?? "",
        grade: (field("grade") ?? "present") as Grade,
        ...(field("case") !== undefined && { openCase: field("case") ?? "" }),
        ...(field("outcome") !== undefined && { outcome: true as const }),
        ...(field("to") === "director" && { to: "director" as const }),
        ...(field("resumes") !== undefined && {
          resumes: field("resumes") ?? "",
        }),
        ...(segment !== undefined && { segment }),
        ...(language !== undefined && { language }),
      };
    }
    case "digits":
      return { type, digits: words[0] ?? "" };
    case "speech":
      return { type, text: quoted(line), ...confidenceOf(field("confidence")) };
    case "silence":
    case "leg-accepted":
    case "time-up":
    case "hung-up":
    case "charges-unavailable":
      return { type };
    case "leg-ended":
      return { type, result: (words[0] ?? "failed") as LegResult };
    case "recorded":
      return {
        type,
        url: words[0] ?? "",
        seconds: Number.parseInt(words[1] ?? "0", 10),
      };
    case "charges-found":
      return {
        type,
        ...(words[0] !== undefined &&
          words[0] !== "nobody" && { account: words[0] }),
        charges: details.map(parseCharge),
      };
    case "look-up-answered":
      return {
        type,
        outcome: (words[0] ?? "failed") as LookUpOutcome,
        ...(details.length > 0 && {
          values: Object.fromEntries(details.map(parseValue)),
        }),
      };
    case "claim-answered": {
      const total = field("total");
      return {
        type,
        charge: words[0] ?? "",
        outcome: (words[1] ?? "unavailable") as ClaimOutcome,
        ...(total !== undefined && { total: parseMoney(total) }),
      };
    }
    default:
      throw new Error(`"${line}" is no event that a transcript knows.`);
  }
}

// `ld-0303 210 USD 2026-11-03 es="una llamada" en="a call"`: amounts in minor units.
function parseCharge(line: string): Charge {
  const [id = "", amount = "", currency = "", date = ""] = line
    .trim()
    .split(/\s+/);
  const labels = [...line.matchAll(/\b(es|en|pt)="([^"]*)"/g)].map(
    ([, language, label]) => [language, label] as const,
  );
  return {
    id,
    amount: { amount: Number(amount), currency },
    date,
    label: Object.fromEntries(labels),
  };
}

// `order.status "on its way"`: the name of a variable and its value in JSON.
function parseValue(line: string): [string, Value] {
  const [, name = "", value = ""] = /^\s*(\S+)\s+(.*)$/.exec(line) ?? [];
  return [name, JSON.parse(value) as Value];
}

function parseMoney(text: string): { amount: number; currency: string } {
  const [amount = "", currency = ""] = text.split(/(?<=\d)(?=[A-Z])/);
  return { amount: Number(amount), currency };
}

function confidenceOf(written: string | undefined): { confidence?: number } {
  if (written === "none") return {};
  return {
    confidence: written === undefined ? usualConfidence : Number(written),
  };
}

function quoted(line: string): string {
  const found = /"(.*)"/.exec(line);
  if (!found) throw new Error(`${line}: what was said stands in quotes.`);
  return found[1] ?? "";
}
