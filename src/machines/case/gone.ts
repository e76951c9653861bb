/** A closed case whose time is over: nothing of it is left but its line among the closed ones of its week, which names nobody. */
import { emptyCase, type Case } from "./file.js";
import type { Step } from "../reduce.js";

/** Told by its week. */
export interface TimeOver {
  readonly type: "time-over";
  readonly at: number;
  /** Epoch ms: what was closed before then goes. */
  readonly closedBefore: number;
}

export function isTimeOver({ closing }: Case, event: TimeOver): boolean {
  return closing !== undefined && closing.at < event.closedBefore;
}

/** What the caller and its owner said goes at the carrier, too. */
export function letGo({ recordings }: Case): Step<Case> {
  return {
    context: emptyCase,
    effects: recordings.flatMap(({ url }) =>
      url === undefined ? [] : [{ type: "delete-recording", recording: url }],
    ),
  };
}
