import type { Bills } from "../billing/book.js";
import type { PeopleFile } from "../server/served/company.js";
import type { Caller } from "./callers.js";

/** The people file with so many agents: those who stand there in turn, each with a telephone of their own. */
export function withAgents(
  file: PeopleFile,
  agents: number,
  wrapUpMs: number | undefined,
): PeopleFile {
  const copies = Array.from({ length: agents }, (_, index) => {
    const template = file.agents[index % file.agents.length];
    if (!template) throw new Error("The people file names no agent.");
    const { rings: _rings, ...agent } = template;
    const turn = Math.floor(index / file.agents.length);
    const name = turn === 0 ? agent.name : `${agent.name} ${turn + 1}`;
    return {
      of: agent.name,
      agent: { ...agent, name, phone: `+1203${6_000_000 + index}` },
    };
  });
  return {
    ...file,
    agents: copies.map(({ agent }) => agent),
    powers: file.powers.map((power) => ({
      ...power,
      people: power.people.flatMap((name) => {
        const same = copies.filter(({ of }) => of === name);
        return same.length > 0 ? same.map(({ agent }) => agent.name) : [name];
      }),
    })),
    ...(wrapUpMs !== undefined && { "wrap-up": wrapUpMs / 1000 }),
  };
}

/** A bill for each caller, like the one of the account that their reason names. */
export function billsFor(bills: Bills, callers: readonly Caller[]): Bills {
  const byAccount = new Map(bills.customers.map((one) => [one.account, one]));
  return {
    ...bills,
    customers: callers.flatMap(({ account, number }, index) => {
      const like = account === undefined ? undefined : byAccount.get(account);
      if (!like) return [];
      // No corrected invoice is drawn: nobody would read it.
      const { email: _email, bill: _bill, ...customer } = like;
      return [{ ...customer, account: `day-${index}`, numbers: [number] }];
    }),
  };
}
