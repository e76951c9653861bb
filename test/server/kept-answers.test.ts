import { PassThrough } from "node:stream";
import { printConsents, printRatings } from "../../src/cli/answers.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";

const call = "CA00000000000000000000000000000031";
let answered: AnsweredLine;
beforeEach(async () => {
  answered = await answerLine({
    flowsDir: "test/calls/flows/errands",
    now: () => Date.UTC(2026, 10, 22, 14, 15),
  });
});
afterEach(() => answered.close());

/** What a caller does, form by form; gives the last document. */
async function play(...forms: readonly Record<string, string>[]) {
  let { body } = await answered.post("/voice", inboundForm(call));
  for (const form of forms) {
    const posted = inboundForm(call, { CallStatus: "in-progress", ...form });
    ({ body } = await answered.post(actionOf(body) ?? "", posted));
  }
  return body;
}

async function printed(
  print: (output: PassThrough) => Promise<unknown>,
): Promise<string> {
  const output = new PassThrough();
  await print(output);
  return String(output.read());
}

describe("what callers answer", () => {
  it("is kept as proof: the question, the answer, the caller's own yes", async () => {
    await play(
      { Digits: "1" },
      { SpeechResult: "sí, claro", Confidence: "0.9" },
      {
        RecordingUrl: "https://recordings.example/RE1",
        RecordingDuration: "3",
      },
    );
    await answered.settle();
    expect(
      await printed((output) => printConsents(answered.store, call, output)),
    ).toBe(`2026-11-22T14:15:00.000Z  plan-change: yes
  asked     "¿Cambiamos su plan desde hoy? Sí, marque 1. No, 2."
  answered  "sí, claro", from +12025550143 (present)
  recorded  https://recordings.example/RE1
`);
  });

  it("is kept when it is a no, and silence keeps nothing", async () => {
    await play({ Digits: "1" }, { Digits: "2" });
    await answered.settle();
    const print = (id: string) =>
      printed((output) => printConsents(answered.store, id, output));
    expect(await print(call)).toContain("plan-change: no");
    expect(await print(call)).not.toContain("recorded");
    expect(await print("CA0")).toBe("Nothing was asked for on call CA0.\n");
  });

  it("about the call itself is counted by the day, once, and nobody's name with it", async () => {
    let body = await play({ Digits: "7" }, { Digits: "7" });
    const turn = actionOf(body) ?? "";
    const person = { ...inboundForm("CAagent"), Digits: "1" };
    await answered.post(turn.replace("/voice/turn", "/voice/accept"), person);
    const send = async (form: Record<string, string>) => {
      const posted = inboundForm(call, { CallStatus: "in-progress", ...form });
      ({ body } = await answered.post(actionOf(body) ?? "", posted));
    };
    await send({ DialCallStatus: "completed", DialBridged: "true" });
    await send({ Digits: "4" });
    const [entry] = (
      await Promise.all(
        Array.from({ length: answered.store.partitions }, (_, partition) =>
          answered.store.pending(partition, 10),
        ),
      )
    ).flat();
    if (!entry) throw new Error("Nothing is in the outbox.");
    expect(entry.effect).not.toContain("Prado");
    // The relay that performed it was killed before it could say so.
    await answered.line.perform(entry);
    await answered.settle();
    expect(
      await printed((output) =>
        printRatings(answered.store, "2026-11-22", output),
      ),
    ).toBe("5  0\n4  1\n3  0\n2  0\n1  0\n");
    const metrics = await fetch(`${answered.url}/metrics`);
    expect(await metrics.text()).toContain(
      'directo_ratings_total{rating="4"} 1',
    );
  });
});
