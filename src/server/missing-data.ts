import { suggest } from "../flows/diagnostics.js";
import type { CompiledFlow } from "../flows/index.js";
import { transitionsOf } from "../flows/chart-places.js";
import type { DisputePolicy } from "../machines/policy.js";
import type { PeopleFile } from "./company.js";

/** A sentence for each step that goes by a policy or by hours which the company's files do not have. */
export function missingData(
  { chart }: CompiledFlow,
  people: PeopleFile,
  policies: ReadonlyMap<string, DisputePolicy>,
): string[] {
  const known = [...policies.keys()];
  const hours = Object.keys(people.hours);
  const missing = Object.entries(chart.steps).flatMap(([step, states]) =>
    Object.values(states)
      .flatMap(transitionsOf)
      .flatMap(({ actions = [] }) => actions)
      .flatMap((action) => {
        if (action.type === "claim-charge" && !known.includes(action.policy))
          return [
            `Step "${step}" goes by the policy "${action.policy}", and no file in policies/ has it. ${suggest(action.policy, known)}`,
          ];
        if (action.type === "remember-hours" && !hours.includes(action.hours))
          return [
            `Step "${step}" goes by the hours "${action.hours}", and the people file has none of that name below hours:. ${suggest(action.hours, hours)}`,
          ];
        return [];
      }),
  );
  return [...new Set(missing)];
}
