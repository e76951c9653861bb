import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { checkFiles } from "../../src/cli/check.js";
import type { CheckFormat } from "../../src/cli/check-print.js";
import { openServed, readCompany } from "../../src/server/served/served.js";
import { openStore } from "../../src/store/index.js";
import {
  agent,
  director,
  goodbye,
  menu,
  smallFlow,
} from "../flows/proof/support/flows.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "directo-prove-"));
});

afterEach(() => rm(folder, { recursive: true }));

const sendsAway = smallFlow(
  menu("person") + agent("goodbye") + director + goodbye,
);

async function check(path: string, format: CheckFormat, peopleFile?: string) {
  const output = new PassThrough({ encoding: "utf8" });
  const passed = await checkFiles({
    paths: [path],
    format,
    output,
    peopleFile,
  });
  return { passed, printed: String(output.read()) };
}

async function checkText(text: string, format: CheckFormat) {
  const file = join(folder, "line.yaml");
  await writeFile(file, text);
  return check(file, format);
}

describe("directo check, on promises", () => {
  it("prints the certificate of the flow that ships", async () => {
    const { passed, printed } = await check(
      "flows/customer-line.yaml",
      "human",
    );
    expect(passed).toBe(true);
    expect(printed).toContain(
      "every promise is kept, whatever the caller does",
    );
    expect(printed).toMatch(
      /kept +answered or promised within +promised 420 s +worst [\d.]+ s/,
    );
  });

  it("fails a flow that breaks a promise and shows the call that breaks it", async () => {
    const { passed, printed } = await checkText(sendsAway, "human");
    expect(passed).toBe(false);
    expect(printed).toContain('"never sent away" is broken.');
    expect(printed).toContain(
      "The call that breaks it, as the machine plays it:",
    );
    expect(printed).toMatch(/digits . @0:/);
  });

  it("counts a promise of less without a reason apart from broken ones", async () => {
    const shipped = await readFile("flows/customer-line.yaml", "utf8");
    const { passed, printed } = await checkText(
      shipped.replace(
        /asks for a person within: .*/,
        "asks for a person within: 300s",
      ),
      "human",
    );
    expect(passed).toBe(false);
    expect(printed).toMatch(
      /\n1 flow: no errors, 1 promise of less without a reason\.\n$/,
    );
  });

  it("has the proof in JSON, where no bound is a word", async () => {
    const { passed, printed } = await checkText(sendsAway, "json");
    expect(passed).toBe(false);
    const { proofs } = JSON.parse(printed) as {
      proofs: {
        holds: boolean;
        promises: { name: string; bound: unknown }[];
      }[];
    };
    expect(proofs[0]?.holds).toBe(false);
    expect(
      proofs[0]?.promises.find(
        ({ name }) => name === "answered or promised within",
      )?.bound,
    ).toBe("unbounded");
  });

  it("annotates broken promises for GitHub", async () => {
    const { printed } = await checkText(sendsAway, "github");
    expect(printed).toContain('title=promise-broken::"never sent away"');
  });

  it("proves for given people and the policies beside the flow what the line proves when it starts", async () => {
    const certificateOf = async (peopleFile?: string) => {
      const { printed } = await check(
        "flows/customer-line.yaml",
        "json",
        peopleFile,
      );
      const { proofs } = JSON.parse(printed) as { proofs: { hash: string }[] };
      return proofs[0]?.hash;
    };
    const store = await openStore({
      dataDir: folder,
      redisUrl: undefined,
      prefix: "prove",
    });
    const read = () => readCompany("flows", "demo/people.yaml");
    const served = await openServed(read, store);
    await store.close();
    const { hash } = served.now.certificate;
    expect(await certificateOf("demo/people.yaml")).toBe(hash);
    expect(await certificateOf()).not.toBe(hash);
  });

  it("says everything that is wrong in the people file at once, and takes a title in the line's language alone", async () => {
    const line = join(folder, "line.yaml");
    const people = join(folder, "people.yaml");
    await writeFile(line, sendsAway);
    await writeFile(
      people,
      `director: { name: Ann Lee, title: manager, phone: "+12025550190" }
agents:
  - { name: Bob, phone: 12025550191, topics: billing }
`,
    );
    const refused = await check(line, "human", people);
    expect(refused.printed.trim()).toBe(
      [
        `${people}, line 1, director › title: one for each language, such as { es: directora, en: director }`,
        `${people}, line 3, agents › 0 › phone: this is read as a number; put quotes around it: "12025550191".`,
        `${people}, line 3, agents › 0 › topics: this has to be a list, such as [one, two].`,
      ].join("\n"),
    );
    const mended = (await readFile(people, "utf8"))
      .replace("title: manager", "title: { en: manager }")
      .replace("12025550191", '"+12025550191"')
      .replace("topics: billing", "topics: [billing]");
    await writeFile(people, mended);
    const { printed } = await check(line, "human", people);
    expect(printed).toContain("never sent away");
  });

  it("says which policy a flow names and no file has", async () => {
    const file = join(folder, "line.yaml");
    await writeFile(file, await readFile("flows/customer-line.yaml", "utf8"));
    const { passed, printed } = await check(file, "human", "demo/people.yaml");
    expect(passed).toBe(false);
    expect(printed).toContain('goes by the policy "small-disputes"');
  });
});
