import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inboundForm, postSigned, token } from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";
import { startRedisServer } from "../support/redis-server.mjs";
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

  it("performs after the restart what was committed before it", async () => {
    const env = await realLine({ DATA_DIR: dir });
    const call = "CA00000000000000000000000000000077";
    const before = await startServerProcess(env);
    let { body } = await postSigned(`${before.url}/voice`, inboundForm(call));
    ({ body } = await postSigned(
      actionOf(body) ?? "",
      inboundForm(call, { Digits: "1" }),
    ));
    // Killed with the look-up committed or just performed: whichever, the restarted line knows the charges.
    await before.stop("SIGKILL");
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
        if (body.includes("<Dial"))
          throw new Error(`The call gave up: ${body}`);
      }
      expect(body).toContain("dos dólares con diez centavos");
    } finally {
      expect(await after.stop("SIGTERM")).toBe(0);
    }
  });
});

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
    expect(linesOf(third.body).at(-1)).toBe("ring    +12025550111 20s");
  } finally {
    expect(await after.stop("SIGTERM")).toBe(0);
  }
}

/** The settings of a real carrier account, on a port that is the same after the restart. */
async function realLine(
  settings: Record<string, string>,
): Promise<Record<string, string>> {
  const port = String(await freePort());
  return {
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TWILIO_ACCOUNT_SID: "AC00000000000000000000000000000000",
    TWILIO_AUTH_TOKEN: token,
    TWILIO_API_URL: "http://127.0.0.1:9",
    TWILIO_NUMBER: "+12025550100",
    PEOPLE_FILE: "demo/people.yaml",
    ...settings,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
