import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { printConsents, printRatings } from "../../src/cli/answers.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";

const call = "CA00000000000000000000000000000031";
let dir: string;
let answered: AnsweredLine;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-kept-"));
  const file = "test/calls/flows/errands/errands.yaml";
  // Who left a message is asked as well: no talk is needed to try it.
  const text = (await readFile(file, "utf8")).replace(
    "recorded: goodbye",
    "recorded: how-was-it",
  );
  await writeFile(join(dir, "errands.yaml"), text);
  answered = await answerLine({
    flowsDir: dir,
    now: () => Date.UTC(2026, 10, 22, 14, 15),
  });
});
afterEach(async () => {
  await answered.close();
  await rm(dir, { recursive: true, force: true });
});

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
    await play(
      { Digits: "3" },
      { RecordingUrl: "https://recordings.example/RE2", Digits: "#" },
      {},
      { Digits: "4" },
    );
    const pending = await Promise.all(
      Array.from({ length: answered.store.partitions }, (_, partition) =>
        answered.store.pending(partition, 10),
      ),
    );
    const entry = pending
      .flat()
      .find(({ effect }) => effect.includes('"rated"'));
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
