import { stringify } from "yaml";
import { stepKinds } from "../../../src/flows/index.js";
import { flowSchema, type JsonSchema } from "../../../src/flows/schema.js";
import { filterNames } from "../../../src/flows/speech/index.js";
import { anywhere, everywhere } from "../../../src/flows/variables.js";
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
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = Object.entries(properties).flatMap(([name, inner]) => [
    `| \`${prefix}${name}\` | ${inner.description} | ${required.includes(name) ? "yes" : ""} |`,
    ...(name === "say" ? [] : rows(inner, `${prefix}${name} › `)),
  ]);
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
  waited: "how many seconds the caller has been on the line",
  "owner.name": "who will ring back",
  due: "by when",
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
