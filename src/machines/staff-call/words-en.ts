import { limitWords } from "../limit-words.js";
import type { StaffWords } from "./words.js";

export const words: StaffWords = {
  number: "Staff line. Key in your number.",
  pin: "Key in your PIN, then the hash key.",
  wrong: "The number or the PIN is not right.",
  locked:
    "Your PIN is locked for a while: it was keyed in wrong five times. The message that we sent you has a link that unlocks it, and from your own telephone you can sign in. Goodbye.",
  unheard: "I did not understand that.",
  goodbye: "Goodbye.",
  menu: (name, cases) =>
    `${name}. Press 1 if you are available, 2 if you are away, ${
      cases === 0
        ? "0 to end. You have no open cases."
        : `3 for your ${cases === 1 ? "open case" : `${cases} open cases`}, 0 to end.`
    }`,
  available: "You are available.",
  away: "You are away.",
  noCases: "You have no open cases.",
  case: ({ place, count, reference, number, due, late, about, messages }) =>
    `Case ${place} of ${count}, number ${reference}. ${number === undefined ? "The customer withheld the number." : `${late ? "Overdue: to be called" : "To be called"} at ${number}, ${due} at the latest.`}${about}${
      messages === 0
        ? ""
        : messages === 1
          ? " There is a recorded message."
          : ` There are ${messages} recorded messages.`
    }`,
  caseKeys:
    "To talk with the customer, press 1. To record the outcome, 2. To leave a note, 3. If you have it, 4. For the next one, 5. To go back, 0.",
  messageKey: "To hear what was recorded, 6.",
  connect: (name, reference) =>
    `${name}, case ${reference}. To talk with the customer, press 1.`,
  ringing:
    "I am calling the customer. When you have talked, press star to record the outcome.",
  limits: limitWords.en,
  notReached: {
    "no-answer": "The customer did not answer.",
    "not-wanted": "The customer says that they cannot talk now.",
    "not-allowed": "The line may not call that number.",
  },
  talkOver: "The conversation is over.",
  acknowledged: "Noted: you have it.",
  record: "Say the note after the tone, then press hash.",
  noted: "The note is kept.",
  notNoted: "No note was recorded.",
  outcomes: [
    "solved",
    "compensated",
    "explained",
    "not solved",
    "the customer was not reached",
  ],
  outcome: (choices) => `What came of it? ${choices} 0, it stays open.`,
  reason: (choices) => `For what reason? ${choices}`,
  area: (choices) => `Which area was at fault? ${choices}`,
  key: (key, choice) => `${key}, ${choice}.`,
  unsaid: "not said",
  closed: "The case is closed, and the customer is told.",
  told: [
    "We take your case as solved.",
    "We made up for what happened.",
    "We explained what happened.",
    "We found no solution, and we are sorry.",
    "We called about your case and did not reach you.",
  ],
};
