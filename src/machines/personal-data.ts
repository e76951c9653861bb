/**
 * What each kind of machine keeps of callers: whom it is about, what they are given of it, and what becomes of it when they are to be
 * forgotten. Every kind of machine has to stand here. It promises to name nobody but the caller: people of the line keep their phones to themselves.
 */
import type { CallContext } from "../flows/call-context.js";
import type { AccountBook } from "./account.js";
import type { CallerMemory } from "./caller.js";
import type { Aside } from "./aside/events.js";
import type { Callback } from "./callback/context.js";
import { callOfRoom } from "./callback/room.js";
import type { Case } from "./case/file.js";
import type { CaseMail } from "./case/mail.js";
import { isUnderWay, type Register } from "./claims/register.js";
import type { Contact } from "./figures/contact.js";
import type { Connection } from "./connection/context.js";
import type { Consents } from "./consents.js";
import { isOpen, type DecisionBook } from "./decisions/book.js";
import type { Invoice } from "./claims/invoice.js";
import type { Ledger } from "./ledger.js";
import type { OpenCases } from "./case/open-cases.js";
import type { Queue } from "./queue/context.js";
import type { Recording } from "./recording/events.js";
import type { RingBack } from "./ring-back/events.js";
import type { StaffCall } from "./staff-call/events.js";

/** `Context`: what the kind's machine remembers. `id` is the machine's own. */
export interface PersonalData<Context = never> {
  /** For people: one, and several. */
  readonly called: readonly [one: string, many: string];
  /** Numbers, accounts and ids of calls and cases that it is about. */
  about(context: Context, id: string): readonly string[];
  /** Calls, cases and decisions of the caller's that it names: what else is about one of these is theirs too. */
  names?(context: Context, id: string): readonly string[];
  /** It is about an account: the account of a caller's calls leads to it. */
  readonly byAccount?: true;
  /** The accounts of the caller that it knows. */
  accounts?(context: Context): readonly string[];
  /** What they are given of it; absent: all. `ids`: what the caller is known by. */
  shown?(context: Context, ids: ReadonlySet<string>): unknown;
  /** Why it cannot be forgotten yet. `isOver`: the machine is done. */
  underWay?(context: Context, isOver: boolean): string | undefined;
  /** Where recordings of their voice are. */
  recordings?(context: Context): readonly string[];
  /** Papers that were made for them, by the links to them. */
  papers?(context: Context): readonly string[];
  /** `erased`, or kept for a reason, or kept without what tells who it was. Only kinds that are kept for good are `stripped`. */
  readonly forgotten:
    | "erased"
    | { readonly kept: string }
    | {
        readonly stripped: (context: Context) => Context;
        readonly stays: string;
      };
}

const books = { kept: "the books: no entry can be taken out of them" };
const nobodys = { about: () => [], forgotten: "erased" } as const;
const itself = (_context: unknown, id: string) => [id];
/** The chain proves the books to whoever checks them; what its entries say stands beside it. */
const withoutChain = <Book extends { readonly chain: unknown }>({
  chain: _chain,
  ...book
}: Book) => book;

export const personalData = {
  call: about<CallContext>({
    called: ["call", "calls"],
    names: itself,
    about: ({ caller, account = "" }, id) => [id, caller.number, account],
    accounts: ({ account }) => (account === undefined ? [] : [account]),
    shown: ({ people: _people, promise, ...own }) => ({
      ...own,
      ...(promise && { promise: { ...promise, owner: promise.owner.name } }),
    }),
    underWay: (_call, isOver) => (isOver ? undefined : "is in progress"),
    forgotten: "erased",
  }),
  caller: about<CallerMemory>({
    called: ["memory of a number", "memories of numbers"],
    about: (_memory, id) => [id],
    accounts: ({ granted = [] }) => granted.map(({ account }) => account),
    forgotten: "erased",
  }),
  contact: about<Contact>({
    called: ["memory of contacts", "memories of contacts"],
    about: (_contact, id) => [id],
    forgotten: "erased",
  }),
  connection: about<Connection>({
    called: ["connection with a person", "connections with a person"],
    // It may outlive the call.
    about: ({ wanted, again = "" }, id) => [
      callOfRoom(id),
      wanted?.resumes?.number ?? "",
      ...Object.values(wanted?.brief ?? {}).flatMap((brief) => {
        const number = brief?.values["caller.number"];
        return typeof number === "string" ? [number] : [];
      }),
      again,
    ],
    shown: ({ request, offer, wanted, noted }) => ({
      request,
      offer,
      ...(noted && { noted }),
      ...(wanted && { role: wanted.role, topic: wanted.topic }),
    }),
    forgotten: "erased",
  }),
  callback: about<Callback>({
    called: ["call-back", "call-backs"],
    about: ({ asked }, id) => [id, asked?.call ?? "", asked?.case.phone ?? ""],
    shown: ({ asked, tries, offer }) => ({
      tries,
      offer,
      ...(asked && { since: asked.since, due: asked.case.due }),
    }),
    underWay: ({ asked }) => (asked ? "is promised" : undefined),
    forgotten: "erased",
  }),
  "staff-call": about<StaffCall>({
    called: [
      "call of the people of the line",
      "calls of the people of the line",
    ],
    about: ({ cases }) =>
      cases.flatMap(({ id, opened }) => [
        id,
        opened.number,
        opened.phone ?? "",
      ]),
    shown: ({ tries }) => ({ tries }),
    underWay: (_call, isOver) => (isOver ? undefined : "is in progress"),
    forgotten: "erased",
  }),
  aside: about<Aside>({
    called: ["wait outside a talk", "waits outside a talk"],
    about: (_aside, id) => [callOfRoom(id)],
    underWay: ({ taken }) => (taken ? "is in progress" : undefined),
    forgotten: "erased",
  }),
  recording: about<Recording>({
    called: ["recorded yes", "recorded yeses"],
    about: ({ wanted }, id) => [id, wanted?.leg ?? ""],
    forgotten: { kept: "the proof of what the caller agreed to" },
  }),
  "ring-back": about<RingBack>({
    called: [
      "call on behalf of somebody of the line",
      "calls on behalf of somebody of the line",
    ],
    about: ({ asked }) => [asked?.number ?? ""],
    shown: ({ offer }) => ({ offer }),
    underWay: ({ person }) => (person ? "is in progress" : undefined),
    forgotten: "erased",
  }),
  queue: about<Queue>({
    called: ["place in the queue", "places in the queue"],
    about: ({ waiting }) => waiting.map(({ call }) => callOfRoom(call)),
    shown: ({ waiting }, ids) =>
      waiting.filter(({ call }) => ids.has(callOfRoom(call))),
    underWay: () => "waits for a person",
    forgotten: "erased",
  }),
  case: about<Case>({
    called: ["case", "cases"],
    names: itself,
    // One whose time is over is nobody's.
    about: ({ opened }, id) =>
      opened ? [id, opened.number, opened.phone ?? "", opened.call ?? ""] : [],
    shown: ({ opened, owner, ...own }) => ({
      ...own,
      owner: owner?.name,
      ...(opened && { opened: { ...opened, owner: opened.owner.name } }),
    }),
    underWay: ({ opened, closing }) =>
      opened && !closing ? `${opened.reference} is open` : undefined,
    recordings: (file) => file.recordings.flatMap(({ url = [] }) => url),
    forgotten: {
      stripped: stripCase,
      stays: "owner, times and outcome; number, words and recordings are gone",
    },
  }),
  "open-cases": about<OpenCases>({
    called: ["list of open cases", "lists of open cases"],
    // The lists of all callers hold open cases alone, and those are told of by themselves.
    about: (_list, id) => (id.length === 1 ? [] : [id]),
    underWay: ({ cases }) =>
      Object.keys(cases).length > 0 ? "is not empty" : undefined,
    forgotten: "erased",
  }),
  consents: about<Consents>({
    called: ["recorded consent", "recorded consents"],
    names: itself,
    about: ({ answers }, id) => [id, ...answers.map(({ number }) => number)],
    forgotten: { kept: "the proof of what the caller agreed to" },
  }),
  claims: about<Register>({
    called: ["register of claims", "registers of claims"],
    byAccount: true,
    about: ({ claims }, id) => [
      id,
      ...Object.values(claims).map(({ number }) => number),
    ],
    shown: withoutChain,
    underWay: ({ claims }) =>
      Object.values(claims).some((one) => isUnderWay(one) || one.number !== "")
        ? "has a claim under way"
        : undefined,
    forgotten: books,
  }),
  ledger: about<Ledger>({
    called: ["ledger of credits", "ledgers of credits"],
    byAccount: true,
    about: (_ledger, id) => [id],
    shown: withoutChain,
    forgotten: books,
  }),
  account: about<AccountBook>({
    called: ["book of an account", "books of accounts"],
    byAccount: true,
    about: (_book, id) => [id],
    shown: withoutChain,
    forgotten: books,
  }),
  decisions: about<DecisionBook>({
    called: ["book of decisions", "books of decisions"],
    byAccount: true,
    about: (_book, id) => [id],
    names: ({ decisions }) => Object.keys(decisions),
    shown: withoutChain,
    underWay: ({ decisions }) =>
      Object.values(decisions).some(isOpen)
        ? "has a decision under way"
        : undefined,
    forgotten: books,
  }),
  invoice: about<Invoice>({
    called: ["corrected invoice", "corrected invoices"],
    byAccount: true,
    about: ({ wanted, paper }) => [
      wanted?.number ?? "",
      wanted?.account ?? paper?.account ?? "",
    ],
    underWay: ({ wanted }) => (wanted ? "is on its way" : undefined),
    papers: ({ paper }) => (paper ? [paper.link] : []),
    forgotten: "erased",
  }),
  // Of a case or a decision; what it says waits in the outbox, or among what could not be delivered.
  "case-mail": about<CaseMail>({
    called: ["mail to the line's people", "mails to the line's people"],
    about: ({ case: of = "" }, id) => [id, of],
    forgotten: "erased",
  }),
  // These remember nobody's number or words.
  crm: {
    called: ["line to the customer system", "lines to the customer system"],
    ...nobodys,
  },
  "claim-request": { called: ["request", "requests"], ...nobodys },
  budget: { called: ["budget", "budgets"], ...nobodys },
  directory: { called: ["directory", "directories"], ...nobodys },
  "director-record": {
    called: ["record of the director", "records of the director"],
    ...nobodys,
  },
  "closed-cases": {
    called: ["week of closed cases", "weeks of closed cases"],
    ...nobodys,
  },
  "case-retention": {
    called: ["time that cases are kept", "times that cases are kept"],
    ...nobodys,
  },
  figures: { called: ["day of figures", "days of figures"], ...nobodys },
  ratings: { called: ["day of ratings", "days of ratings"], ...nobodys },
  rate: { called: ["rate", "rates"], ...nobodys },
  outbound: { called: ["day of outbound", "days of outbound"], ...nobodys },
  "key-checks": {
    called: ["check of the line's keys", "checks of the line's keys"],
    ...nobodys,
  },
  "recordings-seen": {
    called: ["mark in the carrier's recordings", "marks in the recordings"],
    ...nobodys,
  },
  // People of the company, not callers.
  "console-accounts": {
    called: [
      "book of the console's accounts",
      "books of the console's accounts",
    ],
    ...nobodys,
  },
  desk: { called: ["desk", "desks"], ...nobodys },
  pins: { called: ["book of PINs", "books of PINs"], ...nobodys },
  session: { called: ["console session", "console sessions"], ...nobodys },
  audit: { called: ["console audit", "console audits"], ...nobodys },
  draft: { called: ["draft of a flow", "drafts of flows"], ...nobodys },
  drafts: { called: ["list of drafts", "lists of drafts"], ...nobodys },
  versions: {
    called: ["list of flow versions", "lists of flow versions"],
    ...nobodys,
  },
} as const satisfies Readonly<Record<string, PersonalData>>;

export type KindName = keyof typeof personalData;

/** What a kind keeps; one that this release does not know is never erased on a guess. */
export function personalDataOf(kind: string): PersonalData {
  return Object.hasOwn(personalData, kind)
    ? personalData[kind as KindName]
    : unknownKind;
}

const unknownKind = about<unknown>({
  called: ["machine of an unknown kind", "machines of an unknown kind"],
  about: (context, id) => [id, ...textsIn(context)],
  underWay: () => "is of a kind that this release does not know",
  forgotten: { kept: "this release does not know it" },
});

/** Every text that stands in a value by itself. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Who had the case, when, and what came of it, for the reports; nothing of the caller. */
function stripCase({ opened, closing, ...file }: Case): Case {
  const {
    words: _words,
    about: _about,
    call: _call,
    phone: _phone,
    ...told
  } = opened ?? {};
  return {
    ...file,
    ...(opened && {
      opened: { ...(told as typeof opened), number: "", withheld: true },
    }),
    recordings: [],
    linked: [],
    history: file.history.map(({ words: _said, ...entry }) => entry),
    ...(closing && { closing: { ...closing, words: "" } }),
    ...(file.mark && { mark: { ...file.mark, words: "" } }),
  };
}

function about<Context>(kind: PersonalData<Context>): PersonalData {
  return kind as unknown as PersonalData;
}
