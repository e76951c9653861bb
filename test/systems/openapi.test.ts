import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { z } from "zod";
import * as account from "../../src/account/contract.js";
import * as billing from "../../src/billing/contract.js";
import {
  signatureHeader,
  timestampHeader,
  toleranceSeconds,
} from "../../src/systems/signature.js";
import { refused } from "../../src/systems/values.js";

interface Body {
  readonly content: {
    readonly "application/json": {
      readonly schema: { readonly $ref: string };
      readonly example?: unknown;
    };
  };
}
interface Operation {
  readonly requestBody: Body;
  readonly responses: Readonly<Record<string, Partial<Body>>>;
}
interface Contract {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<
        string,
        { readonly properties?: object; readonly required?: readonly string[] }
      >
    >;
    readonly securitySchemes: Readonly<
      Record<string, { readonly name: string; readonly description: string }>
    >;
  };
}
type Bodies = [string, string, z.ZodType, string][];
const b = billing.paths;
const a = account.paths;
const contracts: [string, readonly string[], Bodies][] = [
  [
    "docs/billing-openapi.yaml",
    Object.values(b),
    [
      [b.searchCharges, "request", billing.searchCharges, "ChargesSearch"],
      [b.searchCharges, "200", billing.foundCharges, "FoundCharges"],
      [b.postCredit, "request", billing.postCredit, "Credit"],
      [b.postCredit, "200", billing.postedCredit, "PostedCredit"],
      [b.postCredit, "422", refused, "Refused"],
      [b.searchCredits, "request", billing.searchCredits, "CreditsSearch"],
      [b.searchCredits, "200", billing.foundCredits, "FoundCredits"],
      [b.searchBill, "request", billing.searchBill, "BillSearch"],
      [b.searchBill, "200", billing.foundBill, "FoundBill"],
    ],
  ],
  [
    "docs/account-openapi.yaml",
    Object.values(a),
    [
      [a.searchAccount, "request", account.searchAccount, "AccountSearch"],
      [a.searchAccount, "200", account.foundAccount, "FoundAccount"],
      [a.quote, "request", account.askQuote, "AskQuote"],
      [a.quote, "200", account.foundQuote, "FoundQuote"],
      [a.quote, "422", refused, "Refused"],
      [a.commit, "request", account.keyedQuote, "KeyedQuote"],
      [a.commit, "200", account.changed, "Changed"],
      [a.commit, "422", refused, "Refused"],
      [a.undo, "request", account.keyedQuote, "KeyedQuote"],
      [a.undo, "200", account.changed, "Changed"],
      [a.undo, "422", refused, "Refused"],
      [a.searchChanges, "request", account.searchChanges, "ChangesSearch"],
      [a.searchChanges, "200", account.foundChanges, "FoundChanges"],
    ],
  ],
];

describe.each(contracts)("%s", (file, paths, bodies) => {
  const document = parse(readFileSync(file, "utf8")) as Contract;

  it("has the paths that are asked for", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths).toSorted()).toEqual(paths.toSorted());
  });

  it.each(bodies)(
    "says of %s %s what the code reads",
    (path, which, schema, name) => {
      const { post } = document.paths[path] ?? { post: undefined };
      const body =
        which === "request" ? post?.requestBody : post?.responses[which];
      const json = body?.content?.["application/json"];
      expect(json?.schema.$ref).toBe(`#/components/schemas/${name}`);
      expect(schema.safeParse(json?.example).error).toBeUndefined();
      const { properties = {}, required = [] } =
        document.components.schemas[name] ?? {};
      const { shape } = schema as z.ZodObject;
      expect(Object.keys(properties).toSorted()).toEqual(
        Object.keys(shape).toSorted(),
      );
      const needed = Object.entries(shape).filter(
        ([, field]) => !(field as z.ZodType).safeParse(undefined).success,
      );
      expect([...required].toSorted()).toEqual(
        needed.map(([field]) => field).toSorted(),
      );
    },
  );

  it("names the headers and the tolerance of the signature", () => {
    const { signature, timestamp } = document.components.securitySchemes;
    expect(signature?.name.toLowerCase()).toBe(signatureHeader);
    expect(timestamp?.name.toLowerCase()).toBe(timestampHeader);
    expect(timestamp?.description).toContain(`${toleranceSeconds} seconds`);
  });
});
