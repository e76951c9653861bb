import type { CallEnd } from "../../flows/diff/index.js";

/** What the console says of versions in English. `words-es.ts` has the same shape. */
export const english = {
  title: "Versions",
  titleHint:
    "What callers get, and what they got before. Calls in progress keep the version that they began with.",
  live: (number: number) => `Version ${number} is what callers get`,
  isLive: "live",
  isTried: "on trial",
  number: "Version",
  changed: "What changed",
  when: "When",
  fromFile: "from the file",
  approvedBy: (name: string) => `approved by ${name}`,
  compare: "Compare",
  saveFiles: "Save as files",
  goBack: "Go back to this",
  goBackTo: (number: number) => `Go back to version ${number}`,
  goingBack: (number: number) => `Go back to version ${number}?`,
  goingBackHint: (live: number) =>
    `The whole line goes back: flows, people, hours, powers and policies, for the calls that begin from then on. Below is what that changes. Version ${live} stays in the list, and you can come back to it.`,
  stay: "Leave it as it is",
  giveBackTo: (number: number) => `Yes, give callers version ${number}`,
  wentBack: (number: number) =>
    `Calls that begin from now on get version ${number}.`,
  flow: "Flow",
  saveFilesOf: (number: number) => `Save version ${number} as files`,
  compareOf: (number: number) =>
    `Compare version ${number} with the one before it`,
  trial: (number: number, share: number) =>
    `Version ${number} is tried on ${share} % of the calls`,
  trialBy: (name: string, when: string) => `by ${name}, since ${when}`,
  giveToAll: "Give it to all",
  takeBack: "Take it back",
  returned: (number: number) => `Version ${number} was taken back by itself`,
  returnedWhy: (promise: string, measured?: number, proved?: number) =>
    measured === undefined || proved === undefined
      ? "One of its calls had to be answered by the last resort."
      : `One of its calls came to ${measured.toFixed(1)} s of “${promise}”; proved were ${proved} s.`,
  between: (one: number, other: number) =>
    `From version ${one} to version ${other}, as callers notice it`,
  from: "From version",
  to: "To version",
  reading: "Comparing …",
  weighing: "Proving both, to compare what they promise …",
  tooLarge:
    "These are too many situations for a page to prove both. The server proves the draft when it is published.",

  same: "Callers would notice nothing.",
  promisesStay: "What the line promises stays as it is.",
  promises: "Promises",
  worst: "worst",
  promised: "promised",
  breaks: "broken",
  noBound: "no bound",
  yes: "yes",
  no: "no",
  line: "The whole line",
  steps: "Steps",
  isNew: "new",
  isGone: "gone",
  leads: "leads",
  nothing: "(nothing)",
  says: (language: string, where: string) => `${language}, ${where}`,
  withMistakes: "One of the two has mistakes and cannot be compared.",

  review: "Review",
  noDraft: "Nothing has been changed here since what callers get.",
  saveFirst: "Save first; what is saved is reviewed.",
  message: "What is new, for whoever reviews it",
  send: "Send for review",
  sentBy: (name: string, when: string) =>
    `${name} sent it for review, ${when}:`,
  waits: "Somebody who approves and changed nothing of it judges it now.",
  word: "A word on it",
  approve: "Approve",
  giveBack: "Return it",
  approved: (name: string) => `${name} approved it.`,
  givenBack: (name: string) => `${name} returned it:`,
  publish: "Publish",
  publishHint: "The server proves it with the people and policies of now.",
  whoGets: "Who gets it",
  all: "all calls that begin",
  share: (percent: number) => `${percent} % of the calls, to try it`,
  publishing: "Proving and publishing …",

  replay: "Play the calls of the last day on it",
  played: (count: number, elsewhere: number, shifted: number) =>
    count === 0
      ? "No call of the last day is remembered."
      : `${count} ${count === 1 ? "call" : "calls"} played on both; ${elsewhere} would have ended elsewhere, ${shifted} only sooner or later.`,
  callOf: (when: string) => `The call of ${when}`,
  sooner: (seconds: number) => `${seconds.toFixed(1)} s sooner`,
  later: (seconds: number) => `${seconds.toFixed(1)} s later`,
  atOnce: "at the same time",
  ends: (step: string, seconds: number) => `${step}, ${seconds.toFixed(1)} s`,
  strayed: (event: string) => `no place for “${event}”`,
  got: {
    "a person or a promise": "a person or a promise",
    "a person was asked for": "a person was asked for",
    "nothing yet": "nothing yet",
  } as Readonly<Record<CallEnd["got"], string>>,
};

export type Words = typeof english;
