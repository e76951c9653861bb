import {
  timedPromises,
  type Clocks,
  type TimedPromise,
} from "./clock-state.js";

/** A caller who hung up before being served was kept so long; that counts when it is beyond what was proved. */
export function end(clocks: Clocks, at: number): Clocks {
  return timedPromises.reduce((all, name) => {
    const isOpen =
      isEveryCalls(name) &&
      clocks.standing !== "served" &&
      clocks.run[name] === undefined;
    return isOpen && secondsAt(clocks, at) > (clocks.proved[name] ?? Infinity)
      ? finish(all, name, at)
      : all;
  }, clocks);
}

// A caller who goes was not rung for, nor held, nor in a dispute that would have ended well, as far as anybody knows.
function isEveryCalls(name: TimedPromise): boolean {
  return (
    name === "asks for a person within" ||
    name === "answered or promised within"
  );
}

/** A promise is kept, so many seconds after the answer or after what asked anew; in a run, the first time counts. */
export function finish(clocks: Clocks, name: TimedPromise, at: number): Clocks {
  if (clocks.run[name] !== undefined) return clocks;
  return note(clocks, name, secondsAt(clocks, at));
}

/** Kept for this run, and where it is the longest of the call. */
export function note(
  clocks: Clocks,
  name: TimedPromise,
  seconds: number,
): Clocks {
  return {
    ...clocks,
    run: { ...clocks.run, [name]: seconds },
    longest: {
      ...clocks.longest,
      [name]: Math.max(seconds, clocks.longest[name] ?? 0),
    },
  };
}

function secondsAt({ from, spoken }: Clocks, at: number): number {
  return Math.max(0, Number(((at - from) / 1000 - spoken).toFixed(3)));
}
