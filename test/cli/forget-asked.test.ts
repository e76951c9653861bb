/** Whom `directo forget` and `directo export` are asked about, however it is typed, and what they answer when they cannot. */
import { printForgotten } from "../../src/cli/forget.js";
import {
  answerLine,
  inboundForm,
  lineNumber,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";
import { exportOn, forgetOn, print } from "../support/forgetting.js";
import { startRedisServer } from "../support/redis-server.mjs";
import { callerGoes, deskKey } from "../support/talk.js";
import { takeTurn } from "../../src/server/turn.js";
import { until } from "../support/until.js";

let line: AnsweredLine;
let calls = 0;
afterEach(() => line.close());

/** Leaves the director a message, and hangs up. Gives the call. */
async function leavesMessage(from = maria): Promise<string> {
  const call = `CA8${String((calls += 1)).padStart(31, "0")}`;
  const form = (more: Record<string, string>) =>
    inboundForm(call, { From: from, CallStatus: "in-progress", ...more });
  const left = {
    RecordingUrl: `https://api.example/2010-04-01/Accounts/AC0/Recordings/RE${calls}`,
    RecordingDuration: "9",
  };
  let { body } = await line.post("/voice", form({ CallStatus: "ringing" }));
  const missed = { DialCallStatus: "no-answer" };
  for (const deed of [{ Digits: "0" }, missed, {}, {}, left]) {
    ({ body } = await line.post(actionOf(body) ?? "", form(deed)));
    await line.settle();
  }
  await callerGoes(line, call);
  return call;
}

async function closeCase(id: string): Promise<void> {
  await takeTurn(line.line.turns, {
    key: { kind: "case", id },
    token: "closed",
    event: Object.assign(
      { type: "closed-by", at: Date.now(), by: "Ana Torres" },
      { outcome: "solved", words: "Hablamos", reason: "x", area: "network" },
    ),
    begins: false,
    asks: false,
  });
  await line.settle();
}

async function keptNow(): Promise<string[]> {
  const kept: string[] = [];
  for await (const { kind, id } of line.store.machines())
    kept.push(`${kind}:${id}`);
  return kept.toSorted();
}

it("a number without its country, or none at all, is said, and nothing is erased", async () => {
  line = await answerLine({ casesApiKey: deskKey });
  await leavesMessage();
  await leavesMessage("anonymous");
  const before = await keptNow();
  const asked = `Nothing is kept of an account "(202) 555-0143". If it is a number, write it with its country: ${maria}.\n`;
  for (const [typed, answer] of [
    ["(202) 555-0143", asked],
    ["12025550143", expect.stringContaining(`: ${maria}.`)],
    ["0012025550143", expect.stringContaining(`${maria}.`)],
    ["573001234567", expect.stringContaining("+573001234567.")],
    ["", expect.stringContaining("Whom? Write a number with its country")],
    ["+", expect.stringContaining('"+" is no number')],
    ["+1 202", expect.stringContaining("7 to 15 digits")],
    ["+19995550000", "Nothing is kept of +19995550000.\n"],
    ["nobody-7", "Nothing is kept of nobody-7.\n"],
  ] as const) {
    expect([typed, await forgetOn(line, typed)]).toEqual([typed, answer]);
    if (!/^\+1999|^nobody/.test(typed))
      expect([typed, await exportOn(line, typed)]).toEqual([typed, answer]);
  }
  expect(await keptNow()).toEqual(before);
});

it.each(["+1 (202) 555-0143", " +1 202 555–0143", "tel:+1.202.555.0143"])(
  "%s is the number that it looks like",
  async (typed) => {
    line = await answerLine();
    await leavesMessage();
    expect(await exportOn(line, typed)).toContain(`"caller": "${maria}"`);
    expect(await forgetOn(line, typed)).toContain("Erased:\n  1 call\n");
  },
);

it("an account of digits alone is an account", async () => {
  line = await answerLine();
  await line.store.commit({
    key: { kind: "ledger", id: "44120071" },
    expected: 0,
    token: "t",
    state: JSON.stringify({ snapshot: { context: { chain: {} } } }),
    reply: "",
    effects: [],
    timers: [],
    at: 0,
  });
  expect(await forgetOn(line, "44120071")).toContain("1 ledger of credits");
});

it("the accounts that a number's calls led to are named, since nothing leads to them afterwards", async () => {
  line = await answerLine();
  const call = "CA80000000000000000000000000000100";
  const posts = async (to: string, more: Record<string, string>) => {
    const { body } = await line.post(to, inboundForm(call, more));
    await line.settle();
    return actionOf(body) ?? "";
  };
  const asks = await posts("/voice", {});
  const looks = await posts(asks, { CallStatus: "in-progress", Digits: "1" });
  await posts(looks, { CallStatus: "in-progress" });
  await callerGoes(line, call);
  const first = await forgetOn(line, maria);
  expect(first).toContain(
    "Their calls were about these accounts, whose books stay:\n  acme-1001\n",
  );
  expect(await forgetOn(line, maria)).toBe(`Nothing is kept of ${maria}.\n`);
});

it("when Redis goes in the middle it is said, and the next time all is done", async () => {
  const redis = await startRedisServer({ durable: true });
  try {
    line = await answerLine({ redisUrl: redis.url, prefix: "away" });
    const call = await leavesMessage();
    await closeCase(call);
    const forget = (deleteRecording: (url: string) => Promise<boolean>) =>
      print((output) =>
        printForgotten(
          {
            store: line.store,
            now: () => Date.now(),
            removePaper: () => Promise.resolve(),
            deleteRecording,
          },
          { caller: maria, home: lineNumber },
          output,
        ),
      );
    const broken = await forget(async () => {
      await redis.kill();
      return true;
    });
    expect(broken).toMatch(
      /^[^\n]*Redis[^\n]*\nIt was not done to the end\. What was erased before stays erased: run it again\.\n$/,
    );
    await redis.start();
    await until(() =>
      line.store.ping().then(
        () => true,
        () => false,
      ),
    );
    const refused = await forget(() =>
      Promise.reject(new Error("The carrier does not answer.")),
    );
    expect(refused).toContain("The carrier does not answer.\nIt was not done");
    const deleted: string[] = [];
    const again = await forget(async (url) => deleted.push(url) > 0);
    expect(again).toContain("1 case: owner, times and outcome");
    expect(again).not.toContain("Not yet");
    expect(deleted.length).toBe(1);
    for (const one of await keptNow()) {
      const [kind = "", id = ""] = one.split(/:(.*)/s);
      const { machine } = await line.store.load({ kind, id });
      expect([one, /2025550143/.test(one + (machine?.state ?? ""))]).toEqual([
        one,
        false,
      ]);
    }
  } finally {
    await redis.stop();
  }
});
