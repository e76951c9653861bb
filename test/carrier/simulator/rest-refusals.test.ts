import { AGENT, CALLER, LINE, openWorld, type World } from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.on("/voice", "<Say>one two three four five</Say>");
});
afterEach(() => world.close());

type Fields = Record<string, string>;
const url = (): Fields => ({ Url: `${world.base}/voice` });

const CREATE: readonly (readonly [string, number, () => Fields])[] = [
  ["a call to nobody (§4.9, 21201)", 21201, () => ({ From: LINE, ...url() })],
  [
    "a call to a word (§4.9, 21211)",
    21211,
    () => ({ To: "reception", From: LINE, ...url() }),
  ],
  [
    "a call from its own number to itself (§4.9, 21211)",
    21211,
    () => ({ To: LINE, From: LINE, ...url() }),
  ],
  ["a call from nobody (§4.9, 21213)", 21213, () => ({ To: AGENT, ...url() })],
  [
    "a call from a word (§4.9, 21212)",
    21212,
    () => ({ To: AGENT, From: "me", ...url() }),
  ],
  [
    "a call from a number that is not the account's (§4.9, 21210)",
    21210,
    () => ({ To: AGENT, From: CALLER, ...url() }),
  ],
  [
    "a call without a document (§4.2, 21205)",
    21205,
    () => ({ To: AGENT, From: LINE }),
  ],
  [
    "a URL that is none (§4.9, 21205)",
    21205,
    () => ({ To: AGENT, From: LINE, Url: "voice" }),
  ],
  [
    "an unknown application (§4.9, 21218)",
    21218,
    () => ({ To: AGENT, From: LINE, ApplicationSid: "AP1" }),
  ],
  [
    "inline TwiML of more than 4000 characters (§2.0, 32018)",
    32018,
    () => ({ To: AGENT, From: LINE, Twiml: "x".repeat(4001) }),
  ],
  [
    "a ring of more than 600 s (§7.1, 20001)",
    20001,
    () => ({ To: AGENT, From: LINE, Timeout: "601", ...url() }),
  ],
  [
    "more than 32 keys to send (§7.1, 20001)",
    20001,
    () => ({ To: AGENT, From: LINE, SendDigits: "1".repeat(33), ...url() }),
  ],
  [
    "a callback host with an underscore (§3.1, 21205)",
    21205,
    () => ({
      To: AGENT,
      From: LINE,
      StatusCallback: "http://my_host/x",
      ...url(),
    }),
  ],
];

const MESSAGES: readonly (readonly [string, number, Fields])[] = [
  [
    "a message whose callback host has an underscore (§3.1, 21205)",
    21205,
    {
      To: CALLER,
      From: LINE,
      Body: "x",
      StatusCallback: "http://my_host/x",
    },
  ],
  [
    "a Messaging Service as a number (§4.9, 21606)",
    21606,
    { To: CALLER, From: `MG${"0".repeat(32)}`, Body: "x" },
  ],
  ["a message to nobody (§4.9, 21604)", 21604, { From: LINE, Body: "x" }],
  [
    "a message to a word (§4.9, 21211)",
    21211,
    { To: "ana", From: LINE, Body: "x" },
  ],
  ["a message from nobody (§4.9, 21603)", 21603, { To: CALLER, Body: "x" }],
  [
    "a message from a number that is not the account's (§4.9, 21606)",
    21606,
    { To: CALLER, From: AGENT, Body: "x" },
  ],
  ["a message without a body (§4.9, 21602)", 21602, { To: CALLER, From: LINE }],
  [
    "a body of more than 1600 characters (§4.9, 21617)",
    21617,
    { To: CALLER, From: LINE, Body: "x".repeat(1601) },
  ],
];

describe("the REST API refuses", () => {
  it.each(CREATE)("%s", async (_title, code, fields) => {
    const { status, body } = await world.rest("/Calls.json", fields());
    expect({ status, code: body["code"] }).toEqual({ status: 400, code });
    expect(world.events()).toEqual([]);
  });

  it.each(MESSAGES)("%s", async (_title, code, fields) => {
    const { status, body } = await world.rest("/Messages.json", fields);
    expect({ status, code: body["code"] }).toEqual({ status: 400, code });
  });

  it("in the carrier's own words: code, message, more_info and status (§4.1)", async () => {
    const { status, body } = await world.rest("/Calls/CAnone.json");
    expect(status).toBe(404);
    expect(body).toEqual({
      code: 20404,
      message: "The requested resource /Calls/CAnone.json was not found",
      more_info: "https://www.twilio.com/docs/errors/20404",
      status: 404,
    });
  });

  it("whoever is not the account (§4.9, 20003)", async () => {
    const { status } = await fetch(
      `${world.base}/simulator/2010-04-01/Accounts/AC1/Calls.json`,
    );
    expect(status).toBe(401);
  });

  it("to redirect a call that is over (§4.2, 21220)", async () => {
    const sid = await world.call();
    world.simulator.hangUp(sid);
    await world.settle();
    const moved = await world.rest(`/Calls/${sid}.json`, url());
    expect(moved.body["code"]).toBe(21220);
    const ended = await world.rest(`/Calls/${sid}.json`, {
      Status: "completed",
    });
    expect(ended.body["code"]).toBe(21220);
  });

  it("to redirect a call that still rings (§4.2, 21220)", async () => {
    const { body } = await world.rest("/Calls.json", {
      To: AGENT,
      From: LINE,
      ...url(),
    });
    await world.clock.advance(0);
    const moved = await world.rest(`/Calls/${String(body["sid"])}.json`, url());
    expect(moved.body["code"]).toBe(21220);
  });

  it("a URL and inline TwiML together on an update (§4.2)", async () => {
    const sid = await world.call();
    const { status } = await world.rest(`/Calls/${sid}.json`, {
      ...url(),
      Twiml: "<Response/>",
    });
    expect(status).toBe(400);
    expect(world.heard(sid)).not.toContain("cut");
  });

  it("a status callback without a URL on an update (§4.2)", async () => {
    const sid = await world.call();
    const { status } = await world.rest(`/Calls/${sid}.json`, {
      StatusCallback: `${world.base}/told`,
    });
    expect(status).toBe(400);
  });

  it("to delete a call in progress (§4.9, 20009)", async () => {
    const sid = await world.call();
    const path = `/Calls/${sid}.json`;
    const kept = await world.rest(path, undefined, "DELETE");
    expect(kept.body["code"]).toBe(20009);
    world.simulator.hangUp(sid);
    expect((await world.rest(path, undefined, "DELETE")).status).toBe(204);
  });

  it("a fallback URL without a voice URL (§4.4, 21405)", async () => {
    const { body } = await world.rest("/IncomingPhoneNumbers.json");
    const [line] = body["incoming_phone_numbers"] as { sid: string }[];
    const refused = await world.rest(
      `/IncomingPhoneNumbers/${line?.sid ?? ""}.json`,
      { VoiceUrl: "", VoiceFallbackUrl: `${world.base}/fallback` },
    );
    expect(refused.body["code"]).toBe(21405);
  });
});

async function inline(twiml: string): Promise<string[]> {
  const sid = await world.call();
  await world.rest(`/Calls/${sid}.json`, { Twiml: twiml });
  return world.refusals(sid);
}

describe("inline TwiML", () => {
  it("needs absolute actions (§2.0, 15004)", async () => {
    expect(
      await inline(`<Response><Redirect>/next</Redirect></Response>`),
    ).toEqual(["15004!"]);
    expect(
      await inline(`<Response><Record action="/next"/></Response>`),
    ).toEqual(["15004!"]);
    expect(
      await inline(
        `<Response><Say>first</Say><Gather action="/next"/></Response>`,
      ),
    ).toEqual(["15004!"]);
  });

  it("needs an action for <Record> (§4.2, 11100)", async () => {
    expect(await inline("<Response><Record/></Response>")).toEqual(["11100!"]);
  });
});
