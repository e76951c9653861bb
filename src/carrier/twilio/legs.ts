import { CarrierRefused, type CarrierRest } from "./rest.js";

/** What the line asks of the carrier about legs that are under way, or that it wants. */
export interface Legs {
  /**
   * Rings a phone and gives the leg's id. `since` (epoch ms): it may have been asked for after then already, and nobody knows whether it was
   * done: a leg that began after then is not made twice. Rejects with `CarrierRefused`.
   */
  ring(leg: {
    readonly phone: string;
    /** A number of ours. */
    readonly from: string;
    /** Seconds. */
    readonly timeout: number;
    /** Absolute: the document for whoever picks up. */
    readonly answerUrl: string;
    /** Absolute: asked where the carrier could not get or use a document of the leg's. */
    readonly fallbackUrl: string;
    /** Absolute: told when the phone begins to ring, and once the leg is over. */
    readonly statusUrl: string;
    readonly since?: number;
    /** It was counted among the calls of a day before. */
    readonly counted?: true;
  }): Promise<string>;
  /** Ends a leg, ringing or in progress; one that is over is over. */
  end(leg: string): Promise<void>;
  /** Lets a leg ask this address for its document now. `false`: the leg is over, and never asks. */
  fetch(leg: string, url: string): Promise<boolean>;
  /** Whether it rings or is in progress; one that the carrier does not know any more does neither. */
  isThere(leg: string): Promise<boolean>;
}

/** How far the carrier's clock may be behind ours, ms. A leg to the same phone that began before is somebody else's. */
const clockMargin = 10_000;

const isUnderWay = ["queued", "initiated", "ringing", "in-progress"];

/** The carrier's code for a leg that is not in progress: it is over, or it is not answered yet. */
const notInProgress = 21_220;

/** Source: Twilio, "Call resource": `Calls.json` has no idempotency key, and 21220 says that a call is not in progress. */
export function createLegs(rest: Pick<CarrierRest, "get" | "post">): Legs {
  const addressOf = (leg: string) => `/Calls/${encodeURIComponent(leg)}.json`;
  /** Whether it is there. */
  const change = async (
    leg: string,
    form: Record<string, string>,
  ): Promise<boolean> => {
    try {
      await rest.post(addressOf(leg), form);
      return true;
    } catch (error) {
      if (!(error instanceof CarrierRefused) || !isGone(error)) throw error;
      return false;
    }
  };
  const isThere = async (leg: string): Promise<boolean> => {
    const { status = "" } = (await rest
      .get(addressOf(leg))
      .catch(whereKnown)) as { status?: string };
    return isUnderWay.includes(status);
  };
  return {
    async ring({
      phone,
      from,
      timeout,
      answerUrl,
      fallbackUrl,
      statusUrl,
      since,
    }) {
      const found =
        since === undefined
          ? undefined
          : await findLeg(rest, from, phone, since);
      if (found !== undefined) return found;
      const made = await rest.post("/Calls.json", {
        To: phone,
        From: from,
        Url: answerUrl,
        FallbackUrl: fallbackUrl,
        StatusCallback: statusUrl,
        StatusCallbackEvent: ["ringing", "completed"],
        Timeout: String(timeout),
      });
      return sidOf(made);
    },
    isThere,
    async end(leg) {
      await change(leg, { Status: "completed" });
    },
    async fetch(leg, url) {
      if (await change(leg, { Url: url })) return true;
      // One that is about to be answered is not in progress either, and is told again.
      if (await isThere(leg))
        throw new Error(`${leg} is not in progress yet; it is told again.`);
      return false;
    },
  };
}

function isGone({ status, carrierCode }: CarrierRefused): boolean {
  return status === 404 || carrierCode === notInProgress;
}

function whereKnown(error: unknown): object {
  if (error instanceof CarrierRefused && error.status === 404) return {};
  throw error;
}

interface Leg {
  readonly sid: string;
  readonly status: string;
  /** RFC 2822. */
  readonly date_created: string;
}

async function findLeg(
  rest: Pick<CarrierRest, "get">,
  from: string,
  phone: string,
  since: number,
): Promise<string | undefined> {
  const { calls = [] } = (await rest.get("/Calls.json", {
    To: phone,
    From: from,
    PageSize: "20",
  })) as { calls?: Leg[] };
  return calls.find(
    ({ status, date_created }) =>
      isUnderWay.includes(status) &&
      Date.parse(date_created) >= since - clockMargin,
  )?.sid;
}

function sidOf(made: unknown): string {
  const { sid } = (made ?? {}) as { sid?: unknown };
  if (typeof sid !== "string")
    throw new Error("The carrier made a call and did not say which.");
  return sid;
}
