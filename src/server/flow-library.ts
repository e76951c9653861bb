import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  checkFlow,
  compileFlow,
  renderDiagnostic,
  type CompiledFlow,
} from "../flows/index.js";
import type { Store } from "../store/contract.js";

/** Flow files that cannot be served; the message is the diagnostics as people read them. */
export class FlowsRefused extends Error {
  readonly code = "flows-refused";
  constructor(message: string) {
    super(message);
    this.name = "FlowsRefused";
  }
}

/** The flow that calls begin in, and its version: its name and its content's hash. */
export type LiveFlow = CompiledFlow & { readonly version: string };

export interface FlowFile {
  readonly file: string;
  readonly text: string;
}

export interface FlowLibrary {
  /** Keeps the flow that is live now, and its text in the store, so that a call in progress finds its version after a restart. */
  keep(flow: LiveFlow, text: string): Promise<void>;
  /** The flow of a version that was live once: a call stays on the version that it began with. */
  find(version: string): Promise<CompiledFlow>;
}

/** How many older versions are kept compiled. */
const mostCompiled = 20;

export function createFlowLibrary(store: Store): FlowLibrary {
  const compiled = new Map<string, CompiledFlow>();
  let live = "";
  return {
    async keep(flow, text) {
      await store.putDocument(`flow:${flow.version}`, text);
      compiled.set(flow.version, flow);
      live = flow.version;
    },
    async find(wanted) {
      const known = compiled.get(wanted);
      if (known) return known;
      const text = await store.getDocument(`flow:${wanted}`);
      const checked = text === undefined ? undefined : checkFlow(text).document;
      if (!checked)
        throw new Error(`Flow version ${wanted} is not in the store.`);
      const flow = compileFlow(checked);
      if (compiled.size >= mostCompiled) {
        const oldest = [...compiled.keys()].find((key) => key !== live);
        if (oldest !== undefined) compiled.delete(oldest);
      }
      compiled.set(wanted, flow);
      return flow;
    },
  };
}

/** Compiles a flow file that `readFlowFile` gave. */
export function compileFile({ file, text }: FlowFile): LiveFlow {
  const { document } = checkFlow(text);
  if (!document) throw new FlowsRefused(`${file} has mistakes.`);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 32);
  return { ...compileFlow(document), version: `${document.flow}@${hash}` };
}

/** The one flow document of a folder. Throws `FlowsRefused` with every mistake of every file. */
export async function readFlowFile(dir: string): Promise<FlowFile> {
  const [first, ...others] = await readFlows(dir);
  if (!first)
    throw new FlowsRefused(
      `There is no flow (a .yaml file) in ${dir}. FLOWS_DIR says where to look.`,
    );
  if (others.length > 0)
    throw new FlowsRefused(
      `${dir} has ${others.length + 1} flows, and one line serves one. Keep the one that callers get; FLOWS_DIR says where to look.`,
    );
  return first;
}

async function readFlows(dir: string): Promise<FlowFile[]> {
  const names = await readdir(dir).catch((cause: unknown) => {
    throw new FlowsRefused(
      `The folder of flows, ${dir}, cannot be read (${(cause as Error).message}). FLOWS_DIR says where to look.`,
    );
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  const flows = await Promise.all(
    files.map(async (name) => {
      const file = join(dir, name);
      return { file, text: await readFile(file, "utf8") };
    }),
  );
  const mistakes = flows.flatMap(({ file, text }) =>
    checkFlow(text)
      .diagnostics.filter(({ severity }) => severity === "error")
      .map((diagnostic) => renderDiagnostic(diagnostic, file, text)),
  );
  if (mistakes.length > 0) throw new FlowsRefused(mistakes.join("\n"));
  return flows;
}
