import type { PromiseName } from "../../flows/promises.js";

/** What the editor says in English. `words-es.ts` has the same shape. */
export const english = {
  /** A sentence of the checker, the proof or a field, which are English. */
  tell: (sentence: string) => sentence,

  picture: "The flow as a caller meets it",
  begins: "A call comes in",
  anywhere: "From anywhere",
  missing: "There is no such step",
  says: (text: string) => `says: ${text}`,
  leadsTo: (names: string, to: string) => `${names} leads to ${to}`,
  atMost: (seconds: number) =>
    seconds === Infinity ? "no limit" : `≤ ${Math.ceil(seconds)} s`,
  callsHere: (count: number) =>
    count === 1 ? "one call here" : `${count} calls here`,
  closer: "Closer",
  farther: "Farther",
  whole: "Whole flow",

  promises: "What this flow promises",
  proving: "Proving …",
  proved: "Proved",
  broken: "A promise is broken",
  unproved: "Mend the mistakes first; then it is proved.",
  noPicture: "The picture is here once the text can be read.",
  tooLarge:
    "Too much for this page to prove. The server proves it when it is published.",
  runWithin: "This flow is proved within the one that runs it.",
  seconds: (value: number) => (value === Infinity ? "no limit" : `${value} s`),
  kept: "kept",
  notKept: "broken",
  promise: "Promise",
  play: "Play it",
  worstCall: "The call that comes closest",
  close: "Close",
  promiseNames: {} as Partial<Record<PromiseName, string>>,

  form: "Step",
  text: "Text",
  call: "Call",
  changes: "Changes",
  saveFile: "Save as file",
  openFile: "Open a file",
  theFile: "the file",
  problems: (errors: number, warnings: number) =>
    errors + warnings === 0
      ? "No mistakes"
      : [
          errors > 0
            ? `${errors} ${errors === 1 ? "mistake" : "mistakes"}`
            : "",
          warnings > 0
            ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}`
            : "",
        ]
          .filter(Boolean)
          .join(", "),
  moreProblems: (count: number) => `And ${count} more.`,
  fix: (text: string) => `Write ${text}`,
  chooseStep: "Choose a step in the picture, and change it here.",
  inText: "This is edited in the text.",
  showText: "Show it there",
  more: "More settings",
  none: "—",
  add: "Add",
  key: "Key",
  remove: (name: string) => `Remove ${name}`,
  list: "with commas between",
  newStep: "New step",
  newStepName: "Its name",
  kind: "What it does",

  renameIt: "Rename",
  rename: "Call it so",
  newTitle: "What people call it",
  nameStays: (name: string) =>
    `Numbers, addresses and files keep knowing it as ${name}.`,
  keepTitle: "Cancel",
  undo: "Undo",
  redo: "Redo",
  save: "Save",
  saved: "Saved",
  leaveText: "Esc and then Tab lead out of the text.",
  unsaved: "Not saved",
  typedBefore: "Not saved: it is here as you left it",
  served: "As callers get it",
  draftOf: (name: string) => `Draft, last saved by ${name}`,
  dropDraft: "Throw the draft away",
  dropSure: "Throw away all that was changed since what callers get?",
  readOnly: "You may look; your roles do not let you change it.",
  merged: (name: string) => `What ${name} changed meanwhile is in it too.`,
  conflict: (name: string) =>
    `${name} and you changed the same. Whose is to stay?`,
  mine: "Mine",
  theirs: (name: string) => `${name}’s`,
  takenOut: "Taken out",
  loading: "One moment …",

  startCall: "Call the draft",
  callAgain: "Call again",
  callOver: "The call is over.",
  nobodyThere: "Nobody is on duty",
  silence: "Silence",
  say: "Say",
  hangUp: "Hang up",
  world: "What happens around it",
  events: {
    "leg-accepted": "Somebody takes the call",
    "leg-ended no-answer": "Nobody answers",
    "leg-ended answered": "The talk is over",
    "time-up": "The time is up",
    charges: "The bill is found",
    "charges-unavailable": "Billing does not answer",
    conceded: "The charge is conceded",
  } as Readonly<Record<string, string>>,
  ignored: "Nothing comes of it here.",
  saveTest: "Save as test",
  testTitle: "What it shows, in a sentence",
  withMistakes: "Mend the mistakes first; then it can be called.",
};

export type Words = typeof english;
