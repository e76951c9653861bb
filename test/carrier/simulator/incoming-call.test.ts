import twilio from "twilio";
import {
  ACCOUNT,
  CALLER,
  LINE,
  openWorld,
  type World,
} from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("an incoming call", () => {
  it("asks the voice URL with the carrier's whole field set", async () => {
    world.on("/voice", "<Say>Hello.</Say>");
    const sid = world.simulator.dial({
      from: CALLER,
      to: LINE,
      verstat: "TN-Validation-Passed-A",
    });
    await world.settle();
    const [first] = world.asked("/voice");
    expect(Object.keys(first?.form ?? {}).toSorted()).toEqual([
      "AccountSid",
      "ApiVersion",
      "CallSid",
      "CallStatus",
      "CallToken",
      "Called",
      "CalledCity",
      "CalledCountry",
      "CalledState",
      "CalledZip",
      "Caller",
      "CallerCity",
      "CallerCountry",
      "CallerState",
      "CallerZip",
      "Direction",
      "From",
      "FromCity",
      "FromCountry",
      "FromState",
      "FromZip",
      "StirVerstat",
      "To",
      "ToCity",
      "ToCountry",
      "ToState",
      "ToZip",
    ]);
    expect(first?.form).toMatchObject({
      AccountSid: ACCOUNT.sid,
      CallSid: sid,
      CallStatus: "ringing",
      Direction: "inbound",
      From: CALLER,
      To: LINE,
      Called: LINE,
      FromCountry: "US",
      StirVerstat: "TN-Validation-Passed-A",
    });
    expect(sid).toMatch(/^CA[0-9a-f]{32}$/);
  });

  it("signs every request so that the official validator accepts it", async () => {
    world.on("/voice", "<Redirect method='GET'>/next?a=b%20c</Redirect>");
    world.on("/next", "<Say>ñandú</Say>");
    await world.call();
    await world.clock.advance(5000);
    const signed = world.asked().map((asked) => {
      const url = `${world.base}${asked.path}${asked.query ? `?${asked.query}` : ""}`;
      return twilio.validateRequest(
        ACCOUNT.token,
        String(asked.headers["x-twilio-signature"]),
        url,
        asked.form,
      );
    });
    expect(signed).toEqual([true, true, true]);
    expect(world.asked("/next")[0]?.method).toBe("GET");
    expect(world.asked("/next")[0]?.query).toContain("CallStatus=in-progress");
  });

  it("tells each webhook apart by its idempotency token", async () => {
    world.on("/voice", "<Redirect>/next</Redirect>");
    world.on("/next", "<Hangup/>");
    await world.call();
    const tokens = world
      .asked()
      .map(({ headers }) => headers["i-twilio-idempotency-token"]);
    expect(new Set(tokens).size).toBe(3);
    expect(world.asked("/voice")[0]?.headers["user-agent"]).toBe(
      "TwilioProxy/1.1",
    );
  });

  it("is hung up when the document has no more verbs, and the number's callback says so once", async () => {
    world.on("/voice", "<Say>one two three four five</Say>");
    const sid = await world.call();
    await world.clock.advance(1999);
    expect(world.heard(sid)).toEqual([
      "ringing",
      "in-progress",
      "say one two three four five",
    ]);
    expect(world.asked("/status")).toEqual([]);
    await world.clock.advance(1);
    expect(world.heard(sid).at(-1)).toBe("completed");
    expect(world.asked("/status").map(({ form }) => form)).toEqual([
      expect.objectContaining({
        CallSid: sid,
        CallStatus: "completed",
        CallDuration: "2",
        Duration: "1",
        CallbackSource: "call-progress-events",
        SequenceNumber: "0",
        Timestamp: "Mon, 02 Mar 2026 14:15:02 +0000",
      }),
    ]);
  });

  it("ends with no-answer when the caller hangs up before the answer", async () => {
    world.on("/voice", `<Dial answerOnBridge="true">+15550200001</Dial>`);
    const sid = await world.call();
    world.simulator.hangUp(sid);
    await world.settle();
    expect(world.heard(sid)).toEqual(["ringing", "tone ringback", "no-answer"]);
    expect(world.asked("/status")[0]?.form["CallStatus"]).toBe("no-answer");
    expect(world.asked("/status")[0]?.form["CallDuration"]).toBe("0");
  });

  it("asks nothing more when the caller hangs up while a prompt runs", async () => {
    world.on(
      "/voice",
      `<Gather action="/key"><Say>one two three</Say></Gather><Redirect>/again</Redirect>`,
    );
    const sid = await world.call();
    await world.clock.advance(400);
    world.simulator.hangUp(sid);
    await world.clock.advance(60_000);
    expect(world.asked().map(({ path }) => path)).toEqual([
      "/voice",
      "/status",
    ]);
  });

  it("sends cookies back for the length of the call", async () => {
    world.on("/voice", (_asked, response) => {
      response.cookie("step", "one");
      return "<Redirect>/next</Redirect>";
    });
    world.on("/next", "<Hangup/>");
    await world.call();
    expect(world.asked("/next")[0]?.headers.cookie).toBe("step=one");
    await world.call();
    expect(world.asked("/voice")[1]?.headers.cookie).toBeUndefined();
  });

  it("passes a caller who withholds their number as the word that was dialled with", async () => {
    world.on("/voice", "<Hangup/>");
    await world.call("anonymous");
    expect(world.asked("/voice")[0]?.form["From"]).toBe("anonymous");
  });

  it("refuses a number that is no line of the account", () => {
    expect(() =>
      world.simulator.dial({ from: CALLER, to: "+15559999999" }),
    ).toThrow(/No line has the number/);
  });

  it("takes as long as its speech at 150 words a minute, each digit a word", async () => {
    world.on("/voice", "<Say>marque 12 ya</Say><Pause length='2'/>");
    const sid = await world.call();
    await world.clock.advance(1599);
    expect(world.heard(sid).at(-1)).toBe("say marque 12 ya");
    await world.clock.advance(1);
    expect(world.heard(sid).at(-1)).toBe("silence 2000");
  });
});
