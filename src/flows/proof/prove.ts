import { timesOf, type Relaxing } from "../../machines/queue/relaxing.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { CompiledFlow } from "../compile.js";
import { languagesOf } from "../document.js";
import { limitsOf } from "../given.js";
import {
  defaultPromises,
  promiseNames,
  promiseOf,
  tellValue,
  type PromiseName,
} from "../promises.js";
import type { Language } from "../speech/index.js";
import {
  assumed,
  assumptions,
  leftOut,
  modelVersion,
  type Assumed,
} from "./assumptions.js";
import type { Proof, PromiseResult } from "./certificate.js";
import { edgeSeconds } from "./edge-seconds.js";
import { explore, mostStates, type Edge, type Graph } from "./explore.js";
import { hintsFor } from "./hints.js";
import { createMeasures, type Measured } from "./measures.js";
import { checkStructure, type Found, type Structural } from "./structure.js";
import { checkRules } from "./rules.js";
import { findStepSeconds, type StepSeconds } from "./step-seconds.js";
import { showCall } from "./worst-call.js";

export interface ProofOptions {
  /** Whatever else the line is served with (people with their phones and hours, policies): it goes into the hash. JSON. */
  readonly company?: Company;
  /** Other constants, for looking at what depends on them. */
  readonly assumed?: Assumed;
  /** States after which the search is given up. */
  readonly limit?: number;
}

/** Of it, the rule by which callers' needs are let go of is told in the certificate. */
export interface Company {
  readonly people?: {
    readonly relaxing?: Relaxing;
    readonly [field: string]: unknown;
  };
}

/** Searches all that can happen on a call, and sets each promise against the worst of it. Pure; the same inputs give the same certificate. */
export function proveFlow(
  flow: CompiledFlow,
  options: ProofOptions = {},
): Proof {
  return proveWithSteps(flow, options).proof;
}

/** The same, with how long each step can take. */
export function proveWithSteps(
  flow: CompiledFlow,
  options: ProofOptions = {},
): { readonly proof: Proof; readonly steps: readonly StepSeconds[] } {
  const given = options.assumed ?? assumed;
  const graph = explore(flow, given, options.limit ?? mostStates);
  if ("limit" in graph) {
    const { limit, where } = graph;
    const { flow: name } = flow.document;
    const proof = {
      type: "not-proved",
      flow: name,
      holds: false,
      limit,
      where,
    };
    return { proof: proof as Proof, steps: [] };
  }
  return {
    proof: certify(flow, graph, options.company, given),
    get steps() {
      return findStepSeconds(graph, given);
    },
  };
}

function certify(
  flow: CompiledFlow,
  graph: Graph,
  company: Company | undefined,
  given: Assumed,
): Proof {
  const { document } = flow;
  const promises = weigh(flow, graph, given, company);
  const rules = checkRules({ flow, graph, promises });
  return {
    type: "certificate",
    flow: document.flow,
    holds:
      promises.every(({ kept }) => kept) &&
      rules.every(({ holds }) => holds !== false),
    hash: hashInputs(flow, company, given),
    promises,
    rules,
    states: graph.nodes.length,
    ways: graph.edges,
    assumptions,
    spokenLimits: limitsOf(document),
    leftOut,
  };
}

const measured: readonly Measured[] = [
  "asks for a person within",
  "rings within, when someone is free",
  "answered or promised within",
  "settles a small charge within",
  "menus before a person",
  "questions at most",
  "transfers at most",
];

function weigh(
  flow: CompiledFlow,
  graph: Graph,
  given: Assumed,
  company: Company | undefined,
): PromiseResult[] {
  const structure = checkStructure(flow, graph);
  const sums = createMeasures(graph, flow.document, given);
  return promiseNames.flatMap((name) => {
    if (!isMeasured(name))
      return judge(flow, name, structure[name as Structural], (edge) =>
        edgeSeconds(edge, given),
      );
    const longest = sums.longest(name);
    const isDispute = name === "settles a small charge within";
    // Of a flow that settles no charges there is nothing to say, unless it promises to.
    if (
      isDispute &&
      longest.value === undefined &&
      !flow.document.promises?.[name]
    )
      return [];
    const seconds = sums.secondsOf(name);
    const isTime = name.includes("within");
    const byLanguage = Object.fromEntries(
      (isTime ? languagesOf(flow.document) : []).flatMap((language, _, all) => {
        const { value } =
          all.length === 1 ? longest : sums.longestIn(name, language);
        return value === undefined || value === -Infinity
          ? []
          : [[language, value]];
      }),
    ) as Partial<Record<Language, number>>;
    return judge(
      flow,
      name,
      {
        bound: longest.value ?? 0,
        path: longest.path,
        ...(isTime && { byLanguage }),
        ...(isDispute && {
          note: `by voice, as soon as it is asked; by key ${rounded(sums.byKey() ?? 0)} s`,
        }),
        ...(longest.value === undefined
          ? { note: "no call comes to it" }
          : name === "rings within, when someone is free" &&
            company?.people && { note: needsLetGo(company.people.relaxing) }),
        hints:
          isTime || longest.value === Infinity
            ? hintsFor(longest, seconds)
            : [],
      },
      seconds,
    );
  });
}

/** Whom "someone" means there: a caller is offered at once to whoever meets what they need, and to others when it is let go of. */
function needsLetGo(relaxing: Relaxing = {}): string {
  const times = Object.entries(timesOf(relaxing)).flatMap(([need, time]) =>
    time === 0
      ? []
      : [time === "never" ? `${need} never` : `${need} after ${time} s`],
  );
  return times.length === 0
    ? "whoever is on duty"
    : `someone who meets what the caller needs (let go of while they wait: ${times.join(", ")})`;
}

function judge(
  flow: CompiledFlow,
  name: PromiseName,
  found: Found,
  seconds: (edge: Edge) => number,
): PromiseResult {
  const { is, isWeaker, because } = promiseOf(flow.document.promises, name);
  const { bound, path, note, byLanguage } = found;
  const kept =
    typeof bound === "number"
      ? rounded(bound) <= Number(is)
      : bound || is === false;
  const unreasoned = isWeaker && because === undefined;
  return {
    name,
    promised: is,
    isWeaker,
    ...(because !== undefined && { because }),
    bound: typeof bound === "number" ? rounded(bound) : bound,
    ...(byLanguage && {
      byLanguage: Object.fromEntries(
        Object.entries(byLanguage).map(([language, value]) => [
          language,
          rounded(value),
        ]),
      ),
    }),
    kept: kept && !unreasoned,
    ...(kept && unreasoned && { lacksReason: true }),
    ...(note !== undefined && { note }),
    ...(path &&
      path.length > 0 && {
        worst: showCall(flow, titleOf(name, bound), path, seconds),
      }),
    hints: [
      ...(unreasoned ? [askForReason(name, is, bound)] : []),
      ...(kept ? [] : (found.hints ?? [])),
    ],
  };
}

function askForReason(
  name: PromiseName,
  is: number | boolean,
  bound: number | boolean,
): string {
  const usual = defaultPromises[name];
  const keepsUsual = bound === true || Number(bound) <= Number(usual);
  return `${tellValue(name, is)} promises less than the usual ${tellValue(name, usual)}. Write { is: …, because: … } with the reason${keepsUsual ? ", or leave the line out: the flow keeps what is usual." : "."}`;
}

/** Upwards, to a tenth: a bound is never printed smaller than it is. */
function rounded(value: number): number {
  return Math.max(0, Math.ceil(value * 10 - 1e-6) / 10);
}

function titleOf(name: PromiseName, bound: number | boolean): string {
  if (typeof bound === "boolean") return `This call breaks "${name}".`;
  if (bound === Infinity) return `"${name}": this call has no bound.`;
  return `"${name}": this call comes to ${rounded(bound)}${name.includes("within") ? " s" : ""}.`;
}

function isMeasured(name: PromiseName): name is Measured {
  return (measured as readonly string[]).includes(name);
}

/** The hash that a certificate of these inputs has; nothing is searched. */
export function certificateHash(flow: CompiledFlow, company?: Company): string {
  return hashInputs(flow, company, assumed);
}

// The chart is the document with all that the step kinds and other flows add to it: whatever is searched is hashed.
function hashInputs(
  { document, chart }: CompiledFlow,
  company: Company | undefined,
  given: Assumed,
): string {
  const inputs = {
    document,
    chart,
    company: company ?? null,
    defaultPromises,
    given,
    assumptions,
    spokenLimits: limitsOf(document),
    modelVersion,
  };
  return bytesToHex(sha256(utf8ToBytes(canonical(inputs))));
}

/** JSON with the names of every object in order, so that equal inputs have one text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}
