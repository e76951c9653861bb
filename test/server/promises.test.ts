import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPeople } from "../../src/server/served/company.js";
import { openServed, readCompany } from "../../src/server/served/served.js";
import type { Certificate } from "../../src/flows/proof/index.js";
import { companyOf, compileWhole } from "../../src/server/served/certify.js";
import { createFlowVersions } from "../../src/server/served/flow-versions.js";
import { openStore } from "../../src/store/index.js";
import {
  agent,
  director,
  goodbye,
  menu,
  smallFlow,
} from "../flows/proof/support/flows.js";
import { shortLine } from "../support/short-line.js";
import { proveOnce } from "../support/prove-once.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-promises-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("a flow that breaks a promise", () => {
  it("is not served, and whoever starts the line sees the call that breaks it", async () => {
    const flows = join(dir, "flows");
    await cp("flows", flows, { recursive: true });
    await writeFile(
      join(flows, "customer-line.yaml"),
      smallFlow(menu("person") + agent("goodbye") + director + goodbye),
    );
    const store = await openStore({
      dataDir: join(dir, "data"),
      redisUrl: undefined,
      prefix: "promises",
    });
    try {
      await expect(
        openServed(() => readCompany(flows, "demo/people.yaml"), store),
      ).rejects.toMatchObject({
        code: "flows-refused",
        message: expect.stringMatching(
          /"never sent away" is broken[^]*hang-up/,
        ) as string,
      });
    } finally {
      await store.close();
    }
  });
});

it("what this very program proved is taken from the store, for exactly the same flow and people", async () => {
  const flows = join(dir, "flows");
  const people = join(dir, "people.yaml");
  await mkdir(flows);
  // Nobody proved this one here.
  await writeFile(
    join(flows, "line.yaml"),
    shortLine.replace("Short line", "A line that is proved once"),
  );
  const demo = await readFile("demo/people.yaml", "utf8");
  await writeFile(people, demo);
  const store = await openStore({
    dataDir: join(dir, "data"),
    redisUrl: undefined,
    prefix: "proved",
  });
  const read = () => readCompany(flows, people);
  const versions = createFlowVersions(store);
  const noProof = () => {
    throw new Error("It is proved anew.");
  };
  try {
    const files = await read();
    const [{ flow }] = compileWhole(files);
    const company = companyOf(files.people, files.policies);
    const proof = proveOnce(flow, { company });
    await expect(openServed(read, store, noProof)).rejects.toThrow("anew");
    // That of another release, which may search otherwise.
    const { hash } = proof as Certificate;
    await store.putDocument(`certificate:0:${hash}`, JSON.stringify(proof));
    await expect(openServed(read, store, noProof)).rejects.toThrow("anew");
    await versions.keepCertificate(proof as Certificate);
    const { now } = await openServed(read, store, noProof);
    expect(now.certificate).toEqual(proof);
    await writeFile(people, demo.replace("+12025550111", "+12025550112"));
    await expect(openServed(read, store, noProof)).rejects.toThrow("anew");
  } finally {
    await store.close();
  }
});

describe("a name that takes longer to say than the proof counts", () => {
  it("is refused with the people file", async () => {
    const file = join(dir, "people.yaml");
    const name = "María Fernanda de la Concepción Jaramillo Echeverri";
    const text = await readFile("demo/people.yaml", "utf8");
    await writeFile(file, text.replace("Ana Torres", name));
    await expect(readPeople(file)).rejects.toThrow(
      "six words at most, since callers hear it",
    );
  });
});

it.each([
  [
    "a customer's adviser who is none",
    "adviser: Elena Ruiz",
    "adviser: Elena Ruis",
    '"Elena Ruis" is no adviser in this file',
  ],
  [
    "what a reason is called that is not there",
    "  charged twice: {",
    "  charged thrice: {",
    '"charged thrice" stands under none of "areas", "reasons" and "contractors"',
  ],
  [
    "hours of an agent that nobody wrote down",
    "topics: [billing, general]",
    "topics: [billing, general]\n    hours: ofice",
    '"ofice" stands not below "hours" in this file. Write one of: office.',
  ],
  [
    "a director whose phones all rest at night",
    '  line: "+12025550102"',
    '  rings: [{ phone: "+12025550122", hours: office }]',
    "a director is reached at any hour; leave one of these phones without hours",
  ],
])("a people file is refused for %s", async (_what, from, to, reason) => {
  const file = join(dir, "people.yaml");
  const text = await readFile("demo/people.yaml", "utf8");
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
  await expect(readPeople(file)).rejects.toThrow(reason);
});
