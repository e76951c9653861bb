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

/** Verbs of the main document, what is refused, and what follows nonetheless. */
const WARNINGS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "warns of an unknown element and goes on (§1.5, 12200)",
    "<Shout>hey</Shout>",
    ["12200"],
  ],
  [
    "warns of a name in the wrong case (§1.1, 12200)",
    "<say>hey</say>",
    ["12200"],
  ],
  [
    "warns of an unknown attribute (§1.5, 12200)",
    `<Say tone="soft">hey</Say>`,
    ["12200"],
  ],
  [
    "warns of a verb nested where it may not stand (§2.0, 12200)",
    "<Say>hey <Pause/></Say>",
    ["12200"],
  ],
  ["warns of <Leave> outside a queue (§2.7, 12200)", "<Leave/>", ["12200"]],
  [
    "warns of <Reject> after another verb, and hangs up (§2.9, 12200)",
    "<Pause/><Reject/>",
    ["12200"],
  ],
  [
    "warns of a bad loop of <Say> (§1.6, 13510)",
    `<Say loop="x">a</Say>`,
    ["13510"],
  ],
  [
    "warns of an unknown voice (§1.6, 13511)",
    `<Say voice="Bob">a</Say>`,
    ["13511"],
  ],
  [
    "warns of a voice that does not speak the language (§2.1, 13511)",
    `<Say voice="Polly.Mia" language="en-US">a</Say>`,
    ["13511"],
  ],
  [
    "warns of es-CO, which no <Say> speaks (§2.1, 13512)",
    `<Say language="es-CO">a</Say>`,
    ["13512"],
  ],
  ["warns of an empty <Say> (§1.6, 13520)", "<Say> </Say>", ["13520"]],
  [
    "warns of more than 4000 characters for a basic voice (§2.1, 13521)",
    `<Say>${"a".repeat(4001)}</Say>`,
    ["13521"],
  ],
  [
    "warns of more than 3000 characters for a Polly voice (§2.1, 13521)",
    `<Say voice="Polly.Mia">${"a".repeat(3001)}</Say>`,
    ["13521"],
  ],
  [
    "warns of a bad loop of <Play> (§1.6, 13410)",
    `<Play loop="-1" digits="1"/>`,
    ["13410"],
  ],
  [
    "warns of bad keys to play (§1.6, 13430)",
    `<Play digits="1z">http://127.0.0.1:1/a.wav</Play>`,
    ["13430", "11202"],
  ],
  [
    "warns of a pause of no length (§2.3, 13910)",
    `<Pause length="0"/>`,
    ["13910"],
  ],
  [
    "warns of a finishing key of two keys (§2.4, 13310)",
    `<Gather finishOnKey="12"/>`,
    ["13310"],
  ],
  [
    "warns of a bad method of <Gather> (§1.6, 13312)",
    `<Gather method="PUT"/>`,
    ["13312"],
  ],
  [
    "warns of a <Gather> time-out of 0 (§2.4, 13313)",
    `<Gather timeout="0"/>`,
    ["13313"],
  ],
  [
    "warns of numDigits of 0 (§2.4, 13314)",
    `<Gather numDigits="0"/>`,
    ["13314"],
  ],
  [
    "warns of a verb that may not nest in <Gather> (§2.0, 13320)",
    `<Gather><Redirect>/x</Redirect></Gather>`,
    ["13320"],
  ],
  [
    "warns of keys played inside <Gather> (§2.2, 13320)",
    `<Gather><Play digits="1"/></Gather>`,
    ["13320"],
  ],
  [
    "warns of an unknown kind of input (§2.4, 13326)",
    `<Gather input="voice"/>`,
    ["13326"],
  ],
  [
    "warns of a bad speechTimeout (§2.4, 13327)",
    `<Gather speechTimeout="soon"/>`,
    ["13327"],
  ],
  [
    "warns of more speech than a minute (§7.1, 13328)",
    `<Gather maxSpeechTime="61"/>`,
    ["13328"],
  ],
  [
    "warns of more than 500 hints (§2.4, 13330)",
    `<Gather hints="${Array.from({ length: 501 }, () => "a").join(",")}"/>`,
    ["13330"],
  ],
  [
    "warns of a hint of more than 100 characters (§2.4, 13330)",
    `<Gather hints="${"a".repeat(101)}"/>`,
    ["13330"],
  ],
  [
    "warns of a bad language of <Gather> (§1.6, 13331)",
    `<Gather language="Spanish"/>`,
    ["13331"],
  ],
  [
    "warns of a bad bargeIn (§1.6, 13332)",
    `<Gather bargeIn="yes"/>`,
    ["13332"],
  ],
  [
    "warns of a bad profanityFilter (§1.6, 13333)",
    `<Gather profanityFilter="no"/>`,
    ["13333"],
  ],
  [
    "warns of an unknown speech model (§1.6, 13334)",
    `<Gather speechModel="mine"/>`,
    ["13334"],
  ],
  [
    "warns of speechTimeout auto with a speech model (§2.4, 13335)",
    `<Gather input="speech" speechTimeout="auto" speechModel="phone_call"/>`,
    ["13335"],
  ],
  [
    "warns of a bad actionOnEmptyResult (§1.6, 13338)",
    `<Gather actionOnEmptyResult="1"/>`,
    ["13338"],
  ],
  [
    "warns of a <Dial> time-out under 5 s (§2.5, 13212)",
    `<Dial timeout="4">${AGENT}</Dial>`,
    ["13212"],
  ],
  [
    "warns of a <Dial> time-out over 600 s (§2.5, 13212)",
    `<Dial timeout="601">${AGENT}</Dial>`,
    ["13212"],
  ],
  [
    "warns of a callerId that is not the account's (§2.5, 13214)",
    `<Dial callerId="+15557777777">${AGENT}</Dial>`,
    ["13214"],
  ],
  [
    "warns of a callerId that is too long (§1.6, 13248)",
    `<Dial callerId="${"9".repeat(65)}">${AGENT}</Dial>`,
    ["13248"],
  ],
  [
    "warns of a ring tone that Colombia does not have (§2.5, 13220)",
    `<Dial ringTone="co">${AGENT}</Dial>`,
    ["13220"],
  ],
  [
    "warns of something that is no number (§1.6, 13223)",
    "<Dial>reception</Dial>",
    ["13223"],
  ],
  [
    "warns of a number without its country code (§1.6, 13224)",
    "<Dial><Number>5550100</Number></Dial>",
    ["13224"],
  ],
  [
    "warns of a SIP address that is none (§1.6, 13243)",
    "<Dial><Sip>ana</Sip></Dial>",
    ["13243"],
  ],
  [
    "warns of a noun that <Dial> does not know (§2.5, 13215)",
    "<Dial><Say>a</Say></Dial>",
    ["13215", "13223"],
  ],
  [
    "warns of more than ten phones (§7.1, 12200)",
    `<Dial>${`<Number>${AGENT}</Number>`.repeat(11)}</Dial>`,
    ["12200"],
  ],
  [
    "warns of a conference mixed with a number (§2.0, 13000)",
    `<Dial><Conference>a</Conference><Number>${AGENT}</Number></Dial>`,
    ["13000"],
  ],
  [
    "warns of a conference without a name (§1.6, 13237)",
    "<Dial><Conference/></Dial>",
    ["13237"],
  ],
  [
    "warns of a bad muted (§1.6, 13230)",
    `<Dial timeLimit="1"><Conference muted="si">a</Conference></Dial>`,
    ["13230"],
  ],
  [
    "warns of a bad key set of <Record> (§1.6, 13613)",
    `<Record finishOnKey="x" action="/next"/>`,
    ["13613"],
  ],
  [
    "warns of a <Record> of more than four hours (§2.8, 13612)",
    `<Record maxLength="14401" action="/next"/>`,
    ["13612"],
  ],
  [
    "warns of a transcription of more than two minutes (§2.8, 13615)",
    `<Record transcribe="true" maxLength="121" action="/next"/>`,
    ["13615"],
  ],
  [
    "warns of a bad method of <Redirect> (§1.6, 13710)",
    `<Redirect method="PUT">/next</Redirect>`,
    ["13710"],
  ],
  [
    "warns of a bad reason of <Reject> (§1.6, 13810)",
    `<Reject reason="late"/>`,
    ["13810"],
  ],
  ["refuses a queue without a name (§1.6, 14204)", "<Enqueue/>", ["14204"]],
  [
    "refuses a queue name of more than 64 characters (§2.6, 14205)",
    `<Enqueue>${"q".repeat(65)}</Enqueue>`,
    ["14205"],
  ],
  [
    "refuses a bad method of <Enqueue> (§1.6, 14201)",
    `<Enqueue method="PUT"/>`,
    ["14201", "14204"],
  ],
  ["warns of text outside of a verb (§1.5, 12200)", "hola", ["12200"]],
  ["says that <Connect> is not simulated (§2.9)", "<Connect/>", ["0"]],
  ["says that <Start> is not simulated (§2.9)", "<Start/>", ["0"]],
  ["says that <Stop> is not simulated (§2.9)", "<Stop/>", ["0"]],
  ["says that <Pay> is not simulated (§2.10)", "<Pay/>", ["0"]],
  [
    "says that TaskRouter is not simulated (§2.6)",
    `<Enqueue workflowSid="WW${"0".repeat(32)}"/>`,
    ["0"],
  ],
];

describe("what the carrier warns of, and goes on", () => {
  it.each(WARNINGS)("%s", async (_title, verbs, codes) => {
    expect(await refused(verbs)).toEqual(codes);
  });

  it("warns of several things in one document and still runs the rest (§1.5)", async () => {
    world.on("/voice", `<Shout/><Say loop="x">uno</Say><Say>dos</Say>`);
    const sid = await world.call();
    await world.clock.advance(2000);
    expect(world.heard(sid)).toEqual([
      "ringing",
      "refused 12200",
      "refused 13510",
      "in-progress",
      "say uno",
      "say dos",
      "completed",
    ]);
  });

  it("fails the <Dial> whose number it refuses, and tells the action (§4.9, 13224)", async () => {
    world.on("/voice", `<Dial action="/after">5550100</Dial>`);
    await world.call();
    expect(world.asked("/after")[0]?.form["DialCallStatus"]).toBe("failed");
  });

  it.each([
    ["<Gather>'s prompt", "<Gather><Play>/file</Play></Gather>", "13325"],
    ["<Play>", "<Play>/file</Play>", "13420"],
  ])(
    "skips a file in %s that is no audio (§1.6, %s)",
    async (_in, verbs, code) => {
      world.on("/file", (_asked, response) => response.json({}));
      expect(await refused(verbs)).toEqual([code]);
    },
  );
});
