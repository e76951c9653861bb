import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import request from "supertest";
import { eventFromForm } from "../../src/carrier/twilio/form.js";
import { createPendingSeal } from "../../src/server/voice/pending.js";
import { StoreUnavailable, type Store } from "../../src/store/contract.js";
import {
  answerLine,
  inboundForm,
  token,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";

const call = "CA00000000000000000000000000000009";
let dir: string;
let line: AnsweredLine;
let down: boolean;
/** The commit is done and its answer is lost. */
let deaf: boolean;
/** Nothing is ever answered. */
let hangs: boolean;
/** How far the clock was set forward, ms. */
let later: number;

beforeEach(async () => {
  later = 0;
  down = false;
  deaf = false;
  hangs = false;
  dir = await mkdtemp(join(tmpdir(), "directo-away-"));
  line = await answerLine({
    dataDir: dir,
    wrapStore: unreliable,
    now: () => Date.now() + later,
  });
});
afterEach(async () => {
  await line.close();
  await rm(dir, { recursive: true, force: true });
});

/** A real store behind a network that can be cut. */
function unreliable(store: Store): Store {
  const away = () => Promise.reject(new StoreUnavailable("It is away."));
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      // What is remembered is not asked for.
      if (typeof member !== "function" || name === "recent") return member;
      return async (...given: unknown[]) => {
        if (down && name !== "close") return away();
        if (hangs && name === "load") return new Promise(() => {});
        const result: unknown = await (
          member as (...all: unknown[]) => unknown
        ).apply(target, given);
        return deaf && name === "commit" ? away() : result;
      };
    },
  });
}

const redirectOf = (body: string) =>
  /<Redirect>([^<]+)<\/Redirect>/.exec(body)?.[1]?.replaceAll("&amp;", "&") ??
  "";
const begin = async () => (await line.post("/voice", inboundForm(call))).body;
const form = (more: Record<string, string>) =>
  inboundForm(call, { CallStatus: "in-progress", ...more });

describe("while the store is away for a moment", () => {
  it("the caller hears a short word, and what was pressed counts once when it is back", async () => {
    const action = actionOf(await begin()) ?? "";
    down = true;
    const first = await line.post(action, form({ Digits: "2" }));
    expect(first.body).toContain("Un momento, sigo con usted.");
    expect(first.body).not.toContain("away");
    const second = await line.post(redirectOf(first.body), form({}));
    expect(second.body).toContain("Un momento, sigo con usted.");
    down = false;
    const third = await line.post(redirectOf(second.body), form({}));
    expect(linesOf(third.body).at(-1)).toBe("wait");
    const again = await line.post(redirectOf(second.body), form({}));
    expect(again.body).toBe(third.body);
  });

  it("a store that hangs keeps nobody waiting for its answer", async () => {
    const action = actionOf(await begin()) ?? "";
    hangs = true;
    const first = await line.post(action, form({ Digits: "2" }));
    expect(first.body).toContain("Un momento, sigo con usted.");
    hangs = false;
    const { body } = await line.post(redirectOf(first.body), form({}));
    expect(linesOf(body).at(-1)).toBe("wait");
  });

  it("a call that begins just then is answered when it is back", async () => {
    down = true;
    const first = await begin();
    down = false;
    const { body } = await line.post(redirectOf(first), form({}));
    expect(linesOf(body).at(-1)).toBe("gather  5s speech");
  });

  it("a commit of unknown fate is answered as the duplicate that it is", async () => {
    const action = actionOf(await begin()) ?? "";
    deaf = true;
    const first = await line.post(action, form({ Digits: "1" }));
    deaf = false;
    const version = (await line.store.load({ kind: "call", id: call })).machine
      ?.version;
    const second = await line.post(redirectOf(first.body), form({}));
    expect(linesOf(second.body)[0]).toContain("Un momento, miro su factura.");
    expect(
      (await line.store.load({ kind: "call", id: call })).machine?.version,
    ).toBe(version);
  });

  it("an agent who takes the call just then is asked for patience, and is joined with the caller when it is back", async () => {
    await line.post(actionOf(await begin()) ?? "", form({ Digits: "2" }));
    await line.settle();
    const leg = line.legs.rung.at(-1);
    if (!leg) throw new Error("Nobody was rung.");
    const agent = inboundForm(leg.leg);
    const heard = await line.post(leg.answerUrl, agent);
    down = true;
    const first = await line.post(actionOf(heard.body) ?? "", {
      ...agent,
      Digits: "1",
    });
    expect(first.body).toContain("Un momento, sigo con usted.");
    expect(first.body).not.toContain("<Dial");
    down = false;
    const taken = await line.post(redirectOf(first.body), agent);
    expect(taken.body).toContain(`${call}</Conference>`);
  });

  it("whoever waits for a person stays in the carrier's queue, and a key counts once when it is back", async () => {
    const waits = await line.post(
      actionOf(await begin()) ?? "",
      form({ Digits: "2" }),
    );
    const [, waitUrl = ""] = /waitUrl="([^"]+)"/.exec(waits.body) ?? [];
    const wait = waitUrl.replaceAll("&amp;", "&");
    const before = await line.post(wait, form({}));
    down = true;
    const music = await line.post(wait, form({}));
    const key = await line.post(
      actionOf(before.body) ?? "",
      form({ Digits: "1" }),
    );
    for (const { body } of [music, key])
      expect(body).toContain("Un momento, sigo con usted.");
    down = false;
    expect((await line.post(redirectOf(music.body), form({}))).body).toContain(
      "<Play",
    );
    const taken = await line.post(redirectOf(key.body), form({}));
    expect(taken.body).toContain("<Leave/>");
    expect((await line.post(redirectOf(key.body), form({}))).body).toBe(
      taken.body,
    );
  });

  it("the address shows nothing of what was pressed or said", async () => {
    const action = actionOf(await begin()) ?? "";
    down = true;
    const { body } = await line.post(
      action,
      form({ SpeechResult: "mi clave es 4821" }),
    );
    const pending = new URL(redirectOf(body)).searchParams.get("pending") ?? "";
    expect(Buffer.from(pending, "base64url").toString("latin1")).not.toContain(
      "4821",
    );
  });
});

describe("when the store stays away", () => {
  it("callers are asked for patience in its first twenty seconds, and again when it is away another time", async () => {
    let calls = 0;
    const waits = async () => {
      const { body } = await line.post(
        "/voice",
        inboundForm(`CAw${(calls += 1)}`),
      );
      return body.includes("Un momento, sigo con usted.");
    };
    down = true;
    expect(await waits()).toBe(true);
    later += 15_000;
    expect(await waits()).toBe(true);
    later += 6_000;
    expect(await waits()).toBe(false);
    // It was back.
    down = false;
    await waits();
    down = true;
    expect(await waits()).toBe(true);
    // Nobody called while it was back.
    later += 100_000;
    expect(await waits()).toBe(true);
  });

  it("people's phones ring in turn, then a tone, and the message becomes a case when the store is back", async () => {
    const action = actionOf(await begin()) ?? "";
    down = true;
    let { body } = await line.post(action, form({ Digits: "2" }));
    let words = 1;
    for (; body.includes("<Redirect>"); words += 1) {
      expect(words).toBeLessThan(8);
      ({ body } = await line.post(redirectOf(body), form({})));
    }
    expect(words).toBe(6);
    expect(body).toContain('sequential="true"');
    expect(linesOf(body).at(-1)).toBe("ring    +12025550111 20s");
    const whisper =
      /url="([^"]+)"/.exec(body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect((await line.post(whisper, inboundForm("CAagent"))).body).toContain(
      "Marque 1",
    );
    const voicemail = await line.post(
      "/voice/last-resort",
      form({ DialCallStatus: "completed", DialBridged: "false" }),
    );
    expect(voicemail.body).toContain("<Record");
    const tone = await line.post(
      "/voice/last-resort",
      form({ DialCallStatus: "no-answer" }),
    );
    expect(linesOf(tone.body)).toEqual(
      expect.arrayContaining(["record  120s"]),
    );
    const left = form({
      RecordingUrl: "https://recordings.example/RE7",
      RecordingDuration: "9",
    });
    expect((await line.post("/voice/last-resort", left)).body).toContain(
      "<Hangup/>",
    );
    const status = await line.post(
      "/voice/status",
      inboundForm(call, { CallStatus: "completed" }),
    );
    expect(status.status).toBe(204);

    down = false;
    await line.line.relay.start();
    await line.line.relay.idle();
    await line.line.relay.stop();
    await line.settle();
    const opened = await line.store.load({ kind: "case", id: call });
    expect(opened.machine?.state).toContain("https://recordings.example/RE7");
    expect(line.messages.map(([to]) => to)).toEqual([
      "+12025550143",
      "+12025550122",
      "+12025550122",
    ]);
    const [, told = ""] = line.messages.at(-1) ?? [];
    const { pathname } = new URL(/http\S+/.exec(told)?.[0] ?? "");
    const page = await request(line.line.app).get(pathname);
    expect(page.text).toContain("<audio");
  });
});

describe("a sealed event", () => {
  const seal = createPendingSeal(token, () => 1_000);
  const text = seal.seal({ form: { Digits: "4" }, tries: 2 });

  it("is opened by whoever shares the secret, and by nobody else", () => {
    expect(createPendingSeal(token, () => 2_000).open(text)).toEqual({
      form: { Digits: "4" },
      tries: 2,
    });
    expect(
      createPendingSeal("another", () => 2_000).open(text),
    ).toBeUndefined();
  });

  it.each([
    { Digits: "48213" },
    { SpeechResult: "me cobraron de más", Confidence: "0.91" },
    { DialCallStatus: "completed", DialBridged: "false" },
    { QueueResult: "leave" },
    { QueueResult: "redirected" },
    {
      RecordingUrl:
        "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1",
      RecordingDuration: "17",
    },
  ])("has all that the event was made of: %j", (posted) => {
    const base = { CallSid: "CA1", From: "+12025550143", To: "+12025550100" };
    const opened = seal.open(seal.seal({ form: posted, tries: 1 }))?.form;
    expect(opened).toEqual(posted);
    expect(eventFromForm({ ...base, ...opened })).toEqual(
      eventFromForm({ ...base, ...posted }),
    );
  });

  it("is nothing when it was changed, is a minute old or was never sealed", () => {
    expect(seal.open(`${text.slice(0, -2)}AA`)).toBeUndefined();
    expect(createPendingSeal(token, () => 61_001).open(text)).toBeUndefined();
    for (const other of ["", "x", undefined, ["a"], "A".repeat(7_000)])
      expect(seal.open(other)).toBeUndefined();
  });
});
