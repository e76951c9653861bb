import type { Variables } from "./speech/index.js";

/** Known on every call, from its first word. */
export const everywhere: Variables = {
  "director.name": "text",
  "director.title": "text",
  "caller.number": "digits",
  reference: "digits",
};

/** Known on most calls, and why not on all: a text says what else it says then. */
export const unsure: Readonly<Record<string, string>> = {
  "caller.number": "callers may withhold it",
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
export const withPerson: Variables = { ...everywhere, "person.name": "text" };

/** Known where somebody promises to ring back. */
export const withPromise: Variables = {
  ...everywhere,
  "owner.name": "text",
  due: "moment",
};

/** What the person hears before taking the call. */
export const whispered: Variables = { ...withPerson, waited: "number" };

/** The same, for a caller who came about a charge. */
export const whisperedCharge: Variables = { ...withCharge, ...whispered };

/** All that a sentence can name: whether it is known where it stands was checked with the document. */
export const anywhere: Variables = {
  ...withTotal,
  ...whispered,
  ...withPromise,
};
