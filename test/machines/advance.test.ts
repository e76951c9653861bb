import { readFile } from "node:fs/promises";
import { initialTransition, transition, type Snapshot } from "xstate";
import { isNothing } from "../../src/flows/effects.js";
import { checkFlow, compileFlow } from "../../src/flows/index.js";
import { advance, type MachineEvent } from "../../src/machines/advance.js";
import { readPeople } from "../../src/server/served/company.js";
import { lineNumber, maria } from "../support/answered-line.js";
import { createPick, createRandom } from "../support/at-random.js";

// What `advance` takes over from XState's own functions, to be quicker, is not of its public interface.
it("each event of calls left to chance comes to what XState's own transition makes of it", async () => {
  const text = await readFile("flows/customer-line.yaml", "utf8");
  const { document } = checkFlow(text);
  if (!document) throw new Error("The shipped flow has mistakes.");
  const { machine } = compileFlow(document);
  const people = await readPeople("demo/people.yaml");
  const pick = createPick(createRandom(7));
  const happenings = [
    ...["0", "1", "2", "7", "9"].map((digits) => ({ type: "digits", digits })),
    { type: "silence" },
    { type: "charges-unavailable" },
    { type: "leg-accepted" },
    { type: "leg-ended", result: "no-answer" },
    { type: "hung-up" },
  ];
  let accepted = 0;
  for (let call = 0; call < 30; call += 1) {
    const caller = { number: maria, grade: "attested" };
    const start = {
      type: "call-started",
      at: 0,
      call: `CA${call}`,
      line: lineNumber,
      caller,
      people,
      reference: "48291377",
    };
    let snapshot: Snapshot<unknown> | undefined;
    let event: MachineEvent = start;
    for (let at = 1; at < 12; at += 1) {
      const from = snapshot
        ? machine.restoreSnapshot(structuredClone(snapshot), {} as never)
        : initialTransition(machine, undefined)[0];
      const [next, actions] = transition(machine, from, event);
      const taken = advance(machine, snapshot, event);
      expect(taken.snapshot).toEqual(
        machine.getPersistedSnapshot(next, undefined),
      );
      const effects = actions
        .filter(({ type }) => !type.startsWith("xstate."))
        .map(({ type, params }) => ({ ...params, type }))
        .filter((effect) => !isNothing(effect));
      expect(taken.effects).toEqual(effects);
      expect(taken.done).toBe(next.status === "done");
      accepted += taken.accepted ? 1 : 0;
      snapshot = JSON.parse(JSON.stringify(taken.snapshot)) as typeof snapshot;
      event = { at: at * 1_000, ...pick(happenings) };
      if (taken.done) break;
    }
  }
  expect(accepted).toBeGreaterThan(60);
});
