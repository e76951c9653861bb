/** The line as a carrier meets it: a real server on a port of its own, a real store, signed forms in, TwiML out. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import webhooks from "twilio/lib/webhooks/webhooks.js";
import { openFiles, sealFiles, type Files } from "../../src/files/index.js";
import type { PostDecision } from "../../src/server/relay/crm.js";
import type { Accounts } from "../../src/account/accounts.js";
import { createEmbeddedAccounts } from "../../src/server/books/account-book.js";
import { createBillingBook } from "../../src/server/books/billing-book.js";
import type { CompanySignIn } from "../../src/server/console/company-sign-in.js";
import type { Billing } from "../../src/billing/billing.js";
import type { LookUps } from "../../src/lookups/index.js";
import { readConnections } from "../../src/server/served/connections.js";
import type { Clock } from "../../src/server/clock.js";
import {
  readAccounts,
  readBills,
  type PeopleFile,
} from "../../src/server/served/company.js";
import { readDataKeys } from "../../src/server/data-keys.js";
import { callersFirst } from "../../src/server/voice/callers-first.js";
import { createLine, type Line } from "../../src/server/line.js";
import { createLog } from "../../src/server/log.js";
import { NotAllowed } from "../../src/server/relay/outbound.js";
import { openServed, readCompany } from "../../src/server/served/served.js";
import type { OutboxEntry, Store, Timer } from "../../src/store/contract.js";
import { openStore } from "../../src/store/index.js";
import type { IssueBrowserToken } from "../../src/carrier/twilio/browser-tokens.js";
import type { Legs } from "../../src/carrier/twilio/legs.js";
import { proveOnce } from "./prove-once.js";
import {
  createCarrierLegs,
  createCarrierMessages,
  type CarrierLegs,
} from "./carrier-legs.js";
import {
  createCarrierRecordings,
  type CarrierRecordings,
} from "./carrier-recordings.js";

export const token = "a-token-of-the-tests";
export const lineNumber = "+12025550100";
export const maria = "+12025550143";

export interface AnsweredLine {
  readonly url: string;
  readonly line: Line;
  readonly store: Store;
  /** What was sent: `[to, text]`. */
  readonly messages: [string, string][];
  /** Where the carrier says what became of each message that asked for it, newest last. */
  readonly messageStatusUrls: string[];
  /** What was mailed: `[to, subject, text]`. */
  readonly mails: [string, string, string][];
  readonly files: Files;
  readonly legs: CarrierLegs;
  readonly recordings: CarrierRecordings;
  /** Delivers a timer, due or not. */
  fire(timer: Timer): Promise<void>;
  /** What `settle` performed so far. */
  readonly performed: OutboxEntry[];
  /** Posts a signed form to a path or an absolute address. */
  post(
    to: string,
    form: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Performs what is in the outbox, and what comes of it, until nothing is left. */
  settle(mayDo?: (entry: OutboxEntry) => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface AnsweredLineOptions {
  readonly now?: () => number;
  /** Work under way that time is not to overtake. */
  /** For waits of five seconds and more, which nobody's answer waits for; absent: a timer of Node's. */
  readonly later?: Clock["after"];
  readonly hold?: (work: Promise<unknown>) => void;
  readonly billing?: Billing;
  readonly accounts?: Accounts;
  readonly lookUp?: LookUps;
  readonly people?: PeopleFile;
  readonly peopleFile?: string;
  /** Absent: the demo company's. */
  readonly lookUpsFile?: string;
  readonly redisUrl?: string;
  /** Absent: a fresh one. */
  readonly prefix?: string;
  /** The address that the carrier calls; absent: its own. */
  readonly publicUrl?: string;
  /** Names it among those that share the store. */
  readonly owner?: string;
  /** Absent: a new folder, removed at the end. */
  readonly dataDir?: string;
  readonly flowsDir?: string;
  readonly reference?: string;
  readonly claimsApiKey?: string;
  readonly casesApiKey?: string;
  readonly companySignIn?: CompanySignIn;
  readonly postDecision?: PostDecision;
  readonly keepsWords?: boolean;
  readonly callRetentionMs?: number;
  /** Absent: closed cases are kept for good. */
  readonly keepCasesMs?: number;
  readonly logLevel?: string;
  /** Absent: the carrier's REST API is taken down and does nothing. */
  readonly legs?: Legs;
  readonly browserToken?: IssueBrowserToken;
  readonly log?: Logger;
  readonly wrapStore?: (store: Store) => Store;
  /** Absent: as many as there are. */
  readonly callsPerSecond?: number;
}

export async function answerLine(
  options: AnsweredLineOptions = {},
): Promise<AnsweredLine> {
  const made = options.dataDir ?? (await mkdtemp(join(tmpdir(), "directo-")));
  const opened = await openStore({
    dataDir: made,
    redisUrl: options.redisUrl,
    prefix: options.prefix ?? `test-${Math.random().toString(36).slice(2)}`,
  });
  const store = options.wrapStore?.(opened) ?? opened;
  const flowsDir = options.flowsDir ?? "flows";
  const timers = new Set<NodeJS.Timeout>();
  let isOpen = true;
  const clock: Clock = {
    now: options.now ?? (() => Date.now()),
    after: (ms, run) => {
      if (!isOpen) return () => undefined;
      if (options.later && ms >= 5_000) return options.later(ms, run);
      const timer = setTimeout(run, ms);
      timers.add(timer);
      return () => clearTimeout(timer);
    },
    ...(options.hold && { hold: options.hold }),
  };
  const carrier = createCarrierMessages(lineNumber, () => clock.now());
  const { sent: messages, statusUrls: messageStatusUrls } = carrier;
  const mails: [string, string, string][] = [];
  const mailed = new Set<string>();
  const paper = openFiles(undefined, join(made, "files"));
  const legs = createCarrierLegs(() => clock.now());
  const recordings = createCarrierRecordings();
  const performed: OutboxEntry[] = [];
  const bills = await readBills("demo/bills.yaml");
  const plans = await readAccounts("demo/accounts.yaml");
  let url = "";
  const line = createLine({
    store,
    served: await openServed(
      async () => {
        const files = await readCompany(
          flowsDir,
          options.peopleFile ?? "demo/people.yaml",
          await readConnections(options.lookUpsFile),
        );
        return { ...files, people: options.people ?? files.people };
      },
      store,
      proveOnce,
    ),
    billing: (turns) =>
      options.billing ?? createBillingBook(bills, turns, () => clock.now()),
    accounts: (turns) =>
      options.accounts ??
      createEmbeddedAccounts(plans, turns, () => clock.now()),
    ...(options.lookUp && { lookUp: options.lookUp }),
    secretOf: () => undefined,
    clock,
    ...(options.claimsApiKey !== undefined && {
      claimsApiKey: options.claimsApiKey,
    }),
    ...(options.casesApiKey !== undefined && {
      casesApiKey: options.casesApiKey,
    }),
    ...(options.keepsWords !== undefined && {
      keepsWords: options.keepsWords,
    }),
    ...(options.callRetentionMs !== undefined && {
      callRetentionMs: options.callRetentionMs,
    }),
    ...(options.keepCasesMs !== undefined && {
      keepCasesMs: options.keepCasesMs,
    }),
    ...(options.browserToken && { browserToken: options.browserToken }),
    ...(options.companySignIn && { companySignIn: options.companySignIn }),
    ...(options.postDecision && { postDecision: options.postDecision }),
    log: options.log ?? createLog(options.logLevel ?? "silent"),
    publicUrl: () => options.publicUrl ?? url,
    number: lineNumber,
    tokens: [token],
    sendMessage: carrier.send,
    files: paper,
    sendMail: (to, subject, text, id) => {
      // A mailbox drops a second one with the Message-ID of the first.
      if (!mailed.has(id)) mails.push([to, subject, text]);
      mailed.add(id);
      return Promise.resolve();
    },
    legs: options.legs ?? legs,
    recordings,
    recordingFiles: sealFiles(
      openFiles(undefined, join(made, "recordings")),
      (await readDataKeys(undefined, join(made, "data-key"))).keys,
    ),
    callsPerSecond: options.callsPerSecond ?? 1_000_000,
    carrierAnswers: () => Promise.resolve(),
    secret: token,
    leftMessagesFile: join(made, "left-messages.jsonl"),
    owner: options.owner ?? "test",
    drawReference: () => options.reference ?? "48291377",
  });
  const server = createServer(callersFirst(line.callers, line.app));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await line.tellStaff();
  await line.tellRetention();
  return {
    url,
    line,
    store,
    messages,
    messageStatusUrls,
    mails,
    files: paper,
    legs,
    recordings,
    post: (to, form, headers) =>
      postSigned(to.startsWith("http") ? to : `${url}${to}`, form, headers),
    performed,
    fire: (timer) => line.fire(timer),
    settle: (mayDo) => settleOutbox(store, line.perform, performed, mayDo),
    async close() {
      isOpen = false;
      for (const timer of timers) clearTimeout(timer);
      await closeServer(server);
      await store.close();
      if (options.dataDir === undefined)
        await rm(made, { recursive: true, force: true });
    },
  };
}

/** The fields that a first inbound webhook has, and `more`. */
export function inboundForm(
  call: string,
  more: Record<string, string> = {},
): Record<string, string> {
  const from = more["From"] ?? maria;
  return {
    AccountSid: "AC00000000000000000000000000000000",
    ApiVersion: "2010-04-01",
    CallSid: call,
    CallStatus: "ringing",
    Called: lineNumber,
    CalledCity: "",
    CalledCountry: "US",
    Caller: from,
    Direction: "inbound",
    From: from,
    FromCity: "SAN FRANCISCO",
    To: lineNumber,
    ToZip: "",
    ...more,
  };
}

export async function postSigned(
  url: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "x-twilio-signature": webhooks.getExpectedTwilioSignature(
        token,
        url,
        form,
      ),
      "i-twilio-idempotency-token": Math.random().toString(36).slice(2),
      ...headers,
    },
    body: new URLSearchParams(form),
  });
  return {
    status: answer.status,
    type: answer.headers.get("content-type") ?? "",
    body: await answer.text(),
  };
}

/** Performs what is in the outbox, and what comes of it, until nothing is left; what `perform` throws stops it. */
export async function settleOutbox(
  store: Store,
  perform: Line["perform"],
  performed: OutboxEntry[] = [],
  mayDo: (entry: OutboxEntry) => boolean = () => true,
): Promise<void> {
  for (let quiet = false; !quiet;) {
    quiet = true;
    for (let partition = 0; partition < store.partitions; partition += 1) {
      const entries = await store.pending(partition, 100);
      // What may not be done yet holds back what the same machine asked for after it.
      const held = new Set<string>();
      const doable = entries.filter((entry) => {
        const machine = `${entry.key.kind}:${entry.key.id}`;
        if (!mayDo(entry)) held.add(machine);
        return !held.has(machine);
      });
      if (doable.length === 0) continue;
      quiet = false;
      const lease = await store.acquire(partition, "test", 60_000);
      if (!lease) throw new Error("Somebody else relays the test's outbox.");
      for (const entry of doable) {
        const refused = await perform(entry).catch(refusedByLimit);
        await (refused
          ? store.bury(lease, entry, refused)
          : store.settle(lease, entry));
        performed.push(entry);
      }
    }
  }
}

/** What a limit of the line's refuses is left with what could not be delivered, as the relay does. */
function refusedByLimit(failure: unknown): string {
  const { cause, message } = failure as Error;
  if (cause instanceof NotAllowed) return message;
  throw failure;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
