import { readFileSync } from "node:fs";
import {
  checkFlow,
  compileFlow,
  type CompiledFlow,
} from "../../../../src/flows/index.js";
import type {
  Certificate,
  ProofOptions,
} from "../../../../src/flows/proof/index.js";
import type { PromiseName } from "../../../../src/flows/promises.js";
import { proveOnce } from "../../../support/prove-once.js";

export const shippedText = readFileSync("flows/customer-line.yaml", "utf8");

export function compiled(text: string): CompiledFlow {
  const { document, diagnostics } = checkFlow(text);
  if (!document) throw new Error(JSON.stringify(diagnostics, null, 2));
  return compileFlow(document);
}

export function certify(
  flow: CompiledFlow,
  options?: ProofOptions,
): Certificate {
  const proof = proveOnce(flow, options);
  if (proof.type !== "certificate") throw new Error(JSON.stringify(proof));
  return proof;
}

export function resultOf(certificate: Certificate, name: PromiseName) {
  const found = certificate.promises.find((one) => one.name === name);
  if (!found) throw new Error(`The certificate says nothing of "${name}".`);
  return found;
}

/** A small flow in English; `steps` replaces its steps, `frame` adds lines above them. */
export function smallFlow(steps: string, frame = ""): string {
  return `directo: 1
flow: small-line
title: Small line
languages:
  en: { voice: Polly.Joanna-Neural, speaks: en-US }
time zone: America/Bogota
${frame.includes("always:") ? "" : 'always: { "0": director-line }\n'}${frame}start: welcome
steps:
${steps}`;
}

export const menu = (to: string, more = "") => `
  welcome:
    menu:
      say: { en: "Acme. For a person, press 1. For the director, 0." }
      choices: { "1": { heard: { en: [person] }, to: ${to} } }
      otherwise: ${to}${more}`;

export const director = `
  director-line:
    director: { outcomes: { done: goodbye, promised: goodbye } }`;

export const goodbye = `
  goodbye:
    goodbye: { say: { en: "Thank you for calling." } }`;

export const agent = (unanswered: string, done = "goodbye") => `
  person:
    agent: { for: billing, outcomes: { done: ${done}, unanswered: ${unanswered} } }`;

export const callback = `
  call-back:
    callback: { for: billing, outcomes: { promised: goodbye } }`;

export const dispute = `
  small-charge:
    dispute: { policy: small-disputes, outcomes: { conceded: goodbye, not-found: person, over-limit: person, repeat: person, unavailable: person } }`;
