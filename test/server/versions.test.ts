/** Versions of a flow: from a draft that a second person approved to what callers hear on every server, and back. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallChanged } from "../../src/flows/diff/index.js";
import type { LineVersions } from "../../src/machines/versions.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { beFirst, comeIn, signIn } from "../support/console-people.js";
import { actionOf } from "../support/documents.js";
import { shortLine } from "../support/short-line.js";
import { until } from "../support/until.js";
import type { Visitor } from "../support/visitor.js";

const written = shortLine;
const saying = (words: string) => written.replace("This is Acme.", words);
/** Whoever is not answered is sent away. */
const broken = written.replace("unanswered: call-back", "unanswered: bye");

const redis = process.env["TEST_REDIS_URL"];
const path = "/flows/short-line";
const draft = `${path}/draft`;
let dir: string;
let now: number;
let calls = 0;
let lines: AnsweredLine[] = [];
let line: AnsweredLine;
let ana: Visitor;
let prefix: string;
const clock = { now: () => now, after: () => () => undefined };
const file = () => join(dir, "flows", "short-line.yaml");
const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;

const start = async (redisUrl?: string): Promise<AnsweredLine> => {
  const opened = await answerLine({
    now: () => now,
    flowsDir: join(dir, "flows"),
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
const open = async (redisUrl?: string, text = written) => {
  await writeFile(file(), text);
  line = await start(redisUrl);
  ana = await beFirst(line, clock);
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-versions-"));
  now = Date.parse("2026-03-02T15:00:00Z");
  prefix = `versions-${Math.random().toString(36).slice(2)}`;
  await mkdir(join(dir, "flows"));
});
afterEach(async () => {
  await Promise.all(lines.map((one) => one.close()));
  lines = [];
  await rm(dir, { recursive: true, force: true });
});

const hear = async (one = line, call = newCall()) =>
  (await one.post("/voice", inboundForm(call))).body;
const save = async (
  visitor: Visitor,
  text: string,
  base?: number,
): Promise<number> => {
  const { body } = await visitor.get(path);
  const saved = await visitor.send("PUT", draft, {
    text,
    from: body["revision"],
    base,
  });
  expect(saved.status).toBe(200);
  return Number(saved.body["revision"]);
};
const send = (visitor: Visitor, from: number, message = "A new greeting.") =>
  visitor.send("POST", `${draft}/review`, { from, message });
const judge = (
  visitor: Visitor,
  from: number,
  isApproved: boolean,
  words = "",
) => visitor.send("PUT", `${draft}/verdict`, { from, isApproved, words });
const publish = (
  visitor: Visitor,
  from: number,
  live: number,
  share?: number,
) => visitor.send("POST", `${draft}/publish`, { from, live, share });
const versions = async (visitor = ana) =>
  (await visitor.get("/versions")).body as unknown as {
    live: number;
    versions: LineVersions["list"];
    trial?: object;
    returned?: object;
  };

/** A text that Olga wrote, sent and Eva approved: the revision of the draft. */
const approved = async (text: string, base?: number): Promise<number> => {
  const olga = await comeIn(line, ana, `olga${calls}@acme.example`, [
    "operations",
  ]);
  const eva = await comeIn(line, ana, `eva${calls}@acme.example`, ["approver"]);
  calls += 1;
  const revision = await save(olga, text, base);
  expect((await send(olga, revision)).status).toBe(200);
  expect((await judge(eva, revision, true)).status).toBe(200);
  return revision;
};

describe.each([
  ["the embedded store", undefined],
  ["Redis", redis],
])("a draft, on %s,", (_home, redisUrl) => {
  it("is approved by a second person, goes live on every server, and is still there after a restart", async () => {
    await open(redisUrl);
    const other = redisUrl === undefined ? line : await start(redisUrl);
    const before = newCall();
    const begun = await hear(line, before);
    expect(begun).toContain("This is Acme.");
    const revision = await approved(saying("This is Acme Norte."));
    expect((await publish(ana, revision, 1)).status).toBe(200);
    expect(await hear()).toContain("This is Acme Norte.");
    // A call in progress keeps the version that it began with.
    await line.post(
      actionOf(begun) ?? "",
      inboundForm(before, { Digits: "5" }),
    );
    const { machine } = await line.store.load({ kind: "call", id: before });
    expect(machine?.state).toContain(
      (await versions()).versions[1]?.version ?? "none",
    );
    await other.line.served.follow();
    expect(await hear(other)).toContain("This is Acme Norte.");
    await stop(line);
    if (other !== line) await stop(other);
    line = await start(redisUrl);
    expect(await hear()).toContain("This is Acme Norte.");
    expect(await readFile(file(), "utf8")).toBe(written);
    const again = await signIn(line.url, "ana@acme.example");
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
    const both = await comeIn(line, ana, "both@acme.example", [
      "operations",
      "approver",
    ]);
    const olga = await comeIn(line, ana, "olga@acme.example", ["operations"]);
    await save(both, saying("One."));
    const revision = await save(olga, saying("Two."));
    expect((await judge(ana, revision, true)).body["code"]).toBe("not-sent");
    await send(olga, revision);
    expect((await judge(olga, revision, true)).status).toBe(403);
    const own = await judge(both, revision, true);
    expect([own.status, own.body["code"]]).toEqual([403, "own-draft"]);
    expect((await publish(both, revision, 1)).body["code"]).toBe(
      "not-approved",
    );
    expect((await judge(ana, revision, true)).status).toBe(200);
  });

  it("comes back with a word, and a change after an approval is reviewed anew", async () => {
    const olga = await comeIn(line, ana, "olga@acme.example", ["operations"]);
    const first = await save(olga, saying("One."));
    await send(olga, first, "Shorter.");
    expect((await judge(ana, first, false)).status).toBe(400);
    await judge(ana, first, false, "Who are we?");
    expect((await olga.get(path)).body["draft"]).toMatchObject({
      review: {
        message: "Shorter.",
        verdict: { isApproved: false, words: "Who are we?" },
      },
    });
    await send(olga, first);
    await judge(ana, first, true);
    const second = await save(olga, saying("Something else."));
    expect((await publish(olga, first, 1)).status).toBe(409);
    expect((await publish(olga, second, 1)).body["code"]).toBe("not-approved");
  });

  it("that breaks a promise is refused with the call that breaks it, and nothing is saved", async () => {
    const revision = await approved(broken);
    const refused = await publish(ana, revision, 1);
    expect([refused.status, refused.body["code"]]).toEqual([422, "not-kept"]);
    expect(refused.body["error"]).toMatch(
      /"never sent away" is broken[^]*call from=/,
    );
    expect((await versions()).versions).toHaveLength(1);
    expect(await hear()).toContain("This is Acme.");
    const forced = await ana.send("POST", `${draft}/publish`, {
      from: revision,
      live: 1,
      force: true,
    });
    expect(forced.status).toBe(422);
  });

  it("is not published over what went live meanwhile, nor under another name", async () => {
    const revision = await approved(saying("Mine."));
    await writeFile(file(), saying("From the file."));
    await line.line.reload();
    expect((await publish(ana, revision, 1)).body["code"]).toBe("live-changed");
    expect((await publish(ana, revision, 2)).body["code"]).toBe(
      "served-changed",
    );
    expect((await ana.get(path)).body).toMatchObject({
      begun: { text: written, servedBy: [] },
    });
    const other = await approved(
      written.replace("flow: short-line", "flow: long-line"),
      2,
    );
    expect((await publish(ana, other, 2)).body["code"]).toBe("renamed");
  });

  it("is played on the calls of the last day: which end elsewhere, sooner or later", async () => {
    const call = newCall();
    const body = await hear(line, call);
    await line.post(actionOf(body) ?? "", inboundForm(call, { Digits: "0" }));
    await line.settle();
    await line.post("/voice/status", {
      ...inboundForm(call),
      CallStatus: "completed",
      SequenceNumber: "3",
    });
    await save(ana, saying("This is Acme, and we are very glad to hear you."));
    await line.settle();
    const { body: replay } = await ana.get(`${draft}/replay`);
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
    await publish(ana, await approved(saying("This is Acme Norte.")), 1);
    const back = await ana.send("PUT", "/versions/live", {
      number: 1,
      live: 2,
    });
    expect(back.status).toBe(200);
    expect(await hear()).toContain("This is Acme.");
    const twice = await ana.send("PUT", "/versions/live", {
      number: 2,
      live: 2,
    });
    expect(twice.body["code"]).toBe("live-changed");
    expect((await versions()).versions).toHaveLength(2);
    await line.settle();
    const { entries } = (await ana.get("/audit")).body as {
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
    await publish(ana, await approved(saying("This is Acme Norte.")), 1);
    await line.line.reload();
    expect(await hear()).toContain("This is Acme Norte.");
    await writeFile(file(), saying("This is Acme Sur."));
    await line.line.reload();
    expect(await hear()).toContain("This is Acme Sur.");
    // What was published is written back to the file: it is that version.
    await writeFile(file(), saying("This is Acme Norte."));
    await line.line.reload();
    expect((await versions()).live).toBe(2);
    expect((await versions()).versions).toHaveLength(3);
  });

  it("is given out as it was written, byte for byte", async () => {
    const odd = `\uFEFF${written.replaceAll("\n", "\r\n")}\r\n# ✓ the end  `;
    await publish(ana, await approved(odd), 1);
    expect((await versions()).live).toBe(2);
    const texts = async (number: number) =>
      (await ana.get(`/versions/${number}/texts`)).body["texts"];
    expect(await texts(1)).toEqual([
      { file: "short-line.yaml", text: written },
    ]);
    expect(await texts(2)).toEqual([{ file: "short-line.yaml", text: odd }]);
  });

  describe("that a share of the calls tries", () => {
    const both = ["This is Acme.", "This is Acme Norte."];
    beforeEach(async () => {
      const revision = await approved(saying("This is Acme Norte."));
      expect((await publish(ana, revision, 1, 50)).status).toBe(200);
    });
    const heard = async (most: number) => {
      const bodies: string[] = [];
      for (let count = 0; count < most; count += 1)
        // oxlint-disable-next-line no-await-in-loop -- one call after the other
        bodies.push(await hear());
      return both.map((words) => bodies.filter((one) => one.includes(words)));
    };

    it("is heard by some, always alike on one call, until it is given to all", async () => {
      const [old, tried] = await heard(30);
      expect(old?.length).toBeGreaterThan(3);
      expect(tried?.length).toBeGreaterThan(3);
      const call = newCall();
      expect(await hear(line, call)).toBe(await hear(line, call));
      expect((await versions()).trial).toMatchObject({ number: 2, share: 50 });
      const next = await save(ana, saying("This is Acme Este."));
      expect((await publish(ana, next, 1)).body["code"]).toBe("on-trial");
      const kept = { number: 2, isKept: true };
      expect((await ana.send("PUT", "/versions/trial", kept)).status).toBe(200);
      expect((await heard(6))[0]).toEqual([]);
      expect((await ana.send("PUT", "/versions/trial", kept)).status).toBe(409);
    });

    it("is taken back by itself when one of its calls takes longer than was proved", async () => {
      const tried = await callOn("This is Acme Norte.");
      now += 20 * 60_000;
      await line.post("/voice/status", {
        ...inboundForm(tried),
        CallStatus: "completed",
        SequenceNumber: "3",
      });
      await until(() => line.line.served.trial === undefined);
      expect((await versions()).returned).toMatchObject({
        number: 2,
        call: tried,
      });
      expect((await heard(6))[1]).toEqual([]);
      await line.settle();
      const { entries } = (await ana.get("/audit")).body as {
        entries: { did: string; name: string }[];
      };
      expect(entries).toContainEqual(
        expect.objectContaining({ did: "trial-failed", name: "line" }),
      );
    });

    it("is taken back by itself when one of its calls is answered by the last resort", async () => {
      const old = await callOn("This is Acme.");
      const tried = await callOn("This is Acme Norte.");
      expect(await lose(old)).toContain("<Dial");
      await line.settle();
      expect(line.line.served.trial).toBeDefined();
      expect(await lose(tried)).toContain("<Dial");
      await until(() => line.line.served.trial === undefined);
      expect((await versions()).returned).toMatchObject({
        number: 2,
        call: tried,
        promise: "last resort",
      });
      expect((await heard(6))[1]).toEqual([]);
    });
  });
});

/** What a call hears next that stands at a place which its flow does not have. */
const lose = async (call: string): Promise<string> => {
  const key = { kind: "call", id: call };
  const { machine } = await line.store.load(key);
  const state = (machine?.state ?? "").replace(
    /"value":("[^"]*"|\{[^{}]*\})/,
    '"value":"nowhere"',
  );
  await line.store.commit({
    key,
    expected: machine?.version ?? 0,
    token: "lost",
    state,
    reply: "",
    effects: [],
    timers: [],
    at: now,
  });
  const { body } = await line.post(
    "/voice/step?turn=1",
    inboundForm(call, { Digits: "5" }),
  );
  return body;
};

/** A call that hears these words. */
const callOn = async (words: string): Promise<string> => {
  for (;;) {
    const call = newCall();
    // oxlint-disable-next-line no-await-in-loop -- until one has it
    if ((await hear(line, call)).includes(words)) return call;
  }
};
