import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyDocument } from "../../src/machines/company/policy.js";
import { readPolicies } from "../../src/server/served/company.js";
import { policyWith } from "./support/policies.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-policies-"));
  await mkdir(join(dir, "policies"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const good = `policy: small
time zone: America/Bogota
threshold: { USD: 500 }
per customer: { days: 90, concessions: 3, sum: { USD: 1200 } }
unattested numbers: { days: 90, concessions: 2, sum: { USD: 800 } }
monthly budget: { USD: 50000 }
`;
const read = async (text: string) => {
  await writeFile(join(dir, "policies", "small.yaml"), text);
  return readPolicies(dir);
};

describe("a policy file", () => {
  it("that ships is read, with every part of it", async () => {
    const policy = (await readPolicies("flows")).get("small-disputes");
    expect(policy).toMatchObject({
      threshold: { USD: 500 },
      categories: { plan: "never" },
      "may override": ["approver", "director"],
    });
  });

  it("may leave out kinds of charges and who may override", async () => {
    expect((await read(good)).get("small")).toMatchObject({
      categories: {},
      "may override": [],
    });
  });

  it.each([
    ["policy: small\n", "policy: smáll\n", "latin1", /not saved as UTF-8/],
    ["policy: small\n", "policy: smaÃ±all\n", "utf8", /accents .* broken/],
  ] as const)(
    "that was saved by a program that breaks accents is refused",
    async (before, after, encoding, message) => {
      await writeFile(
        join(dir, "policies", "small.yaml"),
        Buffer.from(good.replace(before, after), encoding),
      );
      await expect(readPolicies(dir)).rejects.toThrow(message);
    },
  );

  it.each([
    [
      "threshold: { USD: 500 }",
      "threshold: { USD: 5.00001 }",
      /small\.yaml, line 3, threshold › USD: an amount is a whole number of minor units/,
    ],
    [
      "threshold: { USD: 500 }",
      "threshold: { USD: -1 }",
      /line 3, threshold › USD: an amount is 0 or more/,
    ],
    [
      "threshold: { USD: 500 }",
      "threshold: { USD: 9000000000000 }",
      /line 3, .*at most 1000000000000/,
    ],
    [
      "threshold: { USD: 500 }",
      "threshold: { usd: 500 }",
      /line 3, threshold › usd: .*three capital letters/,
    ],
    [
      "threshold: { USD: 500 }",
      "threshold: { USD: 500, EUR: 400 }",
      /line 4, per customer › sum: EUR has a threshold and no amount here/,
    ],
    [
      "monthly budget: { USD: 50000 }",
      "monthly budget: {}",
      /line 6, monthly budget: USD has a threshold/,
    ],
    [
      "America/Bogota",
      "America/Springfield",
      /line 2, time zone: a time zone such as/,
    ],
    [
      "days: 90, concessions: 3",
      "days: 0, concessions: 3",
      /line 4, per customer › days/,
    ],
    [
      "policy: small",
      "policy: Small disputes",
      /line 1, policy: a name of small letters/,
    ],
    [
      "policy: small",
      "policy: small\ncategories: { plan: no }",
      /line 2, categories › plan: .*"never"/,
    ],
    [
      "policy: small",
      "policy: small\nmay override: [everybody]",
      /line 2, may override › 0/,
    ],
    [
      "policy: small",
      "policy: small\npolicy: other",
      /line 2, policy: "policy" stands here for the second time/,
    ],
    ["policy: small", "policy: small\nlimit: 5", /small\.yaml, line 1.*limit/],
  ])("with a mistake says where it is: %s → %s", async (from, to, message) => {
    await expect(read(good.replace(from, to))).rejects.toThrow(message);
  });

  it("whose name another file has too is refused", async () => {
    await writeFile(join(dir, "policies", "other.yaml"), good);
    await expect(read(good)).rejects.toThrow(/has the policy "small" too/);
  });
});

describe("a policy's version", () => {
  it("is the same for the same rules, in whatever order they were written", () => {
    const one = policyWith({ threshold: { USD: 500, JPY: 700 } });
    const other = policyWith({ threshold: { JPY: 700, USD: 500 } });
    expect(policyDocument(other)).toEqual(policyDocument(one));
  });

  it("is another one as soon as an amount is", () => {
    expect(policyDocument(policyWith()).version).not.toBe(
      policyDocument(policyWith({ threshold: { USD: 501 } })).version,
    );
  });
});
