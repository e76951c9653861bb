/**
 * What callers are answered with: the flows, the people whom it may ring, and the policies. They change together or not at all. A new set is
 * read, checked and proved before it takes effect; one that breaks a promise is refused with the call that breaks it, and the line goes on
 * with what it had. There is no way round it. Calls in progress stay on the flow and the people that they began with.
 *
 * All of it is the version that is live, the same for all servers: the store says which. The files of the folder are the first; whenever
 * files are read that differ from those read last, what is live with these files in place of its own becomes a version and is live.
 */
import { createHash } from "node:crypto";
import { knownToFlows, type DefinedConnections } from "../../lookups/index.js";
import { newInFiles } from "../../machines/company/new-in-files.js";
import {
  lineVersions,
  type LineVersions,
} from "../../machines/versions/events.js";
import { StoreUnavailable, type Store } from "../../store/contract.js";
import { partitionOf } from "../../store/index.js";
import {
  certify,
  compileWhole,
  flowFor,
  proveHere,
  textsOf,
  withTexts,
  type AnsweringFlow,
  type CompanyFiles,
  type Prove,
  type Served,
} from "./certify.js";
import { systemClock } from "../clock.js";
import { keepPolicies, readDocuments } from "./company.js";
import { demoLine } from "./demo-file.js";
import {
  createFlowLibrary,
  readFlowFolder,
  type FlowLibrary,
  type WrittenFile,
} from "./flow-library.js";
import {
  createFlowVersions,
  textsId,
  type FlowVersions,
} from "./flow-versions.js";
import { refuseToForget } from "../open-case-list.js";

export interface ServedLine {
  /** What a call that begins now gets, but for those that try another version. */
  readonly now: Served;
  /** The number of that version; 0 while the store has not been there yet. */
  readonly number: number;
  /** The version that a share of the calls gets. */
  readonly trial: OnTrial | undefined;
  /** What a call to that number gets when it begins: always the same for one call. */
  forCall(call: string, dialled: string): AnsweringFlow;
  /** The flow that is served under that version. */
  at(version: string): AnsweringFlow | undefined;
  /** The flow of a version that was served once. */
  readonly find: FlowLibrary["find"];
  readonly versions: FlowVersions;
  /** These texts proved; rejects with `FlowsRefused` or `SettingError`. `place` is what messages call them. */
  certify(written: readonly WrittenFile[], place: string): Promise<Served>;
  /** The same without the proof, which is the long part. */
  check(written: readonly WrittenFile[], place: string): Promise<void>;
  /** Keeps what calls will refer to. Gives the id of its texts. */
  keep(served: Served): Promise<string>;
  /** Reads the files again. Rejects with `FlowsRefused` or `SettingError`, and then nothing has changed. */
  reload(): Promise<Served>;
  /** Serves what the store says is live, and keeps there what could not be kept while it was away; asked again and again. */
  follow(): Promise<void>;
  /** Follows at once whenever a version goes live; asked again until it resolves. Gives what ends it. */
  watch(): Promise<() => Promise<void>>;
}

export interface OnTrial {
  readonly number: number;
  /** Per cent. */
  readonly share: number;
  readonly served: Served;
}

/** What calls that begin get, until something else is live. */
interface Answering {
  readonly files: CompanyFiles;
  readonly number: number;
  readonly now: Served;
  readonly trial?: OnTrial;
}

/** Reads the files of a company. Rejects with a `SettingError` or `FlowsRefused` that names the file and the line. `number`: the line's own, E.164. */
export async function readCompany(
  flowsDir: string,
  peopleFile: string,
  connections: DefinedConnections = {},
  number: string = demoLine,
): Promise<CompanyFiles> {
  return {
    number,
    connections,
    ...(await readDocuments(flowsDir, peopleFile)),
    flows: await readFlowFolder(flowsDir, {
      connections: knownToFlows(connections),
    }),
  };
}

/**
 * Serves what `read` gives, also while the store is away: the texts that calls refer to are kept later. Rejects with what `read` does,
 * and with `FlowsRefused` when a promise breaks.
 */
export async function openServed(
  read: () => Promise<CompanyFiles>,
  store: Store,
  prove: Prove = proveHere,
  now: () => number = () => systemClock.now(),
): Promise<ServedLine> {
  const library = createFlowLibrary(store);
  const versions = createFlowVersions(store);

  const keep = async (served: Served): Promise<string> => {
    await keepPolicies(served.policies, store);
    for (const { flow, bundle, certificate } of served.answering) {
      // oxlint-disable-next-line no-await-in-loop -- a few
      await library.keep(flow, bundle);
      // oxlint-disable-next-line no-await-in-loop -- a few
      await versions.keepCertificate(certificate);
    }
    return versions.keepTexts(textsOf(served));
  };

  /** `files` with the texts of a version; proved anew unless the store has its certificate. */
  const load = async (
    files: CompanyFiles,
    { list, live, trial }: LineVersions,
  ): Promise<Answering> => {
    const one = async (wanted: number): Promise<Served> => {
      const texts = list.find(({ number }) => number === wanted)?.texts ?? "";
      const written = await versions.readTexts(texts);
      const served = await certify(
        withTexts(files, written, `version ${wanted}`),
        prove,
        versions,
      );
      await keep(served);
      return served;
    };
    return {
      files,
      number: live,
      now: await one(live),
      ...(trial && {
        trial: {
          number: trial.number,
          share: trial.share,
          served: await one(trial.number),
        },
      }),
    };
  };

  /** What the store says is live, after the files that were read became a version where they are new. */
  const settle = async (files: CompanyFiles): Promise<Answering> => {
    const known = await versions.now();
    const { documents, flows } = files;
    const ownTexts = textsOf({ documents, texts: flows.texts });
    if (known.files === textsId(ownTexts)) return load(files, known);
    const { live } = known;
    const liveId = known.list.find(({ number }) => number === live)?.texts;
    const all = newInFiles(ownTexts, {
      last: known.files === "" ? [] : await versions.readTexts(known.files),
      live: liveId === undefined ? [] : await versions.readTexts(liveId),
    });
    const served = await certify(
      withTexts(files, all, "the files"),
      prove,
      versions,
    );
    await refuseToForget(store, served.people);
    const texts = await keep(served);
    const { version } = served.flow;
    const isTaken = await versions.take({
      type: "filed",
      at: now(),
      version,
      texts,
      files: await versions.keepTexts(ownTexts),
      live,
    });
    // Something went live meanwhile: these files are put together with that.
    return isTaken ? load(files, await versions.now()) : settle(files);
  };

  const prepare = async (): Promise<Answering> => {
    return settle(await read());
  };

  /** A change can wait for the store; callers cannot. */
  const start = async (): Promise<Answering> => {
    const files = await read();
    try {
      return await settle(files);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return { files, number: 0, now: await certify(files, prove) };
    }
  };

  let answering = await start();
  /** All flows that answer now, those of the version that is live before those that are tried. */
  const all = (): readonly AnsweringFlow[] =>
    [answering.now, answering.trial?.served].flatMap(
      (served) => served?.answering ?? [],
    );
  const serve = (next: Answering): Answering => {
    answering = next;
    library.serve(all().map(({ flow }) => flow));
    return next;
  };
  serve(answering);

  /** What could not be served here; not tried again until something else is live. */
  let refused = "";
  const follow = async (): Promise<void> => {
    if (answering.number === 0)
      return void serve(await settle(answering.files));
    const known = await versions.now();
    const wanted = markOf(known.live, known.trial);
    const { number, trial } = answering;
    if (wanted === markOf(number, trial) || wanted === refused) return;
    try {
      serve(await load(answering.files, known));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) refused = wanted;
      throw error;
    }
  };

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: what was read last is what is served. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    get now() {
      return answering.now;
    },
    get number() {
      return answering.number;
    },
    get trial() {
      return answering.trial;
    },
    forCall(call, dialled) {
      const { trial } = answering;
      const tries = trial && placeOf(call) < trial.share;
      return flowFor(tries ? trial.served : answering.now, dialled);
    },
    at: (version) => all().find(({ flow }) => flow.version === version),
    find: (version) => library.find(version),
    versions,
    certify: async (written, place) => {
      const files = withTexts(answering.files, written, place);
      await refuseToForget(store, files.people);
      return certify(files, prove, versions);
    },
    check: async (written, place) => {
      const files = withTexts(answering.files, written, place);
      compileWhole(files);
      await refuseToForget(store, files.people);
    },
    keep,
    reload: () => inTurn(async () => serve(await prepare()).now),
    follow: () => inTurn(follow),
    watch: () =>
      store.watch((partition) => {
        if (partition === partitionOf(lineVersions))
          void inTurn(follow).catch(() => undefined);
      }),
  };
}

function markOf(
  live: number,
  trial: { readonly number: number; readonly share: number } | undefined,
): string {
  return `${live} ${trial?.number ?? ""} ${trial?.share ?? ""}`;
}

/** 0 to 99, evenly, and for good: the carrier's first question may come twice. */
function placeOf(call: string): number {
  return createHash("sha256").update(call).digest().readUInt32BE(0) % 100;
}
