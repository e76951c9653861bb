import { AGENT, CALLER, LINE, openWorld, type World } from "./support/world.js";

const OTHER = "+15550100002";
let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.on(
    "/voice",
    `<Enqueue action="/left" waitUrl="/wait">people</Enqueue>`,
  );
  world.on("/wait", "<Say>one two three four five</Say>");
  world.on("/left", "<Hangup/>");
});
afterEach(() => world.close());

const left = (): Record<string, string> => ({
  ...world.asked("/left").at(-1)?.form,
});

async function queueSid(): Promise<string> {
  const { body } = await world.rest("/Queues.json");
  const [queue] = body["queues"] as { sid: string }[];
  return queue?.sid ?? "";
}

/** An agent rung by REST who dials the queue once they answer. */
async function agentDials(verbs: string): Promise<string> {
  const { body } = await world.rest("/Calls.json", {
    To: AGENT,
    From: LINE,
    Twiml: `<Response>${verbs}</Response>`,
  });
  await world.clock.advance(0);
  world.simulator.answer(String(body["sid"]));
  await world.settle();
  return String(body["sid"]);
}

describe("<Enqueue>", () => {
  it("asks the waitUrl again each time its document ends, with the caller's place (§2.6)", async () => {
    await world.call();
    await world.call(OTHER);
    await world.clock.advance(4000);
    const told = world
      .asked("/wait")
      .filter(({ form }) => form["From"] === OTHER)
      .map(({ form }) => form);
    expect(told).toHaveLength(3);
    expect(told[2]).toMatchObject({
      QueuePosition: "2",
      QueueTime: "4",
      CurrentQueueSize: "2",
      MaxQueueSize: "1000",
      AvgQueueTime: "0",
    });
    expect(told[2]?.["QueueSid"]).toMatch(/^QU/);
  });

  it("lets a key in a waiting Gather leave the queue for its action", async () => {
    world.on(
      "/wait",
      `<Gather numDigits="1" action="/key"><Say>uno</Say></Gather>`,
    );
    world.on("/key", "<Leave/>");
    const sid = await world.call();
    await world.clock.advance(3000);
    world.simulator.press(sid, "1");
    await world.settle();
    expect(world.asked("/key")[0]?.form["Digits"]).toBe("1");
    expect(left()).toMatchObject({ QueueResult: "leave", QueueTime: "3" });
    expect(world.heard(sid).at(-1)).toBe("completed");
  });

  it("goes on to the next verb after leaving when it has no action", async () => {
    world.on(
      "/voice",
      `<Enqueue waitUrl="/wait">people</Enqueue><Say>adiós</Say>`,
    );
    world.on("/wait", "<Leave/>");
    expect(world.heard(await world.call())).toContain("say adiós");
  });

  it("plays music without a waitUrl and nothing with an empty one", async () => {
    world.on("/voice", "<Enqueue>people</Enqueue>");
    expect(world.heard(await world.call()).at(-1)).toBe("tone music");
    world.on("/voice", `<Enqueue waitUrl="">people</Enqueue>`);
    expect(world.heard(await world.call()).at(-1)).toBe("in-progress");
  });

  it("tells its action, as a notice, that the caller hung up", async () => {
    world.on("/left", "<Say>Nobody is there.</Say>");
    const sid = await world.call();
    await world.clock.advance(1000);
    world.simulator.hangUp(sid);
    await world.settle();
    expect(left()).toMatchObject({
      QueueResult: "hangup",
      CallStatus: "completed",
      QueueTime: "1",
    });
    expect(world.heard(sid).at(-1)).toBe("completed");
  });

  it("tells its action, as a notice, that REST moved the call, and runs the new document", async () => {
    world.on("/moved", "<Say>moved</Say>");
    const sid = await world.call();
    await world.rest(`/Calls/${sid}.json`, { Url: `${world.base}/moved` });
    expect(left()["QueueResult"]).toBe("redirected");
    expect(world.heard(sid).at(-1)).toBe("say moved");
    const { body } = await world.rest(`/Queues/${await queueSid()}.json`);
    expect(body["current_size"]).toBe(0);
  });

  it("turns callers away when the queue is full (§2.6, 14207)", async () => {
    world.on(
      "/voice",
      `<Enqueue action="/left" waitUrl="/wait" maxQueueSize="1">tiny</Enqueue>`,
    );
    await world.call();
    const sid = await world.call(OTHER);
    expect(left()["QueueResult"]).toBe("queue-full");
    expect(world.refusals(sid)).toEqual(["14207"]);
  });

  it("does not spin on a waiting document that takes no time", async () => {
    world.on("/wait", "");
    await world.call();
    await world.clock.advance(10_000);
    expect(world.asked("/wait")).toHaveLength(11);
  });
});

describe("<Dial><Queue>", () => {
  it("talks with the first who waits, and both go on to their actions afterwards", async () => {
    const first = await world.call();
    await world.call(OTHER);
    await world.clock.advance(3000);
    const agent = await agentDials(
      `<Dial action="${world.base}/agent-after"><Queue>people</Queue></Dial>`,
    );
    expect(world.heard(first).slice(-2)).toEqual(["cut", "bridged"]);
    expect(world.asked("/left")).toEqual([]);
    await world.clock.advance(20_000);
    world.simulator.hangUp(agent);
    await world.settle();
    expect(left()).toMatchObject({
      CallSid: first,
      QueueResult: "bridged",
      QueueTime: "3",
    });
  });

  it("reports to the dialler when the caller leaves", async () => {
    const caller = await world.call();
    await agentDials(
      `<Dial action="${world.base}/agent-after"><Queue>people</Queue></Dial>`,
    );
    await world.clock.advance(7000);
    world.simulator.hangUp(caller);
    await world.settle();
    expect(world.asked("/agent-after")[0]?.form).toMatchObject({
      DialCallStatus: "completed",
      DialCallSid: caller,
      DialCallDuration: "7",
      DialBridged: "true",
    });
  });

  it("lets the caller hear the dialler's document first, with the misspelt field", async () => {
    world.on("/joining", "<Say>now</Say>");
    const caller = await world.call();
    const agent = await agentDials(
      `<Dial><Queue url="${world.base}/joining">people</Queue></Dial>`,
    );
    expect(world.asked("/joining")[0]?.form).toMatchObject({
      CallSid: caller,
      DequeingCallSid: agent,
    });
    expect(world.heard(caller)).not.toContain("bridged");
    await world.clock.advance(400);
    expect(world.heard(caller).at(-1)).toBe("bridged");
  });

  it("waits at an empty queue for someone to join, no longer than its time-out", async () => {
    const gone = await world.call();
    world.simulator.hangUp(gone);
    const agent = await agentDials(
      `<Dial timeout="20" action="${world.base}/agent-after"><Queue>people</Queue></Dial>`,
    );
    await world.clock.advance(10_000);
    await world.call(OTHER);
    expect(world.heard(agent).at(-1)).toBe("bridged");
    await agentDials(
      `<Dial timeout="20" action="${world.base}/agent-after"><Queue>people</Queue></Dial>`,
    );
    await world.clock.advance(21_000);
    expect(world.asked("/agent-after")[0]?.form["DialCallStatus"]).toBe(
      "no-answer",
    );
  });

  it("fails for a queue that does not exist (§2.5)", async () => {
    await agentDials(
      `<Dial action="${world.base}/agent-after"><Queue>nowhere</Queue></Dial>`,
    );
    expect(world.asked("/agent-after")[0]?.form["DialCallStatus"]).toBe(
      "failed",
    );
  });
});

describe("/Queues", () => {
  it("shows members in order with their waits, and moves the front one", async () => {
    const first = await world.call();
    await world.clock.advance(5000);
    const second = await world.call(OTHER);
    const sid = await queueSid();
    const { body } = await world.rest(`/Queues/${sid}/Members.json`);
    expect(body["queue_members"]).toMatchObject([
      { call_sid: first, position: 1, wait_time: 5 },
      { call_sid: second, position: 2, wait_time: 0 },
    ]);
    world.on("/moved", "<Say>moved</Say>");
    const moved = await world.rest(`/Queues/${sid}/Members/Front.json`, {
      Url: `${world.base}/moved`,
    });
    expect(moved.body["call_sid"]).toBe(first);
    expect(world.heard(first).at(-1)).toBe("say moved");
    expect(left()["CallSid"]).toBe(first);
  });

  it("are created by name once and deleted when empty", async () => {
    const created = await world.rest("/Queues.json", {
      FriendlyName: "people",
      MaxSize: "5",
    });
    expect(created).toMatchObject({
      status: 201,
      body: { friendly_name: "people", max_size: 5, current_size: 0 },
    });
    const sid = await world.call(CALLER);
    const path = `/Queues/${String(created.body["sid"])}.json`;
    expect((await world.rest(path, undefined, "DELETE")).status).toBe(400);
    world.simulator.hangUp(sid);
    await world.settle();
    expect((await world.rest(path, undefined, "DELETE")).status).toBe(204);
    expect((await world.rest(path)).status).toBe(404);
  });
});
