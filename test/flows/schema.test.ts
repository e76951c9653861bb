import { readFileSync, writeFileSync } from "node:fs";
import {
  flowSchema,
  namesAt,
  schemaAt,
  type JsonSchema,
} from "../../src/flows/schema.js";
import { stepKinds } from "../../src/flows/index.js";

const page = "docs/flow.schema.json";

/** The places of a schema where a person would look for an explanation. */
function unexplained(schema: JsonSchema, path: string): string[] {
  const { properties = {}, additionalProperties: other } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => [
      ...(inner.description === undefined ? [`${path}/${name}`] : []),
      ...unexplained(inner, `${path}/${name}`),
    ]),
    ...(typeof other === "object" ? unexplained(other, `${path}/*`) : []),
  ];
}

describe("the JSON Schema of flows", () => {
  it("is in docs/flow.schema.json as `npm run -s directo -- schema` prints it", () => {
    const printed = `${JSON.stringify(flowSchema(), null, 2)}\n`;
    if (process.env["UPDATE_SAMPLES"] === "1") {
      if (process.env["CI"]) throw new Error("Pages are not written on CI.");
      writeFileSync(page, printed);
    }
    expect(readFileSync(page, "utf8")).toBe(printed);
  });

  it("explains every field", () => {
    expect(unexplained(flowSchema(), "")).toEqual([]);
  });

  it("knows every kind of step", () => {
    expect(namesAt(["steps", "welcome"])).toEqual([...stepKinds.keys()]);
  });

  it("finds what stands at a path, and nothing at names of programs", () => {
    expect(schemaAt(["steps", "a", "menu", "attempts"])?.type).toBe("integer");
    expect(schemaAt(["steps", "a", "constructor", "x"])).toBeUndefined();
    expect(namesAt(["languages"])).toEqual(["es", "en", "pt"]);
  });

  it("is named by the flow that ships, from where it stands", () => {
    const [first] = readFileSync("flows/customer-line.yaml", "utf8").split(
      "\n",
    );
    expect(first).toBe(
      "# yaml-language-server: $schema=../docs/flow.schema.json",
    );
  });
});
