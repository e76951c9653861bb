/** What becomes of a case that its owner closes: the caller is told and answers, and a director may say what they think of it (C26). */
import type { People } from "../../flows/events.js";
import { findPerson } from "../company/ladder.js";
import { recordKept } from "../director-promises.js";
import type { Step } from "../reduce.js";
import { pressed, tellOpenCases, withEntry } from "./changes.js";
import { tellClosedCases } from "./closed-cases.js";
import type { Answered, Case, ClosedBy, Marked } from "./file.js";
import { languageOf, toCaller, toPerson } from "./messages.js";
import { forgetUntold, receiptOf } from "./telling.js";
import { sayMark } from "./words.js";

export function close(people: People) {
  return (before: Case, event: ClosedBy): Step<Case> => {
    const { type: _type, link: _link, ...closing } = event;
    const { at, by, words } = event;
    const file: Case = {
      ...pressed(before, event),
      keptAt: before.keptAt ?? at,
      closing,
      closings: before.closings + 1,
      rung: 0,
    };
    const context = withEntry(file, event, by, "closed", words);
    return {
      context,
      effects: [
        ...tellOpenCases(context, true),
        ...tellClosedCases(context),
        ...recordKept(people, before, at),
        ...toCaller(context, "closed", sentence(words), receiptOf(context)),
      ],
    };
  };
}

export function takeAnswer(file: Case, event: Answered): Step<Case> {
  const { solved } = event;
  const words = solved ? "solved" : "not solved";
  const context = withEntry(
    { ...file, solved },
    event,
    "caller",
    "answered",
    words,
  );
  return {
    context,
    effects: [...tellClosedCases(context), ...forgetUntold(context)],
  };
}

/** Whoever closed it hears what a director thinks of that. */
export function mark(people: People) {
  return (file: Case, event: Marked): Step<Case> => {
    const { type: _type, link: _link, ...said } = event;
    const context = withEntry(
      { ...file, mark: said },
      event,
      event.by,
      "marked",
      event.mark,
    );
    const agent = findPerson(people, file.closing?.by ?? "");
    const told = sayMark(event, languageOf(file, agent));
    return {
      context,
      effects: [
        ...tellClosedCases(context),
        ...toPerson(context, agent, "marked", told),
      ],
    };
  };
}

function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
