import {
  isTheirs,
  type Caller,
  type People,
  type Person,
} from "../flows/events.js";
import type { PeopleFile } from "./company.js";

/**
 * What a call that begins knows of the company's files: whom it may ring, the caller's segment, who looks after the caller's account, and
 * which director is theirs: whose own number was dialled, else the one of the region that the number is from, else the one of all. It is written
 * anew at each turn of the call: nothing that no call asks for.
 */
export function broughtAlong(
  { customers, ...people }: PeopleFile,
  caller: Caller,
  dialled: string,
): { readonly caller: Caller; readonly people: People } {
  // A withheld or shared number is nobody's in particular.
  const found = isTheirs(caller)
    ? customers.find(({ numbers }) => numbers.includes(caller.number))
    : undefined;
  const { agents, directors, hours } = people;
  const adviser = people.advisers.find(({ name }) => name === found?.adviser);
  return {
    caller: { ...caller, ...(found && { segment: found.segment }) },
    people: {
      agents,
      director: directorFor(people, caller, dialled),
      ...(directors.length > 0 && { directors }),
      hours,
      ...(adviser && { adviser }),
    },
  };
}

type Directors = Pick<PeopleFile, "director" | "directors">;

/** The directors' own numbers, which callers dial. */
export function directorsLines({ director, directors }: Directors): string[] {
  return [director, ...directors].flatMap(({ line }) => line ?? []);
}

/** Whether that is some director's own number. */
export function isDirectors(people: Directors, number: string): boolean {
  return directorsLines(people).includes(number);
}

function directorFor(
  { director, directors }: Directors,
  { number }: Caller,
  dialled: string,
): Person {
  const own = [director, ...directors].find(({ line }) => line === dialled);
  if (own) return own;
  const longest = (regions: readonly string[] = []) =>
    Math.max(
      0,
      ...regions
        .filter((region) => number.startsWith(region))
        .map((region) => region.length),
    );
  const [nearest] = directors
    .map((one) => ({ one, fits: longest(one.regions) }))
    .filter(({ fits }) => fits > 0)
    .toSorted((a, b) => b.fits - a.fits);
  return nearest?.one ?? director;
}
