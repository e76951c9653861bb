import type { FoundCharges } from "../../src/billing/billing.js";
import { createCustomerNames } from "../../src/server/desk/customer-names.js";

const maria = "+12025550143";
const company = "+12025550144";
const nobody = "+12025550199";
const onFile: Readonly<Record<string, FoundCharges>> = {
  [maria]: { account: "a-1", customer: { name: "María" }, charges: [] },
  [company]: { account: "a-2", charges: [] },
};
let asked: string[];
let isAway: boolean;
const billing = {
  findCharges(number: string): Promise<FoundCharges> {
    asked.push(number);
    return isAway
      ? Promise.reject(new Error("Billing is away."))
      : Promise.resolve(onFile[number] ?? { charges: [] });
  },
};
beforeEach(() => {
  asked = [];
  isAway = false;
});

it("A number has the account and the name that billing says, as far as it says them, and is asked about once", async () => {
  const nameAll = createCustomerNames(billing);
  const found = await nameAll([maria, company, nobody, maria]);
  expect(found).toEqual({
    [maria]: { account: "a-1", name: "María" },
    [company]: { account: "a-2" },
    [nobody]: {},
  });
  expect(asked).toEqual([maria, company, nobody]);
  expect(await nameAll([maria, nobody])).toEqual({
    [maria]: { account: "a-1", name: "María" },
    [nobody]: {},
  });
  expect(asked.length).toBe(3);
});

it("Billing that is away is asked no further for that look, and again at the next", async () => {
  const nameAll = createCustomerNames(billing);
  isAway = true;
  const many = Array.from(
    { length: 50 },
    (_, place) => `+1202555${1000 + place}`,
  );
  expect(await nameAll(many)).toEqual({});
  expect(asked.length).toBeLessThan(5);
  isAway = false;
  expect(await nameAll([maria])).toMatchObject({ [maria]: { name: "María" } });
});
