/** Which flow answers which of the line's numbers: what the people file says below `numbers`, and for all others the main flow. */
import { suggest } from "../../flows/diagnostics.js";
import { everybody } from "../../machines/company/ladder.js";
import type { PeopleFile } from "./company.js";
import {
  FlowsRefused,
  type FlowFile,
  type FlowFolder,
} from "./flow-library.js";

export interface Answering {
  readonly people: Pick<PeopleFile, "numbers">;
  readonly flows: FlowFolder;
  /** The line's own number, E.164: the flow that answers it is the main one. */
  readonly number: string;
}

/** The flows that answer a number, the main one first. Throws `FlowsRefused` when a number names none, or no flow is the main one. */
export function flowsThatAnswer(line: Answering): [FlowFile, ...FlowFile[]] {
  const { people, flows, number } = line;
  const names = flows.lines.map(nameOf);
  const mistakes = Object.entries(people.numbers)
    .filter(([, name]) => !names.includes(name))
    .map(([dialled, name]) =>
      flows.texts.some((one) => one.name === name)
        ? `${dialled} is answered with the flow "${name}" below numbers: in the people file, and that one is only run by others: it has "outcomes:" or "inputs:". ${suggest(name, names)}`
        : `${dialled} is answered with the flow "${name}" below numbers: in the people file, and there is no such flow. ${suggest(name, names)}`,
    );
  if (mistakes.length > 0) throw new FlowsRefused(mistakes.join("\n"));
  const [first, ...others] = flows.lines;
  const main =
    others.length === 0
      ? first
      : flows.lines.find((one) => nameOf(one) === people.numbers[number]);
  if (!main)
    throw new FlowsRefused(
      `There are ${names.length} flows that callers may get: ${names.map((name) => `"${name}"`).join(", ")}. Write below numbers: in the people file which of them answers ${number}, the line's own number (TWILIO_NUMBER): it is the main flow, and answers every number that is not named there.`,
    );
  const named = Object.values(people.numbers);
  const beside = flows.lines.filter(
    (one) => one !== main && named.includes(nameOf(one)),
  );
  return [main, ...beside];
}

/** Throws `FlowsRefused` where somebody's telephone is the line's own number: no call would ever reach them. */
export function refuseToRingItself(people: PeopleFile, number: string): void {
  const found = everybody(people).find(({ phone, rings = [] }) =>
    [{ phone }, ...rings].some((one) => one.phone === number),
  );
  if (found)
    throw new FlowsRefused(
      `"${found.name}" would be rung at ${number}, the line's own number: it would ring itself. Write the number of their telephone in the people file.`,
    );
}

function nameOf({ document }: FlowFile): string {
  return document.flow;
}
