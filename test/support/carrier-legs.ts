import { randomBytes } from "node:crypto";
import { createLegs, type Legs } from "../../src/carrier/twilio/legs.js";
import { createMessages } from "../../src/carrier/twilio/messages.js";
import {
  CarrierRefused,
  type CarrierRest,
} from "../../src/carrier/twilio/rest.js";

export interface RungLeg {
  readonly leg: string;
  readonly phone: string;
  /** The number that it shows. */
  readonly from: string;
  readonly answerUrl: string;
  readonly fallbackUrl: string;
  readonly statusUrl: string;
}

/** What the line asked of the carrier's REST API about legs, newest last. */
export interface CarrierLegs extends Legs {
  readonly rung: RungLeg[];
  readonly ended: string[];
  readonly fetched: string[];
  /** The legs that were to fetch them. */
  readonly fetchedBy: string[];
  /** Hung up by whoever is on it, or never picked up: the test says so. */
  readonly over: Set<string>;
}

type Form = Readonly<Record<string, string | readonly string[]>>;

/** The leg that an address of one is about. */
function legIn(path: string): string | undefined {
  const [, leg] = /^\/Calls\/(.+)\.json$/.exec(path) ?? [];
  return leg && decodeURIComponent(leg);
}

const text = (form: Form, name: string) => String(form[name] ?? "");
const rfc2822 = (at: number) => new Date(at).toUTCString();

/** The carrier's REST API as a test stands in for it: it takes everything down, gives each leg an id, and lists what it has. */
export function createCarrierLegs(
  now: () => number = () => Date.now(),
): CarrierLegs {
  const rung: CarrierLegs["rung"] = [];
  const ended: string[] = [];
  const fetched: string[] = [];
  const fetchedBy: string[] = [];
  const over = new Set<string>();
  const madeAt = new Map<string, number>();
  const make = (form: Form) => {
    const leg = `CA${randomBytes(16).toString("hex")}`;
    rung.push({
      leg,
      phone: text(form, "To"),
      from: text(form, "From"),
      answerUrl: text(form, "Url"),
      fallbackUrl: text(form, "FallbackUrl"),
      statusUrl: text(form, "StatusCallback"),
    });
    madeAt.set(leg, now());
    return { sid: leg };
  };
  const statusOf = (leg: string) =>
    ended.includes(leg) || over.has(leg) ? "completed" : "in-progress";
  const change = (leg: string, form: Form) => {
    if (over.has(leg)) throw new CarrierRefused(400, 21_220, "It is over.");
    if (form["Url"] === undefined) ended.push(leg);
    else {
      fetched.push(text(form, "Url"));
      fetchedBy.push(leg);
    }
    return {};
  };
  const legs = createLegs({
    post: async (path, form) => {
      const leg = legIn(path);
      return leg === undefined ? make(form) : change(leg, form);
    },
    get: async (path, query) => {
      const one = legIn(path);
      if (one !== undefined) return { sid: one, status: statusOf(one) };
      return {
        calls: rung
          .filter(({ phone }) => phone === query?.["To"])
          .map(({ leg }) => ({
            sid: leg,
            status: statusOf(leg),
            date_created: rfc2822(madeAt.get(leg) ?? 0),
          })),
      };
    },
  });
  return { ...legs, rung, ended, fetched, fetchedBy, over };
}

/** The same for text messages; `sent` is `[to, text]` of each, `statusUrls` of those that asked for one. */
export function createCarrierMessages(from: string, now: () => number) {
  const sent: [string, string][] = [];
  const statusUrls: string[] = [];
  const sentAt: number[] = [];
  const rest: Pick<CarrierRest, "get" | "post"> = {
    post: (_path, form) => {
      sent.push([text(form, "To"), text(form, "Body")]);
      sentAt.push(now());
      if (form["StatusCallback"] !== undefined)
        statusUrls.push(text(form, "StatusCallback"));
      return Promise.resolve({});
    },
    get: (_path, query) =>
      Promise.resolve({
        messages: sent.flatMap(([to, body], at) =>
          to === query?.["To"]
            ? [{ body, date_created: rfc2822(sentAt[at] ?? 0) }]
            : [],
        ),
      }),
  };
  return { sent, statusUrls, send: createMessages(rest, from) };
}
