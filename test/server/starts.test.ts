import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../src/server/log.js";
import { readSettings } from "../../src/server/settings.js";
import { startLine } from "../../src/server/start.js";
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
      "nobody.yaml cannot be read",
    ],
    [
      "a retention shorter than a long talk",
      { CALL_RETENTION_HOURS: "1" },
      "CALL_RETENTION_HOURS has to be a number of hours from 4 to 8760.",
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
