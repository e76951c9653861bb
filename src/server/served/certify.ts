/** Proves flows with the company's own people and policies before anybody is answered with them. */
import {
  certificateHash,
  proveFlow,
  renderCertificate,
  type Certificate,
  type Proof,
} from "../../flows/proof/index.js";
import { knownToFlows, type DefinedConnections } from "../../lookups/index.js";
import type { DisputePolicy } from "../../machines/company/policy.js";
import {
  understandDocuments,
  type CompanyData,
  type PeopleFile,
} from "./company.js";
import { isDocument } from "../../machines/company/documents.js";
import {
  flowsThatAnswer,
  refuseToRingItself,
  type Answering,
} from "./answering.js";
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
export interface CompanyFiles
  extends CompanyData, Pick<Answering, "flows" | "number"> {
  /** What look-ups go over. */
  readonly connections: DefinedConnections;
}

/** All that a version has: the flows, the main one first, the people file and the policies. */
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
    flows:
      textsId(flows) === textsId(files.flows.texts)
        ? files.flows
        : assembleFlows(
            flows,
            { connections: knownToFlows(files.connections) },
            place,
          ),
  };
}

/** A flow that answers a number. */
export interface AnsweringFlow {
  readonly flow: LiveFlow;
  /** What is kept of the flow's version. */
  readonly bundle: string;
  /** What was proved of the flow with the company's people and policies. */
  readonly certificate: Certificate;
}

/** The main flow, and all that goes with it. */
export interface Served extends CompanyData, AnsweringFlow {
  /** All flows that answer a number, the main one first. */
  readonly answering: readonly AnsweringFlow[];
  /** All flows of the folder as they are written; the main one first, then the others that callers may get. */
  readonly texts: readonly FlowText[];
  /** The line's own, E.164. */
  readonly number: string;
  readonly connections: DefinedConnections;
}

/** Two of which this is the same are the same to callers: what was proved of each flow, and which answers which number. */
export function provedIn({ answering, people }: Served): string {
  const hashes = answering.map(({ certificate }) => certificate.hash);
  return JSON.stringify([hashes, people.numbers]);
}

/** The names of the flows that callers may get and no number is answered with. */
export function unanswered({ answering, texts }: Served): readonly string[] {
  const answer = answering.map(({ flow }) => flow.document.flow);
  return texts
    .filter(({ isLine, name }) => isLine && !answer.includes(name))
    .map(({ name }) => name);
}

/** The numbers that the flow of that name answers; of the main one the line's own, and those that name it. */
export function numbersOf(served: Served, name: string): readonly string[] {
  const { number, people, flow } = served;
  const named = Object.keys(people.numbers).filter(
    (one) => people.numbers[one] === name,
  );
  return name === flow.document.flow ? [...new Set([number, ...named])] : named;
}

/** What answers calls to that number. */
export function flowFor(served: Served, dialled: string): AnsweringFlow {
  const { people, answering } = served;
  const name = people.numbers[dialled];
  return answering.find(({ flow }) => flow.document.flow === name) ?? served;
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
 * The flows that answer a number with these people and policies, each proved. What was proved already, here or by a server whose
 * certificate `known` has, is not searched again. Rejects with `FlowsRefused` with the calls that break a promise.
 */
export async function certify(
  files: CompanyFiles,
  prove: Prove,
  known?: Pick<FlowVersions, "readCertificate">,
): Promise<Served> {
  const { flows, people, policies, connections, documents } = files;
  const company = companyOf(people, policies);
  const certifyOne = async ({
    file,
    flow,
  }: Compiled): Promise<AnsweringFlow> => {
    const hash = certificateHash(flow, company);
    const certificate =
      proved.get(hash) ??
      (await known?.readCertificate(hash)) ??
      (await prove(flow, { company }));
    if (certificate.type !== "certificate" || !certificate.holds)
      throw new FlowsRefused(`${file.file}: ${renderCertificate(certificate)}`);
    if (proved.size > mostProved) proved.clear();
    proved.set(hash, certificate);
    return { flow, bundle: file.text, certificate };
  };
  const [first, ...others] = compileWhole(files);
  const main = await certifyOne(first);
  const answering = [main];
  // oxlint-disable-next-line no-await-in-loop -- one after the other: each takes a whole processor
  for (const one of others) answering.push(await certifyOne(one));
  const isMain = ({ name }: FlowText) => name === main.flow.document.flow;
  return {
    ...main,
    answering,
    texts: [
      ...flows.texts.filter(isMain),
      ...flows.texts.filter((one) => !isMain(one)),
    ],
    documents,
    people,
    policies,
    number: files.number,
    connections,
  };
}

interface Compiled {
  readonly file: FlowFile;
  readonly flow: LiveFlow;
}

/**
 * The flows that answer a number, the main one first, where the people and policies have all that their steps go by; throws `FlowsRefused`
 * with what is missing.
 */
export function compileWhole(files: CompanyFiles): [Compiled, ...Compiled[]] {
  const { people, policies } = files;
  const company = { connections: knownToFlows(files.connections) };
  const compile = (file: FlowFile): Compiled => {
    const flow = compileFile(file, company);
    const missing = missingData(flow, people, policies);
    if (missing.length > 0)
      throw new FlowsRefused(`${file.file}: ${missing.join("\n")}`);
    return { file, flow };
  };
  refuseToRingItself(people, files.number);
  const [main, ...others] = flowsThatAnswer(files);
  return [compile(main), ...others.map(compile)];
}

/** What of a company goes into the hash of a certificate: where it is dialled changes nothing of what a flow promises. */
export function companyOf(
  { numbers: _numbers, ...people }: PeopleFile,
  policies: ReadonlyMap<string, DisputePolicy>,
): object {
  return { people, policies: Object.fromEntries(policies) };
}
