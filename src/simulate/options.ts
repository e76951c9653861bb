import { demoLine } from "../server/served/demo-file.js";
import type { Mix } from "./mix.js";
import { usualMix } from "./mix.js";

/** What a day is like. Times in ms, shares 0 to 1. */
export interface DayOptions {
  /** The folder of the flow that is served, and the file of its people. */
  readonly flowsDir: string;
  readonly peopleFile: string;
  /** The number that callers dial, E.164. */
  readonly to: string;
  /** How many agents: those of the file in turn, again and again. */
  readonly agents: number;
  readonly calls: number;
  /** Callers come one by one, independently of each other (Poisson), for so long on average. */
  readonly overMs: number;
  /** Epoch ms at which the day begins; absent: the next Monday at eight, where the flow is. */
  readonly start?: number | undefined;
  /** When each call comes, ms after the start; in place of `calls` and `overMs`. */
  readonly arrivals?: readonly number[] | undefined;
  readonly seed: number;
  readonly mix: Mix;
  /** Mean time that a call keeps a person: from the first ring until they are free again, wrap-up included (AHT). */
  readonly handlingMs: number;
  readonly shape: "exponential" | "log-normal";
  /** Absent: the people file's. */
  readonly wrapUpMs?: number | undefined;
  /** Mean time that callers wait for a person before they hang up, exponential; Infinity: nobody does. */
  readonly patienceMs: number;
  /** From the first ring to the person's hello, on average. */
  readonly answerMs: number;
  /** How many offers agents refuse. */
  readonly declines: number;
  /** How many choose to be called back once they have waited half a minute. */
  readonly callMe: number;
  /** How many of those who hung up while they waited ring again, two minutes later on average. */
  readonly redials: number;
  /** How many pick up when they are called back. */
  readonly reached: number;
  /** How often the director, a deputy or an adviser picks up. */
  readonly leaders: number;
  /** How many talks the agent ends first: the caller is asked whether it is settled. */
  readonly agentEnds: number;
  /** How many of those say that it is not. */
  readonly unsettled: number;
  /** Calls that the carrier begins for us in a second. */
  readonly callsPerSecond: number;
}

export const usualDay: Omit<DayOptions, "flowsDir" | "peopleFile"> = {
  to: demoLine,
  agents: 8,
  calls: 500,
  overMs: 4 * 3_600_000,
  seed: 1,
  mix: usualMix,
  handlingMs: 240_000,
  shape: "exponential",
  patienceMs: 180_000,
  answerMs: 4_000,
  declines: 0.02,
  callMe: 0.3,
  redials: 0.3,
  reached: 0.8,
  leaders: 0.5,
  agentEnds: 0.5,
  unsettled: 0.05,
  callsPerSecond: 1,
};
