import { stepOf } from "../../flows/chart-places.js";
import type { Clocks } from "../../flows/proof/index.js";
import { parseEvent } from "../../flows/transcript.js";
import { playCall } from "../call-transcript.js";
import type { FlowLibrary } from "../flow-library.js";
import type { MachineState } from "../turn.js";

/** What a caller pressed or said, and the step that it led to. */
export interface Told {
  /** Digits, or the words as the recogniser wrote them; empty: words, on a line that keeps none. */
  readonly said: string;
  readonly spoken: boolean;
  readonly to: string;
}

/** All that a caller told the line so far, in order; nothing for a call that was not measured. */
export async function toldBy(
  findFlow: FlowLibrary["find"],
  state: MachineState,
): Promise<readonly Told[]> {
  const { events } = (state.record ?? {}) as Partial<Clocks>;
  if (!events?.some(isTold)) return [];
  const { turns } = playCall(await findFlow(state.version), state);
  return turns.flatMap(({ event, lines }): Told[] => {
    const happened = parseEvent(event);
    const to = stepOf(placeIn(lines));
    if (happened.type === "digits")
      return [{ said: happened.digits, spoken: false, to }];
    return happened.type === "speech"
      ? [{ said: happened.text, spoken: true, to }]
      : [];
  });
}

function isTold(event: string): boolean {
  return /^(digits|speech) /.test(event);
}

/** The transcript's last line of a turn, `at      person.waiting`. */
function placeIn(lines: readonly string[]): string {
  return lines.at(-1)?.replace(/^at\s+/, "") ?? "";
}
