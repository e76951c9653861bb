import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { z } from "zod";
import {
  foundBill,
  foundCharges,
  foundCredits,
  paths,
  postCredit,
  postedCredit,
  searchBill,
  searchCharges,
  searchCredits,
} from "../../src/billing/contract.js";
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
const document = parse(readFileSync("docs/billing-openapi.yaml", "utf8")) as {
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
};
const bodies: [string, string, z.ZodType, string][] = [
  [paths.searchCharges, "request", searchCharges, "ChargesSearch"],
  [paths.searchCharges, "200", foundCharges, "FoundCharges"],
  [paths.postCredit, "request", postCredit, "Credit"],
  [paths.postCredit, "200", postedCredit, "PostedCredit"],
  [paths.postCredit, "422", refused, "Refused"],
  [paths.searchCredits, "request", searchCredits, "CreditsSearch"],
  [paths.searchCredits, "200", foundCredits, "FoundCredits"],
  [paths.searchBill, "request", searchBill, "BillSearch"],
  [paths.searchBill, "200", foundBill, "FoundBill"],
];

it("the published contract has the paths that are asked for", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(Object.keys(document.paths).toSorted()).toEqual(
    Object.values(paths).toSorted(),
  );
});

it.each(bodies)(
  "the published contract's %s %s is what the code reads",
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

it("the published contract names the headers and the tolerance of the signature", () => {
  const { signature, timestamp } = document.components.securitySchemes;
  expect(signature?.name.toLowerCase()).toBe(signatureHeader);
  expect(timestamp?.name.toLowerCase()).toBe(timestampHeader);
  expect(timestamp?.description).toContain(`${toleranceSeconds} seconds`);
});
