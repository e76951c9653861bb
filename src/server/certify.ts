/** Proves flows with the company's own people and policies before anybody is answered with them. */
import {
  certificateHash,
  proveFlow,
  renderCertificate,
  type Certificate,
  type Proof,
} from "../flows/proof/index.js";
import { knownToFlows, type DefinedConnections } from "../lookups/index.js";
import type { DisputePolicy } from "../machines/policy.js";
import type { PeopleFile } from "./company.js";
import {
  FlowsRefused,
  compileFile,
  type FlowFile,
  type FlowText,
  type LiveFlow,
} from "./flow-library.js";
import type { FlowVersions } from "./flow-versions.js";
import { missingData } from "./missing-data.js";

/** The company's files as they were read; nothing of them is proved. */
export interface CompanyFiles {
  readonly flow: FlowFile;
  /** What look-ups go over. */
  readonly connections: DefinedConnections;
  readonly people: PeopleFile;
  readonly policies: ReadonlyMap<string, DisputePolicy>;
}

export interface Served {
  readonly flow: LiveFlow;
  /** What is kept of the flow's version. */
  readonly bundle: string;
  /** All flows of the folder as they are written; the one that callers get first. */
  readonly texts: readonly FlowText[];
  /** What was proved of the flow with these people and policies. */
  readonly certificate: Certificate;
  readonly people: PeopleFile;
  readonly policies: ReadonlyMap<string, DisputePolicy>;
  readonly connections: DefinedConnections;
}

/** What `proveFlow` gives, wherever it is searched. */
export type Prove = (
  flow: LiveFlow,
  options: { readonly company: object },
) => Proof | Promise<Proof>;

export const proveHere: Prove = (flow, options) => proveFlow(flow, options);

/** What was proved in this process: the same inputs are not searched again. */
const proved = new Map<string, Certificate>();
const mostProved = 50;

/**
 * A flow with these people and policies, proved. What was proved already, here or by another server whose certificate `known` has, is not
 * searched again. Rejects with `FlowsRefused` with the calls that break a promise.
 */
export async function certify(
  files: CompanyFiles,
  prove: Prove,
  known?: Pick<FlowVersions, "readCertificate">,
): Promise<Served> {
  const { flow: file, people, policies, connections } = files;
  const flow = compileFile(file, { connections: knownToFlows(connections) });
  const missing = missingData(flow, people, policies);
  if (missing.length > 0)
    throw new FlowsRefused(`${file.file}: ${missing.join(" ")}`);
  const company = companyOf(people, policies);
  const hash = certificateHash(flow, company);
  const certificate =
    proved.get(hash) ??
    (await known?.readCertificate(hash)) ??
    (await prove(flow, { company }));
  if (certificate.type !== "certificate" || !certificate.holds)
    throw new FlowsRefused(`${file.file}: ${renderCertificate(certificate)}`);
  if (proved.size > mostProved) proved.clear();
  proved.set(hash, certificate);
  return {
    flow,
    bundle: file.text,
    texts: file.texts,
    certificate,
    people,
    policies,
    connections,
  };
}

/** What of a company goes into the hash of a certificate. */
export function companyOf(
  people: PeopleFile,
  policies: ReadonlyMap<string, DisputePolicy>,
): object {
  return { people, policies: Object.fromEntries(policies) };
}
