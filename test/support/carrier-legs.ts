import { randomBytes } from "node:crypto";
import type { Legs } from "../../src/carrier/twilio/legs.js";

export interface RungLeg {
  readonly leg: string;
  readonly phone: string;
  readonly answerUrl: string;
  readonly statusUrl: string;
}

/** What the line asked of the carrier's REST API about legs, newest last. */
export interface CarrierLegs extends Legs {
  readonly rung: RungLeg[];
  readonly ended: string[];
  readonly fetched: string[];
  /** The legs that were to fetch them. */
  readonly fetchedBy: string[];
}

/** The carrier's REST API as a test stands in for it: it takes everything down and gives each leg an id. */
export function createCarrierLegs(): CarrierLegs {
  const rung: CarrierLegs["rung"] = [];
  const ended: string[] = [];
  const fetched: string[] = [];
  const fetchedBy: string[] = [];
  return {
    rung,
    ended,
    fetched,
    fetchedBy,
    ring({ phone, answerUrl, statusUrl }) {
      const leg = `CA${randomBytes(16).toString("hex")}`;
      rung.push({ leg, phone, answerUrl, statusUrl });
      return Promise.resolve(leg);
    },
    end(leg) {
      ended.push(leg);
      return Promise.resolve();
    },
    fetch(leg, url) {
      fetched.push(url);
      fetchedBy.push(leg);
      return Promise.resolve();
    },
  };
}
