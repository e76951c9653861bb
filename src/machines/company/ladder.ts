import type { People, Person } from "../../flows/events.js";

/** Everybody on file whom a case can belong to, each once. */
export function everybody({
  agents,
  director,
  directors = [],
  deputies = [],
  superiors = [],
  advisers = [],
}: People): Person[] {
  const all = [
    director,
    ...directors,
    ...deputies,
    ...superiors,
    ...advisers,
    ...agents,
  ];
  const byName = new Map<string, Person>();
  for (const one of all) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}

export function findPerson(people: People, name: string): Person | undefined {
  return everybody(people).find((one) => one.name === name);
}

/**
 * Whom a case goes up to after its owner, in this order: the owner's own superiors; the director; the director's deputies; the director's
 * superiors. The director's own cases go to the deputies first (C24).
 */
export function ladderAbove(people: People, name: string): Person[] {
  const { director, deputies = [] } = people;
  const above =
    name === director.name
      ? deputies
      : [...superiorsOf(people, name), director, ...deputies];
  const all = [...above, ...superiorsOf(people, director.name)];
  return all.filter(
    (one, place) =>
      one.name !== name &&
      all.findIndex((other) => other.name === one.name) === place,
  );
}

function superiorsOf(people: People, name: string): Person[] {
  const chain: Person[] = [];
  let at = findPerson(people, name);
  while (at?.superior !== undefined) {
    const above = findPerson(people, at.superior);
    if (!above || chain.includes(above)) break;
    chain.push(above);
    at = above;
  }
  return chain;
}
