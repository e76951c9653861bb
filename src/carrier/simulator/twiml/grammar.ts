import { DIAL_ATTRIBUTES } from "./dial-rules.js";
import { VERB_ATTRIBUTES } from "./verb-rules.js";
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

const NESTED = ["Say", "Play", "Pause"];
const SSML = [
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
const NOUNS = ["Number", "Client", "Sip", "Queue", "Conference"];
const NOT_SIMULATED_NOUNS = ["Application", "WhatsApp", "Sim"];
const VERBS = [
  ...NESTED,
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

const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Response: VERBS,
  Say: SSML,
  Gather: NESTED,
  Dial: [...NOUNS, ...NOT_SIMULATED_NOUNS],
  Enqueue: ["Task"],
  Client: ["Identity", "Parameter"],
  Refer: ["Sip"],
};
const NESTING_CODES: Readonly<Record<string, number>> = {
  Gather: 13320,
  Dial: 13215,
};

const ATTRIBUTES: Readonly<Record<string, AttributeRules>> = {
  ...VERB_ATTRIBUTES,
  ...DIAL_ATTRIBUTES,
  Task: { priority: anything, timeout: anything },
  Identity: {},
  Parameter: { name: anything, value: anything },
};

/** The rule of an element that stands where it may; SSML and what is not simulated are taken as they are. */
export function ruleOf(name: string): ElementRule {
  const isSsml = SSML.includes(name);
  return {
    attributes: ATTRIBUTES[name],
    children: isSsml ? SSML : (CHILDREN[name] ?? []),
    nestingCode: NESTING_CODES[name] ?? 12200,
  };
}

/** Attributes that are checked and then do nothing here; a document that relies on one is told so (code 0). */
export const IDLE_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  Gather: ["partialResultCallback"],
  Number: ["machineDetection", "sendDigits"],
  Sip: ["machineDetection"],
  Dial: ["referUrl"],
  Conference: ["record", "coach", "eventCallbackUrl"],
};

/** Every element name that means something somewhere, for telling a wrong place or case from an unknown name. */
export const KNOWN_NAMES: readonly string[] = [
  ...new Set([...Object.keys(ATTRIBUTES), ...VERBS, ...SSML, ...NOUNS]),
];

export const PLACES: Readonly<Record<Place, PlaceRule>> = {
  call: { verbs: VERBS, code: 12200, fatal: false, name: "a call" },
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
