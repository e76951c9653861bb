import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { printDiff } from "../../src/cli/diff.js";
import { proveOnce } from "../support/prove-once.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "directo-diff-"));
  await cp("flows", folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

async function diff(
  changes: readonly (readonly [string, string])[],
  calls?: string,
) {
  const after = join(folder, "customer-line.yaml");
  const text = await readFile(after, "utf8");
  const changed = changes.reduce((all, [from, to]) => {
    expect(all).toContain(from);
    return all.replace(from, to);
  }, text);
  await writeFile(after, changed);
  const output = new PassThrough({ encoding: "utf8" });
  const errors = new PassThrough({ encoding: "utf8" });
  const before = "flows/customer-line.yaml";
  const served = await printDiff({
    before,
    after,
    calls,
    output,
    errors,
    prove: proveOnce,
  });
  return {
    served,
    printed: String(output.read()),
    errors: errors.read() as unknown,
  };
}

const longer = [
  'es: "Un cobro, 1. Una persona, 2."',
  'es: "Para un cobro que no reconoce, marque 1. Para hablar con una persona, marque 2."',
] as const;
const elsewhere = ["otherwise: person", "otherwise: director-line"] as const;

describe("directo diff", () => {
  it("says that callers would notice nothing of a new remark", async () => {
    const { served, printed } = await diff(
      [["# The line that customers", "# This is the line that customers"]],
      "test/calls",
    );
    expect(served).toBe(true);
    expect(printed).toContain("customer-line: callers would notice nothing.");
    expect(printed).toMatch(
      /Calls: \d\d played on both, 0 would have ended elsewhere, 0 only/,
    );
  });

  it("shows words with their seconds, destinations, settings and promises before and after", async () => {
    const { printed } = await diff([
      longer,
      elsewhere,
      ["calls back within: 2h", "calls back within: 3h"],
      ["hold at most: 60s", "hold at most: 65s"],
    ]);
    expect(printed).toMatch(
      /welcome: menu\n {4}es, again: 4\.1 s → 7\.7 s\n {4}- "Un cobro[^\n]*\n {4}\+ "Para un cobro/,
    );
    expect(printed).toContain("leads otherwise: person → director-line");
    expect(printed).toContain("calls back within: 7200 → 10800");
    expect(printed).toMatch(
      /answered or promised within: worst [\d.]+ s → [\d.]+ s, promised 420 s → 420 s/,
    );
  });

  it("says which recorded calls would have ended elsewhere, and how much sooner or later", async () => {
    const { printed } = await diff([longer, elsewhere], "test/calls");
    expect(printed).toContain(
      "2 would have ended elsewhere, 0 only sooner or later.",
    );
    expect(printed).toMatch(
      /silence-twice\.call: Silence twice[^\n]*\n {4}person \([^)]*\) → director-line \([^)]*\), 3\.\d s later/,
    );
  });

  it("shows a step that is new and one that is gone", async () => {
    const { printed } = await diff([
      ["conceded: thanks", "conceded: farewell"],
      ["  thanks:\n", "  farewell:\n"],
    ]);
    expect(printed).toContain("thanks: gone (it was a goodbye)");
    expect(printed).toContain("farewell: new goodbye");
    expect(printed).toContain("leads conceded: thanks → farewell");
  });

  it("says which promise the new version breaks, and fails", async () => {
    const { served, printed } = await diff([
      ["unanswered: call-back", "unanswered: goodbye"],
    ]);
    expect(served).toBe(false);
    expect(printed).toContain("never sent away: worst true → false");
    expect(printed).toContain(
      "The new version breaks a promise and is not served",
    );
  });

  it("shows the mistakes of a version that has some, in place of a comparison", async () => {
    const { served, printed, errors } = await diff([
      ["start: closed-case", "start: closed-cas"],
    ]);
    expect(served).toBe(false);
    expect(printed).toBe("null");
    expect(String(errors)).toContain('Did you mean "closed-case"?');
  });
});
