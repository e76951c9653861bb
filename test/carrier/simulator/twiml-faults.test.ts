import { AGENT, openWorld, type World } from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.on("/next", "<Hangup/>");
});
afterEach(() => world.close());

/** Runs a document to its end and says what was refused. */
async function refused(verbs: string): Promise<string[]> {
  world.on("/voice", verbs);
  const sid = await world.call();
  await world.clock.advance(60_000);
  return world.refusals(sid);
}

/** Documents that are given up. */
const FAULTS: readonly (readonly [string, string, string])[] = [
  [
    "gives up on XML that is not well-formed (§1.5, 12100)",
    "<Say>a & b",
    "12100!",
  ],
  [
    "gives up on <Refer> on a call that is not SIP (§2.9, 13801)",
    "<Refer><Sip>sip:a@example.com</Sip></Refer>",
    "13801!",
  ],
  [
    "gives up on an action that is no http URL (§1.6, 11100)",
    `<Redirect>ftp://example.com/</Redirect>`,
    "11100!",
  ],
];

describe("what the carrier cannot run", () => {
  it.each(FAULTS)("%s", async (_title, verbs, code) => {
    expect(await refused(verbs)).toEqual([code]);
  });

  it("apologises and ends the call when there is no fallback URL (§1.5)", async () => {
    world.on("/voice", "<Say>");
    const sid = await world.call();
    expect(world.heard(sid)).toEqual([
      "ringing",
      "refused 12100",
      "in-progress",
      "say We are sorry, an application error has occurred. Goodbye.",
    ]);
    await world.clock.advance(10_000);
    expect(world.heard(sid).at(-1)).toBe("completed");
  });
});

/** Runs a whisper and says what was refused on the callee. */
async function whisper(verbs: string): Promise<string[]> {
  world.on(
    "/voice",
    `<Dial action="/next"><Number url="/whisper">${AGENT}</Number></Dial>`,
  );
  world.on("/whisper", verbs);
  await world.call();
  world.simulator.answer(world.newest());
  await world.clock.advance(30_000);
  return world.refusals(world.newest());
}

describe("what may stand in which document", () => {
  it("gives up a whisper that dials, and hangs up the callee (§2.5, 13201)", async () => {
    expect(await whisper("<Dial>+15550100</Dial>")).toEqual(["13201!"]);
    expect(world.asked("/next")[0]?.form["DialBridged"]).toBe("false");
  });

  it("passes over a recording in a whisper (§2.5, 12200)", async () => {
    expect(await whisper("<Record/>")).toEqual(["12200"]);
    expect(world.heard(world.newest())).toContain("bridged");
  });

  it.each(["<Dial>+15550100</Dial>", "<Record/>", "<Enqueue>a</Enqueue>"])(
    "ends the wait in a queue whose document holds %s (§2.6, 14202)",
    async (verb) => {
      world.on("/voice", `<Enqueue waitUrl="/wait" action="/next">a</Enqueue>`);
      world.on("/wait", verb);
      const sid = await world.call();
      expect(world.refusals(sid)).toEqual(["14202!"]);
      expect(world.asked("/next")[0]?.form["QueueResult"]).toBe("error");
    },
  );

  it.each(["<Gather/>", "<Hangup/>", "<Dial>+15550100</Dial>", "<Record/>"])(
    "keeps a caller out of a conference whose waiting document holds %s (§2.5, 13238)",
    async (verb) => {
      world.on(
        "/voice",
        `<Dial action="/next"><Conference waitUrl="/wait">a</Conference></Dial>`,
      );
      world.on("/wait", verb);
      const sid = await world.call();
      expect(world.refusals(sid)).toEqual(["13238!"]);
      expect(world.asked("/next")[0]?.form["DialCallStatus"]).toBe("failed");
    },
  );

  it("refuses a label that is in use (§2.5, 16025)", async () => {
    world.on(
      "/voice",
      `<Dial action="/next"><Conference participantLabel="ana">a</Conference></Dial>`,
    );
    await world.call();
    const sid = await world.call("+15550100002");
    expect(world.refusals(sid)).toEqual(["16025"]);
  });

  it("refuses a conference that is full (§1.6, 16020)", async () => {
    world.on(
      "/voice",
      `<Dial action="/next"><Conference maxParticipants="2">a</Conference></Dial>`,
    );
    await world.call();
    await world.call("+15550100002");
    const sid = await world.call("+15550100003");
    expect(world.refusals(sid)).toEqual(["16020"]);
  });
});
