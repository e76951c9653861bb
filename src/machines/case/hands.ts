/**
 * In whose hands a case is: given to somebody by name with a time of their own, up to whoever is above when that time is over, to another
 * by hand, and back to the same when the caller says that it is not solved (C24).
 */
import type { People, Person } from "../../flows/events.js";
import { findPerson, ladderAbove } from "../company/ladder.js";
import {
  recordKept,
  recordLate,
  recordPromised,
} from "../director-promises.js";
import type { MachineEffect } from "../effects.js";
import type { Step } from "../reduce.js";
import {
  asOpen,
  changed,
  pressed,
  tellOpenCases,
  withEntry,
  type Timed,
} from "./changes.js";
import { tellClosedCases } from "./closed-cases.js";
import { takeAnswer } from "./closing.js";
import {
  emptyCase,
  type Answered,
  type Case,
  type CaseOpened,
  type Contacted,
  type HandedOver,
} from "./file.js";
import { languageOf, toCaller, toOwner, toPerson } from "./messages.js";
import { dueAfter, goesUpAt } from "./times.js";
import { goingUp } from "./words.js";

/** `people` are those of today. */
export function createHands(people: People) {
  /** Who owns it now, with the phones and the address of today. */
  const current = (owner: Person): Person =>
    findPerson(people, owner.name) ?? owner;

  const nextUp = ({ owner, had }: Case): Person | undefined =>
    owner &&
    ladderAbove(people, owner.name).find(({ name }) => !had.includes(name));

  /** The case in another's hands, with time of their own. */
  const give = (file: Case, owner: Person, at: number): Case => ({
    ...file,
    owner: current(owner),
    had: [...file.had, owner.name],
    due: dueAfter(people, current(owner).hours, at, file.span),
    acknowledged: false,
    unreached: [],
    link: file.link + 1,
  });

  return {
    nextUp,

    open: (file: Case, event: CaseOpened): Step<Case> => {
      const { at, owner, due, span = Math.max(0, due - at) } = event;
      const before = file.opened;
      const context = withEntry(
        {
          ...(before ? asOpen(file) : emptyCase),
          opened: { ...event, at: before?.at ?? at },
          owner: current(owner),
          had: [owner.name],
          due,
          firstDue: before ? file.firstDue : due,
          span,
          acknowledged: false,
          link: file.link + 1,
          linked:
            before || event.call === undefined
              ? file.linked
              : [{ what: "call", id: event.call }],
        },
        event,
        "caller",
        before ? "promised-again" : "opened",
        event.words ?? owner.name,
      );
      return {
        context,
        effects: [
          ...tellOpenCases(context),
          ...(before ? [] : recordPromised(people, context)),
          ...tellPromised(context, event),
          ...toOwner(context, "for-owner"),
          ...(event.unapproved
            ? toPerson(context, nextUp(context), "to-approve")
            : []),
        ],
      };
    },

    /** Its owner spoke with the caller: the promise is kept. */
    contact: (before: Case, event: Contacted): Step<Case> => {
      const { at, by } = event;
      const { keptAt = at } = before;
      const file = { ...pressed(before, event), acknowledged: true, keptAt };
      const { context, effects } = changed(
        withEntry(file, event, by, "contacted"),
      );
      return {
        context,
        effects: [...effects, ...recordKept(people, before, at)],
      };
    },

    /** The time has come: its owner is told, and to whom it goes next. */
    fallDue: (file: Case, event: Timed): Step<Case> => {
      const context = withEntry(file, event, "line", "overdue");
      const next = nextUp(file);
      const zone = file.opened?.timeZone ?? "UTC";
      const language = languageOf(file, file.owner);
      const extra = next
        ? goingUp(goesUpAt(event.at), next.name, zone, language)
        : "";
      return {
        context,
        effects: [
          ...recordLate(people, file, event.at),
          ...toOwner(context, "late", extra),
        ],
      };
    },

    goUp: (file: Case, event: Timed): Step<Case> => {
      const next = nextUp(file);
      if (!next) return { context: file, effects: [] };
      const before = file.owner?.name ?? "";
      const given = give(file, next, event.at);
      const context = withEntry(given, event, "line", "went-up", next.name);
      return {
        context,
        effects: [
          ...tellOpenCases(context),
          // Who was rung in time is not told that nobody rang.
          ...(file.keptAt === undefined
            ? toCaller(context, "late-promise", before)
            : []),
          ...toOwner(context, "came-up", before),
        ],
      };
    },

    handOver: (file: Case, event: HandedOver): Step<Case> => {
      const { by, to, words } = event;
      const said = words === undefined ? to.name : `${to.name}: ${words}`;
      const given = give({ ...file, had: [] }, to, event.at);
      const context = withEntry(given, event, by, "handed-over", said);
      return {
        context,
        effects: [
          ...tellOpenCases(context),
          ...toCaller(context, "promised"),
          ...toOwner(context, "handed-over", by),
        ],
      };
    },

    /** The caller says that it is not solved: the same owner has it again. */
    reopen: (file: Case, event: Answered): Step<Case> => {
      const { context: told } = takeAnswer(file, event);
      const { owner } = file;
      if (!owner) return { context: file, effects: [] };
      const given = give({ ...asOpen(told), had: [] }, owner, event.at);
      const context = withEntry(given, event, "line", "reopened");
      return {
        context,
        effects: [
          ...tellOpenCases(context),
          ...tellClosedCases(file, true),
          ...toCaller(context, "reopened"),
          ...toOwner(context, "not-solved"),
        ],
      };
    },
  };
}

export type Hands = ReturnType<typeof createHands>;

/** Nothing can be written to whom a limit of messages is about. */
function tellPromised(file: Case, { limit }: CaseOpened): MachineEffect[] {
  return limit?.startsWith("message-")
    ? []
    : toCaller(file, limit ? "limited" : "promised");
}
