import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFlowFolder } from "../../src/server/served/flow-library.js";
import { answerLine, inboundForm } from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-sub-flows-"));
  await cp("test/calls/flows/two-lines", join(dir, "flows"), {
    recursive: true,
  });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function change(from: string, to: string): Promise<void> {
  const file = join(dir, "flows", "reach-somebody.yaml");
  const text = await readFile(file, "utf8");
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

describe("a flow that the line's flow runs", () => {
  it("stays as it was for the calls that began with it, after a change and a restart", async () => {
    const options = {
      flowsDir: join(dir, "flows"),
      dataDir: join(dir, "data"),
    };
    await change("2.00 USD", "9.00 USD");
    const before = await answerLine(options);
    const began = inboundForm("CA00000000000000000000000000000021");
    const { body } = await before.post("/voice", began);
    const turn = new URL(actionOf(body) ?? "");
    await before.close();
    await change("Es por {{", "Se trata de {{");

    const after = await answerLine(options);
    try {
      const spoken = async (call: string, action: string) => {
        const form = inboundForm(call, { Digits: "1" });
        const answer = await after.post(action, form);
        return linesOf(answer.body)[0];
      };
      expect(
        await spoken(began["CallSid"] ?? "", `${turn.pathname}${turn.search}`),
      ).toContain("Es por su factura");
      const next = "CA00000000000000000000000000000022";
      const { body: first } = await after.post("/voice", inboundForm(next));
      expect(await spoken(next, actionOf(first) ?? "")).toContain(
        "Se trata de su factura",
      );
    } finally {
      await after.close();
    }
  });

  it("is no line of its own", async () => {
    await rm(join(dir, "flows", "two-lines.yaml"));
    await expect(readFlowFolder(join(dir, "flows"))).rejects.toThrow(
      "has only flows that others run",
    );
  });
});
