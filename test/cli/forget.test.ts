import { createRest } from "../../src/carrier/twilio/rest.js";
import { deleteRecording } from "../../src/carrier/twilio/delete-recording.js";
import { readState, takeTurn } from "../../src/server/turn.js";
import {
  answerLine,
  inboundForm,
  lineNumber,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";
import { placeOf } from "../support/talk.js";
import { until } from "../support/until.js";
import { exportOn, forgetOn } from "../support/forgetting.js";

const disputed = "CA00000000000000000000000000000001";
const promised = "CA00000000000000000000000000000002";
const anothers = "CA00000000000000000000000000000003";
const somebody = "+12025550177";
const recording = "https://api.example/2010-04-01/Accounts/AC0/Recordings/RE7";
let line: AnsweredLine;
let deleted: string[];

afterEach(() => line.close());

/** A call, webhook after webhook, with what is asked for performed in between; it hangs up at the end. */
async function phone(
  call: string,
  from: string,
  ...deeds: Record<string, string>[]
): Promise<void> {
  const form = (more: Record<string, string>) => ({
    ...inboundForm(call, more),
    From: from,
    Caller: from,
  });
  let { body } = await line.post("/voice", form({}));
  for (const deed of deeds) {
    const to = actionOf(body) ?? "";
    const posted = form({ CallStatus: "in-progress", ...deed });
    ({ body } = await line.post(to, posted));
    await line.settle();
  }
  await line.post("/voice/status", form({ CallStatus: "completed" }));
  // A call that ends while it records waits a moment for the message.
  await until(async () => (await placeOf(line, "call", call)) === "(ended)");
  await line.settle();
}

async function tellCase(
  event: { readonly type: string } & Readonly<Record<string, unknown>>,
): Promise<void> {
  const key = { kind: "case", id: promised };
  await takeTurn(line.line.turns, {
    key,
    token: JSON.stringify(event),
    event: Object.assign({ at: Date.now(), by: "Ana Torres" }, event),
    begins: false,
    asks: false,
  });
  await line.settle();
}

const closing = {
  type: "closed-by",
  outcome: "solved",
  words: "We spoke about the antenna",
  reason: "outage",
  area: "network",
};

const forget = (caller: string) => forgetOn(line, caller, deleted);

/** What all machines remember, by their keys. */
async function everything(): Promise<Map<string, string>> {
  const kept = new Map<string, string>();
  for await (const key of line.store.machines()) {
    const { machine } = await line.store.load(key);
    const { people: _staff, ...context } = (
      readState(machine?.state ?? "{}").snapshot as unknown as {
        context: Record<string, unknown>;
      }
    ).context;
    kept.set(`${key.kind}:${key.id}`, JSON.stringify(context));
  }
  return kept;
}

/** María disputes a charge, and is promised a call by the director; somebody else rings too. */
async function prepare(redisUrl?: string): Promise<void> {
  deleted = [];
  line = await answerLine(redisUrl === undefined ? {} : { redisUrl });
  await phone(disputed, maria, { Digits: "1" }, {}, { Digits: "1" }, {});
  await phone(
    promised,
    maria,
    { Digits: "9" },
    { Digits: "0" },
    { DialCallStatus: "no-answer" },
  );
  await tellCase({ type: "message-left", url: recording, seconds: 9 });
  await tellCase({ type: "noted", words: "lives by the river" });
  await phone(anothers, somebody, { Digits: "2" });
}

it.each(["the embedded store", "Redis"])(
  "in %s a caller is forgotten but for what is open, then but for the books and what tells nobody who it was",
  async (home) => {
    await prepare(home === "Redis" ? process.env["TEST_REDIS_URL"] : undefined);
    const first = await forget("+1 (202) 555-0143");
    expect(first).toContain("2 calls");
    expect(first).toMatch(/Not yet:\n {2}case \d+ is open/u);
    expect(deleted).toEqual([]);

    await tellCase(closing);
    const second = await forget(maria);
    expect(second).toBe(
      [
        "Erased:",
        // That it was put right is counted, of whoever rang.
        "  1 memory of contacts",
        "  1 list of open cases",
        "Stays:",
        "  1 case: owner, times and outcome; number, words and recordings are gone",
        "",
      ].join("\n"),
    );
    expect(deleted).toEqual([recording]);
    const kept = await everything();
    for (const [key, context] of kept)
      expect([key, key.includes(maria) || context.includes(maria)]).toEqual([
        key,
        false,
      ]);
    const file = kept.get(`case:${promised}`) ?? "";
    expect(file).not.toMatch(/river|antenna|RE7/u);
    expect(file).toMatch(/Ana Torres.*"outcome":"solved".*"area":"network"/u);
    expect(kept.has(`claims:acme-1001`)).toBe(true);
    expect(kept.has(`call:${disputed}`)).toBe(false);
    // The carrier's late repetition begins nothing, and hears nothing of the call.
    const late = await line.post("/voice", inboundForm(promised));
    expect(late.body).not.toContain("Acme");
    expect((await everything()).has(`call:${promised}`)).toBe(false);
    // Another caller's call is as it was.
    expect(kept.get(`call:${anothers}`)).toContain(somebody);
    expect(await forget(maria)).toBe(`Nothing is kept of ${maria}.\n`);
  },
);

it("an account's books stay, and the numbers that its calls came from are named", async () => {
  await prepare();
  await tellCase(closing);
  const printed = await forget("acme-1001");
  expect(printed).toContain("Erased:\n  1 call\n");
  expect(printed).toContain(
    "1 register of claims: the books: no entry can be taken out of them",
  );
  expect(printed).toContain(`these numbers, too:\n  ${maria}\n`);
  expect((await everything()).get(`case:${promised}`)).toContain(maria);
});

it("all that is kept of a caller is exported, and no phone of the line's people with it", async () => {
  await prepare();
  const text = await exportOn(line, maria, Date.now());
  const { kept, books } = JSON.parse(text) as {
    kept: { kind: string; id: string }[];
    books: { account: string; entries: object[] }[];
  };
  const names = kept.map(({ kind, id }) => `${kind}:${id}`);
  expect(names).toEqual(
    expect.arrayContaining([
      `call:${disputed}`,
      `call:${promised}`,
      `connection:${promised}`,
      `case:${promised}`,
      `open-cases:${maria}`,
      "claims:acme-1001",
    ]),
  );
  expect(names).not.toContain(`call:${anothers}`);
  expect(text).toContain("lives by the river");
  expect(text).toContain(recording);
  expect(books[0]?.entries.length).toBeGreaterThan(0);
  const numbers = new Set(text.match(/\+1\d{10}/gu));
  // The first stands for any number in what is kept to play a call again.
  const nobodys = "+10000000000";
  expect([...numbers].toSorted()).toEqual([nobodys, lineNumber, maria]);
});

it("what outlives a caller's calls is found by the number all the same", async () => {
  await prepare();
  await tellCase(closing);
  for (const id of [disputed, promised]) {
    const { machine } = await line.store.load({ kind: "call", id });
    const { version = 0 } = machine ?? {};
    await line.store.erase([{ kind: "call", id, version }]);
  }
  const printed = await forget(maria);
  expect(printed).toContain("connection with a person");
  for (const [key, context] of await everything())
    expect([key, context.includes(maria)]).toEqual([key, false]);
});

it("what is under way is left, and said", async () => {
  line = await answerLine();
  const { body } = await line.post("/voice", inboundForm(disputed));
  await line.post(
    actionOf(body) ?? "",
    inboundForm(disputed, { CallStatus: "in-progress", Digits: "1" }),
  );
  const printed = await forget(maria);
  expect(printed).toContain(`call is in progress  (call:${disputed})`);
  expect(printed).toContain(`is being performed  (call:${disputed}:2:0)`);
  expect(printed).toContain("Run it again");
  expect((await everything()).get(`call:${disputed}`)).toContain(maria);
});

it("what callers say is left out of the record of their calls when the line is set so", async () => {
  line = await answerLine({ keepsWords: false });
  await phone(disputed, maria, { SpeechResult: "my name is María" });
  const { machine } = await line.store.load({ kind: "call", id: disputed });
  const { record } = readState(machine?.state ?? "{}");
  expect(JSON.stringify(record)).toContain('speech \\"…\\"');
  expect(machine?.state).not.toContain("my name");
});

it("a recording is deleted at the carrier by its id, and one kept elsewhere is not", async () => {
  line = await answerLine();
  const rest = createRest({ apiUrl: line.url, sid: "AC0", token: "" });
  // Nobody serves it there: a recording that is gone is deleted.
  expect(await deleteRecording(rest, recording)).toBe(true);
  expect(await deleteRecording(rest, "https://elsewhere.example/7")).toBe(
    false,
  );
});
