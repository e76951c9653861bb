import type { People, Person } from "../../flows/events.js";
import {
  emptyCase,
  toRing,
  type Acknowledged,
  type Answered,
  type Approved,
  type CallAt,
  type Case,
  type CaseOpened,
  type ClosedBy,
  type ConnectWanted,
  type Contacted,
  type HandedOver,
  type Linked,
  type Marked,
  type MessageLeft,
  type Noted,
} from "./file.js";
import {
  asOpen,
  changed,
  entry,
  pressed,
  tellOpenCases,
  type Timed,
} from "./changes.js";
import { languageOf, toCaller, toOwner, toPerson } from "./messages.js";
import { dueAfter, goesUpAt } from "./times.js";
import { goingUp, sayMark } from "./words.js";
import { notDelivered } from "./unreached.js";
import { forgetUntold, receiptOf } from "./telling.js";
import { tellClosedCases } from "./closed-cases.js";
import {
  recordKept,
  recordLate,
  recordPromised,
} from "../director-promises.js";
import type { MachineEffect } from "../effects.js";
import { findPerson, ladderAbove } from "../company/ladder.js";
import type { Step } from "../reduce.js";
import { staffCase } from "../staff-call/events.js";

/** What each event makes of a case, and what is asked of the world for it. `people` are those of today. */
export function createCaseSteps(people: People) {
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
      const context: Case = {
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
        history: [
          ...file.history,
          entry(event, "caller", before ? "promised-again" : "opened", {
            words: event.words ?? owner.name,
          }),
        ],
      };
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

    // The owner hears what was left as soon as it is: the first message went out before the caller had spoken.
    takeMessage: (file: Case, event: MessageLeft): Step<Case> => {
      const { at, left = at, url, seconds } = event;
      const isThere = file.recordings.some((one) => one.url === url);
      if (url === undefined || isThere) return { context: file, effects: [] };
      const context = {
        ...file,
        recordings: [
          ...file.recordings,
          {
            type: "message-left" as const,
            at: left,
            url,
            ...(seconds !== undefined && { seconds }),
          },
        ],
        history: [...file.history, entry(event, "caller", "message")],
      };
      return { context, effects: toOwner(context, "voice-message") };
    },

    /** Of a withheld number nothing is known but this; any other stays the one that they are known by. */
    callAt: (file: Case, event: CallAt): Step<Case> => {
      const { opened } = file;
      const { phone } = event;
      if (!opened || toRing(opened) === phone)
        return { context: file, effects: [] };
      const { context, effects } = changed(file, {
        opened: opened.withheld
          ? { ...opened, number: phone, withheld: false }
          : { ...opened, phone },
        history: [
          ...file.history,
          entry(event, "caller", "call-at", { words: phone }),
        ],
      });
      return {
        context,
        effects: [
          ...effects,
          // Nothing could be written to them before.
          ...(opened.withheld ? toCaller(context, "promised") : []),
          ...toOwner(context, "for-owner"),
        ],
      };
    },

    acknowledge: (file: Case, event: Acknowledged): Step<Case> => {
      return changed(pressed(file, event), {
        acknowledged: true,
        history: [...file.history, entry(event, event.by, "acknowledged")],
      });
    },

    note: (file: Case, event: Noted): Step<Case> => {
      const { at, by, words, recording } = event;
      const spoken = recording && {
        type: "message-left" as const,
        at,
        ...recording,
      };
      return changed(pressed(file, event), {
        recordings: spoken ? [...file.recordings, spoken] : file.recordings,
        history: [...file.history, entry(event, by, "noted", { words })],
      });
    },

    approve: (file: Case, event: Approved): Step<Case> => {
      const { unapproved: _was, ...opened } = file.opened ?? {};
      return changed(pressed(file, event), {
        opened: opened as CaseOpened,
        history: [...file.history, entry(event, event.by, "approved")],
      });
    },

    /** Whoever asked is rung by the line, which then rings the customer. */
    connect: (file: Case, event: ConnectWanted): Step<Case> => {
      const { by, person, phone, request } = event;
      const { id } = file.opened ?? { id: "" };
      const { context, effects } = changed(pressed(file, event), {
        history: [...file.history, entry(event, by, "connecting")],
      });
      const call = `${id}.${request}`;
      const wanted: MachineEffect = {
        type: "tell",
        to: { kind: "staff-call", id: call },
        event: {
          type: "connect-wanted",
          call,
          person,
          phone,
          case: staffCase(id, context),
        },
      };
      return { context, effects: [...effects, wanted] };
    },

    contact: (file: Case, event: Contacted): Step<Case> => {
      const { context, effects } = changed(pressed(file, event), {
        acknowledged: true,
        keptAt: file.keptAt ?? event.at,
        history: [...file.history, entry(event, event.by, "contacted")],
      });
      const kept = recordKept(people, file, event.at);
      return { context, effects: [...effects, ...kept] };
    },

    link: (file: Case, event: Linked): Step<Case> => {
      const { what, id } = event;
      if (file.linked.some((one) => one.what === what && one.id === id))
        return { context: file, effects: [] };
      const who = what === "call" ? "caller" : "line";
      const context = {
        ...file,
        linked: [...file.linked, { what, id }],
        history: [
          ...file.history,
          entry(event, who, "linked", { words: what }),
        ],
      };
      return {
        context,
        effects: what === "call" ? toOwner(context, "rang-again") : [],
      };
    },

    remind: (file: Case, event: Timed): Step<Case> => {
      const context = {
        ...file,
        history: [...file.history, entry(event, "line", "reminded")],
      };
      return { context, effects: toOwner(context, "remind") };
    },

    /** The time has come: its owner is told, and to whom it goes next. */
    fallDue: (file: Case, event: Timed): Step<Case> => {
      const context = {
        ...file,
        history: [...file.history, entry(event, "line", "overdue")],
      };
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
      const context = {
        ...give(file, next, event.at),
        history: [
          ...file.history,
          entry(event, "line", "went-up", { words: next.name }),
        ],
      };
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
      const context = {
        ...give({ ...file, had: [] }, to, event.at),
        history: [
          ...file.history,
          entry(event, by, "handed-over", { words: said }),
        ],
      };
      return {
        context,
        effects: [
          ...tellOpenCases(context),
          ...toCaller(context, "promised"),
          ...toOwner(context, "handed-over", by),
        ],
      };
    },

    close: (file: Case, event: ClosedBy): Step<Case> => {
      const { type: _type, link: _link, ...closing } = event;
      const context = {
        ...pressed(file, event),
        keptAt: file.keptAt ?? event.at,
        closing,
        closings: file.closings + 1,
        rung: 0,
        history: [
          ...file.history,
          entry(event, event.by, "closed", { words: event.words }),
        ],
      };
      return {
        context,
        effects: [
          ...tellOpenCases(context, true),
          ...tellClosedCases(context),
          ...recordKept(people, file, event.at),
          ...toCaller(
            context,
            "closed",
            sentence(event.words),
            receiptOf(context),
          ),
        ],
      };
    },

    takeAnswer,

    /** Whoever closed it hears what a director thinks of that. */
    mark: (file: Case, event: Marked): Step<Case> => {
      const { type: _type, link: _link, ...mark } = event;
      const context = {
        ...file,
        mark,
        history: [
          ...file.history,
          entry(event, event.by, "marked", { words: event.mark }),
        ],
      };
      const agent = findPerson(people, file.closing?.by ?? "");
      const said = sayMark(event, languageOf(file, agent));
      return {
        context,
        effects: [
          ...tellClosedCases(context),
          ...toPerson(context, agent, "marked", said),
        ],
      };
    },

    notDelivered: notDelivered(nextUp),

    /** The caller says that it is not solved: the same owner has it again (C24). */
    reopen: (file: Case, event: Answered): Step<Case> => {
      const { context: told } = takeAnswer(file, event);
      const { owner } = file;
      if (!owner) return { context: file, effects: [] };
      const context = {
        ...give({ ...asOpen(told), had: [] }, owner, event.at),
        history: [...told.history, entry(event, "line", "reopened")],
      };
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

/** Nothing can be written to whom a limit of messages is about. */
function tellPromised(file: Case, { limit }: CaseOpened): MachineEffect[] {
  return limit?.startsWith("message-")
    ? []
    : toCaller(file, limit ? "limited" : "promised");
}

function takeAnswer(file: Case, event: Answered): Step<Case> {
  const words = event.solved ? "solved" : "not solved";
  const answered = entry(event, "caller", "answered", { words });
  const context = {
    ...file,
    solved: event.solved,
    history: [...file.history, answered],
  };
  return {
    context,
    effects: [...tellClosedCases(context), ...forgetUntold(context)],
  };
}

function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
