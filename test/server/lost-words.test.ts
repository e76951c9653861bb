/** The real line and its carrier in a box, which loses each word that a leg is over: what callers and people hear shows the rest. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  PhoneEvent,
  Simulator,
} from "../../src/carrier/simulator/index.js";
import { createLog } from "../../src/server/log.js";
import { readSettings } from "../../src/server/settings.js";
import { startLine, type RunningLine } from "../../src/server/start.js";
import { createFlowingClock } from "../support/flowing-clock.js";
import { proveOnce } from "../support/prove-once.js";

let dataDir: string;
let clock: ReturnType<typeof createFlowingClock>;
let line: RunningLine;
let simulator: Simulator;
let events: PhoneEvent[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "directo-lost-"));
  clock = createFlowingClock();
  line = await startLine(
    readSettings({ PORT: "0", DATA_DIR: dataDir }),
    createLog("silent"),
    { clock, prove: proveOnce },
  );
  if (!line.simulator) throw new Error("The carrier is no simulator.");
  ({ simulator } = line);
  events = [];
  simulator.events.subscribe((event) => void events.push(event));
  simulator.setFaults({ lost: 1, onlyUrl: "/status" });
});
afterEach(async () => {
  await line.stop();
  await clock.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Lets time pass until such an event has come. */
async function comes(
  isIt: (event: PhoneEvent) => boolean,
): Promise<PhoneEvent> {
  for (let steps = 0; steps < 400; steps += 1) {
    const found = events.find(isIt);
    if (found) return found;
    await clock.pass(500);
  }
  throw new Error(
    `It never comes. There was: ${events.map((event) => JSON.stringify(event)).join("\n")}`,
  );
}

const listens = (leg: string) =>
  comes(({ type, sid }) => type === "listening" && sid === leg);

/** A caller asks for a person, whose telephone rings. */
async function rings() {
  const caller = simulator.dial({ from: "+12025550143", to: "+12025550100" });
  await listens(caller);
  simulator.press(caller, "2");
  const { sid: person } = await comes(
    (event) =>
      event.type === "leg-started" && event.direction === "outbound-api",
  );
  await comes(
    (event) =>
      event.type === "leg-status" &&
      event.sid === person &&
      event.status === "ringing",
  );
  return { caller, person };
}

it("nobody is rung for a caller who hangs up in the queue", async () => {
  const { caller, person } = await rings();
  await comes(({ type, sid }) => type === "played" && sid === caller);
  simulator.hangUp(caller);
  await comes(
    (event) =>
      event.type === "leg-status" &&
      event.sid === person &&
      event.status === "canceled",
  );
});

it("a caller whose person hangs up is asked whether it is settled", async () => {
  const { caller, person } = await rings();
  simulator.answer(person);
  await listens(person);
  simulator.press(person, "1");
  await comes(({ type, sid }) => type === "bridged" && sid === caller);
  simulator.hangUp(person);
  await comes(
    (event) =>
      event.type === "said" &&
      event.sid === caller &&
      event.text.includes("¿Quedó resuelto?"),
  );
});
