import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import {
  connectionsFile,
  createLookUps,
  type LookUps,
  type Resolve,
} from "../../src/lookups/index.js";

interface Asked {
  readonly path: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

let answer: (response: ServerResponse, path: string) => void = () => {};
let asked: Asked[] = [];
let server: Server;
let port = 0;
let logged = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", headers: request.headers });
    answer(response, request.url ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  asked = [];
  logged = "";
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json =
  (value: unknown, type = "application/json; charset=utf-8") =>
  (response: ServerResponse) => {
    response.setHeader("content-type", type);
    response.end(JSON.stringify(value));
  };
const order = {
  number: "4471",
  state: { label: "in the van" },
  day: "2026-11-25",
  amount: 41.5,
};
const values = {
  "order.number": "4471",
  "order.status": "in the van",
  "order.day": "2026-11-25",
  "order.total": { amount: 4150, currency: "USD" },
};

function lookUps(
  changes: object = {},
  {
    resolve,
    secret = "s3cret-t0ken",
  }: { resolve?: Resolve; secret?: string } = {},
): LookUps {
  const { connections } = connectionsFile.parse({
    connections: {
      shop: {
        url: `http://127.0.0.1:${port}/api`,
        headers: {
          authorization: { secret: "SHOP_TOKEN", before: "Bearer " },
          "x-tenant": "acme",
        },
        "private addresses": ["127.0.0.0/8"],
        "time limit": "1s",
        "largest answer": 2_000,
        "look-ups": {
          order: {
            path: "/orders/{id}?phone={phone}",
            parameters: {
              id: { type: "text", longest: 20 },
              phone: { type: "digits" },
            },
            answer: {
              number: { type: "digits", longest: 8 },
              status: { type: "text", longest: 40, at: "/state/label" },
              day: { type: "date" },
              total: { type: "money", currency: "USD", at: "/amount" },
            },
          },
        },
        ...changes,
      },
    },
  });
  return createLookUps({
    connections: () => connections,
    secretOf: (name) => (name === "SHOP_TOKEN" ? secret : undefined),
    log: pino(
      {},
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          logged += chunk.toString();
          done();
        },
      }),
    ),
    ...(resolve && { resolve }),
  });
}
const question = {
  connection: "shop",
  find: "order",
  values: { id: "A 1", phone: "+12025550143" },
};
const found = { outcome: "found", values };
const empty = { outcome: "empty" };
const failed = { outcome: "failed" };

describe("a look-up", () => {
  it("gives the values of the answer, each of its type", async () => {
    answer = json(order);
    expect(await lookUps()(question)).toEqual(found);
    expect(asked).toMatchObject([
      {
        path: "/api/orders/A%201?phone=%2B12025550143",
        headers: {
          authorization: "Bearer s3cret-t0ken",
          "x-tenant": "acme",
          host: `127.0.0.1:${port}`,
        },
      },
    ]);
  });

  it.each([
    ["404", (response: ServerResponse) => response.writeHead(404).end("no")],
    ["204", (response: ServerResponse) => response.writeHead(204).end()],
    ["null", json(null)],
    ["[]", json([])],
    ["{}", json({})],
  ])("finds nothing where the answer is %s", async (_name, reply) => {
    answer = reply;
    expect(await lookUps()(question)).toEqual(empty);
  });

  it.each([
    ["is missing", { phone: "+12025550143" }],
    [
      "is longer than the look-up asks with",
      { id: "x".repeat(21), phone: "1" },
    ],
    ["is another path", { id: "..", phone: "1" }],
    ["goes up and down paths", { id: "a/../b", phone: "1" }],
    ["is no digits", { id: "a", phone: "1&admin=1" }],
    ["is an amount", { id: { amount: 1, currency: "USD" }, phone: "1" }],
  ])("asks nobody where a value %s", async (_name, wrong) => {
    answer = json(order);
    const result = await lookUps()({ ...question, values: wrong });
    expect(result).toEqual(empty);
    expect(asked).toEqual([]);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      "is a redirect",
      (response) => response.writeHead(302, { location: "/api/x" }).end(),
    ],
    ["is an error", (response) => response.writeHead(500).end()],
    ["refuses the question", (response) => response.writeHead(403).end()],
    ["is a page", json(order, "text/html")],
    [
      "is no JSON",
      (response) =>
        response
          .writeHead(200, { "content-type": "application/json" })
          .end("{"),
    ],
    [
      "is compressed",
      (response) =>
        response
          .writeHead(200, {
            "content-type": "application/json",
            "content-encoding": "gzip",
          })
          .end("x"),
    ],
    [
      "never ends",
      (response) =>
        void response
          .writeHead(200, { "content-type": "application/json" })
          .write("["),
    ],
    ["never begins", () => {}],
    [
      "breaks off",
      (response) =>
        response
          .writeHead(200, { "content-type": "application/json" })
          .write("{", () => response.destroy()),
    ],
    ["has a text for an amount", json({ ...order, amount: "much" })],
    ["has a number for a text", json({ ...order, state: { label: 7 } })],
    ["has a half cent", json({ ...order, amount: 1.005 })],
    ["has no day", json({ ...order, day: "2026-02-30" })],
    [
      "hides a field among what every object has",
      json({ ...order, state: [] }),
    ],
  ])("fails where the answer %s", async (_name, reply) => {
    answer = reply;
    expect(await lookUps()(question)).toEqual(failed);
    expect(logged).toContain("a look-up failed");
  });

  it("follows no redirect, and reads no more than it may", async () => {
    answer = (response) =>
      response.writeHead(307, { location: "/api/x" }).end();
    await lookUps()(question);
    expect(asked).toHaveLength(1);
    let written = 0;
    answer = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = () => {
        while (written < 50_000_000 && response.write(" ".repeat(16_384)))
          written += 16_384;
      };
      response.on("drain", more);
      more();
    };
    expect(await lookUps()(question)).toEqual(failed);
    expect(written).toBeLessThan(10_000_000);
    expect(logged).toContain("larger than 2000 bytes");
  });

  it("writes neither secrets nor what was asked into the log", async () => {
    answer = (response) => response.writeHead(500).end("s3cret-t0ken");
    await lookUps()(question);
    answer = json({ ...order, amount: "A 1 +12025550143" });
    await lookUps()(question);
    expect(logged).not.toMatch(/s3cret|2025550143|A%201|A 1/);
  });

  it("leaves a system alone that fails again and again", async () => {
    answer = (response) => response.writeHead(503).end();
    const ask = lookUps();
    for (let tries = 0; tries < 8; tries += 1) await ask(question);
    expect(asked).toHaveLength(5);
    expect(logged).toContain("left alone");
  });

  it("fails where nobody defined it, whatever its name", async () => {
    for (const name of ["toString", "__proto__", "shp"]) {
      expect(await lookUps()({ ...question, connection: name })).toEqual(
        failed,
      );
      expect(await lookUps()({ ...question, find: name })).toEqual(failed);
    }
  });
});

describe("the addresses that a look-up goes to", () => {
  const at =
    (...addresses: string[]): Resolve =>
    () =>
      Promise.resolve(addresses);
  const named = { url: "https://shop.example.com", "private addresses": [] };

  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "192.0.0.192",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "::ffff:10.1.2.3",
    "::10.1.2.3",
    "64:ff9b::a9fe:a9fe",
    "2002:a01:203::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "not-an-address",
  ])("are refused when the name is at %s", async (address) => {
    const resolve = at("93.184.215.14", address);
    expect(await lookUps(named, { resolve })(question)).toEqual(failed);
    expect(logged).toContain("not a public address");
  });

  it("are refused when they stand in the address itself", async () => {
    for (const host of ["10.0.0.1", "[::1]", "0x7f.1", "2130706433"]) {
      logged = "";
      const ask = lookUps({ url: `https://${host}`, "private addresses": [] });
      expect(await ask(question)).toEqual(failed);
      expect(logged).toContain("not a public address");
    }
  });

  it("are those that were checked, though the name is somewhere else a moment later", async () => {
    answer = json(order);
    let times = 0;
    const resolve: Resolve = () =>
      Promise.resolve([(times += 1) === 1 ? "127.0.0.1" : "10.0.0.1"]);
    const ask = lookUps(
      { url: `http://shop.example.com:${port}/api` },
      { resolve },
    );
    expect(await ask(question)).toEqual(found);
    expect(asked[0]?.headers.host).toBe(`shop.example.com:${port}`);
    expect(times).toBe(1);
    expect(await ask(question)).toEqual(failed);
  });

  it("are asked over TLS when they are public", async () => {
    const ask = lookUps(
      { url: "http://shop.example.com" },
      { resolve: at("93.184.215.14") },
    );
    expect(await ask(question)).toEqual(failed);
    expect(logged).toContain("Use https://");
  });

  it("are not waited for longer than the answer", async () => {
    const ask = lookUps(named, { resolve: () => new Promise(() => {}) });
    expect(await ask(question)).toEqual(failed);
    expect(logged).toContain("in time");
  });
});
