import { readFileSync } from "node:fs";
import { checkFlow } from "../../../src/flows/index.js";
import { decidablesOf } from "../../../src/flows/deciding.js";
import { demoCompany } from "../../support/demo-company.js";

const orderLine = readFileSync(
  "test/calls/flows/order-line/order-line.yaml",
  "utf8",
);
const order = demoCompany.connections["shop"]?.["order"];
if (!order) throw new Error("The demo shop has orders.");

/** The order line with a step that decides on the order that was found. */
const deciding = (when: string) =>
  orderLine
    .replace("found: tell-order", "found: decide")
    .replace(
      "steps:\n",
      `steps:\n  decide:\n    choose:\n      choices: [{ when: "${when}", to: person }]\n      otherwise: tell-order\n\n`,
    );
const check = (when: string) =>
  checkFlow(deciding(when), [], demoCompany).diagnostics.map(
    ({ code }) => code,
  );

describe("what a look-up finds", () => {
  it("may be named in conditions, as what it is", () => {
    expect(
      check("order.total > money('20.00 USD') && order.status == 'in the van'"),
    ).toEqual([]);
    expect(check("order.total > 20")).toEqual(["condition-type"]);
    expect(check("order.arrives < 'soon'")).toEqual(["condition-type"]);
    expect(check("order.stauts == 'x'")).toEqual([
      "condition-variable-unknown",
    ]);
  });

  it.each([
    ["package", "condition-syntax"],
    ["for", "condition-syntax"],
    ["int", "condition-variable-unknown"],
    ["total", "condition-variable-unknown"],
    ["constructor", "condition-variable-unknown"],
  ])(
    "cannot be named where the look-up is called %s: %s, and nothing breaks",
    (name, expected) => {
      const text = deciding(`${name}.status == 'x'`)
        .replaceAll("find: order", `find: ${name}`)
        .replaceAll("order.", `${name}.`);
      const company = { connections: { shop: { [name]: order } } };
      const { diagnostics } = checkFlow(text, [], company);
      expect(diagnostics.map(({ code }) => code)).toContain(expected);
    },
  );

  it("leaves what every call knows as it is", () => {
    const { document } = checkFlow(orderLine, [], demoCompany);
    if (!document) throw new Error("The order line has no mistakes.");
    expect(decidablesOf(document)).toMatchObject({
      "caller.known": { type: "yes-no" },
      "order.total": { type: "money" },
    });
  });
});
