import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { checkNumbers } from "../../src/cli/check-numbers.js";
import { checkFiles } from "../../src/cli/check.js";
import type { CheckFormat } from "../../src/cli/check-print.js";
import { goodFlow } from "../flows/support/good-flow.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "directo-check-"));
});

afterEach(() => rm(folder, { recursive: true }));

const twoLines = join(process.cwd(), "test/calls/flows/two-lines");

async function check(
  names: readonly string[],
  format: CheckFormat = "human",
  within = folder,
) {
  const output = new PassThrough({ encoding: "utf8" });
  const passed = await checkFiles({
    paths: names.map((name) => join(within, name)),
    format,
    output,
  });
  const printed = String(output.read()).replaceAll(`${folder}/`, "");
  return { passed, printed };
}

const misspelled = goodFlow.replace("otherwise: person", "otherwise: persn");
const wordy = goodFlow.replace("Thank you for calling,", "Please call again,");

describe("directo check", () => {
  it("passes a flow without mistakes", async () => {
    await writeFile(join(folder, "good.yaml"), goodFlow);
    const { passed, printed } = await check(["good.yaml"]);
    expect(passed).toBe(true);
    expect(printed).toMatch(/(^|\n)1 flow: no errors\.\n$/);
  });

  it("takes a company's folder, with the people and the look-ups that stand in it", async () => {
    const { passed, printed } = await check(
      ["examples/clinic"],
      "human",
      process.cwd(),
    );
    expect(printed).toContain("clinic-line: every promise is kept");
    expect(printed).toMatch(/\n1 flow: no errors\.\n$/);
    expect(passed).toBe(true);
  });

  it("tells mistakes in Spanish where that is asked for", async () => {
    const file = join(folder, "bad.yaml");
    await writeFile(file, misspelled);
    const output = new PassThrough({ encoding: "utf8" });
    const options = { paths: [file], format: "human", output } as const;
    expect(await checkFiles({ ...options, language: "es" })).toBe(false);
    const printed = String(output.read());
    expect(printed).toContain(
      '"otherwise" lleva a "persn", y este flujo no tiene un paso con ese nombre.',
    );
    expect(printed).toContain('¿Quiso decir "person"?');
  });

  it("passes a flow with warnings only, and prints them", async () => {
    await writeFile(join(folder, "wordy.yaml"), wordy);
    const { passed, printed } = await check(["wordy.yaml"]);
    expect(passed).toBe(true);
    expect(printed).toContain("warning  text-sends-away");
    expect(printed).toMatch(/\n1 flow: no errors, 1 warning\.\n$/);
  });

  it("shows the line of a mistake with a mark below the words meant", async () => {
    await writeFile(join(folder, "bad.yaml"), misspelled);
    expect(await check(["bad.yaml"])).toEqual({
      passed: false,
      printed: `bad.yaml:26:18  error  outcome-unknown-step  (steps › welcome › menu › otherwise)
  26 |       otherwise: persn
     |                  ^^^^^
  "otherwise" goes to "persn", and this flow has no step with that name.
  Did you mean "person"?

1 flow: 1 error.
`,
    });
  });

  it("checks every flow of a folder and ends with a line for each", async () => {
    await writeFile(join(folder, "a.yaml"), goodFlow);
    await writeFile(
      join(folder, "bad.yml"),
      misspelled.replace("flow: sample", "flow: other"),
    );
    await writeFile(join(folder, "readme.txt"), "no flow");
    const { passed, printed } = await check([""]);
    expect(passed).toBe(false);
    expect(printed).toMatch(
      /\na\.yaml {3}no errors\nbad\.yml {2}1 error\n2 flows: 1 error\.\n$/,
    );
  });

  it("finds the flows that a flow runs in its folder, and proves them within it", async () => {
    const { passed, printed } = await check([""], "human", twoLines);
    expect(passed).toBe(true);
    expect(printed).toContain("two-lines: every promise is kept");
    expect(printed).not.toContain("reach-somebody: ");
    expect(printed).toMatch(/\n2 flows: no errors\.\n$/);
    expect(await check(["two-lines.yaml"], "human", twoLines)).toMatchObject({
      passed: true,
    });
  });

  it("says of a company which number has no flow, and that one of two flows has to be the main one", async () => {
    const flows = join(folder, "flows");
    await mkdir(flows);
    await writeFile(join(flows, "sample.yaml"), goodFlow);
    const people = await readFile("demo/people.yaml", "utf8");
    const file = join(folder, "people.yaml");
    const number = "+12025550108";
    const numbers = (answered: Record<string, string>) =>
      checkNumbers(flows, { numbers: answered }, {}, undefined);
    await writeFile(
      join(flows, "second.yaml"),
      goodFlow.replace("flow: sample", "flow: second"),
    );
    await writeFile(file, `${people}numbers: { "${number}": secnd }\n`);
    expect(await check(["flows"])).toMatchObject({
      passed: false,
      printed: expect.stringMatching(
        /^people\.yaml: \+12025550108 is answered with the flow "secnd" .* there is no such flow. Did you mean "second"\?/,
      ),
    });
    expect(await numbers({})).toMatch(
      /^There are 2 flows that callers may get: "sample", "second"\./,
    );
    expect(await numbers({ [number]: "second" })).toBeUndefined();
  });

  it("says in one line that a file is not there, and which one is near", async () => {
    await writeFile(join(folder, "customer-line.yaml"), goodFlow);
    expect(await check(["custmer-line.yaml"])).toEqual({
      passed: false,
      printed:
        "There is no file or folder custmer-line.yaml. Did you mean customer-line.yaml?\n",
    });
  });

  it("says that a folder has no flows", async () => {
    const { passed, printed } = await check([""]);
    expect(passed).toBe(false);
    expect(printed).toMatch(/^There is no flow \(a \.yaml file\) in /);
  });

  it("goes on with the other files when one is missing", async () => {
    await writeFile(join(folder, "good.yaml"), goodFlow);
    const { passed, printed } = await check(["nowhere/x.yaml", "good.yaml"]);
    expect(passed).toBe(false);
    expect(printed).toMatch(/^There is no file or folder nowhere\/x\.yaml\.\n/);
    expect(printed).toMatch(/\n1 flow: no errors\.\n$/);
  });

  it("tells a file in another encoding than UTF-8", async () => {
    const latin = Buffer.from(goodFlow.replace("A line", "Línea"), "latin1");
    await writeFile(join(folder, "latin.yaml"), latin);
    const { printed } = await check(["latin.yaml"]);
    expect(printed).toContain("latin.yaml:3:9  error  document-encoding");
  });

  it("prints JSON for programs", async () => {
    await writeFile(join(folder, "bad.yaml"), misspelled);
    const { passed, printed } = await check(["bad.yaml", "none"], "json");
    expect(passed).toBe(false);
    expect(JSON.parse(printed)).toMatchObject({
      flows: 1,
      errors: 1,
      warnings: 0,
      unread: [
        {
          path: expect.stringMatching(/none$/),
          message: "There is no file or folder none.",
        },
      ],
      diagnostics: [
        {
          file: "bad.yaml",
          code: "outcome-unknown-step",
          severity: "error",
          message:
            '"otherwise" goes to "persn", and this flow has no step with that name.',
          hint: 'Did you mean "person"?',
          path: ["steps", "welcome", "menu", "otherwise"],
          line: 26,
          column: 18,
          length: 5,
        },
      ],
    });
  });

  it("prints annotations as workflows on GitHub read them", async () => {
    await writeFile(
      join(folder, "bad.yaml"),
      misspelled.replace("title: A line", "title: [100%"),
    );
    const { printed } = await check(["bad.yaml", "none"], "github");
    expect(printed).toBe(
      [
        "::error::There is no file or folder none.",
        "::error file=bad.yaml,line=3,col=8,endColumn=9,title=yaml-bracket::The [ that opens here is not closed before the next line begins.%0APut a ] where it ends.",
        "1 flow: 1 error.",
        "",
      ].join("\n"),
    );
  });
});
