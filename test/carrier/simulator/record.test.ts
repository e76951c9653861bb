import { createKeptRecordings } from "../../../src/carrier/twilio/kept-recordings.js";
import {
  ACCOUNT,
  CALLER,
  LINE,
  openWorld,
  START,
  type World,
} from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.on("/kept", "<Hangup/>");
});
afterEach(() => world.close());

const kept = (): Record<string, string> => ({
  ...world.asked("/kept").at(-1)?.form,
});

describe("<Record>", () => {
  it("beeps, listens until a key and hands over where the recording will be", async () => {
    world.on("/voice", `<Record action="/kept"/>`);
    const sid = await world.call();
    world.simulator.speak(sid, "uno dos tres");
    await world.clock.advance(3000);
    world.simulator.press(sid, "#");
    await world.settle();
    expect(kept()).toMatchObject({ Digits: "#", RecordingDuration: "3" });
    expect(kept()["RecordingUrl"]).toBe(
      `${world.base}/simulator/2010-04-01/Accounts/${ACCOUNT.sid}/Recordings/${kept()["RecordingSid"]}`,
    );
    expect(world.heard(sid)).toEqual([
      "ringing",
      "in-progress",
      "beep",
      "speak uno dos tres",
      "press #",
      "completed",
    ]);
  });

  it("has no file yet when its action asks at once, and one a second later", async () => {
    world.on("/voice", `<Record action="/kept"/>`);
    const sid = await world.call();
    world.simulator.speak(sid, "uno");
    await world.clock.advance(2000);
    world.simulator.press(sid, "#");
    await world.settle();
    const url = kept()["RecordingUrl"] ?? "";
    expect((await fetch(`${url}.wav`)).status).toBe(401);
    const read = (): Promise<Response> =>
      fetch(`${url}.wav`, {
        headers: {
          Authorization: `Basic ${btoa(`${ACCOUNT.sid}:${ACCOUNT.token}`)}`,
        },
      });
    await world.clock.advance(999);
    expect((await read()).status).toBe(404);
    await world.clock.advance(1);
    const file = await read();
    expect(file.headers.get("content-type")).toContain("audio/x-wav");
    expect((await file.arrayBuffer()).byteLength).toBe(44 + 2 * 8000);
  });

  it("ends after the silence that follows speech", async () => {
    world.on("/voice", `<Record timeout="3" action="/kept"/>`);
    const sid = await world.call();
    await world.clock.advance(1000);
    world.simulator.speak(sid, "uno dos tres cuatro cinco");
    await world.clock.advance(4999);
    expect(world.asked("/kept")).toEqual([]);
    await world.clock.advance(1);
    expect(kept()).toMatchObject({ Digits: "", RecordingDuration: "6" });
  });

  it("ends at its greatest length", async () => {
    world.on("/voice", `<Record maxLength="4" timeout="0" action="/kept"/>`);
    await world.call();
    await world.clock.advance(4000);
    expect(kept()["RecordingDuration"]).toBe("4");
  });

  it("falls through to the next verb when nothing was said (§2.8)", async () => {
    world.on(
      "/voice",
      `<Record recordingStatusCallback="/told" recordingStatusCallbackEvent="completed absent" action="/kept"/><Say>Silence.</Say>`,
    );
    const sid = await world.call();
    await world.clock.advance(6000);
    expect(world.asked("/kept")).toEqual([]);
    expect(world.heard(sid)).toContain("say Silence.");
    expect(world.asked("/told").map(({ form }) => form)).toEqual([
      expect.objectContaining({
        RecordingStatus: "absent",
        ErrorCode: "16101",
      }),
    ]);
  });

  it("tells its action of a hang-up and ignores the answer (§2.8)", async () => {
    world.on("/voice", `<Record action="/kept"/>`);
    world.on("/kept", "<Say>Nobody is there.</Say>");
    const sid = await world.call();
    world.simulator.speak(sid, "uno dos");
    await world.clock.advance(2000);
    world.simulator.hangUp(sid);
    await world.settle();
    expect(kept()).toMatchObject({
      Digits: "hangup",
      CallStatus: "completed",
      RecordingDuration: "2",
    });
    expect(world.heard(sid).at(-1)).toBe("completed");
  });

  it("plays no beep when told not to, and ends only on its own keys", async () => {
    world.on(
      "/voice",
      `<Record playBeep="false" finishOnKey="*" action="/kept"/>`,
    );
    const sid = await world.call();
    await world.clock.advance(1500);
    world.simulator.press(sid, "5");
    await world.settle();
    expect(world.asked("/kept")).toEqual([]);
    world.simulator.press(sid, "*");
    await world.settle();
    expect(kept()["Digits"]).toBe("*");
    expect(world.heard(sid)).not.toContain("beep");
  });
});

describe("<Play>", () => {
  it("plays an audio file for its length and sends it no call parameters (§2.2)", async () => {
    world.on("/voice", "<Play>/tune.wav</Play><Hangup/>");
    world.on("/tune.wav", (_asked, response) =>
      response.type("audio/wav").send(Buffer.alloc(16_000)),
    );
    const sid = await world.call();
    await world.clock.advance(1999);
    expect(world.heard(sid).at(-1)).toBe(`play ${world.base}/tune.wav`);
    await world.clock.advance(1);
    expect(world.heard(sid).at(-1)).toBe("completed");
    expect(world.asked("/tune.wav")[0]?.query).toBe("");
  });

  it("plays keys and pauses for the far end", async () => {
    world.on("/voice", `<Play digits="W12"/>`);
    const sid = await world.call();
    expect(world.heard(sid).at(-1)).toBe("play dtmf:W12");
    await world.clock.advance(1400);
    expect(world.heard(sid).at(-1)).toBe("completed");
  });
});

describe("<Say>", () => {
  it("flattens SSML to what is heard, breaks counted", async () => {
    world.on(
      "/voice",
      `<Say>Su <emphasis>saldo</emphasis> en <sub alias="dólares">USD</sub><break time="600ms"/></Say>`,
    );
    const sid = await world.call();
    expect(world.heard(sid).at(-1)).toBe("say Su saldo en dólares");
    await world.clock.advance(2199);
    expect(world.heard(sid)).not.toContain("completed");
    await world.clock.advance(1);
    expect(world.heard(sid)).toContain("completed");
  });

  it("repeats as often as its loop says", async () => {
    world.on("/voice", `<Say loop="3">hola</Say>`);
    const sid = await world.call();
    await world.clock.advance(1200);
    expect(world.heard(sid).filter((line) => line === "say hola")).toHaveLength(
      3,
    );
    expect(world.heard(sid).at(-1)).toBe("completed");
  });
});

describe("<Reject> and <Redirect>", () => {
  it("rejects an unanswered call with the reason's status, and it is never answered", async () => {
    world.on("/voice", `<Reject reason="busy"/>`);
    const sid = await world.call();
    expect(world.heard(sid)).toEqual(["ringing", "tone busy", "busy"]);
    expect(world.asked("/status")[0]?.form["CallStatus"]).toBe("busy");
    world.on("/voice", "<Reject/>");
    expect(world.heard(await world.call())).toEqual([
      "ringing",
      "tone not-in-service",
      "no-answer",
    ]);
  });

  it("asks the same document again when a redirect is empty, without digits", async () => {
    let turn = 0;
    world.on("/voice", () => (turn++ === 0 ? "<Redirect/>" : "<Hangup/>"));
    await world.call();
    expect(world.asked("/voice")).toHaveLength(2);
  });

  it("gives a redirect loop no chance to stop time", async () => {
    world.on("/voice", "<Redirect/>");
    const sid = await world.call();
    expect(world.asked("/voice")).toHaveLength(50);
    await world.clock.advance(1000);
    expect(world.asked("/voice").length).toBeGreaterThan(50);
    world.simulator.hangUp(sid);
  });
});

it("recordings are listed by when they began, the newest first, and page by page", async () => {
  world.on("/voice", `<Record action="/kept"/>`);
  for (let calls = 0; calls < 3; calls += 1) {
    const sid = await world.call();
    world.simulator.speak(sid, "uno");
    await world.clock.advance(2_000);
    world.simulator.press(sid, "#");
    await world.clock.advance(58_000);
  }
  const carrier = createKeptRecordings({
    get: async (path, query = {}) =>
      (
        await world.rest(
          `${path}?${new URLSearchParams({ ...query, PageSize: "1" }).toString()}`,
        )
      ).body,
  });
  const minute = 60_000;
  const { recordings, isAll } = await carrier.list(START, START + minute);
  expect(isAll).toBe(true);
  expect(recordings.map(({ at, seconds }) => [at - START, seconds])).toEqual([
    [minute, 2],
    [0, 2],
  ]);
  const [newest] = recordings;
  expect(await carrier.call(newest?.call ?? "")).toEqual({
    from: CALLER,
    to: LINE,
    isInbound: true,
  });
  expect(await carrier.list(START + 1_000, START + 59_000)).toEqual({
    recordings: [],
    isAll: true,
  });
});
