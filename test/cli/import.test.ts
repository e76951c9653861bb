import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { importFile } from "../../src/cli/import.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "directo-import-"));
});
afterAll(() => rm(folder, { recursive: true }));

function sink() {
  let text = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}

async function run(path: string, to?: string) {
  const output = sink();
  const errors = sink();
  const streams = { output: output.stream, errors: errors.stream };
  await importFile({ path, to, timeZone: "America/Bogota", ...streams });
  return { output: output.text(), report: errors.text() };
}

const ivr = "test/import/exports/ivr.json";

describe("directo import", () => {
  it("prints the flow, and the report beside it", async () => {
    const { output, report } = await run(ivr);
    expect(output).toMatch(/^directo: 1\nflow: ivr\n/);
    expect(output).toContain("time zone: America/Bogota");
    expect(report).toMatch(/^10 widgets: /);
  });

  it("writes a file of its own, and over no other", async () => {
    const to = join(folder, "old-line.yaml");
    expect((await run(ivr, to)).output).toBe("");
    expect(await readFile(to, "utf8")).toContain("flow: old-line\n");
    await expect(run(ivr, to)).rejects.toThrow(`${to} exists already.`);
  });

  it("says what is no export", async () => {
    await expect(run("none.json")).rejects.toThrow(
      "There is no file none.json.",
    );
    await expect(run("package.json")).rejects.toThrow("it is no Studio flow");
  });
});
