/**
 * A caller is asked for a recorded yes (C18): *leave* asks whether the answer may be recorded (C6), *starting* waits until it is, *asking* puts
 * the question. Each is asked twice at most; a key or a word answers it. Whatever ends it, the recording or the decision is told once.
 */
import { compileHeard, yesNo } from "../../flows/speech/index.js";
import type { NoYes, Said } from "../recording/events.js";
import {
  asking,
  does,
  goOn,
  said,
  tell,
  type Args,
  type Take,
} from "./steps.js";
import type { Aside, AsideEvent } from "./events.js";
import { asideWords } from "./words.js";

/** Seconds of silence after a question. */
const keySeconds = 6;
/** Seconds of silence while the recording begins. */
const momentSeconds = 2;

/** The answer, as far as it is one. */
function answerOf(
  { taken }: Aside,
  event: AsideEvent,
): Said["answer"] | undefined {
  if (event.type === "digits")
    return event.digits === "1"
      ? "yes"
      : event.digits === "2"
        ? "no"
        : undefined;
  if (event.type !== "speech" || !taken) return undefined;
  const { language } = taken.speech;
  const found = compileHeard(
    yesNo(language, { yes: "1", no: "2" }),
    language,
  )(event.text);
  const id = "id" in found ? found.id : undefined;
  return id === "yes" || id === "no" ? id : undefined;
}

const answers =
  (answer: Said["answer"]) =>
  ({ context, event }: Args): boolean =>
    answerOf(context, event) === answer;
const isAgain = ({ context }: Args): boolean => context.again === true;

export const ask = (word: "leave" | "question"): Take =>
  asking((context) => [
    ...said(context, word),
    {
      type: "gather",
      digits: 1,
      timeout: keySeconds,
      ...(context.taken && {
        speech: {
          language: context.taken.speech.speaks,
          hints: yesNo(context.taken.speech.language)
            .flatMap(({ phrases }) => phrases)
            .slice(0, 20),
        },
      }),
    },
  ]);
const again: Take = (context) => ({
  context: { ...context, again: true },
  effects: [],
});
const anew: Take = (context) => ({
  context: { ...context, again: undefined },
  effects: [],
});
const moment: Take = asking((context) => [
  ...said(context, "moment"),
  { type: "gather", digits: 1, timeout: momentSeconds },
]);
const record: Take = asking(({ taken }) =>
  taken?.asked
    ? [
        {
          type: "tell",
          to: { kind: "recording", id: taken.asked.decision },
          event: {
            type: "wanted",
            leg: taken.leg,
            by: { kind: "aside", id: taken.by.id },
            for: taken.asked.for,
            decision: taken.asked.decision,
          },
        },
      ]
    : [],
);
/** Before anything is recorded. */
const refuse = (why: NoYes): Take =>
  asking(({ taken }) =>
    taken?.asked
      ? [
          {
            type: "tell",
            to: taken.asked.for,
            event: {
              type: "not-consented",
              decision: taken.asked.decision,
              why,
            },
          },
        ]
      : [],
  );
const hand: Take = (context, event) => {
  const { taken } = context;
  const answer = answerOf(context, event);
  if (!taken?.asked) return { context, effects: [] };
  const by =
    event.type === "speech"
      ? { words: event.text }
      : { key: event.type === "digits" ? event.digits : "" };
  const heard: Said | undefined = answer && {
    answer,
    by,
    question: asideWords[taken.speech.language].question(taken.asked.terms),
  };
  return {
    context,
    effects: [
      {
        type: "tell",
        to: { kind: "recording", id: taken.asked.decision },
        event: { type: "heard", ...(heard && { said: heard }) },
      },
    ],
  };
};
const thank: Take = asking((context) => said(context, "thanks"));

const back = (result: "yes" | NoYes, ...takes: readonly Take[]) => ({
  target: "idle",
  actions: does(...takes, tell("caller-back", { result }), goOn),
});
/** Not understood, or nothing: once more, and then it is no yes. */
const unanswered = (word: "leave" | "question", last: Take) => [
  { guard: isAgain, ...back("no-answer", last) },
  { actions: does(again, ask(word)) },
];
const either = <Way>(ways: readonly Way[]) => ({
  digits: ways,
  speech: ways,
});

export const consent = {
  leave: {
    on: {
      ...either([
        {
          guard: answers("yes"),
          target: "starting",
          actions: does(anew, record, moment),
        },
        {
          guard: answers("no"),
          ...back("no-leave", refuse("no-leave"), thank),
        },
        ...unanswered("leave", refuse("no-answer")),
      ]),
      silence: unanswered("leave", refuse("no-answer")),
      back: { target: "idle", actions: does(refuse("no-answer"), goOn) },
    },
    after: { apart: back("no-answer", refuse("no-answer")) },
  },
  starting: {
    on: {
      "recording-started": {
        target: "asking",
        actions: does(ask("question")),
      },
      "recording-refused": back("not-recorded"),
      silence: { actions: does(moment) },
      digits: { actions: does(moment) },
      back: { target: "idle", actions: does(hand, goOn) },
    },
    after: { apart: back("no-answer", hand) },
  },
  asking: {
    on: {
      ...either([
        { guard: answers("yes"), ...back("yes", hand, thank) },
        { guard: answers("no"), ...back("said-no", hand, thank) },
        ...unanswered("question", hand),
      ]),
      silence: unanswered("question", hand),
      back: { target: "idle", actions: does(hand, goOn) },
    },
    after: { apart: back("no-answer", hand) },
  },
};
