import { dialAttributes } from "./dial-rules.js";
import { verbAttributes } from "./verb-rules.js";
import { anything, type AttributeRules } from "./rules.js";

export interface ElementRule {
  /** Undefined: its attributes are not checked. */
  readonly attributes: AttributeRules | undefined;
  readonly children: readonly string[];
  /** The code of the warning for a child that may not be there. */
  readonly nestingCode: number;
}

/** Where a document runs, and which verbs it may hold there (§2.5, §2.6). */
export type Place =
  "call" | "whisper" | "queue-wait" | "dequeue" | "conference-wait";

export interface PlaceRule {
  readonly verbs: readonly string[];
  /** The code for any other verb; `fatal` gives up the document, otherwise the verb is passed over. */
  readonly code: number;
  readonly fatal: boolean;
  readonly name: string;
}

const nestedNames = ["Say", "Play", "Pause"];
const ssmlNames = [
  "break",
  "emphasis",
  "lang",
  "p",
  "phoneme",
  "prosody",
  "s",
  "say-as",
  "sub",
  "w",
];
const nounNames = ["Number", "Client", "Sip", "Queue", "Conference"];
const notSimulatedNouns = ["Application", "WhatsApp", "Sim"];
const verbNames = [
  ...nestedNames,
  "Gather",
  "Dial",
  "Record",
  "Enqueue",
  "Leave",
  "Redirect",
  "Reject",
  "Refer",
  "Hangup",
  "Connect",
  "Start",
  "Stop",
  "Pay",
  "Sms",
  "Echo",
];

const childrenOf: Readonly<Record<string, readonly string[]>> = {
  Response: verbNames,
  Say: ssmlNames,
  Gather: nestedNames,
  Dial: [...nounNames, ...notSimulatedNouns],
  Enqueue: ["Task"],
  Client: ["Identity", "Parameter"],
  Refer: ["Sip"],
};
const nestingCodes: Readonly<Record<string, number>> = {
  Gather: 13320,
  Dial: 13215,
};

const attributeRules: Readonly<Record<string, AttributeRules>> = {
  ...verbAttributes,
  ...dialAttributes,
  Task: { priority: anything, timeout: anything },
  Identity: {},
  Parameter: { name: anything, value: anything },
};

/** The rule of an element that stands where it may; ssmlNames and what is not simulated are taken as they are. */
export function ruleOf(name: string): ElementRule {
  const isSsml = ssmlNames.includes(name);
  return {
    attributes: attributeRules[name],
    children: isSsml ? ssmlNames : (childrenOf[name] ?? []),
    nestingCode: nestingCodes[name] ?? 12200,
  };
}

/** Attributes that are checked and then do nothing here; a document that relies on one is told so (code 0). */
export const idleAttributes: Readonly<Record<string, readonly string[]>> = {
  Gather: ["partialResultCallback"],
  Number: ["machineDetection", "sendDigits"],
  Sip: ["machineDetection"],
  Dial: ["referUrl"],
  Conference: ["record", "coach", "eventCallbackUrl"],
};

/** Every element name that means something somewhere, for telling a wrong place or case from an unknown name. */
export const knownNames: readonly string[] = [
  ...new Set([
    ...Object.keys(attributeRules),
    ...verbNames,
    ...ssmlNames,
    ...nounNames,
  ]),
];

export const places: Readonly<Record<Place, PlaceRule>> = {
  call: { verbs: verbNames, code: 12200, fatal: false, name: "a call" },
  whisper: {
    verbs: ["Say", "Play", "Pause", "Gather", "Redirect", "Hangup"],
    code: 12200,
    fatal: false,
    name: "a whisper document",
  },
  "queue-wait": {
    verbs: ["Say", "Play", "Pause", "Gather", "Redirect", "Leave", "Hangup"],
    code: 14202,
    fatal: true,
    name: "a queue's waitUrl document",
  },
  dequeue: {
    verbs: ["Say", "Play", "Pause", "Redirect"],
    code: 14211,
    fatal: true,
    name: "the document of a queue's url",
  },
  "conference-wait": {
    verbs: ["Say", "Play", "Pause", "Redirect"],
    code: 13238,
    fatal: true,
    name: "a conference's waitUrl document",
  },
};
