import { z } from "zod";
import type { ChartTransition, StepChart, Texts } from "./chart.js";
import type { Language, Variables } from "./speech/index.js";

/** Where something stands in a document: `["steps", "welcome", "menu", "say", "es"]`. */
export type Path = readonly (string | number)[];

/** A named way out of a step. `path` is relative to the step's body. */
export interface Exit {
  readonly name: string;
  readonly to: string;
  readonly path: Path;
}

/** A sentence of the document with the variables it may name. `path` is relative to the step's body. */
export interface Prompt {
  readonly path: Path;
  readonly texts: Texts;
  readonly variables: Variables;
}

/** What a step needs to know of its document while it is lowered. */
export interface Scope {
  readonly step: string;
  readonly languages: readonly Language[];
  /** What keys do wherever the line listens, here in this state: `always` keys, and language keys that say it again. */
  everywhere(state: string): readonly ChartTransition[];
  /** Sentences that offer the other languages; only where the call begins. */
  readonly offers: readonly {
    readonly language: Language;
    readonly texts: Texts;
  }[];
}

/** One kind of step: what it is for, how it is written, what it becomes. */
export interface StepKind<Body> {
  readonly kind: string;
  /** One sentence for operations staff. */
  readonly purpose: string;
  readonly schema: z.ZodType<Body>;
  exits(body: Body): readonly Exit[];
  prompts(body: Body): readonly Prompt[];
  /** Keys this step uses itself; they may not shadow a key of `always`. */
  keys(body: Body): readonly { readonly key: string; readonly path: Path }[];
  lower(body: Body, scope: Scope): StepChart;
}

export const stepName = z.string().meta({ description: "The name of a step" });

export const texts = z
  .partialRecord(z.enum(["es", "en", "pt"]), z.string().min(1).max(1000))
  .meta({ description: "What is said, by language" }) as z.ZodType<Texts>;

/** `20s`, `3m`, `2h`: kept in seconds. */
export const duration = z
  .string()
  .regex(/^\d{1,4}(s|m|h)$/, {
    error: "a length of time such as 20s, 3m or 2h",
  })
  .transform((text) => {
    const unit = { s: 1, m: 60, h: 3600 }[text.slice(-1)] ?? 1;
    return Number(text.slice(0, -1)) * unit;
  })
  .meta({ description: "A length of time: 20s, 3m, 2h" });

/** The sentences that a kind of step brings along, by name, with the variables that each may use. */
export type OwnWords = Readonly<
  Record<string, { readonly knows: Variables; readonly texts: Texts }>
>;
type Replaced<Words extends OwnWords> = {
  readonly [Name in keyof Words]?: Texts | undefined;
};

/** The `say` block in which a document may replace any of a kind's own sentences. */
export function replaceable<Words extends OwnWords>(
  words: Words,
): z.ZodType<Replaced<Words>> {
  return z.strictObject(
    Object.fromEntries(
      Object.keys(words).map((name) => [name, texts.optional()]),
    ),
  );
}

/** A kind's own sentences, with the document's in their place where it has some. */
export function withDefaults<Words extends OwnWords>(
  words: Words,
  said: Replaced<Words> | undefined,
): Readonly<Record<keyof Words, Texts>> {
  return Object.fromEntries(
    Object.entries(words).map(([name, own]) => [
      name,
      { ...own.texts, ...said?.[name] },
    ]),
  ) as Record<keyof Words, Texts>;
}

/** The sentences that a document replaced, for checking. */
export function replacedPrompts<Words extends OwnWords>(
  words: Words,
  said: Replaced<Words> | undefined,
): Prompt[] {
  return Object.entries(words).flatMap(([name, { knows }]) => {
    const own = said?.[name];
    return own === undefined
      ? []
      : [{ path: ["say", name], texts: own, variables: knows }];
  });
}
