import {
  isTheirs,
  type Caller,
  type People,
  type Person,
} from "../../flows/events.js";
import type { PeopleFile } from "../served/company.js";

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
  const { directors, hours } = people;
  const adviser = people.advisers.find(({ name }) => name === found?.adviser);
  return {
    caller: { ...caller, ...(found && { segment: found.segment }) },
    people: {
      agents: agentsToName(people.agents),
      director: directorFor(people, caller, dialled),
      ...(directors.length > 0 && { directors }),
      hours,
      ...(adviser && { adviser }),
    },
  };
}

type Directors = Pick<PeopleFile, "director" | "directors">;

const toName = new WeakMap<readonly Person[], readonly Person[]>();

/**
 * The agents whom a call may come to name: the first of all and of each topic, and in each language. It never asks for another, and carries no more
 * than these from turn to turn, however many there are.
 */
export function agentsToName(agents: readonly Person[]): readonly Person[] {
  const known = toName.get(agents);
  if (known) return known;
  const taken = new Set<string>();
  const first = agents.filter(({ topics = [], languages = [] }) => {
    const fits = ["", ...topics].flatMap((topic) =>
      ["", ...languages].map((language) => JSON.stringify([topic, language])),
    );
    const isFirst = fits.some((one) => !taken.has(one));
    for (const one of fits) taken.add(one);
    return isFirst;
  });
  toName.set(agents, first);
  return first;
}

/** The directors' own numbers, which callers dial. */
export function directorsLines({ director, directors }: Directors): string[] {
  return [director, ...directors].flatMap(({ line }) => line ?? []);
}

/** Whether that is some director's own number. */
export function isDirectors(people: Directors, number: string): boolean {
  return directorsLines(people).includes(number);
}

/** Whose own number was dialled, else the one of the region that the number is from, else the one of all. */
export function directorFor(
  { director, directors }: Directors,
  { number }: Pick<Caller, "number">,
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
