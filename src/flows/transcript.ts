/**
 * A call as text: what happened above the dashes, what the line then said, did and asked of the world below them. People read it,
 * tests replay it, counter-examples are shown in it. Parsing and printing a file gives it back to the letter.
 *
 *     # A disputed charge of US$2.10 goes at once.
 *     flow   customer-line
 *     clock  2026-11-22T09:15:00-05:00
 *
 *     call from=+12025550143
 *     ----
 *     say     es-MX "Acme. Si no reconoce un cobro, marque 1. …"
 *     gather  5s speech
 *     at      welcome.asking
 */
import type { Effect } from "./effects.js";
import { isLegEffect } from "./effects.js";
import type {
  Charge,
  ClaimOutcome,
  Grade,
  LegResult,
  Limits,
} from "./events.js";
import type { LookUpOutcome } from "./look-ups.js";
import type { Language, Value } from "./speech/index.js";

export interface Transcript {
  /** A sentence that a non-programmer would say. */
  readonly title: string;
  /** `flow`, `clock`, `agents` … in the order of the file. */
  readonly header: readonly (readonly [string, string])[];
  readonly turns: readonly TranscriptTurn[];
}

export interface TranscriptTurn {
  /** What happened, as written: `digits 1`, with indented lines of detail. */
  readonly event: string;
  /** What came of it, a line each. */
  readonly lines: readonly string[];
}

const dashes = "----";

/** Throws with the line's number when the text is no transcript. */
export function parseTranscript(text: string): Transcript {
  const [head = "", ...blocks] = text.trimEnd().split("\n\n");
  const [first = "", ...settings] = head.split("\n");
  if (!first.startsWith("# "))
    throw new Error('Line 1: a transcript begins with a sentence after "# ".');
  return {
    title: first.slice(2),
    header: settings.map((line) => {
      const [name = "", ...value] = line.split(/\s+/);
      return [name, value.join(" ")] as const;
    }),
    turns: blocks.map((block) => {
      const lines = block.split("\n");
      const at = lines.indexOf(dashes);
      if (at < 1)
        throw new Error(
          `"${lines[0] ?? ""}": an event is followed by ${dashes}.`,
        );
      return {
        event: lines.slice(0, at).join("\n"),
        lines: lines.slice(at + 1),
      };
    }),
  };
}

export function printTranscript({ title, header, turns }: Transcript): string {
  const head = [
    `# ${title}`,
    ...header.map(([name, value]) => `${name.padEnd(6)} ${value}`),
  ];
  const blocks = turns.map(({ event, lines }) =>
    [event, dashes, ...lines].join("\n"),
  );
  return `${[head.join("\n"), ...blocks].join("\n\n")}\n`;
}

/** An event as a transcript names it, before it has a time and what only a real call brings along. */
export type TranscriptEvent = {
  /** Written `call-limit=of-day message-limit=of-day`. */
  readonly limits?: Limits;
  /** Written `call-back=48291377`: one is promised to the caller already, under this number; or `unnamed`, when they may not hear that. */
  readonly callBack?: string;
} & (
  | {
      readonly type: "call";
      readonly from: string;
      readonly grade: Grade;
      /** The step at which the call goes on that was cut off before. */
      readonly resumes?: string;
      readonly segment?: string;
      /** What the caller chose on an earlier call. */
      readonly language?: Language;
      /** The caller dialled the director's own number. */
      readonly to?: "director";
      /** The number of the caller's open case. */
      readonly openCase?: string;
      /** A case of theirs was closed, and no message told them. */
      readonly outcome?: true;
    }
  | { readonly type: "digits"; readonly digits: string }
  | {
      readonly type: "speech";
      readonly text: string;
      /** Written where the recogniser is not sure: `confidence=0.3`, or `confidence=none` when it does not say. */
      readonly confidence?: number;
    }
  | { readonly type: "silence" }
  | { readonly type: "leg-accepted" }
  /** The deadline of where the call is has come. */
  | { readonly type: "time-up" }
  | { readonly type: "leg-ended"; readonly result: LegResult }
  | {
      readonly type: "recorded";
      readonly url: string;
      readonly seconds: number;
    }
  | { readonly type: "hung-up" }
  | {
      readonly type: "charges-found";
      readonly account?: string;
      readonly charges: readonly Charge[];
    }
  | { readonly type: "charges-unavailable" }
  | {
      readonly type: "look-up-answered";
      readonly outcome: LookUpOutcome;
      readonly values?: Readonly<Record<string, Value>>;
    }
  | {
      readonly type: "claim-answered";
      readonly charge: string;
      readonly outcome: ClaimOutcome;
      readonly total?: { readonly amount: number; readonly currency: string };
    }
);

/** `@1:05`: at this time after the answer. A transcript's events may end with it. */
export function printTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return `@${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Seconds after the answer; `undefined` where the transcript leaves it open. */
export function timeOf(event: string): number | undefined {
  const [line = ""] = event.split("\n");
  const found = / @(\d+):(\d\d)$/.exec(line);
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
}

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

/** What a turn came to, a line each: what the leg is told, what goes to the outbox, where the call is. */
export function printOutcome(effects: readonly Effect[], at: string): string[] {
  const leg = effects.filter(isLegEffect);
  const outbox = effects.filter((one) => !isLegEffect(one));
  return [...leg, ...outbox].map(printEffect).concat(`at      ${at}`);
}

function printEffect(effect: Effect): string {
  switch (effect.type) {
    case "say":
      return `say     ${effect.language} "${effect.text}"`;
    case "play":
      return "play";
    case "gather":
      return printGather(effect);
    case "wait":
      return "wait";
    case "join":
      return "join";
    case "record":
      return `record  ${effect.max}s`;
    case "music":
    case "go-on":
    case "hang-up":
      return effect.type;
    case "find-charges":
      return `outbox  find-charges ${effect.number}`;
    case "look-up":
      return `outbox  look-up ${effect.connection}.${effect.find}${Object.entries(
        effect.values,
      )
        .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
        .join("")}`;
    case "send-message":
      return `outbox  send-message ${effect.to} "${effect.text}"`;
    case "post-credit":
      return `outbox  post-credit ${effect.account} ${effect.charge.id}`;
    case "tell":
      return `outbox  tell ${effect.to.kind}:${effect.to.id} ${effect.event.type}`;
  }
}

/** `gather  5s speech 8 keys or #`. */
export function printGather(gather: {
  readonly timeout: number | string;
  readonly speech?: unknown;
  readonly digits: number;
  readonly finish?: string;
}): string {
  const { timeout, speech, digits, finish } = gather;
  const keys = digits === 1 ? "" : ` ${digits} keys`;
  return `gather  ${timeout}s${speech === undefined ? "" : " speech"}${keys}${finish === undefined ? "" : ` or ${finish}`}`;
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

/** How sure the recogniser is in a transcript that does not say otherwise. */
export const usualConfidence = 0.91;

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
