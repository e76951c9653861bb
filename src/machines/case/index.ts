/**
 * A case: somebody promised a caller to ring, by name and by a time (C23, C24). It is nobody's secret, and not forgotten before it is closed:
 *
 *     open ── acknowledged ──► reminded ── due ──► overdue ── half an hour ──► open, one higher up …
 *       └──────── closed (outcome, reason, area) ──► the caller is asked once ── "no" ──► open, same owner
 *                                                   (telling.ts: by message, else by telephone)
 *                   └── its time is over ──► gone (gone.ts)
 *
 * Until it is closed a timer stands in every state: before the time its owner is reminded, at the time told, then it goes to the deputy and
 * on up; at the top it is told again each day. It promises that nothing closes unsaid; who may do what with it, the server says.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import {
  acknowledge,
  approve,
  callAt,
  connect,
  tie,
  note,
  remind,
  takeMessage,
} from "./acts.js";
import { close, mark, takeAnswer } from "./closing.js";
import {
  emptyCase,
  type Answered,
  type Case,
  type ClosedBy,
  type NotDelivered,
  type ToldEvent,
} from "./file.js";
import { createHands, type Hands } from "./hands.js";
import { isTimeOver, letGo, type TimeOver } from "./gone.js";
import {
  beUntold,
  isLastTry,
  isOfThis,
  notTold,
  ringCaller,
  ringingMs,
  ringsAt,
  told,
  type TellingRules,
} from "./telling.js";
import { isOfOpenCase, notDelivered } from "./unreached.js";
import { againMs, goesUpAt, remindsAt } from "./times.js";
import { reduce } from "../reduce.js";

interface Args {
  readonly context: Case;
  readonly event: { readonly at: number };
}

/** The case under today's directory. */
export function createCaseMachine(rules: TellingRules): AnyStateMachine {
  const { people } = rules;
  const hands = createHands(people);
  const opened = {
    target: "#case.open",
    reenter: true,
    actions: reduce(hands.open),
  };
  const unreached = {
    guard: "of-open-case",
    actions: reduce(notDelivered(hands.nextUp)),
  };
  const messageLeft = { actions: reduce(takeMessage) };
  const acknowledged = { guard: "link-works", actions: reduce(acknowledge) };
  return createMachine(
    {
      id: "case",
      context: emptyCase,
      initial: "new",
      states: {
        new: { on: { opened } },
        open: {
          initial: "waiting",
          on: {
            // Promised again on the same call, by somebody higher up: the case is theirs now.
            opened,
            acknowledged,
            "message-left": messageLeft,
            "call-at": { actions: reduce(callAt) },
            "message-refused": unreached,
            "message-undelivered": unreached,
            "mail-refused": unreached,
            linked: { actions: reduce(tie) },
            noted: { guard: "link-works", actions: reduce(note) },
            contacted: { guard: "link-works", actions: reduce(hands.contact) },
            approved: { guard: "link-works", actions: reduce(approve) },
            "connect-wanted": {
              guard: "may-connect",
              actions: reduce(connect),
            },
            "handed-over": {
              guard: "link-works",
              target: "#case.open",
              reenter: true,
              actions: reduce(hands.handOver),
            },
            "closed-by": {
              guard: "says-everything",
              target: "#case.closed",
              actions: reduce(close(people)),
            },
          },
          states: {
            waiting: {
              on: { acknowledged: { ...acknowledged, target: "acknowledged" } },
              after: beforeDue(hands),
            },
            acknowledged: { after: beforeDue(hands) },
            reminded: {
              after: {
                due: { target: "overdue", actions: reduce(hands.fallDue) },
              },
            },
            overdue: {
              after: {
                up: [
                  {
                    guard: "somebody-above",
                    target: "#case.open",
                    reenter: true,
                    actions: reduce(hands.goUp),
                  },
                  { target: "left-at-the-top" },
                ],
              },
            },
            "left-at-the-top": {
              after: {
                again: {
                  target: "left-at-the-top",
                  reenter: true,
                  actions: reduce(hands.fallDue),
                },
              },
            },
          },
        },
        closed: {
          initial: "asking",
          on: {
            opened,
            "message-left": messageLeft,
            marked: { actions: reduce(mark(people)) },
            "time-over": {
              guard: "time-over",
              target: "#case.gone",
              actions: reduce(letGo),
            },
          },
          states: {
            asking: asking(rules, hands),
            settled: {},
          },
        },
        gone: { type: "final" },
      },
    } as never,
    { guards: guardsOf(hands), delays } as never,
  ) as AnyStateMachine;
}

/** Until the caller knows, and has said whether it is solved. */
function asking(rules: TellingRules, hands: Hands) {
  const untold = {
    guard: "of-this-closing",
    target: "pausing",
    actions: reduce(beUntold),
  };
  return {
    initial: "by-message",
    on: {
      answered: [
        {
          guard: "not-solved",
          target: "#case.open",
          actions: reduce(hands.reopen),
        },
        {
          guard: "solved",
          target: "settled",
          actions: reduce(takeAnswer),
        },
      ],
      told: {
        guard: "of-this-closing",
        target: "#case.closed.asking.left",
        actions: reduce(told),
      },
    },
    states: {
      "by-message": {
        on: { "message-refused": untold, "message-undelivered": untold },
      },
      pausing: {
        after: {
          ring: { target: "ringing", actions: reduce(ringCaller(rules)) },
        },
      },
      ringing: {
        on: {
          "not-reached": [
            {
              guard: "never-reached",
              target: "left",
              actions: reduce(notTold),
            },
            {
              guard: "of-this-closing",
              target: "pausing",
              actions: reduce(notTold),
            },
          ],
        },
        after: {
          [ringingMs]: [
            { guard: "last-try", target: "left", actions: reduce(notTold) },
            { target: "pausing", actions: reduce(notTold) },
          ],
        },
      },
      left: {},
    },
  };
}

/** Reminded before the time; a server that was away until after it does not remind of what is past. */
function beforeDue(hands: Hands) {
  return {
    remind: [
      {
        guard: "already-due",
        target: "overdue",
        actions: reduce(hands.fallDue),
      },
      { target: "reminded", actions: reduce(remind) },
    ],
  };
}

function guardsOf(hands: Hands) {
  const linkWorks = (file: Case, link: number | undefined) =>
    link === undefined || link === file.link;
  return {
    "may-connect": ({ context, event }: Args & { event: { link?: number } }) =>
      context.opened?.unapproved === undefined &&
      (event.link === undefined || event.link === context.link),
    "link-works": ({ context, event }: Args & { event: { link?: number } }) =>
      linkWorks(context, event.link),
    "says-everything": ({ context, event }: Args & { event: ClosedBy }) =>
      linkWorks(context, event.link) &&
      [event.outcome, event.words, event.reason, event.area].every(
        (one) => one.trim() !== "",
      ),
    "already-due": ({ context, event }: Args) => event.at >= context.due,
    "somebody-above": ({ context }: Args) =>
      hands.nextUp(context) !== undefined,
    "not-solved": ({ context, event }: AnswerArgs) =>
      isOfThis(context, event) && !event.solved,
    solved: ({ context, event }: AnswerArgs) =>
      isOfThis(context, event) && event.solved,
    "of-this-closing": ({ context, event }: ToldArgs) =>
      isOfThis(context, event),
    "time-over": ({ context, event }: Args & { event: TimeOver }) =>
      isTimeOver(context, event),
    "of-open-case": ({ context, event }: Args & { event: NotDelivered }) =>
      isOfOpenCase(context, event),
    "last-try": ({ context }: Args) => isLastTry(context),
    "never-reached": ({ context, event }: ToldArgs) =>
      isOfThis(context, event) &&
      (isLastTry(context) || ("why" in event && event.why === "not-allowed")),
  };
}

type AnswerArgs = Args & { readonly event: Answered };
type ToldArgs = Args & { readonly event: ToldEvent };

const until = (time: (file: Case, at: number) => number) => {
  return ({ context, event }: Args) =>
    Math.max(0, Math.round(time(context, event.at) - event.at));
};
const delays = {
  remind: until(remindsAt),
  due: until(({ due }) => due),
  up: until((_file, at) => goesUpAt(at)),
  again: againMs,
  ring: until(ringsAt),
};
