import { stringify } from "yaml";
import { checkFlow, type FlowDocument } from "../flows/index.js";
import type { Connections } from "../flows/look-ups.js";
import { mapValues } from "../flows/map-values.js";
import type { Language } from "../flows/speech/index.js";
import {
  callBack,
  completed,
  director,
  goodbye,
  person,
  type Draft,
} from "./draft.js";
import { pressKeys } from "./menu.js";
import { keyInDigits } from "./lower-question.js";
import type { Lowered } from "./lower-flow.js";
import type { Ledger } from "./report.js";
import type { Speaks } from "./voice.js";

export interface Frame {
  readonly flow: string;
  readonly title: string;
  readonly timeZone: string;
  readonly voice: Speaks;
  /** The other languages that it speaks. */
  readonly others: readonly Speaks[];
  /** What its look-ups go over. */
  readonly connections: Connections;
  /** The flows that it runs, as they are written. */
  readonly beside: readonly string[];
  /** Other flows run it. */
  readonly isSubFlow: boolean;
}

export interface Written {
  readonly yaml: string;
  readonly document: FlowDocument;
}

const farewell: Readonly<Record<Language, string>> = {
  es: "Gracias por llamar.",
  en: "Thank you for calling.",
  pt: "Obrigado por ligar.",
};
const oneMoment: Readonly<Record<Language, string>> = {
  es: "Un momento, por favor.",
  en: "One moment, please.",
  pt: "Um momento, por favor.",
};

/** What of a document is written last. */
export type Promises = Readonly<
  Record<
    string,
    { readonly is: string | number | boolean; readonly because: string }
  >
>;

/**
 * Writes the document, and mends what its check refuses: words that cannot stand are replaced, a step that cannot stand is a person's.
 * Every round of mending takes something away, so that it ends.
 */
export function writeFlow(
  frame: Frame,
  { start, drafts }: Lowered,
  ledger: Ledger,
  promises: Promises = {},
): Written {
  const steps = new Map(drafts);
  const replaced = new Map<string, string>();
  for (;;) {
    const yaml = print(frame, start, steps, replaced, promises);
    const { document, diagnostics } = checkFlow(yaml, frame.beside, {
      connections: frame.connections,
    });
    if (document) {
      for (const { path, code } of diagnostics)
        if (code === "text-sends-away")
          ledger.breaks(
            "never sent away",
            `"${String(path[1])}" tells callers to ring again, or to go elsewhere: write it anew.`,
          );
      return { yaml, document };
    }
    const wrong = diagnostics.filter(({ severity }) => severity === "error");
    // One thing at a time: what is wrong with a step besides may be gone with it.
    const mended = new Set<string>();
    for (const { path, message, code } of wrong) {
      const name = String(path[1]);
      const draft = path[0] === "steps" ? steps.get(name) : undefined;
      if (!draft || mended.has(name)) continue;
      mended.add(name);
      const { text, plain } = draft;
      if (
        plain !== undefined &&
        plain !== text &&
        !replaced.has(name) &&
        code.endsWith("variable-unknown")
      ) {
        replaced.set(name, plain);
        ledger.tell(
          draft.widget,
          "changed",
          `Not every call knows here what it names (${message}): the text goes without it.`,
        );
      } else if (text !== undefined && replaced.get(name) !== "") {
        replaced.set(name, "");
        ledger.tell(
          draft.widget,
          "changed",
          `"${text.slice(0, 60)}" cannot be said here (${message}): write it anew.`,
        );
      } else {
        steps.delete(name);
        ledger.tell(
          draft.widget,
          "lost",
          `It cannot stand here (${message}): a person does it.`,
        );
      }
    }
    if (mended.size > 0) continue;
    // Nothing of it can be mended by itself; callers still get a person.
    for (const { widget } of steps.values())
      ledger.tell(
        widget,
        "lost",
        `The flow cannot stand with it (${wrong[0]?.message ?? ""}): a person does it.`,
      );
    if (steps.size === 0)
      throw new Error(`An empty flow has mistakes: ${wrong[0]?.message ?? ""}`);
    steps.clear();
  }
}

function print(
  { flow, title, timeZone, voice, others, isSubFlow }: Frame,
  start: string,
  drafts: ReadonlyMap<string, Draft>,
  replaced: ReadonlyMap<string, string>,
  promises: Promises,
): string {
  const there = (name: string) => {
    if (isSubFlow && name === goodbye) return completed;
    return drafts.has(name) || ends.has(name) ? name : person;
  };
  const { language } = voice;
  const steps = Object.fromEntries(
    [...reached(there(start), drafts)].map((draft) => {
      const to = (way: string) => there(draft.ways.get(way)?.to ?? person);
      const own = replaced.get(draft.name) ?? draft.text ?? "";
      const text = own || neutralText(draft, language);
      const said = new Map(
        others.map(({ language: other }) => [
          other,
          translated(draft, other, own) ?? neutralText(draft, other),
        ]),
      );
      const body = inAll(draft.body(to, text), language, text, said);
      return [draft.name, { [draft.kind]: body }];
    }),
  );
  const keys = languageKeys(drafts, others.length + 1);
  return stringify(
    {
      directo: 1,
      flow,
      title,
      languages: Object.fromEntries(
        [voice, ...others].map((one, place) => [
          one.language,
          {
            voice: one.voice,
            speaks: one.speaks,
            ...(others.length > 0 && offerOf(one.language, keys[place])),
          },
        ]),
      ),
      "time zone": timeZone,
      ...(isSubFlow && {
        outcomes: { [completed]: "Callers went through it" },
      }),
      always: { "0": director },
      ...(Object.keys(promises).length > 0 && { promises }),
      start: there(start),
      steps: {
        ...steps,
        ...endsOf(
          isSubFlow,
          [voice, ...others].map((one) => one.language),
        ),
      },
    },
    { lineWidth: 0 },
  );
}

/** The steps that every flow has: a flow that others run goes back to them. */
function endsOf(isSubFlow: boolean, languages: readonly Language[]): object {
  const last = isSubFlow ? completed : goodbye;
  return {
    [person]: {
      agent: {
        outcomes: { done: last, unanswered: callBack, unsettled: callBack },
      },
    },
    [callBack]: { callback: { outcomes: { promised: last } } },
    [director]: { director: { outcomes: { done: last, promised: last } } },
    ...(!isSubFlow && {
      [goodbye]: {
        goodbye: {
          say: Object.fromEntries(languages.map((one) => [one, farewell[one]])),
        },
      },
    }),
  };
}

/** What a step says in another language; `own`: what it says in the first, nothing where that could not be carried over. */
function translated(
  { translations, text }: Draft,
  language: Language,
  own: string,
): string | undefined {
  const found = translations?.get(language);
  if (own === "") return undefined;
  return own === text ? found?.text : found?.plain;
}

/** Puts the other languages beside each place where `text` stands below the first one. */
function inAll(
  body: unknown,
  language: Language,
  text: string,
  others: ReadonlyMap<Language, string>,
): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return body;
  return mapValues(body as Record<string, unknown>, (value) =>
    typeof value === "object" &&
    value !== null &&
    (value as Partial<Record<Language, unknown>>)[language] === text
      ? { ...value, ...Object.fromEntries(others) }
      : inAll(value, language, text, others),
  );
}

/** A key for each language that no menu has; two change with one. */
function languageKeys(
  drafts: ReadonlyMap<string, Draft>,
  count: number,
): readonly string[] {
  const taken = new Set([...drafts.values()].flatMap(keysOf));
  const free = ["9", "8", "7", "6", "5", "4", "3", "2", "1", "*", "#"].filter(
    (key) => !taken.has(key),
  );
  return count === 2 ? [free[0] ?? "9", free[0] ?? "9"] : free;
}

function offerOf(language: Language, key = "9"): object {
  const offers: Readonly<Record<Language, string>> = {
    es: `Para español, marque ${key}.`,
    en: `For English, press ${key}.`,
    pt: `Para português, tecle ${key}.`,
  };
  return { key, offer: offers[language] };
}

/** What is said where no words could be carried over. */
function neutralText(draft: Draft, language: Language): string {
  switch (draft.kind) {
    case "menu":
      return pressKeys(keysOf(draft), language);
    case "ask":
      return keyInDigits(language);
    default:
      return oneMoment[language];
  }
}

function keysOf({ ways }: Draft): string[] {
  return [...ways.keys()].filter((way) => way !== "otherwise");
}

const ends: ReadonlySet<string> = new Set([
  person,
  goodbye,
  callBack,
  director,
  completed,
]);

/** The steps that a call gets to, in the order in which it does. */
function reached(
  start: string,
  drafts: ReadonlyMap<string, Draft>,
): ReadonlySet<Draft> {
  const found = new Set<Draft>();
  const open = [start];
  for (const name of open) {
    const draft = drafts.get(name);
    if (!draft || found.has(draft)) continue;
    found.add(draft);
    open.push(...[...draft.ways.values()].map(({ to }) => to));
  }
  return found;
}
