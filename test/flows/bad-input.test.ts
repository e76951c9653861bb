import { readFileSync } from "node:fs";
import {
  checkFlow,
  compileFlow,
  renderDiagnostic,
} from "../../src/flows/index.js";
import { badDocuments } from "./support/bad-documents.js";
import { goodFlow } from "./support/good-flow.js";
import { createChance, mutate } from "./support/mutate.js";

/** `FLOW_MUTATIONS=100000` tries more; a failure names its seed. */
const mutations = Number(
  process.env["FLOW_MUTATIONS"] ?? (process.env["LONG"] ? 5_000 : 300),
);

/** Checks a text and whatever follows from it; gives the codes found. Throws when an answer makes no sense. `npm run bench check` times it. */
function check(text: string): string[] {
  const { document, diagnostics } = checkFlow(text);
  const lines = text.split("\n").length;
  for (const diagnostic of diagnostics) {
    const { line, column, length, message } = diagnostic;
    if (!(line >= 1 && line <= lines && column >= 1 && length >= 1))
      throw new Error(`${message} is at ${line}:${column}+${length}.`);
    if (/undefined|\[object|NaN\b/.test(message.replaceAll(/"[^"]*"/g, "")))
      throw new Error(message);
  }
  for (const diagnostic of diagnostics.slice(0, 3))
    renderDiagnostic(diagnostic, "flow.yaml", text);
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  if (hasErrors === (document !== undefined))
    throw new Error("A document is given exactly when nothing is wrong.");
  if (document) compileFlow(document);
  return diagnostics.map(({ code }) => code);
}

describe("a flow that is no good", () => {
  it(
    `is explained, whatever is changed in a good one (${mutations} times)`,
    () => {
      const good = [
        goodFlow,
        goodFlow,
        readFileSync("flows/customer-line.yaml", "utf8"),
      ];
      const seen = new Set<string>();
      for (let seed = 1; seed <= mutations; seed += 1) {
        const text = mutate(good[seed % good.length] ?? "", createChance(seed));
        try {
          for (const code of check(text)) seen.add(code);
        } catch (cause) {
          throw new Error(`Seed ${seed} is not borne:\n${text}`, { cause });
        }
      }
      // Changes by chance find most kinds of mistakes; if they do not, they change too little.
      if (mutations >= 5_000) expect(seen.size).toBeGreaterThan(40);
    },
    Math.max(60_000, mutations * 20),
  );

  it.each(badDocuments)("is explained: %s", (_, make, code) => {
    expect(check(make())).toContain(code);
  });

  it("may give its steps the names that programs use", () => {
    const named = goodFlow
      .replaceAll("call-back", "constructor")
      .replaceAll(/\bbye\b/g, "prototype");
    expect(named).toContain("unanswered: constructor");
    expect(check(named)).toEqual([]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "is told that %s is no step, variable, filter, key, field, language or kind",
    (name) => {
      expect(
        check(
          goodFlow
            .replace("otherwise: person", `otherwise: ${name}`)
            .replace("caller.number", `caller.${name}`)
            .replace('"2":', `${name}:`)
            .replace("ring: 20s", `${name}: 20s`)
            .replace("callback:", `${name}:`)
            .replace('"0": director', `"0": ${name}`)
            .replace("        en: For", `        ${name}: x\n        en: For`),
        ).toSorted(),
      ).toEqual(
        [
          name === "__proto__" ? "field-unknown" : "key-form",
          "field-unknown",
          "field-unknown",
          "outcome-unknown-step",
          "outcome-unknown-step",
          "text-variable-unknown",
          name === "__proto__" ? "field-unknown" : "step-kind-unknown",
        ].toSorted(),
      );
      expect(check(goodFlow.replace("| phone", `| ${name}`))).toEqual([
        "text-filter-unknown",
      ]);
      expect(check(goodFlow.replace("caller.number", name))).toEqual([
        "text-variable-unknown",
      ]);
    },
  );
});
