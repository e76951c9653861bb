import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  checkFlow,
  checkFlows,
  compileFlow,
  allSteps,
  isSubFlow,
  renderDiagnostic,
  noCompany,
  type Company,
  type CompiledFlow,
  type FlowDocument,
} from "../../flows/index.js";
import type { Store } from "../../store/contract.js";

/** Flow files that cannot be served; the message is the diagnostics as people read them. */
export class FlowsRefused extends Error {
  readonly code = "flows-refused";
  constructor(message: string) {
    super(message);
    this.name = "FlowsRefused";
  }
}

/** A flow that calls begin in, and its version: its name and a hash of what it was made from. */
export type LiveFlow = CompiledFlow & {
  readonly version: string;
  /** What it was checked with; part of the version where the flow looks something up. */
  readonly company: Company;
};

/** A file of the folder, byte for byte. */
export interface WrittenFile {
  /** Its name in the folder: `customer-line.yaml`. */
  readonly file: string;
  readonly text: string;
}

/** A flow as it is written. */
export interface FlowText extends WrittenFile {
  readonly name: string;
  readonly title: string;
  /** Callers may get it: no other runs it. */
  readonly isLine: boolean;
}

interface OneFile {
  readonly file: string;
  readonly text: string;
  readonly document: FlowDocument;
}

/** A flow that callers may get. Its text is a bundle when it runs others. */
export type FlowFile = OneFile;

/** The flows of a folder, in order and without mistakes. */
export interface FlowFolder {
  /** Those that callers may get: no other runs them. */
  readonly lines: readonly FlowFile[];
  /** All of them as they are written; those that callers may get first. */
  readonly texts: readonly FlowText[];
}

export interface FlowLibrary {
  /** The flows that calls begin in now. */
  serve(flows: readonly LiveFlow[]): void;
  /** Keeps its text in the store, so that a call in progress finds its version after a restart. */
  keep(flow: LiveFlow, text: string): Promise<void>;
  /** The flow of a version that was live once: a call stays on the version that it began with. */
  find(version: string): Promise<CompiledFlow>;
}

/** How many older versions are kept compiled. */
const mostCompiled = 20;

export function createFlowLibrary(store: Store): FlowLibrary {
  const compiled = new Map<string, CompiledFlow>();
  let live = new Set<string>();
  return {
    serve(flows) {
      for (const flow of flows) compiled.set(flow.version, flow);
      live = new Set(flows.map(({ version }) => version));
    },
    async keep(flow, text) {
      await store.putDocument(`flow:${flow.version}`, text);
      if (looksUp(flow.document))
        await store.putDocument(
          `company:${flow.version}`,
          JSON.stringify(flow.company),
        );
    },
    async find(wanted) {
      const known = compiled.get(wanted);
      if (known) return known;
      const text = await store.getDocument(`flow:${wanted}`);
      const company = await store.getDocument(`company:${wanted}`);
      const checked =
        text === undefined
          ? undefined
          : readBundle(
              text,
              company === undefined
                ? noCompany
                : (JSON.parse(company) as Company),
            );
      if (!checked)
        throw new Error(`Flow version ${wanted} is not in the store.`);
      const flow = compileFlow(checked);
      if (compiled.size >= mostCompiled) {
        const oldest = [...compiled.keys()].find((key) => !live.has(key));
        if (oldest !== undefined) compiled.delete(oldest);
      }
      compiled.set(wanted, flow);
      return flow;
    },
  };
}

/** Compiles a flow file that `readFlowFile` gave. */
export function compileFile(
  { text, document }: Pick<FlowFile, "text" | "document">,
  company: Company,
): LiveFlow {
  const hash = createHash("sha256").update(text);
  if (looksUp(document)) hash.update(JSON.stringify(company));
  return {
    ...compileFlow(document),
    version: `${document.flow}@${hash.digest("hex").slice(0, 32)}`,
    company,
  };
}

/** What a flow of look-ups is depends on the connections as well. */
function looksUp(document: FlowDocument): boolean {
  return [...allSteps(document).values()].some(({ kind }) => kind === "lookup");
}

/** The flows of a folder. Throws `FlowsRefused` with every mistake of every file. */
export async function readFlowFolder(
  dir: string,
  company: Company = noCompany,
): Promise<FlowFolder> {
  return assembleFlows(await readFlowTexts(dir), company, dir);
}

/** The same of texts that came from elsewhere; `dir` is what messages call the place. */
export function assembleFlows(
  written: readonly WrittenFile[],
  company: Company,
  dir: string,
): FlowFolder {
  const flows = checkTexts(written, company, dir);
  const lines = flows.filter(({ document }) => !isSubFlow(document));
  if (lines.length === 0)
    throw new FlowsRefused(
      flows.length === 0
        ? `There is no flow (a .yaml file) in ${dir}. FLOWS_DIR says where to look.`
        : `${dir} has only flows that others run. One that callers get has no "outcomes:" and no "inputs:".`,
    );
  return {
    lines: lines.map((one) => ({ ...one, text: bundle(one, flows) })),
    texts: [...lines, ...flows.filter((one) => !lines.includes(one))].map(
      ({ document, file, text }) => ({
        file: basename(file),
        name: document.flow,
        title: document.title,
        isLine: !isSubFlow(document),
        text,
      }),
    ),
  };
}

/**
 * What is kept of a version: the text of its flow; with the texts of the flows that it runs, as a list in JSON, the flow that calls
 * begin in first. So a change of any of them is another version, and a call goes on with those that it began with.
 */
function bundle(
  { text, document }: OneFile,
  flows: readonly OneFile[],
): string {
  const run = flows.filter((flow) =>
    Object.hasOwn(document.flows ?? {}, flow.document.flow),
  );
  return run.length === 0
    ? text
    : JSON.stringify([text, ...run.map((flow) => flow.text)]);
}

function readBundle(kept: string, company: Company): FlowDocument | undefined {
  const [text = "", ...beside] = kept.startsWith("[")
    ? (JSON.parse(kept) as string[])
    : [kept];
  return checkFlow(text, beside, company).document;
}

async function readFlowTexts(dir: string): Promise<WrittenFile[]> {
  const names = await readdir(dir).catch((cause: unknown) => {
    throw new FlowsRefused(
      `The folder of flows, ${dir}, cannot be read (${(cause as NodeJS.ErrnoException).code}). FLOWS_DIR says where to look.`,
    );
  });
  return Promise.all(
    names
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted()
      .map(async (file) => ({
        file,
        text: await readFile(join(dir, file), "utf8"),
      })),
  );
}

function checkTexts(
  written: readonly WrittenFile[],
  company: Company,
  dir: string,
): OneFile[] {
  const read = checkFlows(
    written.map(({ text }) => text),
    company,
  ).map(({ document, diagnostics }, index) => {
    const { file: name = "", text = "" } = written[index] ?? {};
    const file = join(dir, name);
    const mistakes = diagnostics
      .filter(({ severity }) => severity === "error")
      .map((diagnostic) => renderDiagnostic(diagnostic, file, text));
    return { file, text, document, mistakes };
  });
  const mistakes = read.flatMap((one) => one.mistakes);
  if (mistakes.length > 0) throw new FlowsRefused(mistakes.join("\n"));
  return read.flatMap(({ file, text, document }) =>
    document ? [{ file, text, document }] : [],
  );
}
