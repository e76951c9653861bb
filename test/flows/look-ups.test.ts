import { readFileSync } from "node:fs";
import { checkFlow, compileFlow } from "../../src/flows/index.js";
import { fitValues, givesOf, sampleAnswer } from "../../src/flows/look-ups.js";
import { proveFlow } from "../../src/flows/proof/index.js";
import { advance, whereIs } from "../../src/machines/advance.js";
import { demoCompany } from "../support/demo-company.js";

const orderLine = readFileSync(
  "test/calls/flows/order-line/order-line.yaml",
  "utf8",
);
const order = demoCompany.connections["shop"]?.["order"];
if (!order) throw new Error("The demo shop has orders.");
const at = Date.UTC(2026, 10, 22, 14, 15);

function compile(text: string, company = demoCompany) {
  const { document, diagnostics } = checkFlow(text, [], company);
  if (!document) throw new Error(JSON.stringify(diagnostics));
  return compileFlow(document);
}

describe("a look-up in a call", () => {
  it("is not answered by what an earlier look-up of the call comes to", () => {
    const { machine } = compile(
      orderLine
        .replace("late: person", "late: again")
        .replace(
          "  goodbye:\n",
          '  again:\n    menu: { say: { en: "To try again, press 1." }, choices: { "1": { to: find-order } }, otherwise: person }\n  goodbye:\n',
        ),
    );
    let snapshot: Parameters<typeof advance>[1];
    const asked: unknown[] = [];
    const send = (event: object) => {
      const step = advance(machine, snapshot, { ...event, at } as never);
      snapshot = step.snapshot;
      asked.push(
        ...step.effects.flatMap((effect) =>
          effect.type === "look-up" ? [(effect as never)["request"]] : [],
        ),
      );
      return whereIs(step.snapshot);
    };
    const silence = { type: "silence" };
    const caller = { number: "+12025550143", grade: "present" };
    const people = { agents: [], director: { name: "Ana", phone: "+1" } };
    const given = { call: "CA1", line: "+1", caller, people, reference: "1" };
    expect(send({ type: "call-started", ...given })).toBe("find-order.waiting");
    expect([send(silence), send(silence), send(silence)].at(-1)).toBe(
      "again.asking",
    );
    expect(send({ type: "digits", digits: "1" })).toBe("find-order.waiting");
    expect(asked).toEqual([1, 2]);
    send({ type: "look-up-answered", request: 1, outcome: "failed" });
    expect(send(silence)).toBe("find-order.waiting-2");
    const values = sampleAnswer(givesOf("order", order));
    send({ type: "look-up-answered", request: 2, outcome: "found", values });
    expect(send(silence)).toBe("tell-order.saying");
  });

  it("is proved with the longest that the connection lets it take", () => {
    const bounds = (timeLimit: number, longest: number) => {
      const status = { type: "text", longest } as const;
      const changed = {
        ...order,
        timeLimit,
        answer: { ...order.answer, status },
      };
      const proof = proveFlow(
        compile(orderLine, { connections: { shop: { order: changed } } }),
      );
      if (proof.type !== "certificate") throw new Error("Not proved.");
      const asks = proof.promises.find(
        ({ name }) => name === "answered or promised within",
      );
      return { holds: proof.holds, asks: Number(asks?.bound) };
    };
    const usual = bounds(3_000, 40);
    expect(usual.holds).toBe(true);
    expect(bounds(8_000, 40).asks).toBeGreaterThan(usual.asks + 5);
    expect(bounds(3_000, 100).asks).toBeGreaterThan(usual.asks + 3);
  });

  it("gives nothing that is of another type or takes too long to say", () => {
    const gives = givesOf("order", order);
    const good = sampleAnswer(gives);
    const fit = (changes: object) =>
      fitValues(gives, { ...good, ...changes }, ["es", "en", "pt"], {
        now: at,
        zone: "UTC",
      });
    expect(fit({})).toEqual(good);
    const long = "una pieza que todavía viene en barco desde muy lejos";
    expect(fit({ "order.status": long })?.["order.status"]).toBe(
      "una pieza que todavía viene en",
    );
    for (const wrong of [
      { "order.status": undefined },
      { "order.status": "…" },
      { "order.number": "447100000" },
      { "order.number": 4471 },
      { "order.arrives": "2026-02-30" },
      { "order.total": { amount: 12_345_678_912, currency: "USD" } },
      { "order.total": { amount: 1.5, currency: "USD" } },
    ])
      expect(fit(wrong)).toBeUndefined();
  });
});
