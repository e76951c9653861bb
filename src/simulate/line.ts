import { createServer, type RequestListener, type Server } from "node:http";
import { rmSync } from "node:fs";
import { mkdtemp, access, constants } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { pino, type Logger } from "pino";
import {
  createManualClock,
  createSimulator,
  type ManualClock,
  type Simulator,
} from "../carrier/simulator/index.js";
import { createLegs } from "../carrier/twilio/legs.js";
import { createMessages } from "../carrier/twilio/messages.js";
import { createRecordings } from "../carrier/twilio/recordings.js";
import { createRest } from "../carrier/twilio/rest.js";
import { openFiles } from "../files/index.js";
import type { Bills } from "../billing/book.js";
import { createEmbeddedAccounts } from "../server/books/account-book.js";
import { createBillingBook } from "../server/books/billing-book.js";
import { callersFirst } from "../server/voice/callers-first.js";
import type { Prove, CompanyFiles } from "../server/served/certify.js";
import { readAccounts, type PeopleFile } from "../server/served/company.js";
import { demoFile } from "../server/served/demo-file.js";
import { createLine, type Line } from "../server/line.js";
import { openServed } from "../server/served/served.js";
import type { Store } from "../store/contract.js";
import { createEmbeddedStore } from "../store/embedded/index.js";
import { createChance } from "./chance.js";

/** A line of its own with the simulator as its carrier, on one clock that is moved by hand. */
export interface SimulatedLine {
  readonly clock: ManualClock;
  readonly simulator: Simulator;
  readonly line: Line;
  readonly store: Store;
  /** The number that callers dial. */
  readonly number: string;
  /** What the line wrote into its log, warnings and errors. */
  readonly logged: readonly Logged[];
  close(): Promise<void>;
}

export interface Logged {
  readonly level: "warn" | "error";
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface SimulatedLineOptions {
  readonly files: Omit<CompanyFiles, "people"> & {
    readonly people: PeopleFile;
  };
  readonly bills: Bills;
  /** Epoch ms. */
  readonly start: number;
  readonly seed: number;
  readonly callsPerSecond: number;
  readonly prove: Prove;
}

const account = { sid: "AC0", token: "simulated" };
/** Nobody else relays: that one is alive needs to be said now and then alone. */
const roundMs = 10 * 60_000;
/** What a call was is read soon after its end. */
const callRetentionMs = 2 * 3_600_000;

export async function openSimulatedLine(
  options: SimulatedLineOptions,
): Promise<SimulatedLine> {
  const { number } = options.files;
  const clock = createManualClock(options.start);
  const chance = createChance(options.seed, "the line");
  const folder = await mkdtemp(join(await memoryFolder(), "directo-"));
  // Also of a day that is broken off.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const store = await createEmbeddedStore(join(folder, "store"), {
    clock: () => clock.now(),
  });
  const logged: Logged[] = [];
  const served = await openServed(
    () => Promise.resolve(options.files),
    store,
    options.prove,
    () => clock.now(),
  );
  const app = express();
  app.disable("x-powered-by");
  const callers = express.Router();
  const server = await listen(callersFirst(callers, app));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const simulator = createSimulator({
    account,
    apiBase: `${url}/simulator`,
    clock,
    random: createChance(options.seed, "the carrier").random,
    numbers: { line: number, callers: [], people: [] },
    callsPerSecond: options.callsPerSecond,
    lines: {
      [number]: {
        voiceUrl: `${url}/voice`,
        voiceFallbackUrl: `${url}/voice/fallback`,
        statusCallback: `${url}/voice/status`,
      },
    },
  });
  const rest = createRest({ ...account, apiUrl: `${url}/simulator` });
  const plans = await readAccounts(demoFile("accounts.yaml"));
  let reference = 10_000_000;
  const line = createLine({
    store,
    served,
    billing: (turns) =>
      createBillingBook(options.bills, turns, () => clock.now()),
    accounts: (turns) =>
      createEmbeddedAccounts(plans, turns, () => clock.now()),
    secretOf: () => undefined,
    clock,
    log: logInto(logged),
    publicUrl: () => url,
    number,
    tokens: [account.token],
    callRetentionMs,
    secret: account.token,
    leftMessagesFile: join(folder, "left-messages.jsonl"),
    files: openFiles(undefined, join(folder, "files")),
    legs: createLegs(rest),
    recordings: createRecordings(rest),
    // In memory, and gone with the day: nothing is sealed.
    recordingFiles: openFiles(undefined, join(folder, "recordings")),
    sendMessage: createMessages(rest, number),
    callsPerSecond: options.callsPerSecond,
    carrierAnswers: () => Promise.resolve(),
    owner: "the simulation",
    roundMs,
    random: chance.random,
    drawReference: () => String((reference += 1)),
  });
  callers.use(line.callers);
  app.use(line.app.router);
  app.use("/simulator", simulator.router);
  await line.relay.start();
  return {
    clock,
    simulator,
    line,
    store,
    number,
    logged,
    async close() {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await line.relay.stop();
      await store.close();
      process.off("exit", remove);
      remove();
    },
  };
}

/** A folder of the machine's memory where it has one: a day writes much, and nothing of it is kept. */
async function memoryFolder(): Promise<string> {
  return access("/dev/shm", constants.W_OK).then(
    () => "/dev/shm",
    () => tmpdir(),
  );
}

async function listen(answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}

function logInto(logged: Logged[]): Logger {
  return pino(
    {
      level: "warn",
      base: null,
      formatters: { level: (level) => ({ level }) },
      serializers: { error: pino.stdSerializers.err },
    },
    { write: (text) => void logged.push(JSON.parse(text) as Logged) },
  );
}
