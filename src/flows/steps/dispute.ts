import { z } from "zod";
import type { ChartState, ChartTransition, StepChart } from "../chart.js";
import { ask, sayAndListen } from "../listen.js";
import { ownWords } from "../own-words.js";
import {
  outcome,
  outcomesOf,
  type Scope,
  type StepKind,
} from "../step-kind.js";
import {
  everywhere,
  withCharge,
  withPromise,
  withTotal,
} from "../variables.js";
import { waitFor } from "../wait.js";

const words = ownWords({
  searching: {
    when: "Said while the bill is looked up",
    knows: everywhere,
    texts: {
      es: "Un momento, miro su factura.",
      en: "Let me see your bill.",
      pt: "Um momento, estou vendo a sua conta.",
    },
  },
  waiting: {
    when: "Said again while the caller waits",
    knows: everywhere,
    texts: {
      es: "Sigo con usted.",
      en: "I am still with you.",
      pt: "Continuo aqui.",
    },
  },
  question: {
    when: "Asks whether it is this charge: key 1 is yes, key 2 is no",
    knows: withCharge,
    texts: {
      es: "¿Es {{ charge.label }} del {{ charge.date }}, por {{ charge.amount }}? Sí, marque 1; no, 2.",
      en: "Is it {{ charge.label }} of {{ charge.date }}, for {{ charge.amount }}? Yes, press 1; no, 2.",
      pt: "É {{ charge.label }} de {{ charge.date }}, no valor de {{ charge.amount }}? Sim, tecle 1; não, 2.",
    },
  },
  again: {
    when: "The question again, shorter",
    knows: withCharge,
    texts: {
      es: "{{ charge.amount }}: sí, 1; no, 2.",
      en: "{{ charge.amount }}: yes, 1; no, 2.",
      pt: "{{ charge.amount }}: sim, 1; não, 2.",
    },
  },
  another: {
    when: "Asks whether it is the next charge, when it was not the one before",
    knows: withCharge,
    texts: {
      es: "¿O {{ charge.label }} del {{ charge.date }}, por {{ charge.amount }}? Sí, 1; no, 2.",
      en: "Or {{ charge.label }} of {{ charge.date }}, for {{ charge.amount }}? Yes, 1; no, 2.",
      pt: "Ou {{ charge.label }} de {{ charge.date }}, no valor de {{ charge.amount }}? Sim, 1; não, 2.",
    },
  },
  settling: {
    when: "Said while the charge is being taken away",
    knows: withCharge,
    texts: {
      es: "Entendido, un momento.",
      en: "One moment.",
      pt: "Entendido, um momento.",
    },
  },
  thanks: {
    when: "Said when the charge is gone; with it the matter is settled",
    knows: withCharge,
    texts: {
      es: "Gracias por avisarnos. Ya quitamos ese cargo.",
      en: "Thank you for pointing it out. That charge is gone.",
      pt: "Obrigado por avisar. Já retiramos essa cobrança.",
    },
  },
  bill: {
    when: "Said after it: what the bill is now",
    knows: withTotal,
    texts: {
      es: "Su factura queda en {{ total }}; se la enviamos corregida por mensaje.",
      en: "Your bill is now {{ total }}; the corrected invoice comes by message.",
      pt: "A sua conta fica em {{ total }}; enviamos a fatura corrigida por mensagem.",
    },
  },
  "bill-by-hand": {
    when: "The same, when a limit keeps the line from sending messages: who calls about the corrected invoice, and by when",
    knows: { ...withTotal, ...withPromise },
    texts: {
      es: "Su factura queda en {{ total }}. Esta vez no puedo enviársela corregida por mensaje: {{ owner.name }} le llama {{ due }}, a más tardar, para hacérsela llegar. Su número de caso es {{ reference }}.",
      en: "Your bill is now {{ total }}. This time I cannot send the corrected invoice by message: {{ owner.name }} calls you {{ due }} at the latest to get it to you. Your case number is {{ reference }}.",
      pt: "A sua conta fica em {{ total }}. Desta vez não consigo enviar a fatura corrigida por mensagem: {{ owner.name }} liga para você {{ due }}, no máximo, para fazê-la chegar. O número do seu caso é {{ reference }}.",
    },
  },
});
type Said = ReturnType<typeof words.said>;

const outcomes = [
  "conceded",
  "not-found",
  "over-limit",
  "repeat",
  "unavailable",
] as const;

const body = z.strictObject({
  policy: z.string().max(60).meta({
    description: "The rule that decides which charges are given back",
  }),
  say: words.block,
  outcomes: outcomesOf({
    conceded: outcome("The charge is gone"),
    "not-found": outcome(
      "The caller is not recognised, or means none of the charges",
    ),
    "over-limit": outcome("The charge is larger than the policy allows"),
    repeat: outcome("This caller disputed charges before, past the limit"),
    unavailable: outcome("The bill could not be looked up"),
  }),
});
type Body = z.output<typeof body>;

/** How many charges are offered before a person takes over: one menu's worth (C1). */
const offered = 3;
/** By when a person brings the corrected invoice to whom the line cannot write. */
const invoiceMs = 24 * 3600 * 1000;
/** How many sentences a look-up or a credit is waited for before a person takes over; a silence is two seconds. */
const patience = { looking: 2, settling: 2 };

/**
 * Settles a small disputed charge (C10): recognises the caller by number, names the likely charge, and concedes it at or under the
 * policy's threshold, without proof or argument. Everything else goes to a person who knows what was said so far (C13).
 *
 *     { "dispute": { "policy": "small-disputes", "outcomes": { "conceded": "goodbye", "not-found": "person", "over-limit": "person", "repeat": "person", "unavailable": "person" } } }
 */
export const dispute: StepKind<Body> = {
  kind: "dispute",
  purpose: "Concedes a small disputed charge at once.",
  schema: body,
  exits: (step) =>
    outcomes.map((name) => ({
      name,
      to: step.outcomes[name],
      path: ["outcomes", name],
    })),
  prompts: ({ say }) => words.prompts(say),
  keys: () => [
    { key: "1", path: [] },
    { key: "2", path: [] },
  ],
  lower: (step, scope) => {
    const said = words.said(step.say);
    const out = (name: (typeof outcomes)[number]): ChartTransition => ({
      target: `#${step.outcomes[name]}`,
    });
    return {
      recognising: {
        always: [
          {
            guard: { type: "identified" },
            target: `#${scope.step}.looking`,
            actions: [{ type: "find-charges", policy: step.policy }],
          },
          out("not-found"),
        ],
      },
      ...waitFor({
        name: "looking",
        scope,
        most: patience.looking,
        first: said.searching,
        waiting: said.waiting,
        arrived: {
          "charges-found": [{ actions: [{ type: "remember-charges" }] }],
          "charges-unavailable": [{ actions: [{ type: "remember-charges" }] }],
        },
        next: [
          {
            guard: { type: "charge-at", index: 0 },
            target: `#${scope.step}.offer-1`,
          },
          { guard: { type: "charges-known" }, ...out("not-found") },
          { guard: { type: "charges-failed" }, ...out("unavailable") },
        ],
        late: out("unavailable"),
      }),
      ...offers(scope, said, out("not-found")),
      claiming: {
        always: [
          {
            target: `#${scope.step}.settling`,
            actions: [{ type: "claim-charge", policy: step.policy }],
          },
        ],
      },
      ...waitFor({
        name: "settling",
        scope,
        most: patience.settling,
        first: said.settling,
        waiting: said.waiting,
        arrived: {
          "claim-answered": [{ actions: [{ type: "remember-claim" }] }],
        },
        next: [
          {
            guard: { type: "claim-is", outcome: "conceded" },
            target: `#${scope.step}.conceded`,
          },
          {
            guard: { type: "claim-is", outcome: "over-limit" },
            ...out("over-limit"),
          },
          {
            guard: { type: "claim-is", outcome: "unavailable" },
            ...out("unavailable"),
          },
          { guard: { type: "claim-known" }, ...out("repeat") },
        ],
        late: out("unavailable"),
      }),
      conceded: {
        entry: [{ type: "say", texts: said.thanks }],
        always: [
          {
            guard: {
              type: "limited",
              what: "message",
              step: scope.step,
              place: 0,
            },
            actions: [
              { type: "choose-owner", owner: "agent", withinMs: invoiceMs },
              { type: "open-case", byLimit: "message" },
            ],
            target: `#${scope.step}.bill-by-hand`,
          },
          {
            actions: [{ type: "say", texts: said.bill }],
            ...out("conceded"),
          },
        ],
      },
      "bill-by-hand": sayAndListen(
        scope,
        "bill-by-hand",
        [{ type: "say", texts: said["bill-by-hand"] }],
        3,
        [out("conceded")],
      ),
    };
  },
};

function offers(scope: Scope, said: Said, none: ChartTransition): StepChart {
  const states: Record<string, ChartState> = {};
  for (let place = 1; place <= offered; place += 1) {
    const next = `#${scope.step}.offer-${place + 1}`;
    states[`offer-${place}`] = {
      always: [
        {
          guard: { type: "charge-at", index: place - 1 },
          actions: [{ type: "point-at-charge", index: place - 1 }],
          target: `#${scope.step}.asking-${place}`,
        },
        none,
      ],
    };
    Object.assign(
      states,
      ask({
        name: `asking-${place}`,
        scope,
        say: [
          { type: "say", texts: place === 1 ? said.question : said.another },
        ],
        again: [{ type: "say", texts: said.again }],
        answers: [
          {
            key: "1",
            choice: "yes",
            next: { target: `#${scope.step}.claiming` },
          },
          {
            key: "2",
            choice: "no",
            next: place < offered ? { target: next } : none,
          },
        ],
        heard: "yes-no",
        // The first question taught how to answer; who misses a later one is taken to a person.
        attempts: place === 1 ? 2 : 1,
        timeout: 5,
        otherwise: none,
      }),
    );
  }
  return states;
}
