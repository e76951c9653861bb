import {
  AGENT,
  CALLER,
  DEPUTY,
  LINE,
  openWorld,
  type World,
} from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.on("/after", "<Hangup/>");
});
afterEach(() => world.close());

const after = (): Record<string, string> => ({
  ...world.asked("/after").at(-1)?.form,
});

describe("<Dial>", () => {
  it("bridges the caller with whoever answers and reports when the callee leaves", async () => {
    world.on("/voice", `<Dial action="/after">${AGENT}</Dial>`);
    const caller = await world.call();
    const callee = world.newest();
    await world.clock.advance(4000);
    world.simulator.answer(callee);
    await world.settle();
    expect(world.heard(caller)).toContain("bridged");
    await world.clock.advance(61_000);
    world.simulator.hangUp(callee);
    await world.settle();
    expect(after()).toMatchObject({
      DialCallStatus: "completed",
      DialCallSid: callee,
      DialCallDuration: "61",
      DialBridged: "true",
      CallSid: caller,
      CallStatus: "in-progress",
    });
    expect(world.heard(callee)).toEqual([
      "ringing",
      "in-progress",
      "bridged",
      "completed",
    ]);
  });

  it("rings five seconds longer than its time-out (§2.5)", async () => {
    world.on("/voice", `<Dial timeout="10" action="/after">${AGENT}</Dial>`);
    await world.call();
    await world.clock.advance(14_999);
    expect(world.asked("/after")).toEqual([]);
    await world.clock.advance(1);
    expect(after()).toMatchObject({
      DialCallStatus: "no-answer",
      DialBridged: "false",
    });
    expect(after()).not.toHaveProperty("DialCallDuration");
  });

  it("reports busy when the phone is declined", async () => {
    world.on("/voice", `<Dial action="/after">${AGENT}</Dial>`);
    await world.call();
    world.simulator.decline(world.newest());
    await world.settle();
    expect(after()["DialCallStatus"]).toBe("busy");
  });

  it("goes on to the next verb when it has no action", async () => {
    world.on("/voice", `<Dial>${AGENT}</Dial><Say>Gone.</Say>`);
    const caller = await world.call();
    world.simulator.decline(world.newest());
    await world.settle();
    expect(world.heard(caller)).toContain("say Gone.");
  });

  it("rings phones together, connects the first and gives up the others", async () => {
    world.on(
      "/voice",
      `<Dial action="/after"><Number>${AGENT}</Number><Number>${DEPUTY}</Number></Dial>`,
    );
    await world.call();
    const [one = "", two = ""] = world
      .events()
      .flatMap((event) =>
        event.type === "leg-started" && event.parent ? [event.sid] : [],
      );
    world.simulator.answer(two);
    await world.settle();
    expect(world.heard(one)).toEqual(["ringing", "canceled"]);
    expect(world.heard(two)).toEqual(["ringing", "in-progress", "bridged"]);
  });

  it("rings phones one after another when told so", async () => {
    world.on(
      "/voice",
      `<Dial sequential="true" timeout="5" action="/after"><Number>${AGENT}</Number><Number>${DEPUTY}</Number></Dial>`,
    );
    await world.call();
    const first = world.newest();
    await world.clock.advance(10_000);
    expect(world.newest()).not.toBe(first);
    world.simulator.answer(world.newest());
    await world.settle();
    expect(world.heard(first)).toEqual(["ringing", "no-answer"]);
    expect(world.heard(world.newest())).toContain("bridged");
  });

  it("keeps an unanswered call ringing until the bridge with answerOnBridge", async () => {
    world.on(
      "/voice",
      `<Dial answerOnBridge="true" action="/after">${AGENT}</Dial>`,
    );
    const caller = await world.call();
    await world.clock.advance(3000);
    expect(world.heard(caller)).toEqual(["ringing", "tone ringback"]);
    world.simulator.answer(world.newest());
    await world.settle();
    expect(world.heard(caller)).toEqual([
      "ringing",
      "tone ringback",
      "in-progress",
      "bridged",
    ]);
  });

  it("hangs up the callee and goes on when the caller presses the star key", async () => {
    world.on(
      "/voice",
      `<Dial hangupOnStar="true" action="/after">${AGENT}</Dial>`,
    );
    const caller = await world.call();
    world.simulator.answer(world.newest());
    await world.settle();
    world.simulator.press(caller, "*");
    await world.settle();
    expect(world.heard(world.newest()).at(-1)).toBe("completed");
    expect(after()["DialCallStatus"]).toBe("completed");
  });

  it("ends the talk at its time limit", async () => {
    world.on("/voice", `<Dial timeLimit="60" action="/after">${AGENT}</Dial>`);
    await world.call();
    world.simulator.answer(world.newest());
    await world.clock.advance(60_000);
    expect(after()["DialCallDuration"]).toBe("60");
  });

  it("cancels a ringing callee when the caller hangs up, and still asks the action, as a notice", async () => {
    world.on("/voice", `<Dial action="/after">${AGENT}</Dial>`);
    world.on("/after", "<Say>Nobody hears this.</Say>");
    const caller = await world.call();
    const callee = world.newest();
    world.simulator.hangUp(caller);
    await world.settle();
    expect(world.heard(callee)).toEqual(["ringing", "canceled"]);
    expect(after()).toMatchObject({
      CallStatus: "completed",
      DialCallStatus: "canceled",
    });
    expect(world.heard(caller)).not.toContain("say Nobody hears this.");
  });

  it("hangs up a bridged callee with the caller", async () => {
    world.on("/voice", `<Dial action="/after">${AGENT}</Dial>`);
    const caller = await world.call();
    world.simulator.answer(world.newest());
    await world.settle();
    world.simulator.hangUp(caller);
    await world.settle();
    expect(world.heard(world.newest()).at(-1)).toBe("completed");
    expect(after()).toMatchObject({
      CallStatus: "completed",
      DialCallStatus: "completed",
      DialBridged: "true",
    });
  });

  it("shows the caller's number, or one of the account's", async () => {
    world.on("/voice", `<Dial>${AGENT}</Dial>`);
    await world.call();
    const shown = (): string[] =>
      world
        .events(world.newest())
        .flatMap((event) => (event.type === "leg-started" ? [event.from] : []));
    expect(shown()).toEqual([CALLER]);
    world.on("/voice", `<Dial callerId="${LINE}">${AGENT}</Dial>`);
    await world.call();
    expect(shown()).toEqual([LINE]);
  });

  it.each(["anonymous", "client:ana", "sip:ana@example.com", "2025550143"])(
    "rings no number for a caller who shows none (%s) without one of the account's (§1.6, 13214)",
    async (from) => {
      world.on("/voice", `<Dial action="/after">${AGENT}</Dial>`);
      const sid = await world.call(from);
      expect(world.refusals(sid)).toEqual(["13214"]);
      expect(after()["DialCallStatus"]).toBe("failed");
      world.on("/voice", `<Dial callerId="${LINE}">${AGENT}</Dial>`);
      expect(world.refusals(await world.call(from))).toEqual([]);
      world.on("/voice", `<Dial><Client>luis</Client></Dial>`);
      expect(world.refusals(await world.call(from))).toEqual([]);
    },
  );

  it("records the talk from the answer and hands over its address", async () => {
    world.on(
      "/voice",
      `<Dial record="record-from-answer-dual" recordingStatusCallback="/recorded" action="/after">${AGENT}</Dial>`,
    );
    await world.call();
    world.simulator.answer(world.newest());
    await world.clock.advance(9000);
    world.simulator.hangUp(world.newest());
    await world.clock.advance(1000);
    expect(after()["RecordingUrl"]).toMatch(/\/Recordings\/RE[0-9a-f]{32}$/);
    expect(world.asked("/recorded")[0]?.form).toMatchObject({
      RecordingStatus: "completed",
      RecordingDuration: "9",
      RecordingSource: "DialVerb",
      RecordingChannels: "2",
    });
  });

  it("rings clients and SIP addresses by their own names", async () => {
    world.on(
      "/voice",
      "<Dial><Client><Identity>beto</Identity></Client><Sip>sip:ana@example.com</Sip></Dial>",
    );
    await world.call();
    const rung = world
      .events()
      .flatMap((event) =>
        event.type === "leg-started" && event.parent ? [event.to] : [],
      );
    expect(rung).toEqual(["client:beto", "sip:ana@example.com"]);
  });
});

describe("a whisper", () => {
  const withWhisper = `<Dial action="/after"><Number url="/whisper">${AGENT}</Number></Dial>`;

  it("bridges when the accepting document is empty", async () => {
    world.on("/voice", withWhisper);
    world.on(
      "/whisper",
      `<Gather numDigits="1" action="/accept"><Say>Press 1.</Say></Gather><Hangup/>`,
    );
    world.on("/accept", "");
    const caller = await world.call();
    const callee = world.newest();
    world.simulator.answer(callee);
    await world.settle();
    expect(world.heard(caller)).not.toContain("bridged");
    expect(world.asked("/whisper")[0]?.form).toMatchObject({
      CallSid: callee,
      ParentCallSid: caller,
      Direction: "outbound-dial",
      CallStatus: "in-progress",
      To: AGENT,
    });
    world.simulator.press(callee, "1");
    await world.settle();
    expect(world.heard(caller)).toContain("bridged");
  });

  it("is completed but never bridged when nobody presses a key", async () => {
    world.on("/voice", withWhisper);
    world.on(
      "/whisper",
      `<Gather numDigits="1" timeout="4" action="/accept"/><Hangup/>`,
    );
    await world.call();
    world.simulator.answer(world.newest());
    await world.clock.advance(4000);
    expect(after()).toMatchObject({
      DialCallStatus: "completed",
      DialBridged: "false",
    });
  });

  it("ends with the caller's hang-up", async () => {
    world.on("/voice", withWhisper);
    world.on("/whisper", "<Say>one two three four five</Say>");
    const caller = await world.call();
    world.simulator.answer(world.newest());
    await world.clock.advance(1000);
    world.simulator.hangUp(caller);
    await world.settle();
    expect(world.heard(world.newest())).toEqual([
      "ringing",
      "in-progress",
      "say one two three four five",
      "completed",
    ]);
  });
});
