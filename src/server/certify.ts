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
import {
  understandDocuments,
  type CompanyData,
  type PeopleFile,
} from "./company.js";
import { isDocument } from "../machines/company-documents.js";
import {
  FlowsRefused,
  assembleFlows,
  compileFile,
  type FlowFile,
  type FlowText,
  type LiveFlow,
  type WrittenFile,
} from "./flow-library.js";
import { textsId, type FlowVersions } from "./flow-versions.js";
import { missingData } from "./missing-data.js";

/** The company's files as they were read; nothing of them is proved. */
export interface CompanyFiles extends CompanyData {
  readonly flow: FlowFile;
  /** What look-ups go over. */
  readonly connections: DefinedConnections;
}

/** All that a version has: the flows, the one that callers get first, the people file and the policies. */
export function textsOf({
  texts,
  documents,
}: Pick<Served, "texts" | "documents">): readonly WrittenFile[] {
  return [...texts, ...documents];
}

/**
 * `files` with the texts of a version or a draft in place of their own; `place` is what messages call those. A version from before the
 * company's documents were part of it goes with those of `files`. Throws `FlowsRefused` or a `SettingError` with what is wrong.
 */
export function withTexts(
  files: CompanyFiles,
  written: readonly WrittenFile[],
  place: string,
): CompanyFiles {
  const flows = written.filter(({ file }) => !isDocument(file));
  const documents = written.filter(({ file }) => isDocument(file));
  const hasOwn =
    documents.length > 0 && textsId(documents) !== textsId(files.documents);
  return {
    ...files,
    ...(hasOwn && understandDocuments(documents)),
    flow:
      textsId(flows) === textsId(files.flow.texts)
        ? files.flow
        : assembleFlows(
            flows,
            { connections: knownToFlows(files.connections) },
            place,
          ),
  };
}

export interface Served extends CompanyData {
  readonly flow: LiveFlow;
  /** What is kept of the flow's version. */
  readonly bundle: string;
  /** All flows of the folder as they are written; the one that callers get first. */
  readonly texts: readonly FlowText[];
  /** What was proved of the flow with these people and policies. */
  readonly certificate: Certificate;
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
  const flow = compileWhole(files);
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
    documents: files.documents,
    people,
    policies,
    connections,
  };
}

/** The flow, where the people and policies have all that its steps go by; throws `FlowsRefused` with what is missing. */
export function compileWhole(files: CompanyFiles): LiveFlow {
  const { flow: file, people, policies, connections } = files;
  const flow = compileFile(file, { connections: knownToFlows(connections) });
  const missing = missingData(flow, people, policies);
  if (missing.length > 0)
    throw new FlowsRefused(`${file.file}: ${missing.join("\n")}`);
  return flow;
}

/** What of a company goes into the hash of a certificate. */
export function companyOf(
  people: PeopleFile,
  policies: ReadonlyMap<string, DisputePolicy>,
): object {
  return { people, policies: Object.fromEntries(policies) };
}
