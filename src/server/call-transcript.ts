import type { CallContext } from "../flows/call-context.js";
import type { CompiledFlow } from "../flows/index.js";
import type { Clocks } from "../flows/proof/index.js";
import { rehearse } from "../flows/rehearse.js";
import { printTranscript, type Transcript } from "../flows/transcript/index.js";
import { maskNumbers } from "./log.js";
import type { MachineState } from "./turn.js";
import { contextOf } from "./voice/voice-address.js";

/** A call as a transcript in the tests' format, from what it kept: played anew by its own flow, with every number masked. */
export function writeCall(flow: CompiledFlow, state: MachineState): string {
  return maskNumbers(printTranscript(playCall(flow, state)));
}

export function playCall(flow: CompiledFlow, state: MachineState): Transcript {
  const { startedAt, events } = state.record as Clocks;
  const { people, reference, line } = contextOf(state) as CallContext;
  return rehearse(
    {
      title: "A call as it was measured.",
      header: callHeader(state),
      turns: events.map((event) => ({ event, lines: [] })),
    },
    { flow, people, startedAt, line, call: "call", reference },
  );
}

/** What stands above the events of a transcript: the version, when the call began, and whether anybody could be rung. */
export function callHeader(state: MachineState): Transcript["header"] {
  const { startedAt } = state.record as Clocks;
  const { people } = contextOf(state) as CallContext;
  return [
    ["flow", state.version],
    ["clock", new Date(startedAt).toISOString()],
    ...(people.agents.length === 0 ? ([["agents", "none"]] as const) : []),
  ];
}
