import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { keyChecks } from "../../src/machines/key-checks.js";
import { readDataKeys } from "../../src/server/data-keys.js";
import { createLog } from "../../src/server/log.js";
import { readSettings } from "../../src/server/settings.js";
import { checkSecrets } from "../../src/server/shared-secrets.js";
import { startLine } from "../../src/server/start.js";
import type { Store } from "../../src/store/contract.js";
import { openStore } from "../../src/store/index.js";
import { proveOnce } from "../support/prove-once.js";
import { runServer, startServerProcess } from "../support/server-process.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-starts-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("a start that cannot be", () => {
  it.each([
    [
      "a port that is none",
      { PORT: "70000" },
      "PORT has to be a port from 0 to 65535.",
    ],
    [
      "a port that is text",
      { PORT: "http" },
      "PORT has to be a port from 0 to 65535.",
    ],
    [
      "proxies that are none",
      { TRUSTED_PROXIES: "many" },
      "TRUSTED_PROXIES has to be a whole number of proxies, from 0 to 10.",
    ],
    [
      "an account without a token",
      { TWILIO_ACCOUNT_SID: "AC1", PUBLIC_URL: "https://a.example" },
      "TWILIO_AUTH_TOKEN is missing",
    ],
    [
      "an account without a public address",
      { TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "12345678" },
      "PUBLIC_URL is missing",
    ],
    [
      "a public address that is none",
      { PUBLIC_URL: "example.com" },
      "PUBLIC_URL has to be an address that begins with http:// or https://",
    ],
    [
      "a public address that the carrier does not call back",
      { PUBLIC_URL: "https://our_line.example.com" },
      "PUBLIC_URL has to have a host without an underscore",
    ],
    [
      "a Redis address that is none",
      { REDIS_URL: "localhost" },
      "REDIS_URL has to be an address that begins with redis://, rediss:// or redis+sentinel://",
    ],
    [
      "the demo for everybody",
      { HOST: "0.0.0.0" },
      "the simulator with its demo data serves this machine only",
    ],
    [
      "a folder of flows that is not there",
      { FLOWS_DIR: "nowhere" },
      "FLOWS_DIR says where to look",
    ],
    [
      "people that are not there",
      { PEOPLE_FILE: "nobody.yaml" },
      "There is no file nobody.yaml.",
    ],
    [
      "a retention shorter than a long talk",
      { CALL_RETENTION_HOURS: "1" },
      "CALL_RETENTION_HOURS has to be a number of hours from 4 to 8760.",
    ],
    [
      "cases that would go before their callers are told",
      { CASE_RETENTION_DAYS: "7" },
      'CASE_RETENTION_DAYS has to be whole days, 30 to 3650, or not set. It is "7".',
    ],
    [
      "cases that are kept for no number of days",
      { CASE_RETENTION_DAYS: "a year" },
      "CASE_RETENTION_DAYS has to be whole days, 30 to 3650, or not set.",
    ],
    [
      "a carrier that begins no call",
      { CARRIER_CALLS_PER_SECOND: "0" },
      "CARRIER_CALLS_PER_SECOND has to be a whole number of calls a second, from 1 to 100.",
    ],
    [
      "a pace that is no number",
      { CARRIER_CALLS_PER_SECOND: "many" },
      "CARRIER_CALLS_PER_SECOND has to be a whole number of calls a second, from 1 to 100.",
    ],
    [
      "a token of nobody's account",
      { TWILIO_AUTH_TOKEN: "12345678" },
      "TWILIO_ACCOUNT_SID is missing: with TWILIO_AUTH_TOKEN set",
    ],
    [
      "a billing system's secret without its address",
      { BILLING_SECRET: "0123456789abcdef" },
      "BILLING_URL is missing: with BILLING_SECRET set",
    ],
    [
      "half of the company's own sign-in",
      { OIDC_CLIENT_ID: "directo" },
      "OIDC_ISSUER is missing",
    ],
    [
      "a public address that nobody outside can call",
      {
        TWILIO_ACCOUNT_SID: "AC1",
        TWILIO_AUTH_TOKEN: "12345678",
        TWILIO_NUMBER: "+12025550100",
        PUBLIC_URL: "http://localhost:3000",
      },
      "PUBLIC_URL is an address of this machine alone",
    ],
    [
      "a bucket without its key",
      { FILES_URL: "s3+https://bucket" },
      "FILES_URL has to be for a bucket with its key",
    ],
    [
      "a folder for files that cannot be made",
      { FILES_URL: "file:///etc/passwd/files" },
      "FILES_URL is the folder /etc/passwd/files, and nothing can be kept there",
    ],
    [
      "a folder in place of the people file",
      { PEOPLE_FILE: "demo" },
      "demo is a folder, and has to be a file.",
    ],
    [
      "a log level that is none",
      { LOG_LEVEL: "loud" },
      "LOG_LEVEL has to be one of fatal, error, warn, info",
    ],
    [
      "a Redis that refuses the password",
      {
        REDIS_URL: (process.env["TEST_REDIS_URL"] ?? "").replace(
          "//",
          "//nobody:wrong@",
        ),
      },
      "WRONGPASS",
    ],
  ])("says so in one line: %s", async (_what, env, line) => {
    const start = async () =>
      startLine(
        readSettings({ PORT: "0", DATA_DIR: dir, ...env }),
        createLog("silent"),
      );
    const refused = await start().then(
      () => "It started.",
      (error: Error) => error.message,
    );
    expect(refused).toContain(line);
    expect(refused.split("\n")).toHaveLength(1);
  });

  it("ends with that line alone, and a code that is not 0", async () => {
    const { code, output, errors } = await runServer({ PORT: "70000" });
    expect(errors).toBe(
      'PORT has to be a port from 0 to 65535. It is "70000".\n',
    );
    expect(output).toBe("");
    expect(code).toBe(1);
  });

  it("says which host is none", async () => {
    const { errors } = await runServer({
      PORT: "0",
      DATA_DIR: dir,
      HOST: "nowhere.invalid",
      SIMULATOR_ANYWHERE: "yes",
    });
    expect(errors).toBe(
      "HOST is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.\n",
    );
  });

  it("names the port that is in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    try {
      const { code, errors } = await runServer({
        PORT: String(port),
        DATA_DIR: dir,
      });
      expect(errors).toBe(
        `Port ${port} is in use by another program. Stop it, or choose another: PORT=3001 npm start.\n`,
      );
      expect(code).toBe(1);
    } finally {
      other.close();
    }
  });

  it("shows every mistake of a broken flow, with its place", async () => {
    await cp("flows", dir, { recursive: true });
    await writeFile(
      join(dir, "customer-line.yaml"),
      "flow: customer-line\ntitle: [unclosed\n",
    );
    const { code, errors } = await runServer({
      PORT: "0",
      DATA_DIR: join(dir, "data"),
      FLOWS_DIR: dir,
    });
    expect(errors).toMatch(
      /customer-line\.yaml:\d+:\d+ {2}error {2}yaml-bracket/,
    );
    expect(code).toBe(1);
  });

  it("never prints a secret", () => {
    const start = () =>
      readSettings({
        TWILIO_ACCOUNT_SID: "AC1",
        TWILIO_AUTH_TOKEN: "hush",
        REDIS_URL: "http://user:hush@x",
      });
    expect(start).toThrow(/^TWILIO_AUTH_TOKEN(?!.*hush)/s);
  });
});

it("says where it is and what to do next, counts each sender behind its proxy, and ends cleanly on Ctrl-C", async () => {
  const server = await startServerProcess({
    PORT: "0",
    DATA_DIR: dir,
    TRUSTED_PROXIES: "1",
  });
  // The first address is what the sender says of itself; the proxy adds the one that it sees.
  const open = async (seen: string) =>
    (
      await fetch(`${server.url}/case/none`, {
        headers: { "x-forwarded-for": `203.0.113.${Math.random()}, ${seen}` },
      })
    ).status;
  const statuses: number[] = [];
  for (let i = 0; i < 61; i += 1) statuses.push(await open("198.51.100.1"));
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect(await open("198.51.100.2")).toBe(410);
  expect(server.output()).toContain(`Store     embedded store in ${dir}`);
  expect(server.output()).toContain(`Phone     ${server.url}/phone`);
  expect(server.output()).toContain(
    "Next: open the phone and dial +12025550100",
  );
  const ready = await fetch(`${server.url}/readyz`);
  expect(await ready.json()).toEqual({ store: true, carrier: true });
  const dialled = await fetch(`${server.url}/simulator/phone/calls`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from: "+12025550143", to: "+12025550100" }),
  });
  expect(dialled.status).toBe(201);
  expect(await server.stop("SIGINT")).toBe(0);
  expect(server.output()).toContain("Stopping …");
  expect(server.errors()).toBe("");
});

it("ends when it is told so twice, and starts again where it was", async () => {
  const first = await startServerProcess({ PORT: "0", DATA_DIR: dir });
  first.tell("SIGINT");
  await first.stop("SIGTERM");
  const again = await startServerProcess({ PORT: "0", DATA_DIR: dir });
  expect(await again.stop("SIGINT")).toBe(0);
});

describe("servers that share a store", () => {
  const day = 24 * 3_600_000;
  const keyOf = (name: string, fill = name) =>
    `${name}:${Buffer.alloc(32, fill).toString("base64url")}`;
  let store: Store;
  let logged: string[];
  let now: number;
  beforeEach(async () => {
    store = await openStore({ dataDir: dir, redisUrl: undefined, prefix: "" });
    logged = [];
    now = Date.parse("2026-11-22T10:00:00Z");
  });
  afterEach(() => store.close());
  const starts = async (
    text: string,
    secrets: Record<string, string | undefined> = {},
  ) =>
    checkSecrets({
      store,
      dataKeys: await readDataKeys(text, join(dir, "data-key")),
      keepRecordingsMs: 30 * day,
      secrets,
      now,
      log: pino({}, { write: (line) => void logged.push(line) }),
    }).then(
      () => "started",
      ({ message }: Error) => message,
    );

  it("do not start with another key under a name, or without the one that encrypts", async () => {
    expect(await starts(keyOf("a"))).toBe("started");
    expect(await starts(keyOf("a"))).toBe("started");
    expect(await starts(keyOf("a", "x"))).toContain(
      'DATA_KEY has another key "a" than the servers that share this store',
    );
    expect(await starts(keyOf("b"))).toContain(
      'DATA_KEY lacks the key "a" of the servers that share this store: recordings are encrypted with it.',
    );
    const { machine } = await store.load(keyChecks);
    expect(machine?.state).not.toContain(keyOf("a").slice(2, 20));
    expect(machine?.version).toBe(2);
  });

  it("take a new key in front of the old one, which has to stay for as long as recordings are kept, unless it is lost", async () => {
    expect(await starts(keyOf("a"))).toBe("started");
    expect(await starts([keyOf("a"), keyOf("b")].join())).toBe("started");
    expect(await starts(keyOf("a"))).toBe("started");
    expect(await starts([keyOf("b"), keyOf("a")].join())).toBe("started");
    expect(await starts(keyOf("a"))).toContain('lacks the key "b"');
    expect(await starts(keyOf("b"))).toContain(
      'lacks the key "a" of the servers that share this store: recordings that are encrypted with it are kept until 2026-12-22',
    );
    expect(await starts(`${keyOf("b")},a:lost`)).toBe("started");
    expect(await starts([keyOf("c"), keyOf("b")].join())).toBe("started");
    now += 30 * day;
    expect(await starts(keyOf("c"))).toBe("started");
  });

  it("are told of another token or API key, and start", async () => {
    await starts(keyOf("a"), { CASES_API_KEY: "one", CLAIMS_API_KEY: "c" });
    await starts(keyOf("a"), { CASES_API_KEY: "one" });
    expect(logged).toEqual([]);
    expect(await starts(keyOf("a"), { CASES_API_KEY: "two" })).toBe("started");
    expect(logged).toEqual([expect.stringContaining("CASES_API_KEY")]);
  });
});

it("a line does not start with another data key than it had", async () => {
  const start = (fill: string) =>
    startLine(
      readSettings({
        PORT: "0",
        DATA_DIR: dir,
        DATA_KEY: `2026:${Buffer.alloc(32, fill).toString("base64")}`,
      }),
      createLog("silent"),
      { prove: proveOnce },
    );
  await (await start("a")).stop();
  await expect(start("b")).rejects.toThrow('another key "2026"');
});
