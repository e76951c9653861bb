import type { Remedy } from "../../machines/decisions/book.js";
import { everybody, ladderAbove } from "../../machines/company/ladder.js";
import {
  powersOf,
  weighGrant,
  type Grant,
} from "../../machines/decisions/powers.js";
import type { PeopleFile } from "../served/company.js";

/** The part of a remedy that powers are weighed by; `money` is what it comes to, where that is known. */
export function grantOf(
  remedy: { readonly kind: Remedy["kind"] } & {
    readonly plan?: string;
    readonly gift?: string;
  },
  money: Grant["money"],
): Grant {
  const name = remedy.plan ?? remedy.gift;
  return {
    kind: remedy.kind,
    ...(name !== undefined && { name }),
    ...(money && { money }),
  };
}

/** Everybody whose powers cover what was refused to somebody, by name: those above them first. A day's limit that is used up is not looked at. */
export function whoMay(
  people: PeopleFile,
  name: string,
  grant: Grant,
): readonly string[] {
  const above = ladderAbove(people, name).map((one) => one.name);
  const others = everybody(people).map((one) => one.name);
  return [...new Set([...above, ...others])].filter(
    (one) =>
      one !== name &&
      !("refused" in weighGrant(powersOf(people.powers, one), grant)),
  );
}
