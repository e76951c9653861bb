/**
 * What callers are answered with: the flow, the people whom it may ring, and the policies. They change together or not at all. A new set is
 * read, checked and proved before it takes effect; one that breaks a promise is refused with the call that breaks it, and the line goes on
 * with what it had. There is no way round it. Calls in progress stay on the flow and the people that they began with.
 */
import {
  proveFlow,
  renderCertificate,
  type Certificate,
} from "../flows/proof/index.js";
import { knownToFlows, type DefinedConnections } from "../lookups/index.js";
import type { DisputePolicy } from "../machines/policy.js";
import { StoreUnavailable, type Store } from "../store/contract.js";
import {
  keepPolicies,
  readPeople,
  readPolicies,
  type PeopleFile,
} from "./company.js";
import { refuseToForget } from "./open-case-list.js";
import { missingData } from "./missing-data.js";
import {
  FlowsRefused,
  compileFile,
  createFlowLibrary,
  readFlowFile,
  type FlowFile,
  type FlowLibrary,
  type FlowText,
  type LiveFlow,
} from "./flow-library.js";

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
  /** All flows of the folder as they are written; the one that callers get first. */
  readonly texts: readonly FlowText[];
  /** What was proved of the flow with these people and policies. */
  readonly certificate: Certificate;
  readonly people: PeopleFile;
  readonly policies: ReadonlyMap<string, DisputePolicy>;
  readonly connections: DefinedConnections;
}

export interface ServedLine {
  /** What a call that begins now gets. */
  readonly now: Served;
  /** The flow of a version that was served once. */
  readonly find: FlowLibrary["find"];
  /** Reads the files again. Rejects with `FlowsRefused` or `SettingError`, and then nothing has changed. */
  reload(): Promise<Served>;
  /** Keeps in the store what could not be kept while it was away; asked again until it resolves. */
  keepUnkept(): Promise<void>;
}

/** Reads the files of a company. Rejects with a `SettingError` or `FlowsRefused` that names the file and the line. */
export async function readCompany(
  flowsDir: string,
  peopleFile: string,
  connections: DefinedConnections = {},
): Promise<CompanyFiles> {
  return {
    connections,
    people: await readPeople(peopleFile),
    policies: await readPolicies(flowsDir),
    flow: await readFlowFile(flowsDir, {
      connections: knownToFlows(connections),
    }),
  };
}

/**
 * Serves what `read` gives, also while the store is away: the texts that calls refer to are kept later. Rejects with what `read` does,
 * and with `FlowsRefused` when a promise breaks. `prove` gives what `proveFlow` gives for the same inputs.
 */
export async function openServed(
  read: () => Promise<CompanyFiles>,
  store: Store,
  prove: typeof proveFlow = proveFlow,
): Promise<ServedLine> {
  const library = createFlowLibrary(store);
  let unkept = async (): Promise<void> => undefined;
  const prepare = async ({ starting = false } = {}): Promise<Served> => {
    const files = await read();
    await refuseToForget(store, files.people).catch((error: unknown) => {
      // A change can wait for the store; callers cannot.
      if (!starting || !(error instanceof StoreUnavailable)) throw error;
    });
    const served = proveServed(files, prove);
    const keep = async () => {
      await keepPolicies(served.policies, store);
      await library.keep(served.flow, files.flow.text);
    };
    library.serve(served.flow);
    await keep().catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error;
      unkept = keep;
    });
    return served;
  };
  let now = await prepare({ starting: true });
  let reloading: Promise<unknown> = Promise.resolve();
  return {
    get now() {
      return now;
    },
    find: (version) => library.find(version),
    async keepUnkept() {
      await unkept();
      unkept = async () => undefined;
    },
    reload() {
      // One after the other: what was read last is what is served.
      const next = reloading.then(async () => (now = await prepare()));
      reloading = next.catch(() => undefined);
      return next;
    },
  };
}

/** Proves a flow with the company's own people and policies. Throws `FlowsRefused` with the calls that break a promise. */
function proveServed(files: CompanyFiles, prove: typeof proveFlow): Served {
  const { flow: file, people, policies, connections } = files;
  const flow = compileFile(file, { connections: knownToFlows(connections) });
  const missing = missingData(flow, people, policies);
  if (missing.length > 0)
    throw new FlowsRefused(`${file.file}: ${missing.join(" ")}`);
  const company = companyOf(people, policies);
  const key = `${flow.version} ${JSON.stringify(company)}`;
  const known = proved.get(key);
  const { texts } = file;
  if (known) return { ...files, flow, texts, certificate: known };
  const certificate = prove(flow, { company });
  if (certificate.type !== "certificate" || !certificate.holds)
    throw new FlowsRefused(`${file.file}: ${renderCertificate(certificate)}`);
  if (proved.size > 50) proved.clear();
  proved.set(key, certificate);
  return { ...files, flow, texts, certificate };
}

/** What was proved in this process: the same inputs are not searched again. */
const proved = new Map<string, Certificate>();

/** What of a company goes into the hash of a certificate. */
export function companyOf(
  people: PeopleFile,
  policies: ReadonlyMap<string, DisputePolicy>,
): object {
  return { people, policies: Object.fromEntries(policies) };
}
