import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import express from "express";
import type { Logger } from "pino";
import type { Simulator } from "../carrier/simulator/index.js";
import { createCallViewRouter } from "./call-view.js";
import { callersFirst } from "./voice/callers-first.js";
import { proveHere, type Prove } from "./served/certify.js";
import { systemClock, type Clock } from "./clock.js";
import { openConnections } from "./served/connections.js";
import { demoFile, demoLine } from "./served/demo-file.js";
import { loopbackOnly, plainErrors } from "./guards.js";
import { createDemoCarrier, demoAccount } from "./demo-carrier.js";
import { greet, greetConsole } from "./greeting.js";
import { createLine } from "./line.js";
import { createPages } from "./console/pages.js";
import { offerSetUp, offerSetUpLater } from "./console/set-up.js";
import { addressOf, closeServer, listen } from "./listening.js";
import { carrierPorts, companyPorts } from "./ports.js";
import { proveBeside } from "./served/prove-beside.js";
import { SettingError } from "./setting-error.js";
import { type Settings } from "./settings.js";
import { StoreUnavailable } from "../store/contract.js";
import { readBills } from "./served/company.js";
import { openServed, readCompany } from "./served/served.js";
import { readDataKeys } from "./data-keys.js";
import { checkSecrets } from "./shared-secrets.js";
import { checkFilesFolder, openLineStore, placeOf } from "./store-place.js";

export interface RunningLine {
  readonly url: string;
  /** What is printed once it answers: the store, the addresses, what to do next. */
  readonly greeting: string;
  /** What is printed after that, once the store is there: where it was away at the start. Rejects with a `SettingError` that stops the line. */
  readonly whenBack?: Promise<string>;
  readonly simulator?: Simulator;
  /** Reads flow, people and policies again; what breaks a promise is refused and changes nothing. Gives a sentence for whoever asked. */
  reload(): Promise<string>;
  stop(): Promise<void>;
}

const root = new URL("../../", import.meta.url);
const consoleDir = fileURLToPath(new URL("dist/console/", root));

export interface StartOptions {
  /** The server's and the simulator's time; the machine's when absent. */
  readonly clock?: Clock;
  /** Gives what `proveFlow` gives for the same inputs. */
  readonly prove?: Prove;
}

/** Starts everything, and listens. While Redis is away it answers with the last resort. Rejects with a `SettingError` or `FlowsRefused`. */
export async function startLine(
  settings: Settings,
  log: Logger,
  { clock = systemClock, prove }: StartOptions = {},
): Promise<RunningLine> {
  if (settings.carrier && settings.peopleFile === undefined)
    throw new SettingError(
      "PEOPLE_FILE is missing: a real line rings real people. demo/people.yaml shows the form.",
    );
  await checkFilesFolder(settings);
  const number = settings.number ?? demoLine;
  const read = async () =>
    readCompany(
      settings.flowsDir,
      settings.peopleFile ?? demoFile("people.yaml"),
      await openConnections(settings),
      number,
    );
  const store = await openLineStore(settings, { patient: true });
  let server: Server | undefined;
  try {
    const dataKeys = await readDataKeys(
      settings.secretOf("DATA_KEY"),
      join(placeOf(settings), "data-key"),
    );
    const checkKeys = () =>
      checkSecrets({
        store,
        dataKeys,
        keepRecordingsMs: settings.keepRecordingsMs,
        secrets: {
          TWILIO_AUTH_TOKEN: settings.carrier?.token,
          CLAIMS_API_KEY: settings.claimsApiKey,
          CASES_API_KEY: settings.casesApiKey,
        },
        now: clock.now(),
        log,
      });
    const checked = await checkKeys().catch(ifAway);
    let isAnswering = false;
    const served = await openServed(
      read,
      store,
      prove ??
        ((flow, options) =>
          isAnswering ? proveBeside(flow, options) : proveHere(flow, options)),
      () => clock.now(),
    );
    isAnswering = true;
    const company = await companyPorts(settings, dataKeys, clock);
    const { customers } = await readBills(demoFile("bills.yaml"));
    const app = express();
    app.disable("x-powered-by");
    app.set("etag", false);
    app.set("trust proxy", settings.trustedProxies);
    const callers = express.Router();
    // From here to its routes nothing is waited for: whoever asks in between would find none.
    server = await listen(callersFirst(callers, app), settings);
    const url = addressOf(server, settings.host);
    // The simulator calls this server where it is, whatever address a real carrier would use.
    const publicUrl = settings.carrier ? (settings.publicUrl ?? url) : url;
    const account = settings.carrier ?? demoAccount(url);
    const simulator = settings.carrier
      ? undefined
      : createDemoCarrier({
          settings,
          account,
          customers,
          served,
          clock,
          url,
          number,
        });
    const { keepCasesMs, claimsApiKey, casesApiKey, companySignIn } = settings;
    const line = createLine({
      ...company,
      ...carrierPorts(settings, account, number),
      store,
      served,
      clock,
      log,
      number,
      publicUrl: () => publicUrl,
      secretOf: settings.secretOf,
      callsPerSecond: settings.callsPerSecond,
      callRetentionMs: settings.callRetentionMs,
      keepRecordingsMs: settings.keepRecordingsMs,
      ...(keepCasesMs !== undefined && { keepCasesMs }),
      keepsWords: settings.keepsWords,
      ...(claimsApiKey !== undefined && { claimsApiKey }),
      ...(casesApiKey !== undefined && { casesApiKey }),
      ...(companySignIn && { companySignIn }),
      phone: simulator !== undefined,
      leftMessagesFile: join(placeOf(settings), "left-messages.jsonl"),
      owner: relayOwner(settings, server),
    });
    if (simulator && !settings.simulatorAnywhere) callers.use(loopbackOnly);
    callers.use(line.callers);
    // Its routes and not itself: an app within an app makes each request anew.
    app.use(line.app.router);
    if (simulator) {
      app.use("/simulator", simulator.router);
      app.use("/api", createCallViewRouter(store));
    }
    app.use(createPages(consoleDir, { phone: simulator !== undefined }));
    app.use(plainErrors(log));
    await line.relay.start();
    const listening = server;
    const ended = new AbortController();
    const setUp = await offerSetUp(line.turns, clock).catch(ifAway);
    if (checked === "away" && setUp !== "away") await checkKeys();
    return {
      url,
      greeting: greet({
        settings,
        store,
        url,
        publicUrl,
        number,
        flow: served.now.flow.version,
        ...(setUp !== undefined && setUp !== "away" && { setUp }),
        storeAnswers: setUp !== "away",
      }),
      ...(setUp === "away" && {
        whenBack: offerSetUpLater(line.turns, clock, ended.signal).then(
          async (later) => {
            if (checked === "away") await checkKeys();
            return `The store answers.\n${greetConsole(url, later)}`;
          },
        ),
      }),
      ...(simulator && { simulator }),
      reload: line.reload,
      async stop() {
        ended.abort();
        await simulator?.close();
        await closeServer(listening);
        await line.relay.stop();
        await store.close();
      },
    };
  } catch (error) {
    if (server) await closeServer(server);
    await store.close();
    throw error;
  }
}

function ifAway(error: unknown): "away" {
  if (error instanceof StoreUnavailable) return "away";
  throw error;
}

/**
 * Names this process among those that share the store. An embedded store's server is known by its port: started again after a kill it
 * goes on at once, without waiting for the lease of its dead self.
 */
function relayOwner({ redisUrl }: Settings, server: Server): string {
  if (redisUrl !== undefined) return randomUUID();
  return `port ${(server.address() as AddressInfo).port}`;
}
