/** The people file and the policies: from a draft in the console to what every server goes by, and back. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mistakesIn } from "../../src/machines/company-documents.js";
import { newFlow } from "../../src/flows/editing/new-flow.js";
import { newPolicy } from "../../src/machines/new-policy.js";
import type { LineVersions } from "../../src/machines/versions.js";
import type { DocumentView } from "../../src/server/console/document-routes.js";
import {
  answerLine,
  inboundForm,
  lineNumber,
  type AnsweredLine,
} from "../support/answered-line.js";
import { beFirst, comeIn, signIn } from "../support/console-people.js";
import { shortLine } from "../support/short-line.js";
import type { Visitor } from "../support/visitor.js";

const redis = process.env["TEST_REDIS_URL"];
const clock = { now: () => Date.now(), after: () => () => undefined };
let dir: string;
let prefix: string;
let lines: AnsweredLine[];
let line: AnsweredLine;
let ana: Visitor;
let calls = 0;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-company-"));
  prefix = `company-${Math.random().toString(36).slice(2)}`;
  lines = [];
  await mkdir(join(dir, "flows"));
  await writeFile(join(dir, "flows", "short-line.yaml"), shortLine);
  await cp("demo/people.yaml", join(dir, "people.yaml"));
});
afterEach(async () => {
  await Promise.all(lines.map((one) => one.close()));
  await rm(dir, { recursive: true, force: true });
});

const start = async (redisUrl?: string): Promise<AnsweredLine> => {
  const opened = await answerLine({
    flowsDir: join(dir, "flows"),
    peopleFile: join(dir, "people.yaml"),
    dataDir: join(dir, "data"),
    prefix,
    ...(redisUrl !== undefined && { redisUrl }),
  });
  lines.push(opened);
  return opened;
};
const stop = async (one: AnsweredLine) => {
  lines = lines.filter((other) => other !== one);
  await one.close();
};
const open = async (redisUrl?: string) => {
  line = await start(redisUrl);
  ana = await beFirst(line, clock);
};
const hear = async () => {
  const call = `CA${String((calls += 1)).padStart(32, "0")}`;
  return (await line.post("/voice", inboundForm(call))).body;
};
const versions = async () =>
  (await ana.get("/versions")).body as unknown as {
    live: number;
    versions: LineVersions["list"];
  };

describe.each([
  ["the embedded store", undefined],
  ["Redis", redis],
])("the people file, on %s,", (_home, redisUrl) => {
  it("goes live on every server with a message, and is taken back with the flow by one roll-back", async () => {
    await open(redisUrl);
    const other = redisUrl === undefined ? line : await start(redisUrl);
    const topicsOn = (one: AnsweredLine) =>
      one.line.served.now.people.agents[0]?.topics.join();
    const revision = await saveDocument(peoplePath, (text) =>
      text.replace("[billing, general]", "[billing, general, vip]"),
    );
    const silent = await publishDocument(peoplePath, revision, 1, "");
    expect(silent.body["code"]).toBe("no-message");
    expect(
      (await publishDocument(peoplePath, revision, 1, "A new topic.")).status,
    ).toBe(200);
    expect(topicsOn(line)).toBe("billing,general,vip");
    await other.line.served.follow();
    expect(topicsOn(other)).toBe("billing,general,vip");
    expect((await versions()).versions[0]).toMatchObject({
      number: 2,
      flow: "company/people.yaml",
      message: "A new topic.",
      authors: ["Ana Torres"],
    });
    await stop(line);
    if (other !== line) await stop(other);
    line = await start(redisUrl);
    expect(topicsOn(line)).toBe("billing,general,vip");
    ana = await signIn(line.url, "ana@acme.example");
    // The folder's flow is read again: what the console published of the people stays.
    await writeFile(
      join(dir, "flows", "short-line.yaml"),
      shortLine.replace("This is Acme.", "From the file."),
    );
    await line.line.reload();
    expect(await hear()).toContain("From the file.");
    expect(topicsOn(line)).toBe("billing,general,vip");
    const back = await ana.send("PUT", "/versions/live", {
      number: 1,
      live: 3,
    });
    expect(back.status).toBe(200);
    expect(topicsOn(line)).toBe("billing,general");
    expect(await hear()).toContain("This is Acme.");
    await line.settle();
    const { entries } = (await ana.get("/audit")).body as { entries: object[] };
    expect(entries).toContainEqual(
      expect.objectContaining({
        did: "published",
        name: "Ana Torres",
        detail: "company/people.yaml, 1 → 2: A new topic.",
      }),
    );
  });
});

describe("the company's documents", () => {
  beforeEach(() => open());

  it("need a second person, who did not write it, where money moves", async () => {
    const olga = await comeIn(line, ana, "olga@acme.example", ["operations"]);
    const eva = await comeIn(line, ana, "eva@acme.example", ["approver"]);
    const revision = await saveDocument(
      peoplePath,
      (text) => text.replace("{ USD: 5000 }", "{ USD: 5001 }"),
      olga,
    );
    const told = await publishDocument(peoplePath, revision, 1, "More.", olga);
    expect([told.status, told.body["code"]]).toEqual([409, "not-approved"]);
    const review = `${peoplePath}/draft/review`;
    await olga.send("POST", review, { from: revision, message: "More." });
    const judged = { from: revision, isApproved: true, words: "" };
    const verdict = `${peoplePath}/draft/verdict`;
    expect((await olga.send("PUT", verdict, judged)).status).toBe(403);
    expect((await eva.send("PUT", verdict, judged)).status).toBe(200);
    expect(
      (await publishDocument(peoplePath, revision, 1, "", olga)).status,
    ).toBe(200);
    const [newest] = (await versions()).versions;
    expect(newest).toMatchObject({ approvedBy: "eva", message: "More." });
    expect(line.line.served.now.people.powers[0]?.credits?.each).toEqual({
      USD: 5001,
    });
  });

  it("need a second person for the phone of somebody with powers", async () => {
    const revision = await saveDocument(peoplePath, (text) =>
      text.replace("+12025550111", "+12025550119"),
    );
    const told = await publishDocument(peoplePath, revision, 1, "Mine.");
    expect([told.status, told.body["code"]]).toEqual([409, "not-approved"]);
  });

  it("are refused with what is wrong, and nothing is saved", async () => {
    const tried = async (from: string | RegExp, to: string) => {
      const revision = await saveDocument(peoplePath, (text) =>
        text.replace(from, to),
      );
      const live = (await versions()).live;
      const told = await publishDocument(peoplePath, revision, live, "Try.");
      const kept = (await ana.get(peoplePath)).body["draft"] as object;
      const { text } = kept as { text: string };
      const checked = await ana.send("POST", `${peoplePath}/check`, {
        text,
        isToBeProved: true,
      });
      expect([told.status, checked.status]).toEqual([422, 422]);
      expect(told.body).toEqual(checked.body);
      await ana.send("DELETE", `${peoplePath}/draft`, { from: revision });
      return told.body["error"];
    };
    expect(await tried('phone: "+12025550111"', "phone: nobody")).toMatch(
      /company\/people.yaml, line \d+, agents › 0 › phone: a phone number in quotes/,
    );
    expect(await tried("[billing, general]", "[general]")).toContain(
      'rings agents for "billing", and nobody below agents: in the people file has that topic.',
    );
    expect((await versions()).versions).toHaveLength(1);
  });

  it("are changed by nobody without the right, and by two of whom none loses anything", async () => {
    const eva = await comeIn(line, ana, "eva@acme.example", ["approver"]);
    const refused = await eva.send("PUT", `${peoplePath}/draft`, {
      text: "",
      from: 0,
    });
    expect(refused.status).toBe(403);
    await saveDocument(peoplePath, (text) => `${text}# mine\n`);
    const second = await ana.send("PUT", `${peoplePath}/draft`, {
      text: "# theirs",
      from: 0,
    });
    expect(second.body).toMatchObject({
      code: "changed-meanwhile",
      text: expect.stringMatching(/# mine\n$/) as string,
    });
  });

  it("are not published over what went live of them meanwhile", async () => {
    const revision = await saveDocument(peoplePath, (text) =>
      text.replace("[billing, general]", "[general, billing]"),
    );
    const own = join(dir, "people.yaml");
    const text = await readFile(own, "utf8");
    await writeFile(own, text.replaceAll("Luis Prado", "Luis Pardo"));
    await line.line.reload();
    const told = await publishDocument(peoplePath, revision, 2, "Topics.");
    expect(told.body["code"]).toBe("served-changed");
    expect((await ana.get(peoplePath)).body).toMatchObject({
      begun: { text, servedBy: [] },
    });
  });
});

describe("a document, while a share of the calls tries a flow,", () => {
  beforeEach(() => open());
  const tryFlow = async (change: (text: string) => string) => {
    const eva = await comeIn(line, ana, "eva@acme.example", ["approver"]);
    const at = "/flows/short-line";
    const from = await saveDocument(at, change);
    await ana.send("POST", `${at}/draft/review`, { from, message: "A trial." });
    const verdict = { from, isApproved: true, words: "" };
    await eva.send("PUT", `${at}/draft/verdict`, verdict);
    const wanted = { from, live: 1, share: 10 };
    const told = await ana.send("POST", `${at}/draft/publish`, wanted);
    expect(told.status).toBe(200);
  };
  const withTopic = (topics: string) =>
    saveDocument(peoplePath, (text) =>
      text.replace("[billing, general]", topics),
    );

  it("is published for what is live and for what is tried, and the trial goes on", async () => {
    await tryFlow((text) => text.replace("This is Acme.", "Acme Norte."));
    const revision = await withTopic("[billing, vip]");
    const told = await publishDocument(peoplePath, revision, 1, "VIP.");
    expect(told.status).toBe(200);
    const { now, trial } = line.line.served;
    for (const { people } of [now, trial?.served ?? now])
      expect(people.agents[0]?.topics).toEqual(["billing", "vip"]);
    const body = (await ana.get("/versions")).body as object;
    expect(body).toMatchObject({
      live: 3,
      trial: { number: 4, share: 10, by: "Ana Torres" },
      versions: [
        { number: 4, flow: "short-line", message: "A trial." },
        { number: 3, flow: "company/people.yaml", message: "VIP." },
        { number: 2 },
        { number: 1 },
      ],
    });
    const kept = { number: 4, isKept: true };
    await ana.send("PUT", "/versions/trial", kept);
    expect(await hear()).toContain("Acme Norte.");
    expect(line.line.served.now.people.agents[0]?.topics).toContain("vip");
  });

  it("is refused where what is tried does not go with it, and nothing changes", async () => {
    await tryFlow((text) => text.replace("for: billing", "for: general"));
    const revision = await withTopic("[billing]");
    const told = await publishDocument(peoplePath, revision, 1, "Less.");
    expect([told.status, told.body["error"]]).toEqual([
      422,
      expect.stringMatching(
        /^Version 2, which a share of the calls tries, .*\n.*rings agents for "general"/,
      ),
    ]);
    expect((await versions()).live).toBe(1);
    expect(line.line.served.trial?.number).toBe(2);
  });
});

describe("a file that comes or goes", () => {
  beforeEach(() => open());
  const texts = async (path: string) => {
    const { body } = await ana.get(path);
    const listed = (body["flows"] ?? body["documents"]) as {
      name?: string;
      file?: string;
    }[];
    return listed.find((one) => (one.name ?? one.file ?? "").includes("new"));
  };
  /** Sent by Ana, approved by Eva, published by Ana. */
  const bringLive = async (at: string, eva: Visitor, live: number) => {
    const from = Number((await ana.get(at)).body["revision"]);
    const own = await publishDocument(at, from, live, "Mine.");
    expect(own.body["code"]).toBe("not-approved");
    await ana.send("POST", `${at}/draft/review`, {
      from,
      message: "So be it.",
    });
    const verdict = { from, isApproved: true, words: "" };
    await eva.send("PUT", `${at}/draft/verdict`, verdict);
    const told = await publishDocument(at, from, live, "");
    expect(told).toMatchObject({ status: 200 });
    await line.settle();
  };
  const remove = async (at: string) =>
    ana.send("POST", `${at}/draft/removal`, {
      from: Number((await ana.get(at)).body["revision"]),
    });

  it("is a policy of two people, served once it is published, taken away the same way, and brought back", async () => {
    const eva = await comeIn(line, ana, "eva@acme.example", ["approver"]);
    const name = "policies/new.yaml";
    const at = `/documents/${encodeURIComponent(name)}`;
    const text = newPolicy("new", "USD", "America/Bogota");
    expect(mistakesIn(name, text)).toEqual([]);
    expect((await ana.get(at)).status).toBe(404);
    const begin = (as: string) =>
      ana.send("POST", "/documents", { name: as, text });
    expect((await begin("company/people.yaml")).status).toBe(400);
    expect((await begin(name)).status).toBe(200);
    expect((await begin(name)).body["code"]).toBe("name-taken");
    await line.settle();
    expect(await texts("/company")).toMatchObject({ isNew: true });
    await bringLive(at, eva, 1);
    const isServed = () => line.line.served.now.policies.has("new");
    expect(isServed()).toBe(true);
    expect(await texts("/company")).toEqual({ file: name });
    // The folder is read again, and does not have it: it stays.
    await line.line.reload();
    expect(isServed()).toBe(true);
    expect((await remove(at)).status).toBe(200);
    await line.settle();
    expect(await texts("/company")).toMatchObject({
      draft: { isRemoval: true },
    });
    await bringLive(at, eva, 2);
    expect(isServed()).toBe(false);
    expect(await texts("/company")).toBeUndefined();
    expect((await remove(peoplePath)).status).toBe(400);
    await ana.send("PUT", "/versions/live", { number: 2, live: 3 });
    expect(isServed()).toBe(true);
  });

  it("is a flow beside the main one, which no number may name any more when it is taken away", async () => {
    const eva = await comeIn(line, ana, "eva@acme.example", ["approver"]);
    const name = "new-line";
    const text = newFlow({ name, title: "New" }, "America/Bogota");
    const begun = await ana.send("POST", "/flows", { name, text });
    expect(begun.status).toBe(200);
    await line.settle();
    expect(await texts("/flows")).toMatchObject({ isNew: true });
    await bringLive("/flows/new-line", eva, 1);
    expect(line.line.served.now.people.numbers).toEqual({
      [lineNumber]: "short-line",
    });
    const revision = await saveDocument(peoplePath, (people) =>
      people.replace("short-line", `short-line\n  "+12025550107": ${name}`),
    );
    const numbers = await publishDocument(peoplePath, revision, 2, "Numbers.");
    expect(numbers.status).toBe(200);
    const refused = await remove("/flows/new-line");
    expect([refused.status, refused.body["error"]]).toEqual([
      422,
      expect.stringContaining(
        '+12025550107 is answered with the flow "new-line"',
      ),
    ]);
    await line.settle();
    const back = await saveDocument(peoplePath, (people) =>
      people.replace(`\n  "+12025550107": ${name}`, ""),
    );
    await publishDocument(peoplePath, back, 3, "None.");
    expect((await remove("/flows/new-line")).status).toBe(200);
    await bringLive("/flows/new-line", eva, 4);
    expect((await ana.get("/flows/new-line")).status).toBe(404);
  });
});

const peoplePath = `/documents/${encodeURIComponent("company/people.yaml")}`;

async function saveDocument(
  at: string,
  change: (text: string) => string,
  visitor = ana,
): Promise<number> {
  const view = (await visitor.get(at)).body as unknown as DocumentView;
  const before = view.draft?.text ?? view.served;
  const text = change(before);
  expect(text).not.toBe(before);
  const saved = await visitor.send("PUT", `${at}/draft`, {
    text,
    from: view.revision,
  });
  expect(saved.status).toBe(200);
  return Number(saved.body["revision"]);
}

function publishDocument(
  at: string,
  from: number,
  live: number,
  message: string,
  visitor = ana,
) {
  return visitor.send("POST", `${at}/draft/publish`, { from, live, message });
}
