import { PassThrough } from "node:stream";
import { printDeadLetters, retryDeadLetters } from "../../src/cli/outbox.js";
import { CannotPerform } from "../../src/server/relay/perform-faults.js";
import { partitionOf } from "../../src/store/index.js";
import { relayOnce } from "../support/relay-once.js";
import { answerLine, type AnsweredLine } from "../support/answered-line.js";

let line: AnsweredLine;
beforeEach(async () => {
  line = await answerLine();
});
afterEach(() => line.close());

async function print(): Promise<string> {
  const output = new PassThrough();
  await printDeadLetters(line.store, output);
  return String(output.read());
}

const nothing = () =>
  `No effect is waiting for a person in ${line.store.description}.\n`;

const commit = (effects: string[]) =>
  line.store.commit({
    key: { kind: "case", id: "1" },
    expected: 0,
    token: "t",
    state: "{}",
    reply: "",
    effects,
    timers: [],
    at: Date.now(),
  });
const message = (to: string) =>
  JSON.stringify({ type: "send-message", to, text: "secret" });

it("an effect that can never succeed waits for a person, who sees why and can try it again", async () => {
  expect(await print()).toBe(nothing());
  await commit([message("+1"), message("+2")]);
  const performed: string[] = [];
  await relayOnce(line.store, (entry) => {
    const { to } = JSON.parse(entry.effect) as { to: string };
    if (to === "+1")
      return Promise.reject(
        new CannotPerform("The carrier does not take this message (21211)."),
      );
    performed.push(to);
    return Promise.resolve();
  });
  // A dead letter holds nothing back.
  expect(performed).toEqual(["+2"]);
  const printed = await print();
  expect(printed).toContain(
    "send-message  case:1:1:0\n  The carrier does not take this message (21211).\n",
  );
  expect(printed).not.toContain("secret");

  expect(await retryDeadLetters(line.store, "case:9:9:9", Date.now())).toBe(0);
  expect(await retryDeadLetters(line.store, undefined, Date.now())).toBe(1);
  await relayOnce(line.store, (entry) => {
    performed.push((JSON.parse(entry.effect) as { to: string }).to);
    return Promise.resolve();
  });
  expect(performed).toEqual(["+2", "+1"]);
  expect(await print()).toBe(nothing());
});

it("an effect that is tried in vain is shown with its reason, and not before it was tried for minutes", async () => {
  await commit([message("+1"), message("+2")]);
  const partition = partitionOf({ kind: "case", id: "1" });
  const lease = await line.store.acquire(partition, "a relay", 60_000);
  const fail = async () => {
    const [entry] = await line.store.pending(partition, 1);
    if (!lease || !entry) throw new Error("Nothing is there to fail.");
    await line.store.postpone(lease, entry, 0, "The carrier refuses (401).");
  };
  for (let attempt = 0; attempt < 9; attempt += 1) await fail();
  expect(await print()).toBe(nothing());
  await fail();
  const printed = await print();
  expect(printed).toContain(
    "send-message  case:1:1:0\n  The carrier refuses (401). (10 attempts)\n\nThis one is tried again each minute",
  );
  expect(printed).toContain(nothing());
  expect(printed).not.toContain("secret");
});
