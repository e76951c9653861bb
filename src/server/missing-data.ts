import { suggest } from "../flows/diagnostics.js";
import type { CompiledFlow } from "../flows/index.js";
import { transitionsOf } from "../flows/chart-places.js";
import type { DisputePolicy } from "../machines/policy.js";
import { requirements } from "../machines/queue/relaxing.js";
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
        if (
          action.type === "choose-director" &&
          people.directors.every(
            ({ topics }) => !topics?.includes(action.topic),
          )
        )
          return [
            `Step "${step}" asks for the director of "${action.topic}", and nobody below directors: in the people file has that topic.`,
          ];
        return [];
      }),
  );
  return [...new Set([...missing, ...neverRelaxed(chart, people)])];
}

/** A sentence for each need that the company means to let go of, and that outlasts the wait. */
function neverRelaxed(
  { steps }: CompiledFlow["chart"],
  { relaxing }: PeopleFile,
): string[] {
  return Object.entries(steps).flatMap(([step, states]) =>
    Object.values(states).flatMap(({ entry = [], after }) => {
      const rings = entry.some(
        (one) => one.type === "connect" && one.role === "agent",
      );
      const holds = after && rings ? after.ms / 1000 : Infinity;
      return requirements.flatMap((one) => {
        const { [one]: seconds = 0 } = relaxing;
        return seconds === "never" || seconds < holds
          ? []
          : `Step "${step}" holds callers for ${holds} s at most, and relaxing: in the people file lets go of "${one}" after ${seconds} s: no caller would be there. Write a shorter time, or never.`;
      });
    }),
  );
}
