import type { Decidables } from "./conditions/index.js";
import type { Variables } from "./speech/index.js";
import { weekdays } from "./weekdays.js";

/** Known on every call, from its first word. */
export const everywhere: Variables = {
  "director.name": "text",
  "director.title": "text",
  "director.number": "digits",
  "caller.number": "digits",
  reference: "digits",
};

/** Known on most calls, and why not on all: a text says what else it says then. */
export const unsure: Readonly<Record<string, string>> = {
  "caller.number": "callers may withhold it",
  "promised.reference":
    "it is said to callers whose number the carrier vouches for",
  "last.name": "the call may have been cut off before anybody took it",
};

/** Known once a charge is at hand. */
export const withCharge: Variables = {
  ...everywhere,
  "charge.label": "text",
  "charge.amount": "money",
  "charge.date": "date",
};

/** Known once the charge went. */
export const withTotal: Variables = { ...withCharge, total: "money" };

/** Known where a person is being rung. */
const withPerson: Variables = { ...everywhere, "person.name": "text" };

/** Known where a call goes on that was cut off. */
/** While somebody else rings in place of whoever was asked for. */
export const withStandIn: Variables = {
  ...everywhere,
  "deputy.name": "text",
};

export const withLast: Variables = { ...everywhere, "last.name": "text" };

/** Known where it is closed, and it is known until when. */
export const withOpening: Variables = {
  ...everywhere,
  "hours.opens": "moment",
};

/** Known in an emergency. */
export const withReason: Variables = { ...everywhere, "hours.reason": "text" };

/** Known where the caller's own adviser is rung. */
export const withAdviser: Variables = { ...everywhere, "adviser.name": "text" };

/** Known where somebody promises to ring back. */
export const withPromise: Variables = {
  ...everywhere,
  "owner.name": "text",
  due: "moment",
};

/** The same, where it was promised before. */
export const withOpenCallBack: Variables = {
  ...withPromise,
  "promised.reference": "digits",
};

/** Known to a caller who is rung back. */
export const rungBack: Variables = { ...withPromise, ...withPerson };

/** What the person hears before taking the call. */
export const whispered: Variables = { ...withPerson, waited: "number" };

/** Known of a caller with an open case. */
export const withCase: Variables = {
  ...everywhere,
  "case.reference": "digits",
  "case.owner": "text",
};

/** Known of a caller whose case was closed, and who is told so on this call. */
export const withOutcome: Variables = {
  ...everywhere,
  "outcome.owner": "text",
  "outcome.words": "text",
};

/** The same, for the owner of the caller's open case. */
export const whisperedCase: Variables = { ...withCase, ...whispered };

/** The same, for a caller who came about a charge. */
export const whisperedCharge: Variables = { ...withCharge, ...whispered };

/** Known to a caller who waits for a person. */
export const whileWaiting: Variables = {
  ...everywhere,
  place: "number",
  expected: "number",
};

/** The same, where the wait is longer than they are kept on the telephone. */
export const whileHeld: Variables = { ...whileWaiting, held: "number" };

/** All that a sentence can name: whether it is known where it stands was checked with the document. */
export const anywhere: Variables = {
  ...withTotal,
  ...whisperedCase,
  ...withOutcome,
  ...withOpenCallBack,
  ...whileHeld,
  ...withOpening,
  ...withReason,
  ...withAdviser,
  ...withLast,
  ...withStandIn,
};

/**
 * What conditions may name besides the values that steps find out (`Exit.gives`). A value that texts name too has the same type there.
 * `caller.language` has the flow's own languages to choose among.
 */
export const deciding: Decidables = {
  "caller.known": { type: "yes-no", sure: true },
  "caller.segment": { type: "text" },
  "caller.grade": {
    type: "text",
    among: ["attested", "present", "shared", "withheld"],
    sure: true,
  },
  "caller.language": { type: "text", sure: true },
  "caller.number": { type: "text" },
  "time.date": { type: "date", sure: true },
  "time.weekday": {
    type: "text",
    among: weekdays,
    sure: true,
  },
  "time.hour": { type: "number", from: 0, to: 23, sure: true },
  "time.clock": { type: "clock", sure: true },
  "charge.amount": { type: "money" },
  "charge.date": { type: "date" },
  "charge.category": { type: "text" },
  total: { type: "money" },
  waited: { type: "number", from: 0, sure: true },
};
