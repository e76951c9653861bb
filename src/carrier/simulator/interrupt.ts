import type { Clock } from "./clock.js";

/** Why a running document stops in the middle of a verb: the leg is gone, REST gave it another document, or a key cut it. */
export type Interruption = "ended" | "replaced" | "cut" | "released";

/** Thrown out of a verb's waiting when its signal is aborted; `reason` says what took over. */
export class Interrupted extends Error {
  readonly reason: Interruption;
  constructor(reason: Interruption) {
    super(`interrupted: ${reason}`);
    this.name = "Interrupted";
    this.reason = reason;
  }
}

/** The clean-up of what needs none. */
export function doNothing(): void {}

/** Waits for `done` to be called; when `signal` aborts first, it cleans up and throws `Interrupted`. */
export function interruptible<T>(
  signal: AbortSignal,
  start: (done: (value: T) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(interruption(signal));
    let over = false;
    let cleanUp = doNothing;
    const settle = (finish: () => void): void => {
      if (over) return;
      over = true;
      signal.removeEventListener("abort", onAbort);
      cleanUp();
      finish();
    };
    const onAbort = (): void => settle(() => reject(interruption(signal)));
    signal.addEventListener("abort", onAbort);
    const stop = start((value) => settle(() => resolve(value)));
    if (over) stop();
    else cleanUp = stop;
  });
}

/** Lets `ms` of the clock pass, unless `signal` aborts. */
export function pause(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return interruptible<void>(signal, (done) =>
    clock.after(ms, () => done(undefined)),
  );
}

/** Throws `Interrupted` when `signal` was aborted while something else was awaited. */
export function stopIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interruption(signal);
}

/** A controller that also aborts when `parent` does, for the same reason; `detach` ends that tie. */
export function childController(parent: AbortSignal): {
  controller: AbortController;
  detach: () => void;
} {
  const controller = new AbortController();
  const pass = (): void => controller.abort(parent.reason);
  if (parent.aborted) pass();
  parent.addEventListener("abort", pass);
  return {
    controller,
    detach: () => parent.removeEventListener("abort", pass),
  };
}

function interruption(signal: AbortSignal): Interrupted {
  return new Interrupted(signal.reason as Interruption);
}
