import { z } from "zod";
import type { ChartState } from "../chart.js";
import type { Gives } from "../given.js";
import { spokenLimits } from "../spoken-limits.js";
import { ownWords } from "../own-words.js";
import { outcome, outcomesOf, type Exit, type StepKind } from "../step-kind.js";
import { withOpening, withReason } from "../variables.js";

const words = ownWords({
  closed: {
    when: "Said when it is closed",
    knows: withOpening,
    texts: {
      es: "En este momento está cerrado. Abrimos {{ hours.opens }}.",
      en: "It is closed at the moment. We open {{ hours.opens }}.",
      pt: "No momento está fechado. Abrimos {{ hours.opens }}.",
    },
  },
  holiday: {
    when: "Said on a holiday",
    knows: withOpening,
    texts: {
      es: "Hoy es feriado y está cerrado. Abrimos {{ hours.opens }}.",
      en: "It is closed for the holiday. We open {{ hours.opens }}.",
      pt: "Hoje é feriado e está fechado. Abrimos {{ hours.opens }}.",
    },
  },
  emergency: {
    when: "Said while the emergency switch is on",
    knows: withReason,
    texts: {
      es: "{{ hours.reason }}",
      en: "{{ hours.reason }}",
      pt: "{{ hours.reason }}",
    },
  },
});

const body = z.strictObject({
  of: z
    .string()
    .max(60)
    .meta({
      description:
        "Whose hours: a name below `hours` in the people file, such as office",
      examples: ["office"],
    }),
  say: words.block,
  outcomes: outcomesOf({
    open: outcome("It is open; nothing is said"),
    closed: outcome("It is closed, and callers were told when it opens"),
    holiday: outcome("It is a holiday; without this, as closed").optional(),
    emergency: outcome(
      "The emergency switch is on, and callers were told why; without this, as closed",
    ).optional(),
  }),
});
type Body = z.output<typeof body>;

/** In the order in which they are asked. */
const states = ["emergency", "holiday", "closed"] as const;

/** What is known afterwards. How long an emergency lasts nobody may know. */
const gives: Readonly<Record<(typeof states)[number], Gives>> = {
  emergency: given("hours.reason", "text"),
  holiday: given("hours.opens", "moment"),
  closed: given("hours.opens", "moment"),
};

/**
 * Asks whether it is open now, by hours that the company keeps beside its people: the week, holidays, days that go otherwise, an
 * emergency switch. When it is closed, callers are told until when, and later sentences may say `{{ hours.opens }}` too; in an emergency
 * they are told why, and later sentences may say `{{ hours.reason }}`. A closed line still owes callers a person or a date (C9).
 *
 *     { "hours": { "of": "office", "outcomes": { "open": "person", "closed": "call-back" } } }
 */
export const hours: StepKind<Body> = {
  kind: "hours",
  purpose: "Asks whether it is open, and says until when it is not.",
  schema: body,
  exits: ({ outcomes }) => [
    { name: "open", to: outcomes.open, path: ["outcomes", "open"] },
    ...states.map((state): Exit => {
      const own = outcomes[state];
      return {
        name: state,
        to: own ?? outcomes.closed,
        path: ["outcomes", own === undefined ? "closed" : state],
        gives: gives[state],
      };
    }),
  ],
  prompts: ({ say }) => words.prompts(say),
  keys: () => [],
  lower: ({ of, say, outcomes }, { step }) => {
    const said = words.said(say);
    const told = (state: (typeof states)[number]): ChartState => ({
      entry: [{ type: "say", texts: said[state] }],
      always: [{ target: `#${outcomes[state] ?? outcomes.closed}` }],
    });
    return {
      asking: {
        always: [
          ...states.map((state, place) => ({
            guard: {
              type: "hours-are",
              step,
              place,
              hours: of,
              state,
            } as const,
            actions: [{ type: "remember-hours", hours: of } as const],
            target: `#${step}.${state}`,
          })),
          { target: `#${outcomes.open}` },
        ],
      },
      emergency: told("emergency"),
      holiday: told("holiday"),
      closed: told("closed"),
    };
  },
};

function given(name: string, type: "moment" | "text"): Gives {
  const limit = spokenLimits[name];
  if (!limit) throw new Error(`"${name}" has no greatest spoken length.`);
  return { [name]: { type, limit } };
}
