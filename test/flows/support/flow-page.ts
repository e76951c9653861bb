import { stringify } from "yaml";
import { stepKinds } from "../../../src/flows/index.js";
import type { DecidableType } from "../../../src/flows/conditions/index.js";
import { flowSchema, type JsonSchema } from "../../../src/flows/schema.js";
import { filterNames } from "../../../src/flows/speech/index.js";
import {
  anywhere,
  deciding,
  everywhere,
} from "../../../src/flows/variables.js";
import { docOf } from "./examples.js";
import { goodFlow } from "./good-flow.js";

/** docs/flow-document.md: the reference of the flow language, written from the schema and the kinds of steps. */
export function flowPage(): string {
  const schema = flowSchema();
  return `${[
    "For: whoever edits flows and knows the idea already; [editing-flows](editing-flows.md) begins at the beginning. Written by the tests from the",
    "code, so do not edit it: `UPDATE_SAMPLES=1 npm test -- test/flows/documents` writes it again.",
    "",
    "# The flow document",
    "",
    "A flow is a text file in YAML: names, each followed by a colon and a value, or by more names two spaces further in. It looks like this:",
    "",
    "```yaml",
    goodFlow.trimEnd(),
    "```",
    "",
    "`directo check` tells every mistake in it ([diagnostics](diagnostics.md)). The line",
    "`# yaml-language-server: $schema=../docs/flow.schema.json` on top lets many editors complete and explain while you type.",
    "",
    "## The frame",
    "",
    ...fields(schema, ["steps", "promises"]),
    "",
    "`promises` is explained in [promises](promises.md). `steps` has the steps, each by its name (small letters, digits and dashes) with one kind",
    'below it. Lengths of time are written `20s`, `3m`, `2h`. Keys stand in quotes: `"1"`, `"*"`.',
    "",
    "## Texts",
    "",
    "A text stands below its language. Values of the call stand in it between braces, with a filter behind a bar where they are to be said in another way:",
    "",
    "```yaml",
    stringify({
      farewell: {
        goodbye: {
          say: {
            en: "Thank you for calling from {{ caller.number | phone | default: 'a withheld number' }}.",
          },
        },
      },
    }).trimEnd(),
    "```",
    "",
    "| value | what it is | known |",
    "| --- | --- | --- |",
    ...Object.keys(anywhere).map(
      (name) =>
        `| \`${name}\` | ${meaning(values, name)} | ${Object.hasOwn(everywhere, name) ? "everywhere" : "in sentences that list it below"} |`,
    ),
    "| `input.…` | what a flow that runs this one gives it | where it is declared under `inputs` |",
    "",
    "| filter | what it does |",
    "| --- | --- |",
    ...filterNames.map((name) => `| \`${name}\` | ${meaning(filters, name)} |`),
    "",
    "A part may depend on a value: `{% if caller.number == '+573001112233' %}…{% else %}…{% endif %}`. Something must be said in every case.",
    "",
    "## Conditions",
    "",
    "A `choose` step decides by conditions, written in a part of [CEL](https://cel.dev):",
    "",
    "```yaml",
    stringify({
      who: {
        choose: {
          choices: [
            {
              when: "caller.segment in ['corporate', 'public'] && time.clock < '18:30'",
              to: "adviser",
            },
            { when: "charge.amount > money('20.00 USD')", to: "director-line" },
          ],
          otherwise: "person",
        },
      },
    }).trimEnd(),
    "```",
    "",
    "`==` equal, `!=` not, `<` `<=` `>` `>=` less and more, `in` one of a list; `&&` and, `||` or, `!` not; `has(charge.amount)` whether it is known. A",
    "text may be asked `.contains('x')`, `.startsWith('x')`, `.endsWith('x')`, and `.fits('[A-Z]{2}[0-9]+')`, whether all of it fits a pattern (RE2).",
    "Amounts are written `money('20.00 USD')`, with the decimals of their currency or none; days `'2026-12-24'`; times `'08:30'`.",
    "",
    "A comparison with a value that is not known is open: it neither holds nor fails, `!=` and `!` included, and a choice that is open is not taken.",
    "What the rest decides is decided all the same: `caller.known || charge.amount > money('5.00 USD')` holds for whoever is known. Amounts of two",
    "currencies are never compared. Days and hours are those of the flow's time zone, at the moment the call gets to the step.",
    "",
    "| value | what it is | one of | known |",
    "| --- | --- | --- | --- |",
    ...Object.entries(deciding).map(
      ([name, { type, among, sure }]) =>
        `| \`${name}\` | ${meaning(decided, name)} | ${among?.map((one) => `\`${one}\``).join(", ") ?? (name === "caller.language" ? "the flow's languages" : typeNames[type])} | ${sure ? "on every call" : "on some"} |`,
    ),
    "",
    "What steps before it found out may be named as well, texts, numbers, amounts and days; and in a flow that others run its inputs:",
    "`input.fee > money('2.00 USD')`, `input.topic == 'billing'`.",
    "",
    "## The kinds of steps",
    "",
    ...[...stepKinds.values()].map(
      ({ kind, purpose }) => `- [\`${kind}\`](#${kind}): ${purpose}`,
    ),
    ...[...stepKinds.keys()].flatMap(kindSection),
  ].join("\n")}\n`;
}

function kindSection(kind: string): string[] {
  const { words, example } = docOf(kind);
  const schema = flowSchema().properties?.["steps"]?.additionalProperties;
  const own =
    typeof schema === "object" ? schema.properties?.[kind] : undefined;
  const sentences = ownSentences(kind);
  return [
    "",
    `### \`${kind}\``,
    "",
    words,
    "",
    "```yaml",
    stringify({ example }, { lineWidth: 100 }).trimEnd(),
    "```",
    "",
    ...fields(own ?? {}, []),
    ...(sentences.length === 0
      ? []
      : [
          "",
          "It says these sentences by itself; each may be replaced under `say:`.",
          "",
          "| sentence | when | values besides those known everywhere |",
          "| --- | --- | --- |",
          ...sentences.map(
            ({ name, knows }) =>
              `| \`${name}\` | ${own?.properties?.["say"]?.properties?.[name]?.description} | ${knows.map((value) => `\`${value}\``).join(", ") || "none"} |`,
          ),
        ]),
  ];
}

/** A table of what may stand below a name; what stands further in is written with its whole path. */
function fields(schema: JsonSchema, without: readonly string[]): string[] {
  return [
    "| name | what it is | needed |",
    "| --- | --- | --- |",
    ...rows(schema, "").filter(
      (row) => !without.some((name) => row.startsWith(`| \`${name}`)),
    ),
  ];
}

function rows(schema: JsonSchema, prefix: string): string[] {
  const {
    properties = {},
    required = [],
    additionalProperties,
    items,
  } = schema;
  const names = Object.entries(properties).flatMap(([name, inner]) => [
    `| \`${prefix}${name}\` | ${inner.description} | ${required.includes(name) ? "yes" : ""} |`,
    ...(name === "say" ? [] : rows(inner, `${prefix}${name} › `)),
  ]);
  if (items?.properties) return [...names, ...rows(items, prefix)];
  return typeof additionalProperties === "object" &&
    additionalProperties.properties
    ? [...names, ...rows(additionalProperties, `${prefix}… › `)]
    : names;
}

function ownSentences(kind: string): { name: string; knows: string[] }[] {
  const { example } = docOf(kind);
  const found = stepKinds.get(kind);
  const body = found?.schema.safeParse(example[kind]);
  return (body?.success ? (found?.prompts(body.data) ?? []) : [])
    .filter(({ isOwn }) => isOwn === true)
    .map(({ path, variables }) => ({
      name: String(path.at(-1)),
      knows: Object.keys(variables).filter(
        (name) => !Object.hasOwn(everywhere, name),
      ),
    }));
}

function meaning(
  table: Readonly<Record<string, string>>,
  name: string,
): string {
  const words = table[name];
  if (words === undefined) throw new Error(`Say what "${name}" means.`);
  return words;
}

const values: Readonly<Record<string, string>> = {
  "director.name": "the name of the director of customer service",
  "director.title": "the director's title, in the caller's language",
  "caller.number": "the number that the call comes from",
  reference: "the number of the call or case, digit by digit",
  "charge.label": "what the charge is for, as the bill calls it",
  "charge.amount": "the amount of the charge",
  "charge.date": "the day of the charge",
  total: "what the bill comes to without the charge",
  "person.name": "who is being rung",
  "deputy.name": "who rings in place of the director",
  "promised.reference":
    "the case number of the call-back that was promised before",
  "last.name": "who talked with the caller before the call was cut off",
  place: "where the caller stands among those who wait; 1 is next",
  expected: "how many seconds the wait is expected to take",
  held: "how many seconds the caller waits on the telephone at most",
  waited: "how many seconds the caller has been on the line",
  "hours.opens": "when it opens next, after an `hours` step found it closed",
  "hours.reason": "why it is closed, after an `hours` step found an emergency",
  "adviser.name": "who looks after the caller's account",
  "director.number": "the director's own number, or the one that was dialled",
  "case.owner": "whose case the caller has open",
  "case.reference": "the number of the caller's open case, digit by digit",
  "outcome.owner": "who had the caller's case that was closed",
  "outcome.words": "what came of it, as its owner recorded it",
  "owner.name": "who will ring back",
  due: "by when",
};

const decided: Readonly<Record<string, string>> = {
  ...values,
  "caller.known":
    "the number is on the list of customers, or an account was found",
  "caller.segment": "the caller's segment in the list of customers",
  "caller.grade": "how far the number can be trusted",
  "caller.language": "the language that the call is in",
  "time.date": "today",
  "time.weekday": "the day of the week",
  "time.hour": "the hour, 0 to 23",
  "time.clock": "the time",
  "charge.category": "the billing system's word for its kind",
};

const typeNames: Readonly<Record<DecidableType, string>> = {
  text: "texts",
  number: "numbers",
  money: "amounts",
  date: "days",
  clock: "times",
  "yes-no": "yes or no",
};

const filters: Readonly<Record<string, string>> = {
  money: "an amount in words: two dollars and ten cents",
  date: "a day or a moment, as people say it",
  digits: "digit by digit",
  phone: "as a telephone number, in groups",
  duration: "a number of seconds, as one tells a wait",
  upcase: "in capitals, which voices spell out",
  capitalize: "with a capital first",
  default: "what is said when the value is not known: `default: 'you'`",
};
