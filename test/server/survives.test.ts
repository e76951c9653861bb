import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whereIs } from "../../src/machines/advance.js";
import { createCaseMachine } from "../../src/machines/case/index.js";
import type { CaseOpened } from "../../src/machines/case/file.js";
import { readPeople } from "../../src/server/served/company.js";
import {
  createMachineKinds,
  fixedKind,
} from "../../src/server/machine-kinds.js";
import { readState, takeTurn } from "../../src/server/turn.js";
import { openStore } from "../../src/store/index.js";
import { inboundForm, maria, postSigned } from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";
import { startMessageCarrier } from "../support/message-carrier.js";
import { realLine } from "../support/real-line.js";
import { startRedisServer } from "../support/redis-server.mjs";
import { until } from "../store/support/until.js";
import { startRoundRobin } from "../support/round-robin.js";
import { startServerProcess } from "../support/server-process.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-survives-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("a server that is killed in mid-call", () => {
  it("goes on where the call was, from the embedded store", async () => {
    await killInMidCall({ DATA_DIR: dir });
  });

  it("goes on where the call was, from Redis", async () => {
    const redis = await startRedisServer();
    try {
      await killInMidCall({ DATA_DIR: dir, REDIS_URL: redis.url });
    } finally {
      await redis.stop();
    }
  });

  it("ends, after the restart, the call of a caller who hung up at the tone", async () => {
    const env = await realLine({
      DATA_DIR: dir,
      FLOWS_DIR: "test/calls/flows/errands",
    });
    const call = "CA00000000000000000000000000000044";
    const before = await startServerProcess(env);
    const { body } = await postSigned(`${before.url}/voice`, inboundForm(call));
    const tone = await postSigned(
      actionOf(body) ?? "",
      inboundForm(call, { Digits: "3" }),
    );
    expect(linesOf(tone.body).at(-1)).toBe("record  120s");
    await postSigned(
      `${before.url}/voice/status`,
      inboundForm(call, { CallStatus: "completed" }),
    );
    await untilAt(dir, call, "leave-message.recording-hung-up");
    await before.stop("SIGKILL");
    const after = await startServerProcess(env);
    try {
      await untilAt(dir, call, "(ended)");
    } finally {
      expect(await after.stop("SIGTERM")).toBe(0);
    }
  });

  it("performs after the restart what was committed before it, and reminds of each case once", async () => {
    const carrier = await startMessageCarrier();
    const env = await realLine({ DATA_DIR: dir, TWILIO_API_URL: carrier.url });
    // Both are to be reminded of at once: their time has gone by while no server ran.
    const references = ["11111111", "22222222"];
    await openCases(dir, references);
    const call = "CA00000000000000000000000000000077";
    const before = await startServerProcess(env);
    let { body } = await postSigned(`${before.url}/voice`, inboundForm(call));
    ({ body } = await postSigned(
      actionOf(body) ?? "",
      inboundForm(call, { Digits: "1" }),
    ));
    // Of the two messages under way the carrier has one: no word of it comes back.
    await until(async () => expect(carrier.hanging()).toBe(2), 20_000);
    // Killed with the look-up committed or just performed: whichever, the restarted line knows the charges.
    await before.stop("SIGKILL");
    carrier.answer();
    const after = await startServerProcess(env);
    try {
      for (let tries = 0; !body.includes("larga distancia"); tries += 1) {
        if (tries > 5) throw new Error(`No charge was named: ${body}`);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const action = actionOf(body) ?? "";
        ({ body } = await postSigned(
          action,
          inboundForm(call, { CallStatus: "in-progress" }),
        ));
        if (body.includes("<Enqueue"))
          throw new Error(`The call gave up: ${body}`);
      }
      expect(body).toContain("dos dólares con diez centavos");
      await until(
        async () => expect(carrier.looks()).toBeGreaterThanOrEqual(2),
        20_000,
      );
      await until(async () => expect(carrier.sent).toHaveLength(2), 20_000);
    } finally {
      expect(await after.stop("SIGTERM")).toBe(0);
      await carrier.close();
    }
    expect(
      carrier.sent.map(([, text]) => text.slice(0, 33)).toSorted(),
    ).toEqual(references.map((one) => `Caso ${one}: le recuerdo llamar`));
  });
});

// Ten seconds or more each.
if (process.env["LONG"]) {
  describe("a server that is started while Redis is away", () => {
    it("takes callers to people's phones, and goes on with calls when Redis is there", async () => {
      const redis = await startRedisServer({ durable: true });
      const env = await realLine({ DATA_DIR: dir, REDIS_URL: redis.url });
      const call = "CA00000000000000000000000000000043";
      const before = await startServerProcess(env);
      const first = await postSigned(`${before.url}/voice`, inboundForm(call));
      await before.stop("SIGKILL");
      await redis.kill();

      const server = await startServerProcess(env);
      const isStoreReady = async () => {
        const answer = await fetch(`${server.url}/readyz`);
        return ((await answer.json()) as { store: boolean }).store;
      };
      try {
        expect(server.output()).toContain("It does not answer");
        expect(await isStoreReady()).toBe(false);
        let { body } = await postSigned(
          `${server.url}/voice`,
          inboundForm("CAa"),
        );
        while (body.includes("<Redirect>"))
          ({ body } = await postSigned(redirectOf(body), inboundForm("CAa")));
        expect(linesOf(body).at(-1)).toBe("ring    +12025550111 20s");
        const waiting = await postSigned(
          actionOf(first.body) ?? "",
          inboundForm(call, { Digits: "2" }),
        );
        await redis.start();
        while (!(await isStoreReady()))
          await new Promise((resolve) => setTimeout(resolve, 50));
        await until(async () =>
          expect(server.output()).toMatch(
            /The store answers\.\nConsole .*\/join#/,
          ),
        );
        const resumed = await postSigned(
          redirectOf(waiting.body),
          inboundForm(call),
        );
        expect(linesOf(resumed.body).at(-1)).toBe("wait");
        const next = await postSigned(
          `${server.url}/voice`,
          inboundForm("CAb"),
        );
        expect(linesOf(next.body).at(-1)).toBe("gather  5s speech");
      } finally {
        expect(await server.stop("SIGTERM")).toBe(0);
        await redis.stop();
      }
    });
  });

  describe("two servers on one Redis", () => {
    it("share the relaying, and one goes on with what a killed one had", async () => {
      const redis = await startRedisServer();
      const proxy = await startRoundRobin();
      const settings = { DATA_DIR: dir, REDIS_URL: redis.url };
      const envs = [await realLine(settings), await realLine(settings)];
      const urls = envs.map(({ PORT }) => `http://127.0.0.1:${PORT}`);
      const [, survivor = ""] = urls;
      const servers = await Promise.all(
        envs.map((env) =>
          startServerProcess({ ...env, PUBLIC_URL: proxy.url }),
        ),
      );
      const expectPartitions = (url: string, count: number) =>
        until(async () => {
          const metrics = await (await fetch(`${url}/metrics`)).text();
          expect(metrics).toContain(`\ndirecto_relayed_partitions ${count}\n`);
        }, 30_000);
      try {
        for (const url of urls) await expectPartitions(url, 32);
        proxy.targets = urls;
        const calls = Array.from({ length: 12 }, (_, i) => `CAkilled${i}`);
        const actions = new Map<string, string>();
        for (const call of calls) {
          const { body } = await postSigned(
            `${proxy.url}/voice`,
            inboundForm(call),
          );
          actions.set(call, actionOf(body) ?? "");
        }
        const pressed = calls.map(async (call) => {
          const form = inboundForm(call, { Digits: "1" });
          const { body } = await postSigned(actions.get(call) ?? "", form);
          actions.set(call, actionOf(body) ?? "");
        });
        await Promise.all(pressed);
        await servers[0]?.stop("SIGKILL");
        proxy.targets = [survivor];
        await expectPartitions(survivor, 64);
        for (const call of calls)
          await until(async () => {
            const form = inboundForm(call, { CallStatus: "in-progress" });
            const { body } = await postSigned(actions.get(call) ?? "", form);
            actions.set(call, actionOf(body) ?? "");
            expect(body).toContain("larga distancia");
          });
      } finally {
        await servers[1]?.stop("SIGTERM");
        await proxy.close();
        await redis.stop();
      }
    });
  });
}

/** Opens a case for each, in the store of a server that does not run, so long ago that its reminder is due. */
async function openCases(
  dataDir: string,
  references: readonly string[],
): Promise<void> {
  const { director } = await readPeople("demo/people.yaml");
  const at = Date.now() - 91 * 60_000;
  const store = await openStore({ dataDir, prefix: "directo" });
  const machine = createCaseMachine({
    people: { director, agents: [] },
    voices: { es: { voice: "Polly.Mia-Neural", speaks: "es-MX" } },
    number: "+12025550100",
  });
  const kinds = createMachineKinds({ case: fixedKind(machine) });
  for (const reference of references)
    await takeTurn(
      { store, kinds },
      {
        key: { kind: "case", id: reference },
        token: "opened",
        event: {
          type: "opened",
          at,
          id: reference,
          reference,
          owner: director,
          due: at + 2 * 3_600_000,
          timeZone: "America/Bogota",
          number: maria,
          withheld: false,
          language: "es",
          channel: "web",
        } as CaseOpened,
        begins: true,
        asks: false,
      },
    );
  // What was said when they were opened is sent long ago.
  for (let partition = 0; partition < store.partitions; partition += 1)
    for (const entry of await store.pending(partition, 100)) {
      const lease = await store.acquire(partition, "earlier", 1_000);
      if (!lease) throw new Error("Somebody else has this store.");
      await store.settle(lease, entry);
      await store.release(lease);
    }
  await store.close();
}

/** The call is there, as another process reads it in the embedded store. */
async function untilAt(
  dataDir: string,
  id: string,
  place: string,
): Promise<void> {
  const store = await openStore({ dataDir, prefix: "directo" });
  try {
    await until(async () => {
      const { machine } = await store.load({ kind: "call", id });
      expect(machine && whereIs(readState(machine.state).snapshot)).toBe(place);
    }, 20_000);
  } finally {
    await store.close();
  }
}

const redirectOf = (body: string) =>
  /<Redirect>([^<]+)<\/Redirect>/.exec(body)?.[1]?.replaceAll("&amp;", "&") ??
  "";

async function killInMidCall(settings: Record<string, string>): Promise<void> {
  const env = await realLine(settings);
  const call = "CA00000000000000000000000000000042";
  const before = await startServerProcess(env);
  const first = await postSigned(`${before.url}/voice`, inboundForm(call));
  const second = await postSigned(
    actionOf(first.body) ?? "",
    inboundForm(call, { Digits: "7" }),
  );
  await before.stop("SIGKILL");
  const after = await startServerProcess(env);
  try {
    const repeated = await postSigned(
      actionOf(first.body) ?? "",
      inboundForm(call, { Digits: "7" }),
    );
    expect(repeated.body).toBe(second.body);
    const third = await postSigned(
      actionOf(second.body) ?? "",
      inboundForm(call, { Digits: "2" }),
    );
    expect(linesOf(third.body).at(-1)).toBe("wait");
  } finally {
    expect(await after.stop("SIGTERM")).toBe(0);
  }
}
