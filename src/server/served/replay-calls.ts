import { setImmediate } from "node:timers/promises";
import { diffCalls, type CallChanged } from "../../flows/diff/index.js";
import { compileFlow } from "../../flows/index.js";
import type { Clocks } from "../../flows/proof/index.js";
import type { Transcript } from "../../flows/transcript/index.js";
import type { Store } from "../../store/contract.js";
import { callHeader } from "../call-transcript.js";
import {
  FlowsRefused,
  assembleFlows,
  type FlowFile,
  type WrittenFile,
} from "./flow-library.js";
import type { ServedLine } from "./served.js";
import { readState } from "../turn.js";

/** So many are enough to see what changes, and take about a second to play. */
const mostCalls = 200;
/** Between two pauses, in which callers are answered. */
const atOnce = 5;

/**
 * Plays calls that are over and still remembered (a day, unless a setting says otherwise) on what callers get and on `written`, as
 * `directo diff --calls` does: those of each flow that `written` changes. `undefined`: those texts have mistakes.
 */
export async function replayCalls(
  store: Store,
  served: ServedLine,
  written: readonly WrittenFile[],
): Promise<{ played: number; changed: readonly CallChanged[] } | undefined> {
  const drafts = draftsOf(written, served);
  if (!drafts) return undefined;
  const changed: CallChanged[] = [];
  let played = 0;
  for (const { flow, bundle } of served.now.answering) {
    const draft = drafts.find(
      ({ document }) => document.flow === flow.document.flow,
    );
    if (!draft || draft.text === bundle) continue;
    const after = compileFlow(draft.document);
    // oxlint-disable-next-line no-await-in-loop -- one flow after the other: mostly there is one
    const calls = await recentCalls(store, flow.document.flow);
    played += calls.length;
    for (let place = 0; place < calls.length; place += atOnce) {
      const some = calls.slice(place, place + atOnce);
      changed.push(...diffCalls(flow, after, some));
      // oxlint-disable-next-line no-await-in-loop -- so that callers are answered meanwhile
      await setImmediate();
    }
  }
  return { played, changed };
}

function draftsOf(
  written: readonly WrittenFile[],
  served: ServedLine,
): readonly FlowFile[] | undefined {
  try {
    return assembleFlows(written, served.now.flow.company, "draft").lines;
  } catch (error) {
    if (error instanceof FlowsRefused) return undefined;
    throw error;
  }
}

/** Named by when they began, the newest first. */
async function recentCalls(
  store: Store,
  flow: string,
): Promise<{ name: string; call: Transcript }[]> {
  const found: { at: number; call: Transcript }[] = [];
  for await (const key of store.machines()) {
    if (key.kind !== "call") continue;
    const { machine } = await store.load(key);
    const state = machine && readState(machine.state);
    if (!state || state.snapshot.status !== "done") continue;
    if (!state.version.startsWith(`${flow}@`) || !state.record) continue;
    const { startedAt, events } = state.record as Clocks;
    const turns = events.map((event) => ({ event, lines: [] }));
    const call = { title: "", header: callHeader(state), turns };
    found.push({ at: startedAt, call });
    if (found.length >= mostCalls) break;
  }
  return found
    .toSorted((one, other) => other.at - one.at)
    .map(({ at, call }) => ({ name: new Date(at).toISOString(), call }));
}
