import type { Language } from "../../flows/speech/index.js";
import type { Limit } from "../case/file.js";
import type { NotReached } from "../ring-back/events.js";
import { words as es } from "./words-es.js";
import { words as en } from "./words-en.js";
import { words as pt } from "./words-pt.js";

/** What people of the company hear on their own line. Every question says its keys. */
export interface StaffWords {
  readonly number: string;
  readonly pin: string;
  readonly wrong: string;
  readonly locked: string;
  readonly unheard: string;
  readonly goodbye: string;
  /** `cases`: how many are open. */
  menu(name: string, cases: number): string;
  readonly available: string;
  readonly away: string;
  readonly noCases: string;
  case(told: {
    readonly place: number;
    readonly count: number;
    readonly reference: string;
    /** Absent: it was withheld. */
    readonly number: string | undefined;
    readonly due: string;
    readonly late: boolean;
    readonly about: string;
    readonly messages: number;
  }): string;
  readonly caseKeys: string;
  /** After them, where something was recorded. */
  readonly messageKey: string;
  /** For who is rung because of one case. */
  connect(name: string, reference: string): string;
  readonly ringing: string;
  readonly notReached: Readonly<Record<NotReached, string>>;
  /** A limit of the line's keeps it from ringing them. */
  readonly limits: Readonly<Record<Limit, string>>;
  readonly talkOver: string;
  readonly acknowledged: string;
  readonly record: string;
  readonly noted: string;
  readonly notNoted: string;
  /** Each with its key before it. */
  readonly outcomes: readonly string[];
  outcome(choices: string): string;
  reason(choices: string): string;
  area(choices: string): string;
  key(key: string, choice: string): string;
  /** What stands in a case where the company has no list to choose from. */
  readonly unsaid: string;
  readonly closed: string;
  /** What the customer is told, by outcome. */
  readonly told: readonly string[];
}

export const staffWords: Readonly<Record<Language, StaffWords>> = {
  es,
  en,
  pt,
};
