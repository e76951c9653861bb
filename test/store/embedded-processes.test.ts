import { once, EventEmitter } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StoreUnavailable } from "../../src/store/contract.js";
import { createEmbeddedStore } from "../../src/store/embedded/index.js";
import { CALL, turn } from "./rules/store-under-test.js";
import { timeRejection, until } from "./support/until.js";
import {
  type Answered,
  expectAnswered,
  startHolder,
  startWriter,
} from "./support/writer-process.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-store-"));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

test("[ST-35] what was answered is there after a kill -9 in the midst of writing, time after time", async () => {
  const answered: Answered[] = [];
  for (const round of [0, 1, 2, 3]) {
    const writer = startWriter(dir, round * 100_000, 100_000);
    await writer.answers(300 + round * 77);
    await writer.kill();
    answered.push(...writer.answered);
    await expectAnswered(dir, answered);
  }
  expect(answered.length).toBeGreaterThan(1_600);
}, 60_000);

test("[ST-5] two processes that deliver the same events apply each once and give the same answers", async () => {
  const writers = [startWriter(dir, 0, 400), startWriter(dir, 0, 400)];
  for (const writer of writers) expect(await writer.ended).toBe(0);
  const [one, two] = writers.map(({ answered }) =>
    answered.map(({ token, reply }) => `${token} ${reply}`).toSorted(),
  );
  expect(one).toHaveLength(400);
  expect(two).toEqual(one);
  await expectAnswered(dir, writers[0]?.answered ?? []);
}, 60_000);

test("[ST-30] a commit of another process is told to a listener of this one", async () => {
  const store = await createEmbeddedStore(dir);
  const told = new EventEmitter();
  await store.watch((partition) => told.emit("told", partition));
  const first = once(told, "told");
  const writer = startWriter(dir, 0, 1);
  const [partition] = await first;
  expect(await store.pending(partition, 10)).toHaveLength(2);
  expect(await writer.ended).toBe(0);
  await store.close();
}, 60_000);

test("[ST-32] [ST-34] a process that holds the files up is told within two seconds, and the store goes on when it is gone", async () => {
  const store = await createEmbeddedStore(dir);
  const holder = startHolder(dir);
  await holder.holds;
  const { ms, error } = await timeRejection(store.commit(turn()));
  expect(error).toBeInstanceOf(StoreUnavailable);
  expect(ms).toBeLessThan(3_000);
  expect(await store.load(CALL)).toEqual({});
  await holder.kill();
  const result = await until(() => store.commit(turn()));
  expect(["committed", "duplicate"]).toContain(result.outcome);
  expect((await store.load(CALL)).machine?.version).toBe(1);
  await store.close();
}, 60_000);

test("[ST-35] a full disk is told as unavailable and loses nothing that was answered", async () => {
  const full = startWriter(dir, 0, 100_000, 1_000);
  await full.refused(100);
  expect(full.refusals.length).toBeGreaterThanOrEqual(100);
  expect(full.refusals[0]).toContain("took no write");
  await full.kill();
  expect(full.answered.length).toBeGreaterThan(0);
  await expectAnswered(dir, full.answered);

  const more = startWriter(dir, 100_000, 100);
  expect(await more.ended).toBe(0);
  await expectAnswered(dir, [...full.answered, ...more.answered]);
}, 60_000);

test("[ST-35] a new store on a disk without room for it is refused, and ends nobody's process", async () => {
  // LMDB's first pages fit in, and no more: it would be killed by a signal.
  expect(await startWriter(dir, 0, 1, 8).ended).toBe(1);
});
