import { tellValue } from "../flows/promises.js";
import { compileFlow, type FlowDocument } from "../flows/index.js";
import { proveFlow, type Proof } from "../flows/proof/index.js";

/** Proves a checked document; `company` (people and policies) makes the certificate the one of the line that serves them. */
export function proveDocument(document: FlowDocument, company?: object): Proof {
  return proveFlow(compileFlow(document), company && { company });
}

/** What keeps a flow from being served, a sentence each. */
export function brokenPromises(proof: Proof): string[] {
  if (proof.type === "not-proved")
    return [
      `${proof.flow} is not proved within ${proof.limit} states. Simplify ${proof.where.map(({ step }) => `"${step}"`).join(", ")}.`,
    ];
  const rules = proof.rules.flatMap(({ holds, demands, hint = "", pack }) =>
    holds === false ? [`${pack}: "${demands}" does not hold.\n${hint}`] : [],
  );
  const promises = proof.promises
    .filter(({ kept }) => !kept)
    .map(({ name, promised, bound, lacksReason, hints }) =>
      [
        lacksReason
          ? `"${name}" is promised for less than usual, without a reason.`
          : `"${name}" is promised as ${tellValue(name, promised)}, and the worst call comes to ${tellValue(name, bound)}.`,
        ...hints,
      ].join("\n"),
    );
  return [...promises, ...rules];
}

/** A proof as JSON: what has no bound is written `"unbounded"`, since JSON knows no infinity. */
export function jsonOf(proof: Proof): object {
  return JSON.parse(
    JSON.stringify(proof, (_key, value: unknown) =>
      value === Infinity ? "unbounded" : value,
    ),
  ) as object;
}
