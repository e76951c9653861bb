import { offerSetUp } from "../../src/server/console/set-up.js";
import { rightsOf, roles } from "../../src/machines/console-accounts/rights.js";
import { answerLine, type AnsweredLine } from "../support/answered-line.js";
import {
  beFirst as isFirst,
  comeIn as comesIn,
  invite,
  password,
} from "../support/console-people.js";
import { startIssuer, type CompanyIssuer } from "../support/company-issuer.js";
import { createVisitor, type Visitor } from "../support/visitor.js";

const hourMs = 3_600_000;
let now = 0;
let answered: AnsweredLine;
const clock = { now: () => now, after: () => () => undefined };

const open = async (
  options: Parameters<typeof answerLine>[0] = {},
): Promise<void> => {
  now = Date.parse("2026-03-02T09:00:00Z");
  answered = await answerLine({ now: () => now, ...options });
};
afterEach(() => answered.close());

const visit = () => createVisitor(answered.url);
const beFirst = () => isFirst(answered, clock);
const comeIn = (admin: Visitor, email: string, held: string[]) =>
  comesIn(answered, admin, email, held);
const whoIs = async (visitor: Visitor) =>
  (await visitor.get("/session")).body["person"] as {
    readonly id: string;
    readonly roles: string[];
  } | null;

describe.each([
  ["the embedded store", undefined],
  ["Redis", process.env["TEST_REDIS_URL"]],
])("signing in, on %s", (_home, redisUrl) => {
  beforeEach(() => open(redisUrl === undefined ? {} : { redisUrl }));

  it("begins with a link that works once, and is over when there is an admin", async () => {
    const before = await offerSetUp(answered.line.turns, clock);
    const admin = await beFirst();
    expect((await whoIs(admin))?.roles).toEqual(roles);
    expect(await offerSetUp(answered.line.turns, clock)).toBeUndefined();
    const late = await visit().send("POST", "/invitations/look", {
      token: before,
    });
    expect(late.body["code"]).toBe("no-invitation");
  });

  it("lasts while it is used, and ends by signing out", async () => {
    await beFirst();
    const again = visit();
    const wrong = { email: "ana@acme.example", password: `${password}s` };
    expect((await again.send("POST", "/session", wrong)).status).toBe(401);
    expect(await whoIs(again)).toBeNull();
    await again.send("POST", "/session", { ...wrong, password });
    expect(await whoIs(again)).not.toBeNull();
    now += 11 * hourMs;
    expect(await whoIs(again)).not.toBeNull();
    now += 11 * hourMs;
    expect(await whoIs(again)).not.toBeNull();
    await again.send("DELETE", "/session");
    expect(await whoIs(again)).toBeNull();
    expect((await again.get("/accounts")).body["code"]).toBe("not-signed-in");
  });
});

describe("the console's API", () => {
  beforeEach(() => open());

  it("serves no route to somebody without the right that it names", async () => {
    const admin = await beFirst();
    const agent = await comeIn(admin, "luis@acme.example", ["agent"]);
    const { routes } = answered.line.console;
    expect(routes.length).toBeGreaterThan(10);
    for (const { method, path, right } of routes) {
      const enough = [right].flat();
      const agents = ["anybody", "signed-in", ...rightsOf(["agent"])];
      if (enough.some((one) => agents.includes(one))) continue;
      const at = path.replaceAll(/:\w+/g, "x");
      const ask = (visitor: Visitor) =>
        method === "get"
          ? visitor.get(at)
          : visitor.send(method.toUpperCase() as "POST", at, {});
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect([path, (await ask(visit())).status]).toEqual([path, 401]);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect([path, (await ask(agent)).status]).toEqual([path, 403]);
    }
  });

  it("knows whose desk it is, once an admin said who somebody is on the line", async () => {
    const admin = await beFirst();
    const agent = await comeIn(admin, "luis@acme.example", ["agent"]);
    const staffOf = async (visitor: Visitor) =>
      (await visitor.get("/me")).body["staff"];
    expect(await staffOf(agent)).toBeNull();
    const { id } = (await whoIs(agent)) ?? { id: "" };
    const say = (account: string, person: string | null) =>
      admin.send("PUT", `/accounts/${account}/person`, { person });
    expect((await say(id, "Luis Pradó")).body["code"]).toBe("no-person");
    expect((await say(id, "Luis Prado")).status).toBe(200);
    expect(await staffOf(agent)).toMatchObject({
      id: "luis-prado",
      name: "Luis Prado",
      role: "agent",
      powers: { credits: { each: { USD: 5000 } } },
    });
    const own = (await whoIs(admin))?.id ?? "";
    const taken = await say(own, "Luis Prado");
    expect([taken.status, taken.body["code"]]).toEqual([409, "person-taken"]);
    await say(id, null);
    expect(await staffOf(agent)).toBeNull();
    await answered.settle();
    const { entries } = (await admin.get("/audit")).body as {
      entries: { did: string; detail?: string }[];
    };
    expect(entries).toContainEqual(
      expect.objectContaining({ did: "person-set", detail: "Luis Prado" }),
    );
  });

  it("lets its pages take nothing from anywhere else", async () => {
    const { headers } = await fetch(`${answered.url}/api/console/session`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("https:");
  });

  it("takes nothing that another site's page sends", async () => {
    const admin = await beFirst();
    const foreign = (headers: Record<string, string>) =>
      admin.send("DELETE", "/session", undefined, headers);
    const cross = { "sec-fetch-site": "cross-site" };
    expect((await foreign(cross)).status).toBe(403);
    expect((await foreign({ "sec-fetch-site": "same-site" })).status).toBe(403);
    expect(await whoIs(admin)).not.toBeNull();
  });

  it("slows down whoever guesses a password, wherever they sit", async () => {
    await beFirst();
    const guess = () =>
      visit().send("POST", "/session", {
        email: "ana@acme.example",
        password: "a guess of sixteen",
      });
    const answers: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      answers.push((await guess()).status);
    expect(answers.indexOf(429)).toBe(10);
  });

  it("asks a new password for length and for nothing else", async () => {
    const token = await offerSetUp(answered.line.turns, clock);
    const join = (secret: string) =>
      visit().send("POST", "/invitations/accept", {
        token,
        name: "Ana",
        email: "ana@acme.example",
        password: secret,
      });
    expect((await join("Sh0rt!pass")).status).toBe(400);
    expect((await join("aaaaaaaaaaaaaaa")).status).toBe(200);
  });

  it("keeps no password and no link in the store, only their hashes", async () => {
    const admin = await beFirst();
    const token = await invite(admin, "luis@acme.example", ["agent"]);
    const { machine } = await answered.store.load({
      kind: "console-accounts",
      id: "line",
    });
    expect(machine?.state).toContain("$argon2id$");
    expect(machine?.state).not.toContain(password);
    expect(machine?.state).not.toContain(token);
  });
});

describe("an admin", () => {
  beforeEach(() => open());

  it("invites by a link for a week, gives roles, and disables at once", async () => {
    const admin = await beFirst();
    const token = await invite(admin, "eva@acme.example", ["operations"]);
    now += 8 * 24 * hourMs;
    const back = visit();
    await back.send("POST", "/session", {
      email: "ana@acme.example",
      password,
    });
    const late = await visit().send("POST", "/invitations/accept", {
      token,
      name: "Eva",
      password,
    });
    expect(late.status).toBe(404);
    const eva = await comeIn(back, "eva@acme.example", ["operations"]);
    const { id = "" } = (await whoIs(eva)) ?? {};
    await back.send("PUT", `/accounts/${id}/roles`, { roles: ["approver"] });
    expect((await whoIs(eva))?.roles).toEqual(["approver"]);
    await back.send("PUT", `/accounts/${id}/disabled`, { disabled: true });
    expect(await whoIs(eva)).toBeNull();
    const again = { email: "eva@acme.example", password };
    expect((await eva.send("POST", "/session", again)).status).toBe(401);
  });

  it("cannot take away the last admin", async () => {
    const admin = await beFirst();
    const { id = "" } = (await whoIs(admin)) ?? {};
    const demote = await admin.send("PUT", `/accounts/${id}/roles`, {
      roles: ["agent"],
    });
    expect([demote.status, demote.body["code"]]).toEqual([409, "last-admin"]);
    const disable = await admin.send("PUT", `/accounts/${id}/disabled`, {
      disabled: true,
    });
    expect(disable.body["code"]).toBe("last-admin");
  });

  it("makes a link for a password that was forgotten; it ends the sessions of before", async () => {
    const admin = await beFirst();
    const eva = await comeIn(admin, "eva@acme.example", ["operations"]);
    const { id = "" } = (await whoIs(eva)) ?? {};
    const { body } = await admin.send("POST", `/accounts/${id}/link`);
    now += 1;
    const elsewhere = visit();
    await elsewhere.send("POST", "/invitations/accept", {
      token: body["token"],
      password: "another secret of hers",
    });
    expect((await whoIs(elsewhere))?.id).toBe(id);
    expect(await whoIs(eva)).toBeNull();
  });

  it("reads who did what, the newest first, with nothing left out", async () => {
    const admin = await beFirst();
    const eva = await comeIn(admin, "eva@acme.example", ["operations"]);
    await eva.send("DELETE", "/session");
    await answered.settle();
    const { entries } = (await admin.get("/audit")).body as {
      entries: { name: string; did: string; about?: string; place: number }[];
    };
    expect(entries.map(({ place }) => place)).toEqual(
      entries.map((_, index) => entries.length - index),
    );
    expect(
      entries.map(({ name, did, about }) => [name, did, about]).toReversed(),
    ).toEqual(
      expect.arrayContaining([
        ["Ana Torres", "joined", "ana@acme.example"],
        ["Ana Torres", "offered", "eva@acme.example"],
        ["eva", "joined", "eva@acme.example"],
        ["eva", "signed-out", undefined],
      ]),
    );
  });
});

describe("the company's own sign-in", () => {
  let company: CompanyIssuer;
  beforeEach(async () => {
    company = await startIssuer("console");
    await open({
      companySignIn: {
        issuer: company.issuer,
        clientId: "console",
        clientSecret: "a secret of the tests",
      },
    });
  });
  afterEach(() => company.close());
  const come = async (person: object) => {
    company.person = { ...person };
    const visitor = visit();
    const end = await visitor.goTo("/api/console/company");
    return { visitor, end: end.slice(answered.url.length) };
  };

  it("lets somebody in who was invited, and knows them by their subject from then on", async () => {
    const admin = await beFirst();
    await invite(admin, "eva@acme.example", ["operations"]);
    const first = await come({
      sub: "7",
      email: "Eva@acme.example",
      name: "Eva",
    });
    expect(first.end).toBe("/");
    const married = await come({ sub: "7", email: "eva.rey@acme.example" });
    expect((await whoIs(married.visitor))?.id).toBe(
      (await whoIs(first.visitor))?.id,
    );
  });

  it.each([
    ["nobody invited", { sub: "8", email: "nobody@acme.example" }],
    [
      "says to be somebody, unverified",
      { sub: "9", email: "ana@acme.example", email_verified: false },
    ],
  ])("shows whom %s the way to an admin", async (_who, person) => {
    await beFirst();
    const { visitor, end } = await come(person);
    expect(end).toBe("/sign-in#company-unknown");
    expect(await whoIs(visitor)).toBeNull();
  });

  it("gives nobody an account that somebody else at the company has", async () => {
    const admin = await beFirst();
    await invite(admin, "eva@acme.example", ["operations"]);
    await come({ sub: "7", email: "eva@acme.example", name: "Eva" });
    const other = await come({ sub: "66", email: "eva@acme.example" });
    expect(other.end).toBe("/sign-in#company-unknown");
  });

  it("that stopped answering is told here, and nobody is sent to it", async () => {
    const admin = await beFirst();
    await invite(admin, "eva@acme.example", ["operations"]);
    const eva = { sub: "7", email: "eva@acme.example", name: "Eva" };
    expect((await come(eva)).end).toBe("/");
    await company.close();
    expect((await come(eva)).end).toBe("/sign-in#company-away");
  });
});

describe("a draft of a flow", () => {
  beforeEach(() => open());
  const path = "/flows/customer-line";
  const save = (visitor: Visitor, text: string, from: number) =>
    visitor.send("PUT", `${path}/draft`, { text, from });

  it("is saved over the revision that it was made from, and over no newer one", async () => {
    const admin = await beFirst();
    const eva = await comeIn(admin, "eva@acme.example", ["operations"]);
    const { body: flow } = await eva.get(path);
    expect(flow).toMatchObject({ revision: 0 });
    expect(flow["served"]).toContain("flow: customer-line");
    expect((await save(eva, "hers", 0)).body).toEqual({ revision: 1 });
    const late = await save(admin, "his", 0);
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      code: "changed-meanwhile",
      revision: 1,
      text: "hers",
      by: "eva",
    });
    expect((await save(admin, "both", 1)).body).toEqual({ revision: 2 });
    expect((await eva.get(path)).body["draft"]).toMatchObject({
      text: "both",
      by: "Ana Torres",
    });
  });

  it("that was thrown away is not saved over by somebody who still has it open", async () => {
    const admin = await beFirst();
    await save(admin, "one", 0);
    await admin.send("DELETE", `${path}/draft`, { from: 1 });
    expect((await admin.get(path)).body).not.toHaveProperty("draft");
    const late = await save(admin, "two", 1);
    expect([late.status, late.body["revision"]]).toEqual([409, 2]);
    expect(late.body).not.toHaveProperty("text");
  });

  it("is of a flow of the line, by somebody who may edit", async () => {
    const admin = await beFirst();
    const agent = await comeIn(admin, "luis@acme.example", ["agent"]);
    expect((await agent.get(path)).status).toBe(200);
    expect((await save(agent, "x", 0)).status).toBe(403);
    const none = await admin.send("PUT", "/flows/no-line/draft", {
      text: "x",
      from: 0,
    });
    expect(none.status).toBe(404);
  });
});
