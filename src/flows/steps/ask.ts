import { z } from "zod";
import { answerLimit, answerType, type AnswerForm } from "../answer-form.js";
import type { Given, Gives } from "../given.js";
import { ask as askKeys } from "../listen.js";
import {
  duration,
  outcome,
  texts,
  type Exit,
  type Scope,
  type StepKind,
} from "../step-kind.js";
import { takeAnswer } from "../take-answer.js";
import { everywhere } from "../variables.js";

const digitCount = z.int().min(2).max(20);

const body = z.strictObject({
  answer: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, {
      error: "small letters, digits and _, such as bill_number",
    })
    .meta({
      description:
        "The name of the answer: bill_number. From here on texts name it {{ answers.bill_number }}",
      examples: ["bill_number"],
    }),
  for: z.enum(["digits", "amount", "date", "yes/no"]).meta({
    description: "What is asked for: digits, amount, date or yes/no",
  }),
  say: texts.meta({ description: "The question, by language" }),
  again: texts.optional().meta({
    description:
      "The same, shorter, for callers who did not answer; without it everything is said again",
  }),
  unheard: texts.optional().meta({
    description:
      "Said before that to callers who said nothing; without it: I did not hear you",
  }),
  unclear: texts.optional().meta({
    description:
      "Said before that to callers whose answer is none; without it: I did not understand",
  }),
  length: z
    .union([digitCount, z.strictObject({ from: digitCount, to: digitCount })])
    .optional()
    .meta({
      description:
        "How many digits, 2 to 20: 8, or { from: 6, to: 10 }; callers end a shorter answer with #",
    }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: "three capital letters, such as USD" })
    .optional()
    .meta({ description: "The currency of an amount: USD", examples: ["USD"] }),
  "at most": z.int().min(1).max(999_999_999).optional().meta({
    description: "The largest amount that is taken, in whole units: 9999",
  }),
  cents: z.boolean().optional().meta({
    description:
      "true: the last keys of an amount are its cents; otherwise keys are whole units. Spoken amounts may have cents always",
  }),
  "which day": z.enum(["past", "future"]).optional().meta({
    description:
      "A day up to today (past, the usual) or from today on (future); it decides the year of a day without one",
  }),
  "with year": z.boolean().optional().meta({
    description:
      "true: callers press eight keys, with the year; otherwise four, day and month (in en-US month and day)",
  }),
  identifies: z.boolean().optional().meta({
    description:
      "Whether the answer says who the caller is: then it is not asked of callers whose account was found. Without it: true for digits and dates",
  }),
  recognised: outcome(
    "The step for callers who are not asked because their account was found; without it the same as `to`",
  ).optional(),
  "read back": z.boolean().default(true).meta({
    description:
      "false: only an answer of which the recogniser is not sure is read back. A yes or no never is",
  }),
  check: texts.optional().meta({
    description:
      "Reads the answer back and asks whether it is right: key 1 is yes, key 2 is no",
  }),
  attempts: z.int().min(1).max(3).default(2).meta({
    description: "How often it is asked in all, 1 to 3",
  }),
  timeout: duration.default(5).meta({
    description:
      "How long a silence counts as no answer, also between two keys: 5s",
  }),
  to: outcome("The step that comes next"),
  no: outcome(
    "The step that a no leads to; without it the same as `to`",
  ).optional(),
  otherwise: outcome(
    "The step for callers who do not answer, or ask for a person: a person, never an end",
  ),
});
export type AskBody = z.output<typeof body>;

/**
 * Asks one thing and keeps the answer for the rest of the call: digits, an amount, a day, or yes and no; by key and by voice. The
 * answer is read back, and corrected if it is wrong. What is known is not asked (C5): an answer that was given earlier in the call
 * is kept, and callers whose account was found are not asked who they are. In questions for digits, amounts and dates the keys of
 * `always` are `*` and the key, and the question says so.
 *
 *     { "ask": { "answer": "bill_number", "for": "digits", "length": 8, "say": { "en": "Key in the eight digits of your bill. For the director, star 0." }, "to": "thanks", "otherwise": "person" } }
 */
export const ask: StepKind<AskBody> = {
  kind: "ask",
  purpose:
    "Asks for digits, an amount, a day, or yes and no, and keeps the answer.",
  schema: body,
  exits: exitsOf,
  names: (step) => ({ [variableOf(step)]: givenBy(step) }),
  prompts: (step) => {
    const anyKey = step.for !== "yes/no";
    const said = (["say", "again", "unheard", "unclear"] as const).flatMap(
      (name) => {
        const written = step[name];
        return written === undefined
          ? []
          : [{ path: [name], texts: written, variables: everywhere, anyKey }];
      },
    );
    if (step.check === undefined) return said;
    const variables = {
      ...everywhere,
      [variableOf(step)]: answerType(formOf(step)),
    };
    return [...said, { path: ["check"], texts: step.check, variables }];
  },
  keys: () => [
    { key: "1", path: [] },
    { key: "2", path: [] },
  ],
  identifies,
  lower: (step, scope) => ({
    beginning: {
      always: [
        {
          guard: {
            type: "answer-known",
            answer: variableOf(step),
            value: false,
          },
          target: `#${step.no ?? step.to}`,
        },
        {
          guard: { type: "answer-known", answer: variableOf(step) },
          target: `#${step.to}`,
        },
        ...(identifies(step)
          ? [
              {
                guard: { type: "recognised" } as const,
                target: `#${step.recognised ?? step.to}`,
              },
            ]
          : []),
        { target: `#${scope.step}.asking` },
      ],
    },
    ...(step.for === "yes/no"
      ? askYesNo(step, scope)
      : takeAnswer({
          scope,
          answer: variableOf(step),
          form: formOf(step, scope),
          say: step.say,
          again: step.again ?? step.say,
          missed: { unheard: step.unheard, unclear: step.unclear },
          person: true,
          readBack: step["read back"],
          check: step.check,
          attempts: step.attempts,
          timeout: step.timeout,
          to: step.to,
          otherwise: step.otherwise,
        })),
  }),
};

function askYesNo(step: AskBody, scope: Scope) {
  const keep = (value: boolean, to: string) => ({
    target: `#${to}`,
    actions: [
      { type: "take-answer", answer: variableOf(step), value } as const,
    ],
  });
  return askKeys({
    name: "asking",
    scope,
    say: [{ type: "say", texts: step.say }],
    again: [{ type: "say", texts: step.again ?? step.say }],
    missed: { unheard: step.unheard, unclear: step.unclear },
    answers: [
      { key: "1", choice: "yes", next: keep(true, step.to) },
      { key: "2", choice: "no", next: keep(false, step.no ?? step.to) },
    ],
    heard: "yes-no",
    attempts: step.attempts,
    timeout: step.timeout,
    otherwise: { target: `#${step.otherwise}` },
  });
}

function exitsOf(step: AskBody): Exit[] {
  const { to, no, recognised, otherwise } = step;
  const gives: Gives = { [variableOf(step)]: givenBy(step) };
  const exit = (name: string, target: string) => ({
    name,
    to: target,
    path: [name],
  });
  // A caller who was recognised was not asked.
  const isAsked = !identifies(step) || recognised !== undefined;
  return [
    { ...exit("to", to), ...(isAsked && { gives }) },
    ...(no === undefined ? [] : [{ ...exit("no", no), gives }]),
    ...(recognised === undefined ? [] : [exit("recognised", recognised)]),
    exit("otherwise", otherwise),
  ];
}

function variableOf({ answer }: AskBody): string {
  return `answers.${answer}`;
}

function givenBy(step: AskBody): Given {
  if (step.for === "yes/no")
    return { type: "yes-no", limit: { seconds: 0.4, why: "yes or no" } };
  const form = formOf(step);
  return { type: answerType(form), limit: answerLimit(form) };
}

function identifies(step: AskBody): boolean {
  return step.identifies ?? (step.for === "digits" || step.for === "date");
}

/** The form of the answer; where the document leaves something out that it needs, any value (it is a diagnostic). */
function formOf(
  step: AskBody,
  scope: Pick<Scope, "timeZone" | "monthFirst"> = {
    timeZone: "UTC",
    monthFirst: [],
  },
): AnswerForm {
  const { length = 8 } = step;
  switch (step.for) {
    case "amount":
      return {
        type: "amount",
        currency: step.currency ?? "USD",
        most: step["at most"] ?? 9999,
        cents: step.cents ?? false,
      };
    case "date":
      return {
        type: "date",
        range: step["which day"] ?? "past",
        year: step["with year"] ?? false,
        timeZone: scope.timeZone,
        monthFirst: scope.monthFirst,
      };
    case "digits":
    case "yes/no":
      return typeof length === "number"
        ? { type: "digits", from: length, to: length }
        : { type: "digits", ...length };
  }
}
