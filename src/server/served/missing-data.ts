import { suggest } from "../../flows/diagnostics.js";
import type { CompiledFlow } from "../../flows/index.js";
import { transitionsOf } from "../../flows/chart-places.js";
import { assumed } from "../../flows/proof/index.js";
import type { DisputePolicy } from "../../machines/company/policy.js";
import { requirements } from "../../machines/queue/relaxing.js";
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
  return [
    ...new Set([
      ...missing,
      ...withoutAgents(chart, people),
      ...neverRelaxed(chart, people),
    ]),
  ];
}

/** A sentence for each step that rings agents for a topic which none of them has: its callers would never wait for anybody. */
function withoutAgents(
  { steps }: CompiledFlow["chart"],
  { agents }: PeopleFile,
): string[] {
  const known = [...new Set(agents.flatMap(({ topics }) => topics))];
  if (agents.length === 0) return [];
  return Object.entries(steps).flatMap(([step, states]) =>
    Object.values(states)
      .flatMap(transitionsOf)
      .flatMap(({ guard }) =>
        guard?.type === "somebody-to-ring" &&
        guard.role === "agent" &&
        guard.topic !== undefined &&
        !known.includes(guard.topic)
          ? [
              `Step "${step}" rings agents for "${guard.topic}", and nobody below agents: in the people file has that topic. ${suggest(guard.topic, known)}`,
            ]
          : [],
      ),
  );
}

/** Dialling a phone, and one ring of it. */
const oneRing = assumed.relay + assumed["set-up"] + 5;

/** How long callers wait for agents at most, step by step; in seconds. */
function agentWaits({ steps }: CompiledFlow["chart"]) {
  return Object.entries(steps).flatMap(([step, states]) =>
    Object.values(states).flatMap(({ entry = [], after }) =>
      after &&
      entry.some((one) => one.type === "connect" && one.role === "agent")
        ? [{ step, holds: after.ms / 1000 }]
        : [],
    ),
  );
}

/** After so many seconds of waiting a need may be let go of at the latest, in all of these flows; absent: nobody waits for agents. */
export function longestRelaxing(
  flows: readonly CompiledFlow[],
): number | undefined {
  const waits = flows
    .flatMap(({ chart }) => agentWaits(chart))
    .map(({ holds }) => holds - oneRing);
  return waits.length > 0 ? Math.min(...waits) : undefined;
}

/** A sentence for each need that the company means to let go of when it is too late for another phone to ring. */
function neverRelaxed(
  chart: CompiledFlow["chart"],
  { relaxing }: PeopleFile,
): string[] {
  return agentWaits(chart).flatMap(({ step, holds }) =>
    requirements.flatMap((one) => {
      const { [one]: seconds = 0 } = relaxing;
      return seconds === "never" || seconds <= holds - oneRing
        ? []
        : `Step "${step}" holds callers for ${holds} s at most, and relaxing: in the people file lets go of "${one}" after ${seconds} s: no phone would ring in time. Write ${holds - oneRing}s or less, or never.`;
    }),
  );
}
