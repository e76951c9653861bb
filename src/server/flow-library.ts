import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  checkFlow,
  compileFlow,
  renderDiagnostic,
  type CompiledFlow,
} from "../flows/index.js";
import { proveFlow, renderCertificate } from "../flows/proof/index.js";
import type { Store } from "../store/contract.js";

/** Flow files that cannot be served; the message is the diagnostics as people read them. */
export class FlowsRefused extends Error {
  readonly code = "flows-refused";
  constructor(message: string) {
    super(message);
    this.name = "FlowsRefused";
  }
}

export interface FlowLibrary {
  /** The flow that calls begin in now, and its version. */
  readonly live: CompiledFlow & { readonly version: string };
  /** The flow of a version that was live once: a call stays on the version that it began with. */
  find(version: string): Promise<CompiledFlow>;
}

/** How many older versions are kept compiled. */
const mostCompiled = 20;

/**
 * Reads the flow documents of a folder, checks them, and keeps the text of each in the store under its content's hash, so that a call
 * in progress finds its version after a change and a restart. Throws `FlowsRefused` with every mistake of every file.
 */
export async function openFlowLibrary(
  dir: string,
  store: Store,
): Promise<FlowLibrary> {
  const texts = await readFlows(dir);
  const [first, ...others] = texts;
  if (!first)
    throw new FlowsRefused(
      `There is no flow (a .yaml file) in ${dir}. FLOWS_DIR says where to look.`,
    );
  if (others.length > 0)
    throw new FlowsRefused(
      `${dir} has ${texts.length} flows, and one line serves one. Keep the one that callers get; FLOWS_DIR says where to look.`,
    );
  const { document } = checkFlow(first.text);
  if (!document) throw new FlowsRefused(`${first.file} has mistakes.`);
  const version = `${document.flow}@${createHash("sha256").update(first.text).digest("hex").slice(0, 32)}`;
  const live = { ...compileFlow(document), version };
  refuseBroken(live, first.file);
  await store.putDocument(`flow:${version}`, first.text);
  const compiled = new Map<string, CompiledFlow>([[version, live]]);
  return {
    live,
    async find(wanted) {
      const known = compiled.get(wanted);
      if (known) return known;
      const text = await store.getDocument(`flow:${wanted}`);
      const checked = text === undefined ? undefined : checkFlow(text).document;
      if (!checked)
        throw new Error(`Flow version ${wanted} is not in the store.`);
      const flow = compileFlow(checked);
      if (compiled.size >= mostCompiled) {
        const oldest = [...compiled.keys()].find((key) => key !== version);
        if (oldest !== undefined) compiled.delete(oldest);
      }
      compiled.set(wanted, flow);
      return flow;
    },
  };
}

const kept = new Set<string>();

/** A flow that breaks a promise is not served; there is no way round it. A version is proved once in a process. */
function refuseBroken(flow: FlowLibrary["live"], file: string): void {
  if (kept.has(flow.version)) return;
  const proof = proveFlow(flow);
  if (!proof.holds)
    throw new FlowsRefused(`${file}: ${renderCertificate(proof)}`);
  kept.add(flow.version);
}

async function readFlows(
  dir: string,
): Promise<{ file: string; text: string }[]> {
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
