/** What somebody gets who calls with a number that is not theirs: nothing private, and nothing to gain. */
import type { Ledger } from "../../src/machines/ledger.js";
import type { Register } from "../../src/machines/claims/register.js";
import { readContext } from "../../src/server/read-context.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";

let answered: AnsweredLine;
let calls = 0;
beforeEach(async () => {
  answered = await answerLine();
});
afterEach(() => answered.close());

const attested = { StirVerstat: "TN-Validation-Passed-A" };

/** Disputes a charge; gives what is heard after each answer, with what the world did in between. */
async function dispute(caller: Record<string, string>, ...keys: string[]) {
  const call = `CA${String((calls += 1)).padStart(32, "0")}`;
  const form = (more: Record<string, string> = {}) =>
    inboundForm(call, { ...caller, ...more });
  let { body } = await answered.post("/voice", form());
  const heard: string[] = [];
  const go = async (more: Record<string, string>) => {
    ({ body } = await answered.post(actionOf(body) ?? "", form(more)));
    await answered.settle();
    heard.push(linesOf(body).join(" "));
  };
  await go({ Digits: "1" });
  await go({ Digits: "" });
  for (const Digits of keys) await go({ Digits });
  return heard;
}

const ledgerOf = async (account: string) =>
  (
    await readContext<Ledger>(answered.store, { kind: "ledger", id: account })
  )?.credits.map(({ charge }) => charge) ?? [];
const lookedUp = () =>
  answered.performed.filter(({ effect }) => effect.includes("find-charges"));

it("a number that nobody vouches for hears of a charge that would go anyway, and of no larger one", async () => {
  const heard = await dispute({ From: maria }, "2");
  expect(heard[1]).toContain("larga distancia");
  expect(heard[2]).toContain("Le comunico con una persona");
  expect(heard.join(" ")).not.toMatch(/paquete de datos|plan mensual|cuarenta/);
});

it("a number that its carrier vouches for hears of all of them", async () => {
  const heard = await dispute({ From: maria, ...attested }, "2");
  expect(heard[2]).toContain("un paquete de datos en el extranjero");
});

it("a customer whose charges are all larger goes to a person without hearing of any", async () => {
  const heard = await dispute({ From: "+12025550144" });
  expect(heard[1]).toContain("Le comunico con una persona");
  expect(heard.join(" ")).not.toMatch(/reconexión|plan/);
});

it.each([
  ["a device that many share", { From: "client:lobby" }],
  ["no number", { From: "anonymous" }],
  [
    "a number that its carrier says is another's",
    { From: maria, StirVerstat: "TN-Validation-Failed-C" },
  ],
])("%s has no charges looked up", async (_what, caller) => {
  await dispute(caller);
  expect(lookedUp()).toEqual([]);
});

it("a credit goes to the account's own bill and its message to the number on file, whoever called", async () => {
  const heard = await dispute({ From: maria }, "1", "");
  expect(heard.at(-1)).toContain("Gracias por avisarnos");
  await answered.settle();
  expect(await ledgerOf("acme-1001")).toEqual(["ld-0303"]);
  expect(await ledgerOf("acme-1002")).toEqual([]);
  expect([...new Set(answered.messages.map(([to]) => to))]).toEqual([maria]);
});

it("what such calls take leaves the customer's own limit as it was", async () => {
  await dispute({ From: maria }, "1", "");
  const register = await readContext<Register>(answered.store, {
    kind: "claims",
    id: "acme-1001",
  });
  expect(Object.values(register?.claims ?? {})).toMatchObject([
    { charge: { id: "ld-0303" }, attested: false },
  ]);
});
