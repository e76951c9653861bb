import type { CallContext } from "../../flows/call-context.js";
import { isTheirs, type Charge, type Grade } from "../../flows/events.js";
import type { Language } from "../../flows/speech/index.js";
import { whereIs } from "../../machines/advance.js";
import { callOfRoom, isRungBack } from "../../machines/callback/room.js";
import type {
  Connection,
  WrapUpNote,
} from "../../machines/connection/context.js";
import type { Asks } from "../../machines/connection/events.js";
import type { Aside } from "../../machines/aside/events.js";
import type { Terms } from "../../machines/account-terms.js";
import type { DecisionBook } from "../../machines/decisions/book.js";
import { canAsk, canConsent } from "../../machines/connection/talk-steps.js";
import type { Presence, Queue } from "../../machines/queue/context.js";
import { lineQueue } from "../../machines/queue/events.js";
import type { Store } from "../../store/contract.js";
import type { FlowLibrary } from "../served/flow-library.js";
import { readContext } from "../read-context.js";
import { readState, type MachineState } from "../turn.js";
import { toldBy, type Told } from "./told-by.js";

/** One person's desk at a moment. Times are epoch ms of the server. */
export interface DeskView {
  readonly at: number;
  /** `null`: the line's queue does not know them yet. */
  readonly presence: Pick<
    Presence,
    "status" | "since" | "leaving" | "silent" | "unanswered"
  > | null;
  /** How many callers wait for somebody. */
  readonly waiting: number;
  /** The one that rings, is talked on, or was last and is not noted yet. */
  readonly call: DeskCall | null;
}

export interface DeskCall {
  /** The room; decisions name it. */
  readonly id: string;
  readonly status: "ringing" | "talking" | "wrap-up" | "over";
  readonly isCallback: boolean;
  /** Absent: withheld. */
  readonly number?: string;
  readonly grade: Grade;
  readonly segment?: string;
  readonly topic?: string;
  readonly language: Language;
  /** When they first arrived. */
  readonly since: number;
  /** What they pressed and said, the newest last. */
  readonly told: readonly Told[];
  readonly about?: Charge;
  /** What became of the claim that they made on this call. */
  readonly claim?: string;
  readonly account?: string;
  /** Who of the line talked with them before, by name. */
  readonly last?: string;
  /** When the person could say hello: their clock runs until the first decision of the call (C8). */
  readonly hello?: number;
  readonly note?: WrapUpNote;
  /** How the talk is, while it goes on. */
  readonly talk?: TalkNow;
  /** The change that the caller was asked last to agree to. */
  readonly consent?: ConsentNow;
  /** Who had them come beside their own talk; `handedOver`: and left it to them. */
  readonly askedBy?: { readonly name: string; readonly handedOver: boolean };
}

/**
 * A change that needs the caller's recorded yes: they are asked whether it may be recorded (`leave`), the recording begins (`starting`), the
 * question is put (`asking`), the yes is being kept and the change made (`settling`); then it is done, or refused and `why`.
 */
export interface ConsentNow {
  readonly label: Terms["label"];
  readonly at:
    "leave" | "starting" | "asking" | "settling" | "done" | "refused";
  readonly why?: string;
}

export interface TalkNow {
  /** The part of the talk: `together`, `holding`, `asking`, `consulting` … */
  readonly at: string;
  /** The caller waits outside it. */
  readonly callerWaits: boolean;
  /** Whom the person can ask beside it now. */
  readonly mayAsk: readonly Asks[];
  /** The caller can be asked for a recorded yes now. */
  readonly mayConsent: boolean;
  /** Who was asked beside it; `there`: they are in the room. */
  readonly third?: { readonly name: string; readonly there: boolean };
}

export interface DeskViewDeps {
  readonly store: Store;
  readonly findFlow: FlowLibrary["find"];
}

/** What the desk of the person with that id shows; `last`: the call that it showed before, which stays until it is noted. */
export async function viewDesk(
  { store, findFlow }: DeskViewDeps,
  { id, name }: { readonly id: string; readonly name: string },
  last: string | undefined,
  at: number,
): Promise<DeskView> {
  const queue = await readContext<Queue>(store, lineQueue);
  const own = queue?.people.find(({ person }) => person.id === id);
  const call = own?.call ?? last;
  const shown =
    call === undefined
      ? undefined
      : await viewCall({ store, findFlow }, call, own, name);
  // What was offered and not taken is somebody else's by now, and what is noted is done.
  const isDone = own?.call === undefined && (!shown?.hello || shown.note);
  return {
    at,
    presence: own
      ? {
          status: own.status,
          since: own.since,
          ...(own.leaving && { leaving: true }),
          ...(own.silent && { silent: true }),
          ...(own.unanswered && { unanswered: true }),
        }
      : null,
    waiting: queue?.waiting.length ?? 0,
    call: shown && !isDone ? shown : null,
  };
}

async function viewCall(
  { store, findFlow }: DeskViewDeps,
  room: string,
  own: Presence | undefined,
  name: string,
): Promise<DeskCall | undefined> {
  const [connection, call] = await Promise.all([
    load(store, "connection", room),
    load(store, "call", callOfRoom(room)),
  ]);
  if (!connection || !call) return undefined;
  const met = contextIn(connection) as Connection;
  const { wanted, hello, noted } = met;
  const known = contextIn(call) as CallContext;
  const { caller, account, about, claim, last } = known;
  const mine = hello?.name === name;
  const [consent, askedBy] = await Promise.all([
    viewConsent(store, room, met),
    askerOf(store, met),
  ]);
  const status = statusOf(own, room);
  return {
    id: room,
    status,
    ...(status === "talking" && { talk: talkIn(connection, met) }),
    isCallback: isRungBack(room),
    ...(caller.grade !== "withheld" && { number: caller.number }),
    grade: caller.grade,
    ...(caller.segment !== undefined && { segment: caller.segment }),
    // Whoever is asked for by name knows that.
    ...(wanted?.topic !== undefined &&
      wanted.topic !== name && { topic: wanted.topic }),
    language: known.language,
    since: wanted?.since ?? known.startedAt,
    // A call that cannot be played again is shown without what was told.
    told: await toldBy(findFlow, call).catch(() => []),
    ...(about && { about }),
    ...(claim && { claim: claim.outcome }),
    ...(account !== undefined && isTheirs(caller) && { account }),
    ...(last && last.name !== name && { last: last.name }),
    ...(hello && mine && { hello: hello.at }),
    ...(noted?.by === name && { note: noted }),
    ...(consent && { consent }),
    ...(askedBy && { askedBy }),
  };
}

/** Where it is: of the caller while they are out of the talk, else of the decision. */
async function viewConsent(
  store: Store,
  room: string,
  { asked }: Connection,
): Promise<ConsentNow | undefined> {
  if (!asked) return undefined;
  const [aside, book] = await Promise.all([
    load(store, "aside", room),
    readContext<DecisionBook>(store, asked.for),
  ]);
  const { label } = asked.terms;
  const { status, why } = book?.decisions[asked.decision] ?? {};
  if (status === "done" || status === "refused")
    return { label, at: status, ...(why !== undefined && { why }) };
  const { taken } = aside ? (contextIn(aside) as Aside) : {};
  const place = aside && whereIs(aside.snapshot);
  const isOut = taken?.asked?.decision === asked.decision;
  return {
    label,
    at:
      isOut && (place === "leave" || place === "starting" || place === "asking")
        ? place
        : "settling",
  };
}

async function askerOf(
  store: Store,
  { wanted }: Connection,
): Promise<DeskCall["askedBy"]> {
  if (wanted?.by?.kind !== "connection") return undefined;
  const asker = await load(store, "connection", wanted.by.id);
  const { person } = asker ? (contextIn(asker) as Connection) : {};
  return (
    asker &&
    person && {
      name: person.name,
      handedOver: whereIs(asker.snapshot).endsWith(".handed-over"),
    }
  );
}

function talkIn({ snapshot }: MachineState, connection: Connection): TalkNow {
  const { apart, third } = connection;
  const at = whereIs(snapshot).split(".").at(-1) ?? "";
  const canBegin = at === "together" || at === "holding";
  return {
    at,
    mayConsent: canBegin && canConsent(connection),
    callerWaits: apart === true,
    mayAsk: (["superior", "director"] as const).filter(
      (whom) => canBegin && canAsk(connection, whom),
    ),
    ...(third && { third: { name: third.name, there: third.there } }),
  };
}

/** The queue is the first to know. */
function statusOf(own: Presence | undefined, room: string): DeskCall["status"] {
  if (own?.call !== room) return "over";
  const { status } = own;
  return status === "talking" || status === "wrap-up" ? status : "ringing";
}

async function load(store: Store, kind: string, id: string) {
  const { machine } = await store.load({ kind, id });
  return machine && readState(machine.state);
}

function contextIn(state: MachineState): unknown {
  return (state.snapshot as unknown as { context: unknown }).context;
}
