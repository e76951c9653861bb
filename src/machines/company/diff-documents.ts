/**
 * Two versions of the people file, or of a policy, compared as whoever runs the company would say it: who came and who left, whose phone, hours
 * or powers are others, which limit. It says nothing about which is better. Called by the console.
 */
import { peopleDocument } from "./documents.js";
import { canonicalJson } from "../chain.js";
import { peopleFacts } from "./people-facts.js";
import { peopleFile, type PeopleFile } from "./people-file.js";
import { disputePolicy, type DisputePolicy } from "./policy.js";
import { readDocument } from "./read-document.js";

/** Something that can be told: words, a number, several in order, several in none (`any`), or amounts of minor units by currency. */
export type Fact =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly any: readonly string[] }
  | { readonly amounts: Readonly<Record<string, number>> };

const aboutKinds = [
  "person",
  "hours",
  "customers",
  "waiting",
  "outbound",
  "lists",
  "policy",
] as const;

/** Somebody, some hours, a policy …, with what is known of it; a fact's name is that of its field: `credits each`. */
export interface About {
  readonly kind: (typeof aboutKinds)[number];
  /** Of the person, the hours, the segment or the policy; empty: there is one of its kind. */
  readonly name: string;
  readonly facts: Readonly<Record<string, Fact | undefined>>;
}

export interface DocumentChanged {
  readonly kind: About["kind"];
  readonly name: string;
  readonly standing: "came" | "left" | "changed";
  /** Of something that left: none. */
  readonly facts: readonly {
    readonly name: string;
    readonly before?: Fact;
    readonly after?: Fact;
  }[];
}

/** What differs, in the order of the documents. A text that is absent is no file; `undefined`: one of the two has mistakes. */
export function diffDocuments(
  file: string,
  before: string | undefined,
  after: string | undefined,
): readonly DocumentChanged[] | undefined {
  const [was, is] = [before, after].map((text) =>
    text === undefined ? [] : factsIn(file, text),
  );
  if (!was || !is) return undefined;
  const find = (all: readonly About[], { kind, name }: About) =>
    all.find((one) => one.kind === kind && one.name === name);
  return [
    ...is.flatMap((one) => compare(find(was, one), one)),
    ...was.flatMap((one) => (find(is, one) ? [] : compare(one, undefined))),
  ];
}

function factsIn(file: string, text: string): readonly About[] | undefined {
  if (file === peopleDocument) {
    const { value } = readDocument<PeopleFile>(text, peopleFile);
    return value && peopleFacts(value);
  }
  const { value } = readDocument<DisputePolicy>(text, disputePolicy);
  return value && [policyFacts(value)];
}

function policyFacts(policy: DisputePolicy): About {
  const limits = (name: "per customer" | "unattested numbers") => ({
    [`${name} concessions`]: policy[name].concessions,
    [`${name} days`]: policy[name].days,
    [`${name} sum`]: { amounts: policy[name].sum },
  });
  const categories = Object.entries(policy.categories).map(
    ([name, own]): [string, Fact] => [
      `category ${name}`,
      own === "never" ? own : { amounts: own },
    ],
  );
  return {
    kind: "policy",
    name: policy.policy,
    facts: {
      threshold: { amounts: policy.threshold },
      ...Object.fromEntries(categories),
      ...limits("per customer"),
      ...limits("unattested numbers"),
      "monthly budget": { amounts: policy["monthly budget"] },
      ...(policy["handling cost"] && {
        "handling cost": { amounts: policy["handling cost"] },
      }),
      "time zone": policy["time zone"],
      "may override": { any: policy["may override"] },
    },
  };
}

function compare(
  before: About | undefined,
  after: About | undefined,
): DocumentChanged[] {
  const { kind, name } = (after ?? before) as About;
  if (!after) return [{ kind, name, standing: "left", facts: [] }];
  const names = new Set([
    ...Object.keys(before?.facts ?? {}),
    ...Object.keys(after.facts),
  ]);
  const facts = [...names].flatMap((fact) => {
    const [was, is] = apart(before?.facts[fact], after.facts[fact]);
    return canonicalJson([was]) === canonicalJson([is])
      ? []
      : [
          {
            name: fact,
            ...(was !== undefined && { before: was }),
            ...(is !== undefined && { after: is }),
          },
        ];
  });
  if (!before) return [{ kind, name, standing: "came", facts }];
  return facts.length > 0 ? [{ kind, name, standing: "changed", facts }] : [];
}

/** Of many in no order only those that one side alone has: a holiday among thirty. */
function apart(
  was: Fact | undefined,
  is: Fact | undefined,
): readonly (Fact | undefined)[] {
  const [before, after] = [was, is].map(anyIn);
  if (!before && !after) return [was, is];
  return [without(before, after), without(after, before)];
}

function anyIn(fact: Fact | undefined): readonly string[] | undefined {
  return typeof fact === "object" && "any" in fact ? fact.any : undefined;
}

function without(
  some: readonly string[] = [],
  others: readonly string[] = [],
): Fact | undefined {
  const only = some.filter((one) => !others.includes(one));
  return only.length > 0 ? { any: only } : undefined;
}
