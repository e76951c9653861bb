import { createLegs } from "../../../src/carrier/twilio/legs.js";
import {
  ACCOUNT,
  AGENT,
  LINE,
  openWorld,
  type World,
} from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.on("/agent", "<Say>one two three four five</Say>");
});
afterEach(() => world.close());

const create = (
  extra: Record<string, string> = {},
): ReturnType<World["rest"]> =>
  world.rest("/Calls.json", {
    To: AGENT,
    From: LINE,
    Url: `${world.base}/agent`,
    ...extra,
  });

async function answered(extra?: Record<string, string>): Promise<string> {
  const { body } = await create(extra);
  await world.clock.advance(0);
  world.simulator.answer(String(body["sid"]));
  await world.settle();
  return String(body["sid"]);
}

describe("POST /Calls", () => {
  it("rings the number and runs the document when it is answered", async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "queued",
      direction: "outbound-api",
      to: AGENT,
      from: LINE,
      account_sid: ACCOUNT.sid,
    });
    await world.clock.advance(0);
    world.simulator.answer(String(body["sid"]));
    await world.settle();
    expect(world.asked("/agent")[0]?.form).toMatchObject({
      CallSid: body["sid"],
      CallStatus: "in-progress",
      Direction: "outbound-api",
      To: AGENT,
      From: LINE,
    });
    await world.clock.advance(2000);
    const fetched = await world.rest(`/Calls/${String(body["sid"])}.json`);
    expect(fetched.body).toMatchObject({
      status: "completed",
      duration: "2",
      start_time: "Mon, 02 Mar 2026 14:15:00 +0000",
      end_time: "Mon, 02 Mar 2026 14:15:02 +0000",
    });
  });

  it("rings 60 s and the carrier's grace unless told otherwise (§7.1)", async () => {
    const { body } = await create();
    await world.clock.advance(64_999);
    expect(world.heard(String(body["sid"]))).toEqual(["ringing"]);
    await world.clock.advance(1);
    expect(world.heard(String(body["sid"])).at(-1)).toBe("no-answer");
  });

  it("takes the URL where both a URL and inline TwiML are given (§4.2)", async () => {
    await answered({ Twiml: "<Response><Say>inline</Say></Response>" });
    expect(world.asked("/agent")).toHaveLength(1);
  });

  it("runs inline TwiML", async () => {
    const sid = await answered({
      Url: "",
      Twiml: "<Response><Say>inline</Say></Response>",
    });
    expect(world.heard(sid)).toContain("say inline");
  });

  it("asks its own fallback URL when the document fails (§4.2)", async () => {
    world.on("/agent", (_asked, response) => response.status(500).end());
    world.on("/rescue", "<Say>rescued</Say>");
    const sid = await answered({ FallbackUrl: `${world.base}/rescue` });
    expect(world.heard(sid)).toContain("say rescued");
    expect(world.asked("/rescue")[0]?.form["ErrorCode"]).toBe("11200");
  });

  it("ends a call at its time limit", async () => {
    world.on("/agent", `<Pause length="600"/>`);
    const sid = await answered({ TimeLimit: "30" });
    await world.clock.advance(29_999);
    expect(world.heard(sid).at(-1)).toBe("silence 600000");
    await world.clock.advance(1);
    expect(world.heard(sid).at(-1)).toBe("completed");
  });

  it("makes a second call of a repeated request: there is no idempotency key (§4.7)", async () => {
    const first = await create();
    const second = await create();
    expect(second.status).toBe(201);
    expect(second.body["sid"]).not.toBe(first.body["sid"]);
  });

  it("starts one call a second and queues the rest (§4.7)", async () => {
    const sids: string[] = [];
    for (let count = 0; count < 3; count++)
      sids.push(String((await create()).body["sid"]));
    await world.clock.advance(0);
    const states = (): string[] =>
      sids.map((sid) => world.heard(sid).at(-1) ?? "queued");
    expect(states()).toEqual(["ringing", "queued", "queued"]);
    await world.clock.advance(1000);
    expect(states()).toEqual(["ringing", "ringing", "queued"]);
    await world.clock.advance(1000);
    expect(states()).toEqual(["ringing", "ringing", "ringing"]);
    const last = await world.rest(`/Calls/${sids[2]}.json`);
    expect(last.body["queue_time"]).toBe("2000");
  });

  it("never rings a call that was canceled in the queue", async () => {
    await create();
    const { body } = await create();
    const sid = String(body["sid"]);
    await world.rest(`/Calls/${sid}.json`, { Status: "canceled" });
    await world.clock.advance(5000);
    expect(world.heard(sid)).toEqual(["canceled"]);
  });

  it("lists calls by number, status and parent", async () => {
    const sid = await answered();
    await create();
    const { body } = await world.rest(
      `/Calls.json?To=${encodeURIComponent(AGENT)}&Status=in-progress`,
    );
    expect(body["calls"]).toEqual([expect.objectContaining({ sid })]);
  });
});

describe("POST /Calls/{sid}", () => {
  it("moves a live call to another document at once", async () => {
    world.on("/voice", "<Say>one two three</Say>");
    world.on("/moved", "<Say>moved</Say>");
    const sid = await world.call();
    await world.clock.advance(100);
    const { status } = await world.rest(`/Calls/${sid}.json`, {
      Url: `${world.base}/moved`,
    });
    expect(status).toBe(200);
    expect(world.heard(sid)).toEqual([
      "ringing",
      "in-progress",
      "say one two three",
      "cut",
      "say moved",
    ]);
  });

  it("replaces the status callback together with the document (§3.1)", async () => {
    world.on("/voice", "<Say>one two three</Say>");
    const sid = await world.call();
    await world.rest(`/Calls/${sid}.json`, {
      Url: `${world.base}/moved`,
      StatusCallback: `${world.base}/told`,
    });
    world.simulator.hangUp(sid);
    await world.settle();
    expect(world.asked("/told")[0]?.form["CallStatus"]).toBe("completed");
    expect(world.asked("/status")).toEqual([]);
  });

  it("hangs up the callee of a <Dial> whose parent is moved (§4.2)", async () => {
    world.on("/voice", `<Dial action="/after">${AGENT}</Dial>`);
    world.on("/moved", "<Say>moved</Say>");
    const sid = await world.call();
    const callee = world.newest();
    world.simulator.answer(callee);
    await world.settle();
    await world.rest(`/Calls/${sid}.json`, { Url: `${world.base}/moved` });
    expect(world.heard(callee).at(-1)).toBe("completed");
    expect(world.heard(sid).slice(-2)).toEqual(["unbridged", "say moved"]);
    expect(world.asked("/after")).toEqual([]);
  });

  it("frees the parent to its action when the callee is moved (§4.2)", async () => {
    world.on("/voice", `<Dial action="/after">${AGENT}</Dial>`);
    world.on("/after", "<Say>after</Say>");
    world.on("/moved", "<Say>moved</Say>");
    const sid = await world.call();
    const callee = world.newest();
    world.simulator.answer(callee);
    await world.settle();
    await world.rest(`/Calls/${callee}.json`, { Url: `${world.base}/moved` });
    expect(world.heard(callee).at(-1)).toBe("say moved");
    expect(world.heard(sid).at(-1)).toBe("say after");
    expect(world.asked("/after")[0]?.form["DialCallStatus"]).toBe("completed");
  });

  it("ends a call with completed, and spares an answered one with canceled (§4.2)", async () => {
    const sid = await answered();
    const spared = await world.rest(`/Calls/${sid}.json`, {
      Status: "canceled",
    });
    expect(spared.body["code"]).toBe(21220);
    const ended = await world.rest(`/Calls/${sid}.json`, {
      Status: "completed",
    });
    expect(ended.body["status"]).toBe("completed");
  });
});

describe("status callbacks", () => {
  it("come for the events that were asked for, numbered, with duration at the end (§3.1)", async () => {
    const form = new URLSearchParams({
      To: AGENT,
      From: LINE,
      Url: `${world.base}/agent`,
      StatusCallback: `${world.base}/told?leg=7`,
    });
    for (const event of ["initiated", "ringing", "answered", "completed"])
      form.append("StatusCallbackEvent", event);
    const { body } = await world.rest("/Calls.json", form);
    await world.clock.advance(3000);
    world.simulator.answer(String(body["sid"]));
    await world.clock.advance(90_000);
    expect(
      world
        .asked("/told")
        .map(({ form: told }) => [told["SequenceNumber"], told["CallStatus"]]),
    ).toEqual([
      ["0", "initiated"],
      ["1", "ringing"],
      ["2", "in-progress"],
      ["3", "completed"],
    ]);
    expect(world.asked("/told")[3]).toMatchObject({
      query: "leg=7",
      form: { CallDuration: "2", Duration: "1", SipResponseCode: "200" },
    });
    expect(world.asked("/told")[0]?.form).not.toHaveProperty("CallDuration");
  });

  it("come once, at the end, unless events are chosen", async () => {
    await answered({ StatusCallback: `${world.base}/told` });
    await world.clock.advance(2000);
    expect(world.asked("/told")).toHaveLength(1);
  });

  it("come for a dialled <Number> with its parent's sid", async () => {
    world.on(
      "/voice",
      `<Dial><Number statusCallback="/told" statusCallbackEvent="initiated ringing answered completed">${AGENT}</Number></Dial>`,
    );
    const sid = await world.call();
    world.simulator.decline(world.newest());
    await world.settle();
    expect(
      world
        .asked("/told")
        .map(({ form }) => [form["CallStatus"], form["ParentCallSid"]]),
    ).toEqual([
      ["initiated", sid],
      ["ringing", sid],
      ["busy", sid],
    ]);
  });
});

describe("POST /Calls/…/Recordings", () => {
  const record = (sid: string) =>
    world.rest(`/Calls/${sid}/Recordings.json`, {
      RecordingStatusCallback: `${world.base}/recorded`,
      RecordingStatusCallbackEvent: "completed absent",
    });
  const told = () => world.asked("/recorded").map(({ form }) => form);

  it("records the call until it is stopped, and tells when the file is there", async () => {
    world.on("/agent", `<Pause length="60"/>`);
    const sid = await answered();
    const { status, body } = await record(sid);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      call_sid: sid,
      status: "in-progress",
      source: "StartCallRecordingAPI",
    });
    expect((await record(sid)).body).toMatchObject({ code: 16108 });
    await world.clock.advance(4_000);
    const stopped = await world.rest(
      `/Calls/${sid}/Recordings/${String(body["sid"])}.json`,
      { Status: "stopped" },
    );
    expect(stopped.status).toBe(200);
    await world.clock.advance(1_000);
    expect(told()).toMatchObject([
      { RecordingStatus: "completed", RecordingDuration: "4", CallSid: sid },
    ]);
    expect(
      (
        await world.rest(`/Calls/${sid}/Recordings/Twilio.CURRENT.json`, {
          Status: "stopped",
        })
      ).status,
    ).toBe(404);
  });

  it("ends with the call, and is refused where no call is in progress", async () => {
    world.on("/agent", `<Pause length="60"/>`);
    const sid = await answered();
    await record(sid);
    await world.clock.advance(2_000);
    world.simulator.hangUp(sid);
    await world.clock.advance(1_000);
    expect(told()).toMatchObject([
      { RecordingStatus: "completed", RecordingDuration: "2" },
    ]);
    expect((await record(sid)).body).toMatchObject({ code: 21220 });
  });
});

describe("a leg that may have been asked for already", () => {
  /** The simulator's REST API, as the line asks it. */
  const ring = (since?: number) =>
    createLegs({
      get: async (path) => (await world.rest(path)).body,
      post: async (path, form) =>
        (await world.rest(path, form as Record<string, string>)).body,
    }).ring({
      phone: AGENT,
      from: LINE,
      timeout: 20,
      answerUrl: `${world.base}/talk`,
      fallbackUrl: `${world.base}/talk`,
      statusUrl: `${world.base}/status`,
      ...(since !== undefined && { since }),
    });

  it("is not made twice, and an older one to the same phone is somebody else's", async () => {
    world.on("/talk", `<Pause length="600"/>`);
    const older = await ring();
    await world.clock.advance(0);
    world.simulator.answer(older);
    await world.settle();
    await world.clock.advance(60_000);
    const asked = world.clock.now();
    const leg = await ring(asked);
    expect(leg).not.toBe(older);
    expect(await ring(asked)).toBe(leg);
  });
});
