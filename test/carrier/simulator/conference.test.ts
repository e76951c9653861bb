import { AGENT, LINE, openWorld, type World } from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.on("/voice", room());
  world.on("/after", "<Hangup/>");
});
afterEach(() => world.close());

function room(attributes = "", dial = `action="/after"`): string {
  return `<Dial ${dial}><Conference statusCallback="/events" statusCallbackEvent="start end join leave mute hold" ${attributes}>CAroom</Conference></Dial>`;
}

/** Somebody rung by REST into the same room. */
async function agentJoins(attributes = ""): Promise<string> {
  const { body } = await world.rest("/Calls.json", {
    To: AGENT,
    From: LINE,
    Twiml: `<Response><Dial action="${world.base}/agent-after"><Conference ${attributes}>CAroom</Conference></Dial></Response>`,
  });
  await world.clock.advance(1000);
  world.simulator.answer(String(body["sid"]));
  await world.settle();
  return String(body["sid"]);
}

async function conferenceSid(): Promise<string> {
  const { body } = await world.rest(
    "/Conferences.json?FriendlyName=CAroom&Status=in-progress",
  );
  const [conference] = body["conferences"] as { sid: string }[];
  return conference?.sid ?? "";
}

const told = (): (string | undefined)[] =>
  world.asked("/events").map(({ form }) => form["StatusCallbackEvent"]);

describe("<Dial><Conference>", () => {
  it("plays music until the second participant begins it, then everyone talks (§2.5)", async () => {
    const caller = await world.call();
    expect(world.heard(caller).slice(-2)).toEqual([
      "in-progress",
      "tone music",
    ]);
    const agent = await agentJoins();
    expect(world.heard(caller).slice(-2)).toEqual(["beep", "bridged"]);
    expect(world.heard(agent).at(-1)).toBe("bridged");
    expect(told()).toEqual([
      "participant-join",
      "participant-join",
      "conference-start",
    ]);
    expect(world.asked("/events")[1]?.form).toMatchObject({
      FriendlyName: "CAroom",
      CallSid: agent,
      SequenceNumber: "2",
      Muted: "false",
    });
  });

  it("does not begin while nobody who may start it is there", async () => {
    world.on("/voice", room(`startConferenceOnEnter="false"`));
    const caller = await world.call();
    const agent = await agentJoins(`startConferenceOnEnter="false"`);
    expect(world.heard(caller)).not.toContain("bridged");
    expect(world.heard(agent)).not.toContain("bridged");
  });

  it("lasts when somebody leaves, unless their exit ends it", async () => {
    const caller = await world.call();
    const agent = await agentJoins();
    const director = await agentJoins(`endConferenceOnExit="true"`);
    world.simulator.hangUp(agent);
    await world.settle();
    expect(world.heard(caller).slice(-2)).toEqual(["beep", "unbridged"]);
    expect(told()).not.toContain("conference-end");
    world.simulator.hangUp(director);
    await world.settle();
    expect(told().at(-1)).toBe("conference-end");
    expect(world.asked("/events").at(-1)?.form).toMatchObject({
      CallSidEndingConference: director,
      ReasonConferenceEnded: "participant-with-end-conference-on-exit-left",
    });
    expect(world.asked("/after").map(({ form }) => form)).toEqual([
      expect.objectContaining({
        CallSid: caller,
        DialCallStatus: "answered",
      }),
    ]);
  });

  it("tells the action neither a sid nor a duration (§2.5)", async () => {
    const caller = await world.call();
    world.simulator.hangUp(caller);
    await world.settle();
    const form = world.asked("/after")[0]?.form;
    expect(form).toMatchObject({
      DialCallStatus: "answered",
      CallStatus: "completed",
    });
    expect(form).not.toHaveProperty("DialCallSid");
    expect(form).not.toHaveProperty("DialCallDuration");
  });

  it("lets a participant go with the star key where set", async () => {
    world.on("/voice", room("", `hangupOnStar="true" action="/after"`));
    const caller = await world.call();
    world.simulator.press(caller, "*");
    await world.settle();
    expect(world.asked("/after")).toHaveLength(1);
  });

  it("runs the waitUrl once and is silent afterwards (§2.5)", async () => {
    world.on("/voice", room(`waitUrl="/wait"`));
    world.on("/wait", "<Say>uno dos</Say>");
    const caller = await world.call();
    await world.clock.advance(60_000);
    expect(world.asked("/wait")).toHaveLength(1);
    const agent = await agentJoins();
    world.simulator.hangUp(agent);
    world.simulator.hangUp(caller);
  });

  it("stops the waiting document when the talk begins", async () => {
    world.on("/voice", room(`waitUrl="/wait"`));
    world.on("/wait", `<Say loop="0">uno dos tres</Say>`);
    const caller = await world.call();
    await agentJoins();
    expect(world.heard(caller).slice(-3)).toEqual(["beep", "cut", "bridged"]);
  });

  it("leaves the room when REST moves the call", async () => {
    world.on("/moved", "<Say>moved</Say>");
    const caller = await world.call();
    const agent = await agentJoins();
    await world.rest(`/Calls/${caller}.json`, { Url: `${world.base}/moved` });
    expect(world.heard(caller).slice(-2)).toEqual(["unbridged", "say moved"]);
    expect(world.heard(agent)).toContain("unbridged");
    expect(world.asked("/after")).toEqual([]);
  });
});

describe("/Conferences", () => {
  it("holds a participant with a document, mutes them, and takes them back", async () => {
    world.on("/hold", "<Say>un momento</Say>");
    const caller = await world.call();
    await agentJoins();
    const path = `/Conferences/${await conferenceSid()}/Participants/${caller}.json`;
    const held = await world.rest(path, {
      Hold: "true",
      HoldUrl: `${world.base}/hold`,
    });
    expect(held.body).toMatchObject({ hold: true, call_sid: caller });
    expect(world.heard(caller).slice(-2)).toEqual([
      "unbridged",
      "say un momento",
    ]);
    await world.rest(path, { Hold: "false" });
    expect(world.heard(caller).slice(-2)).toEqual(["cut", "bridged"]);
    const muted = await world.rest(path, { Muted: "true" });
    expect(muted.body["muted"]).toBe(true);
    expect(told().slice(-3)).toEqual([
      "participant-hold",
      "participant-unhold",
      "participant-mute",
    ]);
  });

  it("rings somebody into a room by its name, with a label", async () => {
    const caller = await world.call();
    const { status, body } = await world.rest(
      "/Conferences/CAroom/Participants.json",
      {
        From: LINE,
        To: AGENT,
        Label: "superior",
        StatusCallback: `${world.base}/leg`,
      },
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: "queued", label: "superior" });
    await world.clock.advance(0);
    world.simulator.answer(String(body["call_sid"]));
    await world.settle();
    expect(world.heard(caller).at(-1)).toBe("bridged");
    const path = `/Conferences/${String(body["conference_sid"])}/Participants/superior.json`;
    expect((await world.rest(path)).body["call_sid"]).toBe(body["call_sid"]);
    expect((await world.rest(path, undefined, "DELETE")).status).toBe(204);
    await world.settle();
    expect(world.heard(String(body["call_sid"])).at(-1)).toBe("completed");
    expect(world.asked("/leg")).toHaveLength(1);
    expect(world.heard(caller).slice(-2)).toEqual(["beep", "unbridged"]);
  });

  it("announces to everyone without ending the talk", async () => {
    world.on("/announce", "<Say>one minute left</Say>");
    const caller = await world.call();
    const agent = await agentJoins();
    await world.rest(`/Conferences/${await conferenceSid()}.json`, {
      AnnounceUrl: `${world.base}/announce`,
    });
    for (const sid of [caller, agent])
      expect(world.heard(sid).at(-1)).toBe("say one minute left");
    await world.clock.advance(2000);
    expect(told()).not.toContain("participant-leave");
  });

  it("ends a conference, and everyone goes on with their own document", async () => {
    const caller = await world.call();
    const agent = await agentJoins();
    const sid = await conferenceSid();
    const { body } = await world.rest(`/Conferences/${sid}.json`, {
      Status: "completed",
    });
    expect(body).toMatchObject({
      status: "completed",
      reason_conference_ended: "conference-ended-via-api",
    });
    expect(world.asked("/after")[0]?.form["CallSid"]).toBe(caller);
    expect(world.asked("/agent-after")[0]?.form["CallSid"]).toBe(agent);
  });

  it("lists who is there", async () => {
    const caller = await world.call();
    const agent = await agentJoins();
    const { body } = await world.rest(
      `/Conferences/${await conferenceSid()}/Participants.json`,
    );
    expect(body["participants"]).toMatchObject([
      { call_sid: caller, status: "connected" },
      { call_sid: agent, status: "connected" },
    ]);
  });
});
