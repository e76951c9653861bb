import { z } from "zod";
import { inputType, type InputType } from "./inputs.js";
import { promisesBlock, type Promises } from "./promises.js";
import { rulePackNames, type RulePackName } from "./rule-packs.js";
import type { Language } from "./speech/index.js";
import { keyForm, languageName, outcome } from "./step-kind.js";

/** The version of the flow language that this program reads. */
export const version = 1;

/** The frame of a flow document; the bodies of its steps are read by their kinds. */
export const frame = z.strictObject({
  directo: z
    .literal(version)
    .default(version)
    .meta({ description: "The version of the flow language: 1" }),
  flow: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,59}$/, {
      error: "small letters, digits and dashes, such as customer-line",
    })
    .meta({
      description: "The name of this flow: customer-line",
      examples: ["customer-line"],
    }),
  title: z
    .string()
    .max(120)
    .meta({ description: "The name of the line for people: Customer line" }),
  languages: z
    .partialRecord(
      languageName,
      z.strictObject({
        voice: z.string().max(80).meta({
          description: "The carrier's name of the voice: Polly.Mia-Neural",
        }),
        speaks: z
          .string()
          .regex(/^[a-z]{2}-[A-Z]{2}$/, {
            error: "a language and a country, such as es-MX",
          })
          .meta({
            description:
              "What the voice speaks and the line listens for: a language and a country, such as es-MX",
            examples: ["es-MX", "en-US", "pt-BR"],
          }),
        key: keyForm.optional().meta({
          description: "The key that changes to this language, everywhere",
        }),
        offer: z.string().max(200).optional().meta({
          description:
            "Said in this language to callers who are spoken to in another: For English, press 9.",
        }),
      }),
    )
    .meta({
      description:
        "The languages that the line speaks: es, en or pt. A call begins in the first",
    }),
  "time zone": z
    .string()
    .max(60)
    .meta({
      description: "The clock that the line goes by: America/Bogota",
      examples: ["America/Bogota"],
    }),
  always: z
    .record(keyForm, outcome("The step that this key goes to"))
    .default({})
    .meta({
      description:
        "Keys that work wherever the line listens, and the step each goes to",
    }),
  start: outcome("The step that every call begins with"),
  inputs: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, {
        error: "small letters, digits and underscores, such as topic",
      }),
      inputType,
    )
    .optional()
    .meta({
      description:
        "What this flow is given by a flow that runs it, by name: text, number, money, date, digits or name",
    }),
  outcomes: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), z.string().max(200))
    .optional()
    .meta({
      description:
        "The ends of a flow that other flows run, each with what it means; a step goes to one by its name",
    }),
  promises: promisesBlock.optional(),
  rules: z
    .array(z.enum(rulePackNames))
    .max(rulePackNames.length)
    .optional()
    .meta({
      description:
        "Sets of rules that this flow adopts by name: spain, brazil, colombia, ten-rules",
    }),
  steps: z
    .record(z.string(), z.unknown())
    .meta({ description: "The steps of the call, by name" }),
});

export interface LanguageSetting {
  /** The carrier's name of the voice. */
  readonly voice: string;
  /** BCP 47 with a country: what the voice speaks and the recogniser listens for. */
  readonly speaks: string;
  /** The key that changes to this language wherever the line listens. */
  readonly key?: string | undefined;
  /** Said in this language to callers who are spoken to in another. */
  readonly offer?: string | undefined;
}

export interface Step {
  readonly kind: string;
  /** As parsed by its kind's schema. */
  readonly body: unknown;
}

/** A flow document that was read without errors. */
export interface FlowDocument {
  readonly flow: string;
  readonly title: string;
  /** The first is the one a call begins in. */
  readonly languages: Readonly<Partial<Record<Language, LanguageSetting>>>;
  readonly timeZone: string;
  /** Keys that work wherever the line listens, and the step each goes to. */
  readonly always: Readonly<Record<string, string>>;
  readonly start: string;
  /** What a flow that runs it gives it. */
  readonly inputs?: Readonly<Record<string, InputType>> | undefined;
  /** Present: other flows run this one, and go on by these. */
  readonly outcomes?: Readonly<Record<string, string>> | undefined;
  /** What it promises to callers beside, or in place of, the defaults. */
  readonly promises?: Promises | undefined;
  /** The sets of rules that it is held to as well. */
  readonly rules?: readonly RulePackName[] | undefined;
  readonly steps: Readonly<Record<string, Step>>;
  /** All flows that it runs, and that these run, by name. */
  readonly flows?: Readonly<Record<string, FlowDocument>> | undefined;
}

export function languagesOf(document: FlowDocument): readonly Language[] {
  return Object.keys(document.languages) as Language[];
}
