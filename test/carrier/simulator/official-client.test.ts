import twilio from "twilio";
import {
  ACCOUNT,
  AGENT,
  CALLER,
  LINE,
  openWorld,
  type World,
} from "./support/world.js";

type HttpClient = InstanceType<typeof twilio.RequestClient>;

/** The official client's own transport, with the carrier's host replaced by the simulator's address. */
function rewriteHost(apiBase: string): HttpClient {
  const transport = new twilio.RequestClient({ keepAlive: false });
  const request: HttpClient["request"] = (options) =>
    transport.request({
      ...options,
      uri: options.uri.replace("https://api.twilio.com", apiBase),
    });
  return Object.assign(Object.create(transport) as HttpClient, { request });
}

let world: World;
let client: ReturnType<typeof twilio>;
beforeEach(async () => {
  world = await openWorld();
  world.on("/agent", "<Say>uno dos tres</Say>");
  client = twilio(ACCOUNT.sid, ACCOUNT.token, {
    httpClient: rewriteHost(`${world.base}/simulator`),
  });
});
afterEach(() => world.close());

describe("the official client", () => {
  it("creates, fetches, moves, lists and ends calls", async () => {
    const call = await client.calls.create({
      to: AGENT,
      from: LINE,
      url: `${world.base}/agent`,
      statusCallback: `${world.base}/told`,
      statusCallbackEvent: ["ringing", "answered", "completed"],
      timeout: 20,
    });
    expect(call.status).toBe("queued");
    await world.clock.advance(0);
    world.simulator.answer(call.sid);
    await world.settle();
    const live = await client.calls(call.sid).fetch();
    expect(live.status).toBe("in-progress");
    expect(live.startTime).toEqual(new Date(world.clock.now()));
    await client
      .calls(call.sid)
      .update({ twiml: "<Response><Say>moved</Say></Response>" });
    expect(world.heard(call.sid)).toContain("say moved");
    const listed = await client.calls.list({ to: AGENT });
    expect(listed.map(({ sid }) => sid)).toEqual([call.sid]);
    await client.calls(call.sid).update({ status: "completed" });
    await world.settle();
    expect(world.asked("/told").map(({ form }) => form["CallStatus"])).toEqual([
      "ringing",
      "in-progress",
      "completed",
    ]);
  });

  it("fetches the account, as a check of readiness does", async () => {
    const account = await client.api.v2010.accounts(ACCOUNT.sid).fetch();
    expect(account).toMatchObject({ sid: ACCOUNT.sid, status: "active" });
  });

  it("reads a refusal as its own exception", async () => {
    await expect(
      client.calls("CAnone").update({ status: "completed" }),
    ).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it("pages through a long list", async () => {
    for (let count = 0; count < 5; count++)
      await client.messages.create({
        to: CALLER,
        from: LINE,
        body: `number ${count}`,
      });
    const listed = await client.messages.list({ pageSize: 2 });
    expect(listed.map(({ body }) => body)).toEqual([
      "number 4",
      "number 3",
      "number 2",
      "number 1",
      "number 0",
    ]);
  });

  it("points a number at the application", async () => {
    const [line] = await client.incomingPhoneNumbers.list({
      phoneNumber: LINE,
    });
    const updated = await client
      .incomingPhoneNumbers(line?.sid ?? "")
      .update({ voiceUrl: `${world.base}/agent`, voiceMethod: "GET" });
    expect(updated).toMatchObject({
      phoneNumber: LINE,
      voiceUrl: `${world.base}/agent`,
      voiceMethod: "GET",
    });
    await world.call();
    expect(world.asked("/agent")[0]).toMatchObject({ method: "GET" });
    expect(world.asked("/voice")).toEqual([]);
  });

  it("finds rooms and queues and who is in them", async () => {
    world.on("/voice", "<Enqueue waitUrl=''>people</Enqueue>");
    const caller = await world.call();
    const [queue] = await client.queues.list();
    const members = await client.queues(queue?.sid ?? "").members.list();
    expect(members.map(({ callSid }) => callSid)).toEqual([caller]);
    world.on("/room", "<Dial><Conference>CAroom</Conference></Dial>");
    await client
      .queues(queue?.sid ?? "")
      .members(caller)
      .update({ url: `${world.base}/room` });
    await world.settle();
    const [room] = await client.conferences.list({ friendlyName: "CAroom" });
    const participant = await client
      .conferences(room?.sid ?? "")
      .participants(caller)
      .update({ muted: true });
    expect(participant.muted).toBe(true);
    await client.conferences(room?.sid ?? "").update({ status: "completed" });
    await world.settle();
    expect(world.heard(caller).at(-1)).toBe("completed");
  });

  it("fetches and deletes recordings", async () => {
    world.on("/voice", `<Record action="/kept"/>`);
    const sid = await world.call();
    world.simulator.speak(sid, "uno dos tres");
    await world.clock.advance(2000);
    world.simulator.hangUp(sid);
    await world.clock.advance(1000);
    const [recording] = await client.recordings.list({ callSid: sid });
    expect(recording).toMatchObject({
      callSid: sid,
      duration: "2",
      status: "completed",
    });
    expect(await client.recordings(recording?.sid ?? "").remove()).toBe(true);
    expect(await client.recordings.list({ callSid: sid })).toEqual([]);
  });
});
