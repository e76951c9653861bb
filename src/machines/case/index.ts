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
  emptyCase,
  type Answered,
  type Case,
  type ClosedBy,
  type NotDelivered,
  type ToldEvent,
} from "./file.js";
import { isTimeOver, letGo, type TimeOver } from "./gone.js";
import { createCaseSteps } from "./steps.js";
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
import { isOfOpenCase } from "./unreached.js";
import { againMs, goesUpAt, remindsAt } from "./times.js";
import { reduce } from "../reduce.js";

interface Args {
  readonly context: Case;
  readonly event: { readonly at: number };
}

/** The case under today's directory. */
export function createCaseMachine(rules: TellingRules): AnyStateMachine {
  const steps = createCaseSteps(rules.people);
  const opened = {
    target: "#case.open",
    reenter: true,
    actions: reduce(steps.open),
  };
  const notDelivered = {
    guard: "of-open-case",
    actions: reduce(steps.notDelivered),
  };
  const messageLeft = { actions: reduce(steps.takeMessage) };
  const callAt = { actions: reduce(steps.callAt) };
  const acknowledged = {
    guard: "link-works",
    actions: reduce(steps.acknowledge),
  };
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
            "call-at": callAt,
            "message-refused": notDelivered,
            "message-undelivered": notDelivered,
            "mail-refused": notDelivered,
            linked: { actions: reduce(steps.link) },
            noted: { guard: "link-works", actions: reduce(steps.note) },
            contacted: { guard: "link-works", actions: reduce(steps.contact) },
            approved: { guard: "link-works", actions: reduce(steps.approve) },
            "connect-wanted": {
              guard: "may-connect",
              actions: reduce(steps.connect),
            },
            "handed-over": {
              guard: "link-works",
              target: "#case.open",
              reenter: true,
              actions: reduce(steps.handOver),
            },
            "closed-by": {
              guard: "says-everything",
              target: "#case.closed",
              actions: reduce(steps.close),
            },
          },
          states: {
            waiting: {
              on: { acknowledged: { ...acknowledged, target: "acknowledged" } },
              after: beforeDue(steps),
            },
            acknowledged: { after: beforeDue(steps) },
            reminded: {
              after: {
                due: { target: "overdue", actions: reduce(steps.fallDue) },
              },
            },
            overdue: {
              after: {
                up: [
                  {
                    guard: "somebody-above",
                    target: "#case.open",
                    reenter: true,
                    actions: reduce(steps.goUp),
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
                  actions: reduce(steps.fallDue),
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
            marked: { actions: reduce(steps.mark) },
            "time-over": {
              guard: "time-over",
              target: "#case.gone",
              actions: reduce(letGo),
            },
          },
          states: {
            asking: asking(rules, steps),
            settled: {},
          },
        },
        gone: { type: "final" },
      },
    } as never,
    { guards: guardsOf(steps), delays } as never,
  ) as AnyStateMachine;
}

/** Until the caller knows, and has said whether it is solved. */
function asking(
  rules: TellingRules,
  steps: ReturnType<typeof createCaseSteps>,
) {
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
          actions: reduce(steps.reopen),
        },
        {
          guard: "solved",
          target: "settled",
          actions: reduce(steps.takeAnswer),
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
function beforeDue(steps: ReturnType<typeof createCaseSteps>) {
  return {
    remind: [
      {
        guard: "already-due",
        target: "overdue",
        actions: reduce(steps.fallDue),
      },
      { target: "reminded", actions: reduce(steps.remind) },
    ],
  };
}

function guardsOf(steps: ReturnType<typeof createCaseSteps>) {
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
      steps.nextUp(context) !== undefined,
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
