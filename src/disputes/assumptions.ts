/**
 * What the analysis takes for given. Every value has a source, in words a head of customer service can check or replace; the
 * defaults are in US dollars, and nothing is converted: another currency has to say its own costs.
 */

/** A value with where it comes from. */
export interface Assumed<Value> {
  readonly value: Value;
  readonly source: string;
}

/** Rates are in ten-thousandths (2500 is 25%); money in minor units of `currency`. */
export interface Assumptions {
  readonly currency: string;
  /** Handling cost of a claim whose row tells none; undefined when there is no figure for this currency. */
  readonly handlingCost: Assumed<number> | undefined;
  /** What an hour of handling costs; turns a file's minutes into money. */
  readonly agentHour: number | undefined;
  /** The part of the handling cost that is not spent when the claim is not handled. */
  readonly avoidable: Assumed<number>;
  /** What the line costs for one claim that it settles. */
  readonly lineCost: Assumed<number>;
  /** Further claims that each concession brings along. */
  readonly induced: Assumed<InducedRate>;
  readonly guard: Guard;
}

/** Further claims for each conceded one: what is expected, and the range that is drawn. */
export interface InducedRate {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** After so many concessions within so many days a customer's next claim goes to an agent. */
export interface Guard {
  readonly concessions: number;
  readonly days: number;
}

/** The values that a person has set; what is absent is assumed. Money in minor units, rates in ten-thousandths. */
export interface Chosen {
  readonly currency: string;
  readonly handlingCost?: number;
  readonly agentHour?: number;
  readonly avoidable?: number;
  readonly lineCost?: Assumed<number>;
  readonly induced?: Partial<InducedRate>;
  readonly guard?: Partial<Guard>;
}

// 1,537 a month over 125 to 147 claims a month is 10.46 to 12.30; over their middle, 136, it is 11.30.
const handlingDefault: Assumed<number> = {
  value: 1130,
  source:
    "default: one telephone company's US$1,537 a month for 125–147 small claims, phone and counter together (US$10.46–12.30 each)",
};

const lineDefault: Assumed<number> = {
  value: 20,
  source:
    "default: 2 minutes at US$0.05 (number, voice, speech recognition) and US$0.10 for the message with the corrected invoice; set --line-minutes and --line-minute-cost to your carrier's prices",
};

const inducedDefault: Assumed<InducedRate> = {
  value: { low: 0, expected: 2500, high: 10_000 },
  source:
    "default: nobody has published it for phone charges. Retailers judged 13.7% of returned goods dishonest (NRF and Appriss, 2023), 16 for each 100 honest returns; a phone claim needs neither goods nor receipt, so 25 for each 100 are expected, and 0 to 100 are drawn. Each is priced at the full threshold, as if everybody knew it",
};

/** Fills up what was not chosen. */
export function assume(chosen: Chosen): Assumptions {
  const dollars = chosen.currency === "USD";
  const set = "as you set it";
  return {
    currency: chosen.currency,
    handlingCost:
      chosen.handlingCost !== undefined
        ? { value: chosen.handlingCost, source: set }
        : dollars
          ? handlingDefault
          : undefined,
    agentHour: chosen.agentHour,
    avoidable:
      chosen.avoidable === undefined
        ? {
            value: 10_000,
            source:
              "default: the handling cost is taken as wholly avoidable; set --avoidable lower if desks and supervisors stay",
          }
        : { value: chosen.avoidable, source: set },
    lineCost: chosen.lineCost ?? (dollars ? lineDefault : lineUnknown),
    induced:
      chosen.induced === undefined
        ? inducedDefault
        : {
            value: widen(chosen.induced),
            source: set,
          },
    guard: { concessions: 3, days: 90, ...chosen.guard },
  };
}

// The range that is drawn holds what is expected.
function widen(chosen: Partial<InducedRate>): InducedRate {
  const { low, expected, high } = { ...inducedDefault.value, ...chosen };
  return {
    low: Math.min(low, expected),
    expected,
    high: Math.max(high, expected),
  };
}

const lineUnknown: Assumed<number> = {
  value: 0,
  source:
    "unknown in this currency, counted as nothing; set --line-minute-cost",
};
