import type { Accounts, AccountView } from "../../account/accounts.js";
import type { Billing, FoundCharges } from "../../billing/billing.js";
import type { WrittenEntry } from "../../billing/books.js";
import type { CallContext } from "../../flows/call-context.js";
import { isTheirs, type Charge } from "../../flows/events.js";
import { callOfRoom } from "../../machines/callback/room.js";
import type { CallerMemory, Talked } from "../../machines/caller.js";
import type { OpenCase } from "../../machines/case/open-cases.js";
import type { Store } from "../../store/contract.js";
import { readRegister } from "../books/gather-books.js";
import { readDecisions, showDecision } from "../books/gather-decisions.js";
import { casesOfCaller } from "../open-case-list.js";
import { readContext } from "../read-context.js";

/** What is known of whoever has a number: their account and what is on it, and what was done for them. */
export interface CustomerView {
  readonly number: string;
  /** Absent: the number is on no account. */
  readonly account?: string;
  /** Whose account it is; absent: billing does not say. */
  readonly name?: string;
  /** What is open on the bill. */
  readonly charges: readonly Charge[];
  /** Absent: there is no such account, or the account system is away. */
  readonly terms?: Pick<
    AccountView,
    "plan" | "entitlements" | "plans" | "gifts"
  >;
  /** Systems that do not answer now. */
  readonly away: readonly ("billing" | "account")[];
  /** Each charge that was claimed with what was done last, newest first; times are ISO 8601. */
  readonly claims: readonly {
    readonly at: string;
    readonly type: WrittenEntry["type"];
    readonly charge: string;
    /** Absent: of a claim that was long ago. */
    readonly label?: Charge["label"];
  }[];
  readonly decisions: readonly ReturnType<typeof showDecision>[];
  readonly cases: readonly Pick<
    OpenCase,
    "id" | "reference" | "owner" | "due"
  >[];
  readonly talks: readonly Talked[];
}

export interface CustomerDeps {
  readonly store: Store;
  readonly billing: Billing;
  readonly accounts: Accounts;
}

const mostShown = 20;

/** The number of whoever called, where it is their own as far as anybody knows. */
export async function numberOnCall(
  store: Store,
  room: string,
): Promise<string | undefined> {
  const key = { kind: "call", id: callOfRoom(room) };
  const { caller } = (await readContext<CallContext>(store, key)) ?? {};
  return caller && isTheirs(caller) ? caller.number : undefined;
}

/** What the line and the company's systems know; a system that is away takes nothing from the rest. */
export async function viewCustomer(
  { store, billing, accounts }: CustomerDeps,
  number: string,
): Promise<CustomerView> {
  const away: ("billing" | "account")[] = [];
  const { account, customer, charges } = await billing
    .findCharges(number)
    .catch((): FoundCharges => {
      away.push("billing");
      return { charges: [] };
    });
  const [terms, history, cases, memory] = await Promise.all([
    account === undefined
      ? undefined
      : accounts.read(account).catch(() => void away.push("account")),
    account === undefined ? undefined : historyOf(store, account),
    casesOfCaller(store, number),
    readContext<CallerMemory>(store, { kind: "caller", id: number }),
  ]);
  return {
    number,
    ...(account !== undefined && { account }),
    ...(customer && { name: customer.name }),
    charges,
    ...(terms && { terms }),
    away,
    claims: history?.claims ?? [],
    decisions: history?.decisions ?? [],
    cases: cases.map(({ id, reference, owner, due }) => ({
      id,
      reference,
      owner,
      due,
    })),
    talks: (memory?.talks ?? []).toReversed(),
  };
}

async function historyOf(store: Store, account: string) {
  const [register, decided] = await Promise.all([
    readRegister(store, account),
    readDecisions(store, account),
  ]);
  return {
    claims: newestOfEach(register.entries)
      .slice(-mostShown)
      .toReversed()
      .map(({ at, type, charge }) => {
        const { label } = register.register.claims[charge]?.charge ?? {};
        return {
          at: new Date(at).toISOString(),
          type,
          charge,
          ...(label && { label }),
        };
      }),
    decisions: decided.entries
      .filter(({ type }) => type === "done" || type === "refused")
      .slice(-mostShown)
      .toReversed()
      .map((entry) => showDecision(entry, decided.book)),
  };
}

/** What the register says last of each charge, oldest first. */
function newestOfEach(entries: readonly WrittenEntry[]): WrittenEntry[] {
  const last = new Map(entries.map((one) => [one.charge, one.place]));
  return entries.filter(({ charge, place }) => last.get(charge) === place);
}
