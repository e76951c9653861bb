import type { CallEnd } from "./diff-calls.js";

/** It comes to another step, to something else, or no further; otherwise only sooner or later. */
export function endsElsewhere(changed: {
  readonly before: CallEnd;
  readonly after: CallEnd;
}): boolean {
  const { before, after } = changed;
  return (
    before.step !== after.step ||
    before.got !== after.got ||
    before.strayed !== after.strayed
  );
}
