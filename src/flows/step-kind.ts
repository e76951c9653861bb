import { z } from "zod";
import type { ChartTransition, StepChart, Texts } from "./chart.js";
import type { Finding } from "./diagnostics.js";
import type { Gives } from "./given.js";
import type { Connections } from "./look-ups.js";
import type { Language, Variables, VariableType } from "./speech/index.js";

/** Where something stands in a document: `["steps", "welcome", "menu", "say", "es"]`. */
export type Path = readonly (string | number)[];

/** A named way out of a step. `path` is relative to the step's body. */
export interface Exit {
  readonly name: string;
  readonly to: string;
  readonly path: Path;
  /** What the step has found out when it is left this way: texts of the steps after it may name it. */
  readonly gives?: Gives;
  /** The kind of step that it has to lead to; absent: any. */
  readonly kind?: string;
}

/** A sentence of the document with the variables it may name. `path` is relative to the step's body. */
export interface Prompt {
  readonly path: Path;
  readonly texts: Texts;
  readonly variables: Variables;
  /** Comes with the kind of step and is not in the document. */
  readonly isOwn?: boolean;
  /** Any key does what it says (it ends a recording), or another person than the caller presses it. */
  readonly anyKey?: boolean;
  /** Nobody hears it: it is sent to be read. */
  readonly isRead?: boolean;
}

/** A key that a step uses itself. `path` is relative to the step's body. */
export interface StepKey {
  readonly key: string;
  readonly path: Path;
  /** What callers may say instead, by language. */
  readonly heard?: Readonly<Partial<Record<Language, readonly string[]>>>;
}

/** What a step needs to know of its document while it is lowered. */
export interface Scope {
  readonly step: string;
  readonly languages: readonly Language[];
  /** The step that another flow begins with. */
  startOf(flow: string): string;
  readonly timeZone: string;
  /** The languages in which the month is named before the day, as in the United States. */
  readonly monthFirst: readonly Language[];
  /** What keys do wherever the line listens, here in this state: `always` keys, and language keys that say it again. */
  everywhere(state: string): readonly ChartTransition[];
  /** What `always` keys do here. */
  readonly always: readonly ChartTransition[];
  /** Sentences that offer the other languages; only where the call begins. */
  readonly offers: readonly {
    readonly language: Language;
    readonly texts: Texts;
  }[];
}

/** What an admin of the company has defined, as far as flows may know of it. */
export interface Company {
  readonly connections: Connections;
}

export const noCompany: Company = { connections: {} };

/** A variable that a step works with. */
export interface Need {
  readonly name: string;
  readonly types: readonly VariableType[];
  readonly path: Path;
}

/** One kind of step: what it is for, how it is written, what it becomes. */
export interface StepKind<Body> {
  readonly kind: string;
  /** One sentence for operations staff. */
  readonly purpose: string;
  readonly schema: z.ZodType<Body>;
  /** Finds what the body names among what an admin has defined; without it, a step stands by itself. */
  resolve?(
    body: Body,
    company: Company,
  ): { readonly body: Body; readonly findings: readonly Finding[] };
  /** The variables that it works with: each has to be known, and of one of these types. `path` is relative to the step's body. */
  needs?(body: Body): readonly Need[];
  exits(body: Body): readonly Exit[];
  /** What it names in its own sentences and does not give to those that come after: an answer that is read back. */
  names?(body: Body): Gives;
  /** Where a call goes that this step leaves without having said anything; such a step is heard as the first. */
  passesTo?(body: Body): readonly string[];
  /** All that this step may say, its kind's own sentences included. */
  prompts(body: Body): readonly Prompt[];
  /** Conditions in the order in which they are asked; `path` is relative to the step's body. */
  conditions?(
    body: Body,
  ): readonly { readonly path: Path; readonly source: string }[];
  /** Keys this step uses itself; they may not shadow a key of `always`. */
  keys(body: Body): readonly StepKey[];
  /** Asks the caller something, and leaves that out when it is known: whether it is who the caller is (C5). */
  identifies?(body: Body): boolean;
  lower(body: Body, scope: Scope): StepChart;
}

export const stepName = z.string();

export const keyForm = z
  .string()
  .regex(/^[0-9*#]$/, { error: "one key: 0 to 9, * or #" });

export const languageName = z.enum(["es", "en", "pt"]);

/** What is said, by language. An empty one is told with the texts, in better words than a schema has. */
export const texts = z.partialRecord(
  languageName,
  z.string().max(1000),
) as z.ZodType<Texts>;

export const durationForm = /^\d{1,4}(s|m|h)$/;

/** `20s`, `3m`, `2h`: kept in seconds. */
export const duration = z
  .string()
  .regex(durationForm, { error: "a length of time such as 20s, 3m or 2h" })
  .transform((text) => {
    const unit = { s: 1, m: 60, h: 3600 }[text.slice(-1)] ?? 1;
    return Number(text.slice(0, -1)) * unit;
  });

/** A way out of a step: the name of the step that comes next. */
export function outcome(description: string) {
  return stepName.meta({ description });
}

/** The block `outcomes` of a step. */
export function outcomesOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject(shape)
    .meta({ description: "Where callers go from here" });
}

/** The ways out that stand under `outcomes`. */
export function exitsOf(
  outcomes: Readonly<Record<string, string | undefined>>,
): Exit[] {
  return Object.entries(outcomes).flatMap(([name, to]) =>
    to === undefined ? [] : [{ name, to, path: ["outcomes", name] }],
  );
}
