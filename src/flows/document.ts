import { z } from "zod";
import type { Language } from "./speech/index.js";
import { stepName } from "./step-kind.js";

const key = z.string().regex(/^[0-9*#]$/, { error: "one key: 0 to 9, * or #" });

/** The frame of a flow document; the bodies of its steps are read by their kinds. */
export const frame = z.strictObject({
  flow: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, {
    error: "small letters, digits and dashes, such as customer-line",
  }),
  title: z.string().max(120),
  languages: z.partialRecord(
    z.enum(["es", "en", "pt"]),
    z.strictObject({
      voice: z.string().max(80),
      speaks: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/, {
        error: "a language and a country, such as es-MX",
      }),
      key: key.optional(),
      offer: z.string().max(200).optional(),
    }),
  ),
  "time zone": z.string().max(60),
  always: z.record(key, stepName).default({}),
  start: stepName,
  steps: z.record(z.string(), z.unknown()),
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
  readonly steps: Readonly<Record<string, Step>>;
}

export function languagesOf(document: FlowDocument): readonly Language[] {
  return Object.keys(document.languages) as Language[];
}
