/** A version of the flow that a share of the calls tries. */
import { inboundForm } from "../support/answered-line.js";
import {
  peoplePath,
  publishDocument,
  saveDocument,
} from "../support/company-drafts.js";
import { comeIn } from "../support/console-people.js";
import { publishedLine } from "../support/published-line.js";
import { shortLine } from "../support/short-line.js";
import type { FiguresView } from "../../src/server/figures.js";
import { placeOf } from "../support/talk.js";
import { until } from "../support/until.js";

const saying = (words: string) => shortLine.replace("This is Acme.", words);
const own = publishedLine();
const { open, hear, newCall, versions, save, publish, approved } = own;

beforeEach(() => open());

describe("a version that a share of the calls tries", () => {
  const both = ["This is Acme.", "This is Acme Norte."];
  beforeEach(async () => {
    const revision = await approved(saying("This is Acme Norte."));
    expect((await publish(own.ana, revision, 1, 50)).status).toBe(200);
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
    expect(await hear(own.line, call)).toBe(await hear(own.line, call));
    expect((await versions()).trial).toMatchObject({ number: 2, share: 50 });
    const next = await save(own.ana, saying("This is Acme Este."));
    expect((await publish(own.ana, next, 1)).body["code"]).toBe("on-trial");
    const kept = { number: 2, isKept: true };
    expect((await own.ana.send("PUT", "/versions/trial", kept)).status).toBe(
      200,
    );
    expect((await heard(6))[0]).toEqual([]);
    expect((await own.ana.send("PUT", "/versions/trial", kept)).status).toBe(
      409,
    );
  });

  it("has figures of its own beside those of the live one, of its calls alone", async () => {
    const began = { live: 0, trial: 0 };
    while (began.live < 3 || began.trial < 3) {
      const call = newCall();
      // oxlint-disable-next-line no-await-in-loop -- one call after the other
      const isTrial = (await hear(own.line, call)).includes("Acme Norte.");
      began[isTrial ? "trial" : "live"] += 1;
      // oxlint-disable-next-line no-await-in-loop -- the same
      await own.line.post("/voice/status", {
        ...inboundForm(call),
        CallStatus: "completed",
        SequenceNumber: "9",
      });
      // oxlint-disable-next-line no-await-in-loop -- the same
      await until(
        async () => (await placeOf(own.line, "call", call)) === "(ended)",
      );
    }
    await own.line.settle();
    const { body } = await own.ana.get("/figures");
    const shown = body as unknown as FiguresView;
    expect(shown.trial).toMatchObject({
      number: 2,
      share: 50,
      live: { calls: began.live },
      trial: { calls: began.trial },
    });
    expect(shown.trial?.compared.map(({ verdict }) => verdict)).toEqual(
      Array(4).fill("too-few"),
    );
    expect(
      Object.fromEntries(shown.versions.map((one) => [one.is, one.calls])),
    ).toEqual(began);
    await own.ana.send("PUT", "/versions/trial", { number: 2, isKept: false });
    expect((await own.ana.get("/figures")).body["trial"]).toBeUndefined();
  });

  it("is taken back by itself when one of its calls takes longer than was proved", async () => {
    const tried = await callOn("This is Acme Norte.");
    own.now += 20 * 60_000;
    await own.line.post("/voice/status", {
      ...inboundForm(tried),
      CallStatus: "completed",
      SequenceNumber: "3",
    });
    await until(() => own.line.line.served.trial === undefined);
    expect((await versions()).returned).toMatchObject({
      number: 2,
      call: tried,
    });
    expect((await heard(6))[1]).toEqual([]);
    await own.line.settle();
    const { entries } = (await own.ana.get("/audit")).body as {
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
    await own.line.settle();
    expect(own.line.line.served.trial).toBeDefined();
    expect(await lose(tried)).toContain("<Dial");
    await until(() => own.line.line.served.trial === undefined);
    expect((await versions()).returned).toMatchObject({
      number: 2,
      call: tried,
      promise: "last resort",
    });
    expect((await heard(6))[1]).toEqual([]);
  });
});

describe("a document, while a share of the calls tries a flow,", () => {
  const tryFlow = async (change: (text: string) => string) => {
    const eva = await comeIn(own.line, own.ana, "eva@acme.example", [
      "approver",
    ]);
    const at = "/flows/short-line";
    const from = await saveDocument(own.ana, at, change);
    await own.ana.send("POST", `${at}/draft/review`, {
      from,
      message: "A trial.",
    });
    const verdict = { from, isApproved: true, words: "" };
    await eva.send("PUT", `${at}/draft/verdict`, verdict);
    const wanted = { from, live: 1, share: 10 };
    const told = await own.ana.send("POST", `${at}/draft/publish`, wanted);
    expect(told.status).toBe(200);
  };
  const withTopic = (topics: string) =>
    saveDocument(own.ana, peoplePath, (text) =>
      text.replace("[billing, general]", topics),
    );

  it("is published for what is live and for what is tried, and the trial goes on", async () => {
    await tryFlow((text) => text.replace("This is Acme.", "Acme Norte."));
    const revision = await withTopic("[billing, vip]");
    const told = await publishDocument(
      own.ana,
      peoplePath,
      revision,
      1,
      "VIP.",
    );
    expect(told.status).toBe(200);
    const { now, trial } = own.line.line.served;
    for (const { people } of [now, trial?.served ?? now])
      expect(people.agents[0]?.topics).toEqual(["billing", "vip"]);
    const body = (await own.ana.get("/versions")).body as object;
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
    await own.ana.send("PUT", "/versions/trial", kept);
    expect(await hear()).toContain("Acme Norte.");
    expect(own.line.line.served.now.people.agents[0]?.topics).toContain("vip");
  });

  it("is refused where what is tried does not go with it, and nothing changes", async () => {
    await tryFlow((text) => text.replace("for: billing", "for: general"));
    const revision = await withTopic("[billing]");
    const told = await publishDocument(
      own.ana,
      peoplePath,
      revision,
      1,
      "Less.",
    );
    expect([told.status, told.body["error"]]).toEqual([
      422,
      expect.stringMatching(
        /^Version 2, which a share of the calls tries, .*\n.*rings agents for "general"/,
      ),
    ]);
    expect((await versions()).live).toBe(1);
    expect(own.line.line.served.trial?.number).toBe(2);
  });
});

/** What a call hears next that stands at a place which its flow does not have. */
const lose = async (call: string): Promise<string> => {
  const key = { kind: "call", id: call };
  const { machine } = await own.line.store.load(key);
  const state = (machine?.state ?? "").replace(
    /"value":("[^"]*"|\{[^{}]*\})/,
    '"value":"nowhere"',
  );
  await own.line.store.commit({
    key,
    expected: machine?.version ?? 0,
    token: "lost",
    state,
    reply: "",
    effects: [],
    timers: [],
    at: own.now,
  });
  const { body } = await own.line.post(
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
    if ((await hear(own.line, call)).includes(words)) return call;
  }
};
