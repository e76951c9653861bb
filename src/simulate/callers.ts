import { createChance } from "./chance.js";
import type { DayOptions } from "./options.js";

/** A talk that a caller is to have, drawn beforehand. */
export interface Talk {
  /** From the first ring at the person's phone until they are free again, ms. */
  readonly handlingMs: number;
  readonly agentEnds: boolean;
  readonly settled: boolean;
}

/** Somebody who calls: all of their chance is drawn before the day begins. */
export interface Caller {
  readonly number: string;
  /** ms after the start. */
  readonly at: number;
  readonly reason: string;
  readonly keys: string;
  readonly account?: string | undefined;
  readonly patienceMs: number;
  /** How long they wait before they choose to be called back; Infinity: they do not. */
  readonly callMeMs: number;
  /** How long after hanging up they ring again; Infinity: they do not. */
  readonly redialMs: number;
  readonly reached: boolean;
  readonly talks: readonly Talk[];
}

/** Whoever chooses to be called back has waited so long. */
const callMeMs = 30_000;
/** Whoever rings again does so after this time on average. */
const redialMs = 120_000;
/** Nobody comes back more often. */
export const mostTalks = 4;

/** Everybody who calls on the day, in the order of coming. */
export function drawCallers(options: DayOptions): readonly Caller[] {
  const reasons = Object.entries(options.mix).map(
    ([name, { share }]) => [name, share] as const,
  );
  return arrivalsOf(options).map((at, index) => {
    const chance = createChance(options.seed, `caller ${index}`);
    const reason = chance.pick(reasons);
    const { keys = "", account } = options.mix[reason] ?? {};
    const patienceMs = chance.length(options.patienceMs);
    const choosesCall = chance.happens(options.callMe);
    return {
      number: numberOf(index),
      at,
      reason,
      keys,
      account,
      patienceMs,
      callMeMs: choosesCall ? callMeMs : Infinity,
      redialMs: chance.length(
        chance.happens(options.redials) ? redialMs : Infinity,
      ),
      reached: chance.happens(options.reached),
      talks: Array.from({ length: mostTalks }, (_, talk) => ({
        handlingMs: chance.length(options.handlingMs, options.shape),
        agentEnds: chance.happens(options.agentEnds),
        settled: talk === mostTalks - 1 || !chance.happens(options.unsettled),
      })),
    };
  });
}

function arrivalsOf(options: DayOptions): readonly number[] {
  const { arrivals, calls, overMs, seed } = options;
  if (arrivals) return arrivals;
  const chance = createChance(seed, "arrivals");
  let at = 0;
  return Array.from(
    { length: calls },
    () => (at += chance.length(overMs / calls)),
  );
}

/** An ordinary number of Washington, where 202-555 stays free for the company's own. */
function numberOf(index: number): string {
  return `+1202${6_000_000 + index}`;
}
