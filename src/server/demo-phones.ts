import type { PhoneNumbers } from "../carrier/simulator/phone-api.js";
import { flowFor, type Served } from "./served/certify.js";

/** The telephones that the simulator's page shows: the line's numbers, the demo company's customers, and the line's people. */
export function demoPhones(
  served: Served,
  customers: readonly {
    readonly name: string;
    readonly numbers: readonly string[];
  }[],
): PhoneNumbers {
  const { people, number: line, answering } = served;
  const { director, directors, staff } = people;
  const titleOf = (dialled: string) =>
    flowFor(served, dialled).flow.document.title;
  return {
    line,
    ...(answering.length > 1 && { lineName: titleOf(line) }),
    others: [
      ...Object.keys(people.numbers)
        .filter((number) => number !== line)
        .map((number) => ({ number, name: titleOf(number), note: "" })),
      ...[director, ...directors].flatMap(({ name, line: number }) =>
        number === undefined ? [] : [{ number, name, note: "director" }],
      ),
      ...(staff.line === undefined
        ? []
        : [{ number: staff.line, name: "", note: "for the line’s people" }]),
    ],
    callers: [
      ...customers.flatMap(({ name, numbers }) =>
        numbers.map((number) => ({ number, name, note: "customer" })),
      ),
      { number: "+12025550190", name: "Somebody else", note: "not on file" },
      {
        number: "+12025550195",
        name: "Landline",
        note: "takes no text messages",
        landline: true,
      },
      { number: "anonymous", name: "Withheld number", note: "anonymous" },
    ],
    people: [
      ...people.agents.map(({ name, phone }) => ({
        name,
        number: phone,
        note: "agent",
      })),
      ...[director, ...directors].map(({ name, phone }) => ({
        name,
        number: phone,
        note: "director",
      })),
      ...people.deputies.map(({ name, phone }) => ({
        name,
        number: phone,
        note: "deputy",
      })),
      ...people.advisers.map(({ name, phone }) => ({
        name,
        number: phone,
        note: "adviser",
      })),
    ],
  };
}
