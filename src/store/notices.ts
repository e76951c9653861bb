import type { Commit, NoticeListener } from "./contract.js";
import { partitionCount } from "./partition.js";

/** What there is to tell of a commit: that effects came (`undefined`), and when the earliest timer that it set is due. */
export type Notice = number | undefined;

export function noticesOf({
  effects,
  timers,
}: Pick<Commit, "effects" | "timers">): readonly Notice[] {
  const due = timers.flatMap(({ dueAt }) => dueAt ?? []);
  return [
    ...(effects.length > 0 ? [undefined] : []),
    ...(due.length > 0 ? [Math.min(...due)] : []),
  ];
}

/** Where nobody knows what came: anything may have. */
export const anything: readonly Notice[] = [undefined, 0];

export function tellEvery(listener: NoticeListener): void {
  for (let partition = 0; partition < partitionCount; partition += 1)
    for (const notice of anything) listener(partition, notice);
}
