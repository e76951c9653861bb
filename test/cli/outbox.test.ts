import { PassThrough } from "node:stream";
import { printDeadLetters, retryDeadLetters } from "../../src/cli/outbox.js";
import { createLog } from "../../src/server/log.js";
import { CannotPerform, createRelay } from "../../src/server/relay.js";
import type { OutboxEntry } from "../../src/store/contract.js";
import { answerLine, type AnsweredLine } from "../support/answered-line.js";

let line: AnsweredLine;
beforeEach(async () => {
  line = await answerLine();
});
afterEach(() => line.close());

/** A relay over the line's own store, and what it was asked to perform. */
async function relayOnce(
  perform: (entry: OutboxEntry) => Promise<void>,
): Promise<void> {
  const relay = createRelay({
    store: line.store,
    clock: { now: () => Date.now(), after: () => () => undefined },
    log: createLog("silent"),
    owner: "a relay of the test",
    random: () => 0,
    perform,
    fire: () => Promise.resolve(),
    everyRound: () => Promise.resolve(),
  });
  await relay.start();
  await relay.idle();
  await relay.stop();
}

async function print(): Promise<string> {
  const output = new PassThrough();
  await printDeadLetters(line.store, output);
  return String(output.read());
}

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
  expect(await print()).toBe("No effect is waiting for a person.\n");
  await commit([message("+1"), message("+2")]);
  const performed: string[] = [];
  await relayOnce((entry) => {
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
    "send-message  case:1:1:0\n  The carrier does not take this message (21211).",
  );
  expect(printed).not.toContain("secret");

  expect(await retryDeadLetters(line.store, "case:9:9:9", Date.now())).toBe(0);
  expect(await retryDeadLetters(line.store, undefined, Date.now())).toBe(1);
  await relayOnce((entry) => {
    performed.push((JSON.parse(entry.effect) as { to: string }).to);
    return Promise.resolve();
  });
  expect(performed).toEqual(["+2", "+1"]);
  expect(await print()).toBe("No effect is waiting for a person.\n");
});

it("an effect that fails holds back only later ones of the same machine", async () => {
  await commit([message("+1"), message("+2")]);
  await line.store.commit({
    key: { kind: "case", id: "2" },
    expected: 0,
    token: "t",
    state: "{}",
    reply: "",
    effects: [message("+3")],
    timers: [],
    at: Date.now(),
  });
  const performed: string[] = [];
  await relayOnce((entry) => {
    const { to } = JSON.parse(entry.effect) as { to: string };
    if (to === "+1")
      return Promise.reject(new Error("The carrier does not answer."));
    performed.push(to);
    return Promise.resolve();
  });
  expect(performed).toEqual(["+3"]);
});
