/** Versions of a flow: from a draft that a second person approved to what callers hear on every server, and back. */
import { readFile, writeFile } from "node:fs/promises";
import type { CallChanged } from "../../src/flows/diff/index.js";
import { inboundForm } from "../support/answered-line.js";
import { comeIn, signIn } from "../support/console-people.js";
import { actionOf } from "../support/documents.js";
import { flowPath as path, publishedLine } from "../support/published-line.js";
import { shortLine } from "../support/short-line.js";

const written = shortLine;
const saying = (words: string) => written.replace("This is Acme.", words);
/** Whoever is not answered is sent away. */
const broken = written.replace("unanswered: call-back", "unanswered: bye");

const redis = process.env["TEST_REDIS_URL"];
const draft = `${path}/draft`;
const own = publishedLine();
const { open, start, stop, hear, newCall, versions } = own;
const { save, send, judge, publish, approved } = own;

describe.each([
  ["the embedded store", undefined],
  ["Redis", redis],
])("a draft, on %s,", (_home, redisUrl) => {
  it("is approved by a second person, goes live on every server, and is still there after a restart", async () => {
    await open(redisUrl);
    const other = redisUrl === undefined ? own.line : await start(redisUrl);
    const before = newCall();
    const begun = await hear(own.line, before);
    expect(begun).toContain("This is Acme.");
    const revision = await approved(saying("This is Acme Norte."));
    expect((await publish(own.ana, revision, 1)).status).toBe(200);
    expect(await hear()).toContain("This is Acme Norte.");
    // A call in progress keeps the version that it began with.
    await own.line.post(
      actionOf(begun) ?? "",
      inboundForm(before, { Digits: "5" }),
    );
    const { machine } = await own.line.store.load({ kind: "call", id: before });
    expect(machine?.state).toContain(
      (await versions()).versions[1]?.version ?? "none",
    );
    await other.line.served.follow();
    expect(await hear(other)).toContain("This is Acme Norte.");
    await stop(own.line);
    if (other !== own.line) await stop(other);
    own.line = await start(redisUrl);
    expect(await hear()).toContain("This is Acme Norte.");
    expect(await readFile(own.flowFile(), "utf8")).toBe(written);
    const again = await signIn(own.line.url, "ana@acme.example");
    const { live, versions: list } = await versions(again);
    expect(live).toBe(2);
    expect(list).toMatchObject([
      {
        number: 2,
        message: "A new greeting.",
        authors: [expect.stringMatching(/^olga/)],
        approvedBy: expect.stringMatching(/^eva/),
      },
      { number: 1, authors: [], message: "" },
    ]);
  });
});

describe("a draft", () => {
  beforeEach(() => open());

  it("is judged by nobody who changed it or sent it, and by nobody without the right", async () => {
    const both = await comeIn(own.line, own.ana, "both@acme.example", [
      "operations",
      "approver",
    ]);
    const olga = await comeIn(own.line, own.ana, "olga@acme.example", [
      "operations",
    ]);
    await save(both, saying("One."));
    const revision = await save(olga, saying("Two."));
    expect((await judge(own.ana, revision, true)).body["code"]).toBe(
      "not-sent",
    );
    await send(olga, revision);
    expect((await judge(olga, revision, true)).status).toBe(403);
    const mine = await judge(both, revision, true);
    expect([mine.status, mine.body["code"]]).toEqual([403, "own-draft"]);
    expect((await publish(both, revision, 1)).body["code"]).toBe(
      "not-approved",
    );
    expect((await judge(own.ana, revision, true)).status).toBe(200);
  });

  it("comes back with a word, and a change after an approval is reviewed anew", async () => {
    const olga = await comeIn(own.line, own.ana, "olga@acme.example", [
      "operations",
    ]);
    const first = await save(olga, saying("One."));
    await send(olga, first, "Shorter.");
    expect((await judge(own.ana, first, false)).status).toBe(400);
    await judge(own.ana, first, false, "Who are we?");
    expect((await olga.get(path)).body["draft"]).toMatchObject({
      review: {
        message: "Shorter.",
        verdict: { isApproved: false, words: "Who are we?" },
      },
    });
    await send(olga, first);
    await judge(own.ana, first, true);
    const second = await save(olga, saying("Something else."));
    expect((await publish(olga, first, 1)).status).toBe(409);
    expect((await publish(olga, second, 1)).body["code"]).toBe("not-approved");
  });

  it("that breaks a promise is refused with the call that breaks it, and nothing is saved", async () => {
    const revision = await approved(broken);
    const refused = await publish(own.ana, revision, 1);
    expect([refused.status, refused.body["code"]]).toEqual([422, "not-kept"]);
    expect(refused.body["error"]).toMatch(
      /"never sent away" is broken[^]*call from=/,
    );
    expect((await versions()).versions).toHaveLength(1);
    expect(await hear()).toContain("This is Acme.");
    const forced = await own.ana.send("POST", `${draft}/publish`, {
      from: revision,
      live: 1,
      force: true,
    });
    expect(forced.status).toBe(422);
  });

  it("is not published over what went live meanwhile, nor under another name", async () => {
    const revision = await approved(saying("Mine."));
    await writeFile(own.flowFile(), saying("From the file."));
    await own.line.line.reload();
    expect((await publish(own.ana, revision, 1)).body["code"]).toBe(
      "live-changed",
    );
    expect((await publish(own.ana, revision, 2)).body["code"]).toBe(
      "served-changed",
    );
    expect((await own.ana.get(path)).body).toMatchObject({
      begun: { text: written, servedBy: [] },
    });
    const other = await approved(
      written.replace("flow: short-line", "flow: long-line"),
      2,
    );
    expect((await publish(own.ana, other, 2)).body["code"]).toBe("renamed");
  });

  it("is played on the calls of the last day: which end elsewhere, sooner or later", async () => {
    const call = newCall();
    const body = await hear(own.line, call);
    await own.line.post(
      actionOf(body) ?? "",
      inboundForm(call, { Digits: "0" }),
    );
    await own.line.settle();
    await own.line.post("/voice/status", {
      ...inboundForm(call),
      CallStatus: "completed",
      SequenceNumber: "3",
    });
    await save(
      own.ana,
      saying("This is Acme, and we are very glad to hear you."),
    );
    await own.line.settle();
    const { body: replay } = await own.ana.get(`${draft}/replay`);
    expect(replay["played"]).toBe(1);
    const [changed] = replay["changed"] as CallChanged[];
    expect(changed?.after.seconds).toBeGreaterThan(
      (changed?.before.seconds ?? 0) + 1,
    );
  });
});

describe("a version", () => {
  beforeEach(() => open());

  it("that was live before is live again by one request, once, and the audit says so", async () => {
    await publish(own.ana, await approved(saying("This is Acme Norte.")), 1);
    const back = await own.ana.send("PUT", "/versions/live", {
      number: 1,
      live: 2,
    });
    expect(back.status).toBe(200);
    expect(await hear()).toContain("This is Acme.");
    const twice = await own.ana.send("PUT", "/versions/live", {
      number: 2,
      live: 2,
    });
    expect(twice.body["code"]).toBe("live-changed");
    expect((await versions()).versions).toHaveLength(2);
    await own.line.settle();
    const { entries } = (await own.ana.get("/audit")).body as {
      entries: { did: string; about: string; name: string }[];
    };
    expect(entries).toContainEqual(
      expect.objectContaining({
        did: "rolled-back",
        about: "1",
        name: "Ana Torres",
      }),
    );
  });

  it("comes of a file that was changed and read again; the same file read again is none", async () => {
    await publish(own.ana, await approved(saying("This is Acme Norte.")), 1);
    await own.line.line.reload();
    expect(await hear()).toContain("This is Acme Norte.");
    await writeFile(own.flowFile(), saying("This is Acme Sur."));
    await own.line.line.reload();
    expect(await hear()).toContain("This is Acme Sur.");
    // What was published is written back to the file: it is that version.
    await writeFile(own.flowFile(), saying("This is Acme Norte."));
    await own.line.line.reload();
    expect((await versions()).live).toBe(2);
    expect((await versions()).versions).toHaveLength(3);
  });

  it("is given out as it was written, byte for byte", async () => {
    const odd = `\uFEFF${written.replaceAll("\n", "\r\n")}\r\n# ✓ the end  `;
    await publish(own.ana, await approved(odd), 1);
    expect((await versions()).live).toBe(2);
    const texts = async (number: number) =>
      (await own.ana.get(`/versions/${number}/texts`)).body["texts"];
    expect(await texts(1)).toEqual([
      { file: "short-line.yaml", text: written },
    ]);
    expect(await texts(2)).toEqual([{ file: "short-line.yaml", text: odd }]);
  });
});
