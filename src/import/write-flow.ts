import { stringify } from "yaml";
import { checkFlow, type FlowDocument } from "../flows/index.js";
import type { Connections } from "../flows/look-ups.js";
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
    let isMended = false;
    for (const { path, message, code } of wrong) {
      const name = String(path[1]);
      const draft = path[0] === "steps" ? steps.get(name) : undefined;
      if (!draft) continue;
      isMended = true;
      const { text, plain } = draft;
      if (
        plain !== undefined &&
        plain !== text &&
        !replaced.has(name) &&
        code === "variable-unknown"
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
    if (isMended) continue;
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
  { flow, title, timeZone, voice, isSubFlow }: Frame,
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
      const text = replaced.get(draft.name) ?? draft.text ?? "";
      return [
        draft.name,
        { [draft.kind]: draft.body(to, text || neutralText(draft, language)) },
      ];
    }),
  );
  return stringify(
    {
      directo: 1,
      flow,
      title,
      languages: { [language]: { voice: voice.voice, speaks: voice.speaks } },
      "time zone": timeZone,
      ...(isSubFlow && {
        outcomes: { [completed]: "Callers went through it" },
      }),
      always: { "0": director },
      ...(Object.keys(promises).length > 0 && { promises }),
      start: there(start),
      steps: { ...steps, ...endsOf(isSubFlow, language) },
    },
    { lineWidth: 0 },
  );
}

/** The steps that every flow has: a flow that others run goes back to them. */
function endsOf(isSubFlow: boolean, language: Language): object {
  const last = isSubFlow ? completed : goodbye;
  return {
    [person]: { agent: { outcomes: { done: last, unanswered: callBack } } },
    [callBack]: { callback: { outcomes: { promised: last } } },
    [director]: { director: { outcomes: { done: last, promised: last } } },
    ...(!isSubFlow && {
      [goodbye]: { goodbye: { say: { [language]: farewell[language] } } },
    }),
  };
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
