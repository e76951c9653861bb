/** Closed cases that go once their time is over, on both stores: what is left of them, and what the reports say afterwards. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import request from "supertest";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";
import {
  keptInLmdb,
  keptInRedis,
  type Kept,
} from "../support/everything-kept.js";
import { forgetOn } from "../support/forgetting.js";
import { fireDue } from "../support/pass-time.js";
import { deskKey } from "../support/talk.js";

const homes = ["the embedded store", "Redis"];
const redisUrl = process.env["TEST_REDIS_URL"] ?? "";
const dayMs = 24 * 3600 * 1000;
const keepCasesMs = 30 * dayMs;
const recording = "RE00000000000000000000000000000007";
const recordingUrl = `https://api.example/2010-04-01/Accounts/AC0/Recordings/${recording}`;
let clock: { now: number };
let line: AnsweredLine;
let dir: string;
let prefix: string;
let keys: number;
let calls: number;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-cases-"));
  prefix = `cases-${Math.random().toString(36).slice(2)}`;
  clock = { now: Date.parse("2026-03-04T10:00:00Z") };
  keys = calls = 0;
});
afterEach(async () => {
  await line.close();
  await rm(dir, { recursive: true, force: true });
});

const startLine = async (home: string, more: { keepCasesMs?: number } = {}) => {
  line = await answerLine({
    dataDir: dir,
    now: () => clock.now,
    casesApiKey: deskKey,
    ...(home === "Redis" && { redisUrl, prefix }),
    ...more,
  });
};
const everything = (home: string): Promise<readonly Kept[]> =>
  home === "Redis"
    ? keptInRedis(redisUrl, prefix)
    : keptInLmdb(join(dir, "store"));
const passes = async (ms: number) => {
  // A day at a time: what is due fires when it is.
  for (let left = ms; left > 0; left -= dayMs) {
    clock.now += Math.min(dayMs, left);
    await fireDue(line, () => clock.now);
  }
};
const ask = async (path: string) =>
  (
    await request(line.url)
      .get(`/api/cases${path}`)
      .set("authorization", `Bearer ${deskKey}`)
  ).body as Record<string, unknown>;

/** María reaches no director and leaves a message. Gives the case. */
async function leavesMessage(): Promise<string> {
  const call = `CA7${String((calls += 1)).padStart(31, "0")}`;
  const missed = { DialCallStatus: "no-answer" };
  const left = { RecordingUrl: recordingUrl, RecordingDuration: "9" };
  let { body } = await line.post("/voice", inboundForm(call));
  for (const deed of [{ Digits: "0" }, missed, {}, {}, left, {}]) {
    const form = inboundForm(call, { CallStatus: "in-progress", ...deed });
    ({ body } = await line.post(actionOf(body) ?? "", form));
    await line.settle();
  }
  const over = inboundForm(call, { CallStatus: "completed" });
  await line.post("/voice/status", over);
  await line.settle();
  return call;
}

async function close(id: string, area: string): Promise<void> {
  const { status } = await request(line.url)
    .post(`/api/cases/${id}/close`)
    .set("authorization", `Bearer ${deskKey}`)
    .set("idempotency-key", `closing-${(keys += 1)}`)
    .send({
      by: "Ana Torres",
      outcome: "compensated",
      words: "Le cambiamos el cable del faro",
      reason: "no service",
      area,
    });
  expect(status).toBe(200);
  await line.settle();
}

const figures = () => ask("/figures?by=area&from=2026-W01&to=2026-W26");
const machineOf = async (home: string, id: string) =>
  (await everything(home)).find(({ name }) => name === `machine:case:${id}`);

it.each(homes)(
  "in %s a closed case goes after its time with its recording, an open one stays, and the figures are what they were",
  async (home) => {
    await startLine(home, { keepCasesMs });
    const gone = await leavesMessage();
    const open = await leavesMessage();
    await close(gone, "network");
    const before = await figures();
    expect(before["figures"]).toMatchObject([{ area: "network", cases: 1 }]);

    await passes(keepCasesMs - dayMs);
    expect(await ask(`/${gone}`)).toMatchObject({ number: maria });
    // At the end of its week at the latest, and a day.
    await passes(9 * dayMs);
    expect(line.recordings.removed).toEqual([recording]);
    expect(await ask(`/${gone}`)).toEqual({
      error: "There is no such case.",
    });
    const left = await machineOf(home, gone);
    expect(left?.text).not.toMatch(/2025550143|faro|RE0000/);
    expect(left?.ms).toBeLessThanOrEqual(dayMs);
    expect(await figures()).toEqual(before);
    expect(await ask("/closed?from=2026-W01&to=2026-W26")).toMatchObject({
      cases: [{ id: gone, area: "network", gone: true }],
    });
    expect(await ask(`/${open}`)).toMatchObject({ number: maria });
    expect((await machineOf(home, open))?.ms).toBeUndefined();
    // No week was made by asking it.
    const weeks = (await everything(home)).filter(
      ({ name, ms }) =>
        name.startsWith("machine:closed-cases:") && ms === undefined,
    );
    expect(weeks.length).toBe(1);
  },
);

it.each(homes)(
  "in %s cases that were closed before the setting was go as well, and those whose caller is forgotten",
  async (home) => {
    await startLine(home);
    const first = await leavesMessage();
    const second = await leavesMessage();
    await close(first, "network");
    await close(second, "billing");
    await passes(400 * dayMs);
    expect(await ask(`/${first}`)).toMatchObject({ number: maria });
    await forgetOn(line, maria, []);
    expect(await ask(`/${second}`)).toMatchObject({ status: "closed.asking" });
    await line.close();

    await startLine(home, { keepCasesMs });
    await fireDue(line, () => clock.now);
    for (const id of [first, second])
      expect(await ask(`/${id}`)).toEqual({ error: "There is no such case." });

    // Whoever takes the setting away again keeps what is closed from then on.
    await line.close();
    await startLine(home);
    const third = await leavesMessage();
    await close(third, "network");
    await passes(60 * dayMs);
    expect(await ask(`/${third}`)).toMatchObject({ number: maria });
  },
);

it("a consent stays as long as the recording of a yes, and no shorter than cases", async () => {
  const { kinds } = await startLine("the embedded store", {
    keepCasesMs: 3_000 * dayMs,
  }).then(() => line.line.turns);
  expect(kinds.of("consents").retainMs).toBe(3_000 * dayMs);
  await line.close();
  await startLine("the embedded store", { keepCasesMs });
  expect(line.line.turns.kinds.of("consents").retainMs).toBe(1_855 * dayMs);
  await line.close();
  await startLine("the embedded store");
  expect(line.line.turns.kinds.of("consents").retainMs).toBeUndefined();
});
