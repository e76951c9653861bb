import { isTheirs, type Caller, type People } from "../flows/events.js";
import type { PeopleFile } from "./company.js";

/** What a call that begins knows of the company's files: whom it may ring, the caller's segment, and who looks after the caller's account. */
export function broughtAlong(
  { customers, ...people }: PeopleFile,
  caller: Caller,
): { readonly caller: Caller; readonly people: People } {
  // A withheld or shared number is nobody's in particular.
  const found = isTheirs(caller)
    ? customers.find(({ numbers }) => numbers.includes(caller.number))
    : undefined;
  const adviser = people.advisers.find(({ name }) => name === found?.adviser);
  return {
    caller: { ...caller, ...(found && { segment: found.segment }) },
    people: { ...people, ...(adviser && { adviser }) },
  };
}
