import { readFileSync } from "node:fs";
import { checkFlow, compileFlow } from "../../src/flows/index.js";
import { deadlineEvent } from "../../src/flows/chart-places.js";
import { completeEvent } from "../../src/flows/rehearse.js";
import { parseEvent } from "../../src/flows/transcript/parse-event.js";
import { timeOf } from "../../src/flows/transcript/event.js";
import { parseTranscript } from "../../src/flows/transcript/index.js";
import { advance, whereIs } from "../../src/machines/advance.js";
import type { Limit } from "../../src/machines/case/file.js";
import { broughtAlong } from "../../src/server/voice/brought-along.js";
import { readPeople } from "../../src/server/served/company.js";
import { createLimits } from "../../src/server/voice/limits.js";
import type { MachineState } from "../../src/server/turn.js";
import { lineNumber } from "../support/answered-line.js";

type Snapshot = Parameters<typeof advance>[1];

/** Plays a transcript's events and gives the events in which limits were asked about, with what was asked. */
async function askedAlong(
  name: string,
  limits: { call?: Limit; message?: Exclude<Limit, "of-number"> } = {},
) {
  const { document } = checkFlow(
    readFileSync("flows/customer-line.yaml", "utf8"),
  );
  if (!document) throw new Error("The flow is not sound.");
  const flow = compileFlow(document);
  const transcript = parseTranscript(
    readFileSync(`test/calls/customer-line/${name}.call`, "utf8"),
  );
  const caller = { number: "+12025550143", grade: "present" } as const;
  const { people } = broughtAlong(
    await readPeople("demo/people.yaml"),
    caller,
    lineNumber,
  );
  const startedAt = Date.parse(new Map(transcript.header).get("clock") ?? "");
  const asked: string[] = [];
  const places: string[] = [];
  let during = "";
  const takeAsking = createLimits((kind) => {
    asked.push(`${during}: ${kind}`);
    const limit = limits[kind];
    return Promise.resolve(limit ? { limits: { [kind]: limit } } : {});
  });
  let snapshot: Snapshot;
  for (const [place, { event: text }] of transcript.turns.entries()) {
    [during = ""] = text.split(/\s/);
    const event = completeEvent(
      parseEvent(text),
      {
        flow,
        people,
        startedAt,
        line: lineNumber,
        call: "CA1",
        reference: "1",
      },
      startedAt + (timeOf(text) ?? place * 5) * 1000,
      snapshot && deadlineEvent(flow.chart, whereIs(snapshot)),
    );
    const { limits: _, ...plain } = event;
    const before = snapshot && ({ snapshot } as MachineState);
    const { step } = await takeAsking(
      (happened) => advance(flow.machine, before?.snapshot, happened),
      before,
      plain,
    );
    snapshot = step.snapshot;
    places.push(whereIs(snapshot));
  }
  return { asked, places };
}

describe("what a limit may forbid", () => {
  it("is looked for in no turn of a call that promises nothing", async () => {
    expect((await askedAlong("key-2-agent")).asked).toEqual([]);
  });

  it("is looked for in the turn that promises it, and in no other", async () => {
    expect((await askedAlong("small-charge-conceded")).asked).toEqual([
      "silence: message",
    ]);
    expect((await askedAlong("nobody-in-time")).asked).toEqual([
      "time-up: call",
    ]);
  });

  it("decides where the call goes on", async () => {
    const name = "conceded-when-no-message-goes-out";
    const byHand = "small-charge.bill-by-hand";
    const limited = await askedAlong(name, { message: "of-day" });
    expect(limited.places).toContain(byHand);
    expect(limited.asked).toEqual(["silence: message"]);
    expect((await askedAlong(name)).places).not.toContain(byHand);
  });
});
