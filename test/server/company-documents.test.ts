/** The people file and the policies: from a draft in the console to what every server goes by, and back. */
import { readFile, writeFile } from "node:fs/promises";
import { newFlow } from "../../src/flows/editing/new-flow.js";
import { mistakesIn } from "../../src/machines/company/documents.js";
import { newPolicy } from "../../src/machines/company/new-policy.js";
import { lineNumber, type AnsweredLine } from "../support/answered-line.js";
import {
  peoplePath,
  publishDocument as publishAs,
  saveDocument as saveAs,
} from "../support/company-drafts.js";
import { comeIn, signIn } from "../support/console-people.js";
import { publishedLine } from "../support/published-line.js";
import { shortLine } from "../support/short-line.js";
import type { Visitor } from "../support/visitor.js";

const redis = process.env["TEST_REDIS_URL"];
const own = publishedLine();
const { open, start, stop, hear, versions } = own;
const saveDocument = (
  at: string,
  change: (text: string) => string,
  visitor = own.ana,
) => saveAs(visitor, at, change);
const publishDocument = (
  at: string,
  from: number,
  live: number,
  message: string,
  visitor = own.ana,
) => publishAs(visitor, at, from, live, message);

describe.each([
  ["the embedded store", undefined],
  ["Redis", redis],
])("the people file, on %s,", (_home, redisUrl) => {
  it("goes live on every server with a message, and is taken back with the flow by one roll-back", async () => {
    await open(redisUrl);
    const other = redisUrl === undefined ? own.line : await start(redisUrl);
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
    expect(topicsOn(own.line)).toBe("billing,general,vip");
    await other.line.served.follow();
    expect(topicsOn(other)).toBe("billing,general,vip");
    expect((await versions()).versions[0]).toMatchObject({
      number: 2,
      flow: "company/people.yaml",
      message: "A new topic.",
      authors: ["Ana Torres"],
    });
    await stop(own.line);
    if (other !== own.line) await stop(other);
    own.line = await start(redisUrl);
    expect(topicsOn(own.line)).toBe("billing,general,vip");
    own.ana = await signIn(own.line.url, "ana@acme.example");
    // The folder's flow is read again: what the console published of the people stays.
    await writeFile(
      own.flowFile(),
      shortLine.replace("This is Acme.", "From the file."),
    );
    await own.line.line.reload();
    expect(await hear()).toContain("From the file.");
    expect(topicsOn(own.line)).toBe("billing,general,vip");
    const back = await own.ana.send("PUT", "/versions/live", {
      number: 1,
      live: 3,
    });
    expect(back.status).toBe(200);
    expect(topicsOn(own.line)).toBe("billing,general");
    expect(await hear()).toContain("This is Acme.");
    await own.line.settle();
    const { entries } = (await own.ana.get("/audit")).body as {
      entries: object[];
    };
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
    const olga = await comeIn(own.line, own.ana, "olga@acme.example", [
      "operations",
    ]);
    const eva = await comeIn(own.line, own.ana, "eva@acme.example", [
      "approver",
    ]);
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
    expect(own.line.line.served.now.people.powers[0]?.credits?.each).toEqual({
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
      const kept = (await own.ana.get(peoplePath)).body["draft"] as object;
      const { text } = kept as { text: string };
      const checked = await own.ana.send("POST", `${peoplePath}/check`, {
        text,
        isToBeProved: true,
      });
      expect([told.status, checked.status]).toEqual([422, 422]);
      expect(told.body).toEqual(checked.body);
      await own.ana.send("DELETE", `${peoplePath}/draft`, { from: revision });
      return told.body["error"];
    };
    expect(await tried('phone: "+12025550111"', "phone: nobody")).toMatch(
      /company\/people.yaml, line \d+, agents › 0 › phone: a phone number with its country/,
    );
    expect(await tried("[billing, general]", "[general]")).toContain(
      'rings agents for "billing", and nobody below agents: in the people file has that topic.',
    );
    expect((await versions()).versions).toHaveLength(1);
  });

  it("are changed by nobody without the right, and by two of whom none loses anything", async () => {
    const eva = await comeIn(own.line, own.ana, "eva@acme.example", [
      "approver",
    ]);
    const refused = await eva.send("PUT", `${peoplePath}/draft`, {
      text: "",
      from: 0,
    });
    expect(refused.status).toBe(403);
    await saveDocument(peoplePath, (text) => `${text}# mine\n`);
    const second = await own.ana.send("PUT", `${peoplePath}/draft`, {
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
    const file = own.peopleFile();
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll("Luis Prado", "Luis Pardo"));
    await own.line.line.reload();
    const told = await publishDocument(peoplePath, revision, 2, "Topics.");
    expect(told.body["code"]).toBe("served-changed");
    expect((await own.ana.get(peoplePath)).body).toMatchObject({
      begun: { text, servedBy: [] },
    });
  });
});

describe("a file that comes or goes", () => {
  beforeEach(() => open());
  const texts = async (path: string) => {
    const { body } = await own.ana.get(path);
    const listed = (body["flows"] ?? body["documents"]) as {
      name?: string;
      file?: string;
    }[];
    return listed.find((one) => (one.name ?? one.file ?? "").includes("new"));
  };
  /** Sent by Ana, approved by Eva, published by Ana. */
  const bringLive = async (at: string, eva: Visitor, live: number) => {
    const from = Number((await own.ana.get(at)).body["revision"]);
    const mine = await publishDocument(at, from, live, "Mine.");
    expect(mine.body["code"]).toBe("not-approved");
    await own.ana.send("POST", `${at}/draft/review`, {
      from,
      message: "So be it.",
    });
    const verdict = { from, isApproved: true, words: "" };
    await eva.send("PUT", `${at}/draft/verdict`, verdict);
    const told = await publishDocument(at, from, live, "");
    expect(told).toMatchObject({ status: 200 });
    await own.line.settle();
  };
  const remove = async (at: string) =>
    own.ana.send("POST", `${at}/draft/removal`, {
      from: Number((await own.ana.get(at)).body["revision"]),
    });

  it("is a policy of two people, served once it is published, taken away the same way, and brought back", async () => {
    const eva = await comeIn(own.line, own.ana, "eva@acme.example", [
      "approver",
    ]);
    const name = "policies/new.yaml";
    const at = `/documents/${encodeURIComponent(name)}`;
    const text = newPolicy("new", "USD", "America/Bogota");
    expect(mistakesIn(name, text)).toEqual([]);
    expect((await own.ana.get(at)).status).toBe(404);
    const begin = (as: string) =>
      own.ana.send("POST", "/documents", { name: as, text });
    expect((await begin("company/people.yaml")).status).toBe(400);
    expect((await begin(name)).status).toBe(200);
    expect((await begin(name)).body["code"]).toBe("name-taken");
    await own.line.settle();
    expect(await texts("/company")).toMatchObject({ isNew: true });
    await bringLive(at, eva, 1);
    const isServed = () => own.line.line.served.now.policies.has("new");
    expect(isServed()).toBe(true);
    expect(await texts("/company")).toEqual({ file: name });
    // The folder is read again, and does not have it: it stays.
    await own.line.line.reload();
    expect(isServed()).toBe(true);
    expect((await remove(at)).status).toBe(200);
    await own.line.settle();
    expect(await texts("/company")).toMatchObject({
      draft: { isRemoval: true },
    });
    await bringLive(at, eva, 2);
    expect(isServed()).toBe(false);
    expect(await texts("/company")).toBeUndefined();
    expect((await remove(peoplePath)).status).toBe(400);
    await own.ana.send("PUT", "/versions/live", { number: 2, live: 3 });
    expect(isServed()).toBe(true);
  });

  it("is a flow beside the main one, which no number may name any more when it is taken away", async () => {
    const eva = await comeIn(own.line, own.ana, "eva@acme.example", [
      "approver",
    ]);
    const name = "new-line";
    const text = newFlow({ name, title: "New" }, "America/Bogota");
    const begun = await own.ana.send("POST", "/flows", { name, text });
    expect(begun.status).toBe(200);
    await own.line.settle();
    expect(await texts("/flows")).toMatchObject({ isNew: true });
    await bringLive("/flows/new-line", eva, 1);
    expect(own.line.line.served.now.people.numbers).toEqual({
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
    await own.line.settle();
    const back = await saveDocument(peoplePath, (people) =>
      people.replace(`\n  "+12025550107": ${name}`, ""),
    );
    await publishDocument(peoplePath, back, 3, "None.");
    expect((await remove("/flows/new-line")).status).toBe(200);
    await bringLive("/flows/new-line", eva, 4);
    expect((await own.ana.get("/flows/new-line")).status).toBe(404);
  });
});
