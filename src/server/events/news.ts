import type { CallContext } from "../../flows/call-context.js";
import { whereIs } from "../../machines/advance.js";
import type { Aside } from "../../machines/aside/events.js";
import type { Case } from "../../machines/case/file.js";
import type { Connection } from "../../machines/connection/context.js";
import type { DecisionBook } from "../../machines/decisions/book.js";
import type { Queue } from "../../machines/queue/context.js";
import type { MachineKey } from "../../store/contract.js";
import { viewPresence } from "../api/people-api.js";
import { viewWaiting } from "../api/queue-api.js";
import type { MachineState } from "../turn.js";

/** What a turn changed, for whoever watches the line. Callers are named by their calls, never by their numbers. */
export interface News {
  readonly type:
    | "call"
    | "queue"
    | "presence"
    | "connection"
    | "consent"
    | "decision"
    | "case";
  readonly data: object;
}

/** Of those who wait so many are told of at each change, the most senior. */
const mostWaiting = 50;

/** What there is to tell of one committed turn; nothing for kinds that nobody watches. */
export function newsOf(
  { kind, id }: MachineKey,
  before: MachineState | undefined,
  next: MachineState,
): readonly News[] {
  const tell = newsOfKind[kind];
  return tell ? tell(id, next, contextOf(before), contextOf(next), before) : [];
}

type Tell = (
  id: string,
  next: MachineState,
  was: unknown,
  is: unknown,
  before: MachineState | undefined,
) => readonly News[];

const newsOfKind: Readonly<Record<string, Tell>> = {
  call: (call, next, _was, is, before) => {
    const { language, personAt } = is as CallContext;
    return moved(before, next, {
      type: "call",
      data: {
        call,
        language,
        talked: personAt !== undefined,
        ended: next.snapshot.status === "done",
      },
    });
  },
  connection: (call, next, was, is, before) => {
    const { person, tried, noted } = is as Connection;
    const { result } = tried.at(-1) ?? {};
    const isNoted = !same((was as Connection | undefined)?.noted, noted);
    return moved(isNoted ? undefined : before, next, {
      type: "connection",
      data: {
        call,
        ...(person && { person: person.id }),
        ...(result !== undefined && { lastOffer: result }),
        ...(noted && { reason: noted.reason, area: noted.area }),
      },
    });
  },
  aside: (call, next, _was, is, before) => {
    const { asked } = (is as Aside).taken ?? {};
    return asked
      ? moved(before, next, {
          type: "consent",
          data: { call, decision: asked.decision },
        })
      : [];
  },
  queue: (_id, _next, was, is) =>
    queueNews(was as Queue | undefined, is as Queue),
  decisions: (account, _next, was, is) =>
    Object.values((is as DecisionBook).decisions).flatMap((one) => {
      const old = (was as DecisionBook | undefined)?.decisions[one.id];
      const isNew =
        old?.status !== one.status || old.rangAgain !== one.rangAgain;
      const { id, status, by, remedy, money, why, call, rangAgain } = one;
      return isNew && !same(old, one)
        ? [
            {
              type: "decision",
              data: {
                id,
                account,
                status,
                by,
                kind: remedy.kind,
                money,
                why,
                call,
                rangAgain,
              },
            },
          ]
        : [];
    }),
  case: (id, next, _was, is, before) => {
    const { opened, owner } = is as Case;
    return moved(before, next, {
      type: "case",
      data: {
        id,
        reference: opened?.reference,
        owner: owner?.name,
        ...(opened && { due: new Date(opened.due).toISOString() }),
      },
    });
  },
};

function queueNews(was: Queue | undefined, is: Queue): News[] {
  const waiting = (queue: Queue | undefined) =>
    (queue?.waiting ?? []).slice(0, mostWaiting).map(viewWaiting);
  const before = new Map(was?.people.map((one) => [one.person.id, one]));
  const presences = is.people
    .map((one) => [before.get(one.person.id), one] as const)
    .filter(
      ([old, one]) =>
        old?.status !== one.status ||
        old.leaving !== one.leaving ||
        old.silent !== one.silent ||
        old.unanswered !== one.unanswered,
    )
    .map(([, one]): News => ({ type: "presence", data: viewPresence(one) }));
  return same(waiting(was), waiting(is))
    ? presences
    : [
        ...presences,
        {
          type: "queue",
          data: { count: is.waiting.length, waiting: waiting(is) },
        },
      ];
}

/** It is elsewhere than before the turn. */
function moved(
  before: MachineState | undefined,
  { snapshot }: MachineState,
  { type, data }: News,
): News[] {
  const where = whereIs(snapshot);
  return before && whereIs(before.snapshot) === where
    ? []
    : [{ type, data: { ...data, where } }];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function contextOf(state: MachineState | undefined): unknown {
  return (state?.snapshot as { context?: unknown } | undefined)?.context;
}
