/**
 * The leg of a customer who is rung because somebody of the company is on the telephone and wants to talk with them, or to be told of a case.
 *
 *     new ── asked ──► checking ──► ringing ── answered ──► greeting ── key 1 ──► talking ──► over
 *                                                          └── or ──► telling ── 1, 2 ──► over
 *
 * *Checking*: whether the number may be rung at all. *Greeting*: whoever picks up hears who calls, and is connected with key 1 and by nothing
 * else, so a voicemail hears nothing private. Whoever asked is told once, `customer-joined` or `not-reached`, and `leg-ended` after a talk; when
 * they leave (`given-up`) the customer hears that it is over, wherever they are. *Telling*: nobody waits; the customer hears what came of their
 * case, and says whether it is solved: `answered`, or `told` when they heard it and said nothing.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { LegEffect } from "../../flows/effects.js";
import type { Limit } from "../case/file.js";
import type { MachineEffect } from "../effects.js";
import { reduce, type Step } from "../reduce.js";
import {
  noRingBack,
  type CustomerNotReached,
  type NotReached,
  type RingBack,
  type RingBackEvent,
} from "./events.js";
import { ringBackWords, type RingBackWord } from "./words.js";

/** Seconds; five rings (C4). */
const ringSeconds = 25;
/** Added to the ring time-out, ms: the carrier rings about 5 s longer, and its word has to come in. */
const ringMarginMs = 15_000;
/** The longest greeting and its key, said twice, ms. */
const greetingMs = 90_000;
/** The longest outcome and its question, said twice, ms. */
const tellingMs = 120_000;
/** A talk of which nothing is heard any more, ms: the longest that a carrier lets two talk. */
const talkMs = 4 * 3600_000;
/** Seconds of silence after what is said. */
const keySeconds = 6;

interface Args {
  readonly context: RingBack;
  readonly event: RingBackEvent;
}
type Effects = readonly (MachineEffect | LegEffect)[];

const isCurrent = ({ context, event }: Args): boolean =>
  "offer" in event && event.offer === context.offer;
const presses =
  (key: string) =>
  ({ event }: Args): boolean =>
    event.type === "digits" && event.digits === key;

const does = (
  take: (context: RingBack, event: RingBackEvent) => Step<RingBack>,
) => reduce<RingBack>(take);
const asks = (effects: (context: RingBack) => Effects) =>
  does((context) => ({ context, effects: effects(context) }));
/** Over: nobody is rung for nobody any more. */
const ends = (
  effects: (context: RingBack, event: RingBackEvent) => Effects,
) => ({
  target: "over",
  actions: does((context, event) => ({
    context: { ...context, person: undefined },
    effects: effects(context, event),
  })),
});
const notReached = (
  why: NotReached,
  more: (context: RingBack) => Effects = () => [],
) =>
  ends((context, event) => [
    ...more(context),
    ...tell(context, { type: "not-reached", why, ...limitOf(event) }),
  ]);
/** A carrier's own refusal is no limit of the line's. */
const limitOf = (event: RingBackEvent): Pick<CustomerNotReached, "limit"> => {
  if (event.type === "may-ring") return { limit: "of-kind" };
  if (event.type !== "leg-refused" || !event.beyond) return {};
  return { limit: event.beyond === "limit" ? "of-day" : "of-kind" };
};

const endLeg = ({ leg }: RingBack): Effects =>
  leg === undefined ? [] : [{ type: "end-leg", leg }];
const hangUp: LegEffect = { type: "hang-up" };
const key: LegEffect = { type: "gather", digits: 1, timeout: keySeconds };
const greet = (context: RingBack): Effects => [
  ...say(context, greetingOf(context)),
  key,
];
const greetingOf = ({ asked }: RingBack): RingBackWord =>
  asked?.tells
    ? "greeting-outcome"
    : asked?.cutOff
      ? "greeting-again"
      : "greeting";
const isTold = ({ context }: Args): boolean =>
  context.asked?.tells !== undefined;
/** What came of the case, in the words that were recorded, and the question. */
const tellOutcome = (context: RingBack): Effects => [
  ...sayText(context, context.asked?.tells?.words ?? ""),
  ...say(context, "ask-solved"),
  key,
];
const answers = (solved: boolean) =>
  ends((context) => [
    ...say(context, solved ? "solved" : "not-solved"),
    hangUp,
    ...tell(context, { type: "answered", solved }),
  ]);
const heard = (more: (context: RingBack) => Effects = () => []) =>
  ends((context) => [...more(context), ...tell(context, { type: "told" })]);
/** Below the state that asks; a target that begins with `#` is found from anywhere. */
const over = { target: "#ring-back.over" };
const answered = [
  { guard: presses("1"), ...answers(true), ...over },
  { guard: presses("2"), ...answers(false), ...over },
];
const askAgain = (context: RingBack): Effects => [
  ...say(context, "ask-solved"),
  key,
];
const overAfter = (word: RingBackWord) => ({
  ...heard((context) => [...say(context, word), hangUp]),
  ...over,
});

export const ringBackMachine: AnyStateMachine = createMachine({
  id: "ring-back",
  context: noRingBack,
  initial: "new",
  on: {
    // The carrier made a leg for somebody who does not wait any more.
    "leg-placed": {
      actions: does((context, event) => ({
        context,
        effects:
          event.type === "leg-placed"
            ? [{ type: "end-leg", leg: event.leg }]
            : [],
      })),
    },
  },
  states: {
    new: {
      on: {
        asked: [
          {
            guard: ({ event }: Args) =>
              event.type === "asked" && event.unapproved === true,
            target: "over",
            actions: does((context, event) =>
              event.type === "asked"
                ? {
                    context,
                    effects: tell(
                      { ...context, asked: event },
                      { type: "not-reached", why: "not-allowed" },
                    ),
                  }
                : { context, effects: [] },
            ),
          },
          {
            target: "checking",
            actions: does((context, event) =>
              event.type === "asked"
                ? {
                    context: { ...context, asked: event, person: event.person },
                    effects: [{ type: "ask-may-ring", number: event.number }],
                  }
                : { context, effects: [] },
            ),
          },
        ],
      },
    },
    checking: {
      on: {
        "given-up": ends(() => []),
        "may-ring": [
          {
            guard: ({ event }: Args) =>
              event.type === "may-ring" && event.allowed,
            target: "ringing",
            actions: does((context) => ({
              context: { ...context, offer: 1 },
              effects: context.asked
                ? [
                    {
                      type: "ring-leg",
                      offer: 1,
                      phone: context.asked.number,
                      from: context.asked.line,
                      timeout: ringSeconds,
                    },
                  ]
                : [],
            })),
          },
          notReached("not-allowed"),
        ],
      },
    },
    ringing: {
      on: {
        "leg-placed": { guard: isCurrent, actions: does(withLeg) },
        "leg-answered": {
          guard: isCurrent,
          target: "greeting",
          actions: does((context, event) => ({
            context: withLeg(context, event).context,
            effects: greet(context),
          })),
        },
        "leg-refused": { guard: isCurrent, ...notReached("not-allowed") },
        "leg-over": { guard: isCurrent, ...notReached("no-answer") },
        "given-up": ends(endLeg),
      },
      after: {
        [ringSeconds * 1000 + ringMarginMs]: notReached("no-answer", endLeg),
      },
    },
    greeting: {
      initial: "first",
      on: {
        "leg-placed": { guard: isCurrent },
        digits: [
          {
            guard: (args: Args) => presses("1")(args) && isTold(args),
            target: "telling",
            actions: asks(tellOutcome),
          },
          {
            guard: presses("1"),
            target: "talking",
            actions: asks((context) => [
              { type: "join", room: context.asked?.room ?? "" },
              ...tell(context, { type: "customer-joined" }),
            ]),
          },
          {
            guard: presses("2"),
            ...notReached("not-wanted", (context) => [
              ...say(context, context.asked?.tells ? "later" : "declined"),
              hangUp,
            ]),
          },
        ],
        "leg-over": { guard: isCurrent, ...notReached("no-answer") },
        "given-up": ends((context) => [...sayOver(context), hangUp]),
      },
      after: { [greetingMs]: notReached("no-answer", endLeg) },
      states: {
        first: { on: { silence: { target: "second", actions: asks(greet) } } },
        second: {
          on: {
            silence: {
              ...notReached("no-answer", () => [hangUp]),
              target: "#ring-back.over",
            },
          },
        },
      },
    },
    telling: {
      initial: "first",
      on: {
        "leg-placed": { guard: isCurrent },
        // They pressed 1 to hear it, and heard some of it.
        "leg-over": { guard: isCurrent, ...heard() },
      },
      after: { [tellingMs]: heard(endLeg) },
      states: {
        first: {
          on: {
            digits: [
              ...answered,
              { target: "second", actions: asks(askAgain) },
            ],
            silence: { target: "second", actions: asks(askAgain) },
          },
        },
        second: {
          on: {
            digits: [...answered, overAfter("goodbye")],
            silence: overAfter("goodbye"),
          },
        },
      },
    },
    talking: {
      on: {
        "leg-placed": { guard: isCurrent },
        "given-up": ends((context) => [...sayOver(context), hangUp]),
        // The carrier ended the room before we heard of it.
        silence: ends((context) => [
          ...sayOver(context),
          hangUp,
          ...tell(context, { type: "leg-ended" }),
        ]),
        "leg-over": {
          guard: isCurrent,
          ...ends((context) => tell(context, { type: "leg-ended" })),
        },
      },
      after: {
        [talkMs]: ends((context) => [
          ...endLeg(context),
          ...tell(context, { type: "leg-ended" }),
        ]),
      },
    },
    over: {},
  },
} as never) as AnyStateMachine;

function sayOver(context: RingBack): LegEffect[] {
  return say(context, context.asked?.cutOff ? "over-again" : "over");
}

function withLeg(context: RingBack, event: RingBackEvent): Step<RingBack> {
  return {
    context: "leg" in event ? { ...context, leg: event.leg } : context,
    effects: [],
  };
}

function tell(
  { asked }: RingBack,
  event: {
    readonly type: string;
    readonly why?: NotReached;
    readonly limit?: Limit;
    readonly solved?: boolean;
  },
): MachineEffect[] {
  if (!asked) return [];
  const { by, tells } = asked;
  const told = { ...event, ...(tells && { question: tells.question }) };
  return [{ type: "tell", to: by, event: told }];
}

function say(context: RingBack, word: RingBackWord): LegEffect[] {
  const { asked } = context;
  if (!asked) return [];
  const words = ringBackWords[asked.speech.language];
  return sayText(context, words[word](asked.person));
}

function sayText({ asked }: RingBack, text: string): LegEffect[] {
  if (!asked || text === "") return [];
  const { voice, speaks } = asked.speech;
  return [{ type: "say", text, voice, language: speaks }];
}
