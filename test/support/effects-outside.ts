/** Everything that effects reach, each as it is in the world: a carrier, the company's systems, a mail server. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express from "express";
import { createAccountRouter } from "../../src/account/serve-account.js";
import { createBillingRouter } from "../../src/billing/serve-billing.js";
import { openFiles } from "../../src/files/index.js";
import type { Change } from "../../src/machines/account-terms.js";
import { createMemoryAccounts } from "../account/memory-book.js";
import { createMemoryBook } from "../billing/support/memory-book.js";
import {
  ACCOUNT,
  AGENT,
  LINE,
  openWorld,
} from "../carrier/simulator/support/world.js";
import type { Outside } from "./effects-line.js";
import { startMailServer } from "./mail-server.js";

const secret = "a-secret-of-the-tests";

export type OpenedOutside = Awaited<ReturnType<typeof openOutside>>;

export async function openOutside(folder: string) {
  const world = await openWorld({ callsPerSecond: 100 });
  world.on("/talk", `<Pause length="600"/>`);
  world.on("/voice/document", `<Pause length="600"/>`);
  const mail = await startMailServer();
  const systems = await startSystems(() => world.clock.now());
  const kept = openFiles(undefined, join(folder, "recordings"));
  const keptBefore = {
    name: await kept.keep(Buffer.from("a sound"), "2027-01-01"),
  };
  const address: Outside = {
    now: world.clock.now(),
    carrier: { ...ACCOUNT, apiUrl: `${world.base}/simulator` },
    line: LINE,
    publicUrl: world.base,
    systems: systems.url,
    secret,
    mail: mail.url,
    folder,
  };
  const once = new Map<string, Promise<string>>();
  const remember = (name: string, make: () => Promise<string>) => {
    const known = once.get(name) ?? make();
    once.set(name, known);
    return known;
  };

  /** A leg that somebody is talking on, the same for the same name. */
  const leg = (name = `leg ${once.size}`): Promise<string> =>
    remember(name, async () => {
      const { body } = await world.rest("/Calls.json", {
        To: AGENT,
        From: LINE,
        Url: `${world.base}/talk`,
      });
      const sid = String(body["sid"]);
      await world.clock.advance(100);
      world.simulator.answer(sid);
      await world.settle();
      return sid;
    });

  /** A recording of a leg of that name, under way unless it is `over`. */
  const recording = (name: string, over?: "over"): Promise<string> =>
    remember(`recording ${name}`, async () => {
      const path = `/Calls/${await leg(name)}/Recordings`;
      const { body } = await world.rest(`${path}.json`, {
        RecordingStatusCallback: `${world.base}/recorded`,
      });
      const sid = String(body["sid"]);
      if (over) {
        await world.clock.advance(2_000);
        await world.rest(`${path}/${sid}.json`, { Status: "stopped" });
        await world.clock.advance(1_000);
      }
      return sid;
    });

  return {
    address,
    line: LINE,
    keptBefore,
    leg,
    recording,
    ...systems,
    mailIds: () => mail.received().match(/Message-ID: <.+@.+>/gu) ?? [],
    fetchedDocuments: () =>
      world.asked("/voice/document").map(({ form }) => form["CallSid"] ?? ""),
    /** The ids of a list of the carrier's. */
    list: async (path: string, name: string, status?: string) => {
      const { body } = await world.rest(path);
      const rows = body[name] as { sid: string; status: string }[];
      return rows
        .filter((one) => status === undefined || one.status === status)
        .map(({ sid }) => sid);
    },
    /** Lets the carrier do what it was asked. */
    async settle() {
      await world.clock.advance(1_000);
    },
    async close() {
      await world.close();
      await mail.close();
      await systems.close();
    },
  };
}

/** The company's own, over the contracts that they are held to. */
async function startSystems(now: () => number) {
  const billing = createMemoryBook();
  const accounts = createMemoryAccounts(now);
  const paths: string[] = [];
  const keys: string[] = [];
  const app = express();
  app.use((request, _response, next) => {
    paths.push(request.path);
    next();
  });
  app.use("/billing", createBillingRouter({ billing, secret, now }));
  app.use("/account", createAccountRouter({ accounts, secret, now }));
  app.post("/crm", (request, response) => {
    keys.push(request.get("idempotency-key") ?? "");
    response.end();
  });
  app.use((_request, response) => void response.end());
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: (path: string) => paths.filter((one) => one === path),
    decisionKeys: () => keys,
    /** The keys under which a charge was credited. */
    credits: async (charge: string) =>
      ((await billing.listCredits?.("a-1")) ?? [])
        .filter((one) => one.charge === charge)
        .map(({ key }) => key),
    credit: (id: string, amount: number) =>
      billing.postCredit({
        key: `before:${id}`,
        account: "a-1",
        charge: { id, amount: { amount, currency: "USD" } },
      }),
    changes: async (account: string) =>
      ((await accounts.listChanges?.(account)) ?? []).map(({ key }) => key),
    quote: async (account: string, change: Change) => {
      const result = await accounts.quote(account, change);
      if (result.outcome !== "quoted") throw new Error(result.reason);
      return result.quote.quote;
    },
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
