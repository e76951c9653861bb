import { z } from "zod";
import type { ChartTransition } from "../chart.js";
import { quoted, suggest, type Finding } from "../diagnostics.js";
import { givesOf, type LookUp } from "../look-ups.js";
import type { VariableType } from "../speech/index.js";
import { ownWords } from "../own-words.js";
import { outcome, outcomesOf, type StepKind } from "../step-kind.js";
import { everywhere } from "../variables.js";
import { waitFor } from "../wait.js";

const words = ownWords({
  searching: {
    when: "Said while it is looked up; it names key 1, the way to a person",
    knows: everywhere,
    texts: {
      es: "Un momento, lo estoy buscando. Para hablar con una persona, marque 1.",
      en: "One moment, I am looking it up. For a person, press 1.",
      pt: "Um momento, estou procurando. Para falar com uma pessoa, tecle 1.",
    },
  },
  waiting: {
    when: "Said again while the caller waits",
    knows: everywhere,
    texts: {
      es: "Sigo con usted.",
      en: "I am still with you.",
      pt: "Continuo aqui.",
    },
  },
});

const outcomes = ["found", "empty", "failed", "late", "person"] as const;

const body = z.strictObject({
  connection: z.string().max(60).meta({
    description: "The connection to ask over; an admin has defined it",
  }),
  find: z.string().max(60).meta({
    description: "What is looked up: one of the connection's look-ups",
  }),
  with: z.record(z.string().max(60), z.string().max(60)).default({}).meta({
    description:
      "The values to ask with, by the name that the look-up has for each: a value that the call knows, such as caller.number",
  }),
  say: words.block,
  outcomes: outcomesOf({
    found: outcome("There is an answer; texts from here on may name it"),
    empty: outcome("There is nothing for these values"),
    failed: outcome("The company's system did not answer as it should"),
    late: outcome("There was no answer in time"),
    person: outcome("The caller pressed 1 and wants a person"),
  }),
});
type Body = z.output<typeof body> & {
  /** As the admin has defined it; absent: it is not. */
  readonly lookUp?: LookUp;
};

/** What a look-up takes for each type that it asks with. */
const takes: Readonly<
  Record<LookUp["parameters"][string]["type"], readonly VariableType[]>
> = {
  text: ["text", "digits", "number", "date"],
  digits: ["digits"],
  number: ["number"],
  date: ["date"],
};

/** A second more than the company's system has: its answer has to get back to the call. */
const onTheWayMs = 1_000;

/**
 * Looks something up in a system of the company, over a connection that an admin has defined. The caller hears that it takes a moment and
 * may go to a person with key 1 meanwhile; how long is waited at most is settled by the connection. What was found is told with
 * `{{ order.status }}`: the name of the look-up and of its field. Outcomes: `found`, `empty`, `failed`, `late`, `person`.
 *
 *     { "lookup": { "connection": "shop", "find": "order", "with": { "phone": "caller.number" }, "outcomes": { "found": "tell-order", "empty": "person", "failed": "person", "late": "person", "person": "person" } } }
 */
export const lookup: StepKind<Body> = {
  kind: "lookup",
  purpose: "Looks something up in a system of the company.",
  schema: body,
  resolve: (step, { connections }) => {
    const connection = own(connections, step.connection);
    if (!connection)
      return {
        body: step,
        findings: [
          {
            code: "connection-unknown",
            message: `There is no connection ${quoted(step.connection)}.`,
            hint: () =>
              `${suggest(step.connection, Object.keys(connections))} An admin defines connections (docs/look-ups.md); --lookups or LOOKUPS_FILE names their file.`,
            path: ["connection"],
          },
        ],
      };
    const lookUp = own(connection, step.find);
    if (!lookUp)
      return {
        body: step,
        findings: [
          {
            code: "look-up-unknown",
            message: `Connection ${quoted(step.connection)} has no look-up ${quoted(step.find)}.`,
            hint: () => suggest(step.find, Object.keys(connection)),
            path: ["find"],
          },
        ],
      };
    return { body: { ...step, lookUp }, findings: checkWith(step, lookUp) };
  },
  needs: (step) =>
    Object.entries(step.with).flatMap(([name, variable]) => {
      const parameter = step.lookUp && own(step.lookUp.parameters, name);
      return parameter
        ? [
            {
              name: variable,
              types: takes[parameter.type],
              path: ["with", name],
            },
          ]
        : [];
    }),
  exits: (step) =>
    outcomes.map((name) => ({
      name,
      to: step.outcomes[name],
      path: ["outcomes", name],
      ...(name === "found" &&
        step.lookUp && { gives: givesOf(step.find, step.lookUp) }),
    })),
  prompts: ({ say }) => words.prompts(say),
  keys: () => [{ key: "1", path: [] }],
  lower: (step, scope) => {
    const said = words.said(step.say);
    const { lookUp } = step;
    const to = (name: (typeof outcomes)[number]): ChartTransition => ({
      target: `#${step.outcomes[name]}`,
    });
    return {
      asking: {
        always: [
          {
            actions: [
              { type: "begin-look-up" },
              {
                type: "look-up",
                connection: step.connection,
                find: step.find,
                with: step.with,
              },
            ],
            target: `#${scope.step}.waiting`,
          },
        ],
      },
      ...waitFor({
        name: "waiting",
        scope,
        first: said.searching,
        waiting: said.waiting,
        most: sentencesFor((lookUp?.timeLimit ?? 0) + onTheWayMs),
        keys: [{ guard: { type: "pressed", key: "1" }, ...to("person") }],
        arrived: {
          "look-up-answered": [
            {
              actions: [
                {
                  type: "remember-look-up",
                  gives: lookUp ? givesOf(step.find, lookUp) : {},
                },
              ],
            },
          ],
        },
        next: (["found", "empty", "failed"] as const).map((name) => ({
          guard: { type: "look-up-is", outcome: name },
          ...to(name),
        })),
        late: to("late"),
      }),
    };
  },
};

/** So many sentences take that long at least: a second after the first, two after each of the others. */
function sentencesFor(ms: number): number {
  return 1 + Math.ceil(Math.max(0, ms - 1_000) / 2_000);
}

function checkWith(step: Body, { parameters }: LookUp): Finding[] {
  const names = Object.keys(parameters);
  return [
    ...names
      .filter((name) => !Object.hasOwn(step.with, name))
      .map((name): Finding => ({
        code: "look-up-value-missing",
        message: `Look-up ${quoted(step.find)} asks with ${quoted(name)}, and no value is given for it.`,
        hint: `Write "${name}:" under "with:", and a value that the call knows.`,
        path: Object.keys(step.with).length > 0 ? ["with"] : ["find"],
      })),
    ...Object.keys(step.with)
      .filter((name) => !Object.hasOwn(parameters, name))
      .map((name): Finding => ({
        code: "look-up-value-unknown",
        message: `${quoted(name)} is nothing that look-up ${quoted(step.find)} asks with.`,
        hint: () => suggest(name, names),
        path: ["with", name],
        mark: "name",
      })),
  ];
}

function own<T>(
  record: Readonly<Record<string, T>>,
  name: string,
): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
