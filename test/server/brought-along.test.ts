import * as fc from "fast-check";
import {
  personFor,
  unansweredCall,
  type CallContext,
} from "../../src/flows/call-context.js";
import type { Person } from "../../src/flows/events.js";
import type { Language } from "../../src/flows/speech/index.js";
import {
  agentsToName,
  broughtAlong,
} from "../../src/server/voice/brought-along.js";
import { readPeople } from "../../src/server/served/company.js";
import { lineNumber, maria } from "../support/answered-line.js";

const topics = ["billing", "general", "plans"];
const languages: readonly Language[] = ["es", "en", "pt"];
const someOf = <One extends string>(all: readonly One[]) =>
  fc.option(fc.subarray([...all]), { nil: undefined });

const agents = fc
  .array(fc.record({ topics: someOf(topics), languages: someOf(languages) }), {
    maxLength: 40,
  })
  .map((all) =>
    all.map((one, place): Person => ({
      name: `Agent ${place}`,
      phone: `+120255501${place + 10}`,
      ...(one.topics && { topics: one.topics }),
      ...(one.languages && { languages: one.languages }),
    })),
  );

function calledWith(all: readonly Person[], language: Language): CallContext {
  const call = unansweredCall(language);
  return { ...call, people: { ...call.people, agents: all } };
}

describe("the agents that a call carries along", () => {
  it("are those whom it would name among all", () => {
    fc.assert(
      fc.property(agents, (all) => {
        const few = agentsToName(all);
        for (const language of languages)
          for (const topic of [undefined, ...topics])
            expect(
              personFor(calledWith(few, language), "agent", topic),
            ).toEqual(personFor(calledWith(all, language), "agent", topic));
      }),
    );
  });

  it("are no more when the company has two hundred", async () => {
    const people = await readPeople("demo/people.yaml");
    const [luis] = people.agents;
    if (!luis) throw new Error("The demo company has an agent.");
    const many = Array.from({ length: 200 }, (_, place) => ({
      ...luis,
      name: `Agent ${place}`,
    }));
    const caller = { number: maria, grade: "present" } as const;
    const carried = broughtAlong(
      { ...people, agents: many },
      caller,
      lineNumber,
    );
    expect(carried.people.agents).toEqual([many[0]]);
  });
});
