/**
 * What goes wrong on demand. Shares are 0 to 1 and drawn from the simulator's `random`, so a seed repeats a bad day.
 */
export interface Faults {
  /** Share of webhooks that never reach the application: 15 s later the carrier gives up on them. */
  readonly lost: number;
  /** Share of webhooks delivered a second time, with the same idempotency token; the first answer counts. */
  readonly duplicated: number;
  /** Added to every answer of the application, in ms of the simulator's clock. */
  readonly slowMs: number;
  /** Share of status callbacks held back until the leg's next one has been delivered, and of actions that come after the leg's last one. */
  readonly swapped: number;
  /** So many REST requests from now on are refused with 429 (20429). */
  readonly restRefusals: number;
  /** Share of text messages that the carrier takes and that never come to the telephone. */
  readonly undelivered: number;
  /** Only webhooks whose URL contains this text suffer; "" means all. */
  readonly onlyUrl: string;
}

const noFaults: Faults = {
  lost: 0,
  duplicated: 0,
  slowMs: 0,
  swapped: 0,
  restRefusals: 0,
  undelivered: 0,
  onlyUrl: "",
};

export interface FaultBox {
  readonly current: Faults;
  set(faults: Partial<Faults>): void;
  /** Whether this webhook draws the fault. */
  strikes(fault: "lost" | "duplicated" | "swapped", url: string): boolean;
  /** How much slower this webhook's answer is, in ms. */
  slowness(url: string): number;
  /** Whether this text message never comes to its telephone. */
  losesMessage(): boolean;
  /** Whether the REST request at hand is refused; counts down. */
  refusesRest(): boolean;
}

export function createFaultBox(
  random: () => number,
  initial: Partial<Faults> = {},
): FaultBox {
  let current: Faults = { ...noFaults, ...initial };
  const concerns = (url: string): boolean => url.includes(current.onlyUrl);
  return {
    get current() {
      return current;
    },
    set(faults) {
      current = { ...current, ...faults };
    },
    strikes: (fault, url) =>
      current[fault] > 0 && concerns(url) && random() < current[fault],
    slowness: (url) => (concerns(url) ? current.slowMs : 0),
    losesMessage: () =>
      current.undelivered > 0 && random() < current.undelivered,
    refusesRest() {
      if (current.restRefusals <= 0) return false;
      current = { ...current, restRefusals: current.restRefusals - 1 };
      return true;
    },
  };
}
