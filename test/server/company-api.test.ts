import express from "express";
import request from "supertest";
import { createCompanyApi } from "../../src/server/api/company-api.js";
import { createLog } from "../../src/server/log.js";
import { openApi } from "../../src/server/api/openapi.js";
import { StoreUnavailable } from "../../src/store/contract.js";
import { SystemUnavailable } from "../../src/systems/client.js";
import { createMemoryAccounts } from "../account/memory-book.js";
import { noteRoutes } from "../support/note-routes.js";
import { answerLine, type AnsweredLine } from "../support/answered-line.js";

const apiKey = "a key of the tests, long enough";
let answered: AnsweredLine;
const routes = noteRoutes();
beforeAll(async () => {
  answered = await answerLine({ claimsApiKey: apiKey });
});
afterAll(async () => {
  routes.stop();
  await answered.close();
});

const server = (line: AnsweredLine, perMinute?: number) =>
  express().use(
    createCompanyApi({
      turns: line.line.turns,
      billing: {
        findCharges: () => Promise.reject(new Error("down")),
        postCredit: () => Promise.reject(new Error("down")),
      },
      accounts: {
        ...createMemoryAccounts(),
        read: () => Promise.reject(new SystemUnavailable("down", true)),
      },
      clock: { now: () => Date.now(), after: () => () => undefined },
      log: createLog("silent"),
      apiKey,
      ...(perMinute !== undefined && { perMinute }),
    }),
  );

it("requests of one address count over all servers that share the store", async () => {
  const servers = [server(answered, 3), server(answered, 3)];
  const statuses: number[] = [];
  for (const turn of [0, 1, 0, 1, 0])
    statuses.push(
      (await request(servers[turn] ?? "").get("/customers/nobody/claims"))
        .status,
    );
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

it("requests at the same instant are all counted", async () => {
  const fresh = await answerLine();
  try {
    const app = server(fresh, 6);
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const answer = await request(app).get("/customers/nobody/claims");
        return answer.status;
      }),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  } finally {
    await fresh.close();
  }
});

it("a store that is away is said, in JSON and without its reason", async () => {
  let isAway = false;
  const away = await answerLine({
    wrapStore: (store) => ({
      ...store,
      load: (key, token) =>
        isAway
          ? Promise.reject(new StoreUnavailable("redis://secret@10.0.0.1"))
          : store.load(key, token),
    }),
  });
  isAway = true;
  try {
    const answer = await request(server(away))
      .get("/customers/acme-1001/claims")
      .set("authorization", `Bearer ${apiKey}`);
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain("redis");
  } finally {
    await away.close();
  }
});

describe("the API's document", () => {
  it("is served, and every reference in it leads somewhere", async () => {
    const answer = await request(answered.url).get("/api/openapi.json");
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(openApi)));
    const names = [
      ...answer.text.matchAll(/"#\/components\/schemas\/(\w+)"/g),
    ].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names)
      expect(Object.keys(openApi.components.schemas)).toContain(name);
  });

  it("has every route that asks for the key", async () => {
    for (const [path, methods] of Object.entries(openApi.paths))
      for (const method of Object.keys(methods)) {
        const address = `/api${path.replace("{account}", "acme-1001")}`;
        const send = request(answered.url);
        const { status } = await (method === "post"
          ? send.post(address)
          : send.get(address));
        expect([address, status]).toEqual([address, 401]);
      }
  });

  it("has every route of the API that is served, and no other", () => {
    const described = Object.entries(openApi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} /api${path}`),
    );
    const served = routes
      .served("/api")
      .filter((route) => !/^\w+ \/api\/(console\b|openapi\.json$)/.test(route));
    const isOf = (route: string) => {
      const parts = route.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+");
      const pattern = new RegExp(`^${parts}$`);
      return (one: string) => pattern.test(one);
    };
    expect(served.length).toBeGreaterThan(25);
    expect(served.filter((route) => !described.some(isOf(route)))).toEqual([]);
    expect(
      described.filter((one) => !served.some((route) => isOf(route)(one))),
    ).toEqual([]);
  });

  it("says which answers there are, as they are", async () => {
    const answer = await request(answered.url)
      .post("/api/claims")
      .set("authorization", `Bearer ${apiKey}`)
      .send({});
    expect(answer.status).toBe(400);
    expect(Object.keys(openApi.paths["/claims"].post.responses)).toContain(
      "400",
    );
    expect(openApi.components.schemas.Claim).toMatchObject({
      required: ["policy", "number", "charge", "identity", "language"],
      additionalProperties: false,
    });
  });
});

it("a customer's plan, what is on it, and what may be had, is read with the key", async () => {
  const plan = (app: Parameters<typeof request>[0], account: string) =>
    request(app)
      .get(`${app === answered.url ? "/api" : ""}/customers/${account}/plan`)
      .set("authorization", `Bearer ${apiKey}`);
  const read = await plan(answered.url, "acme-1001");
  expect(read.body).toMatchObject({
    account: "acme-1001",
    plan: { id: "plus", currency: "USD", monthly: 2100 },
    entitlements: [{ id: "roaming" }],
    plans: [{ id: "basic" }, { id: "company" }],
    gifts: [{ id: "faster-line", cost: 300 }, {}, {}],
  });
  expect((await plan(answered.url, "acme-9")).status).toBe(404);
  const away = server(answered, 1_000);
  expect((await plan(away, "acme-1001")).status).toBe(503);
  const path = "/api/customers/acme-1001/plan";
  expect((await request(answered.url).get(path)).status).toBe(401);
});
