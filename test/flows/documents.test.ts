import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import {
  checkFlow,
  compileFlow,
  renderDiagnostic,
  stepKinds,
} from "../../src/flows/index.js";
import { proveFlow } from "../../src/flows/proof/index.js";
import { demoCompany } from "../support/demo-company.js";
import { docOf, flowBlocks, wrapFlow } from "./support/examples.js";
import { flowPage } from "./support/flow-page.js";
import { subFlow } from "./support/sub-flow.js";

/** Compiles a flow; gives its errors as people read them. */
function errorsOf(text: string): string[] {
  const { document, diagnostics } = checkFlow(
    text,
    text === subFlow ? [] : [subFlow],
    demoCompany,
  );
  if (document) compileFlow(document);
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map((diagnostic) => renderDiagnostic(diagnostic, "example", text));
}

describe("the pages about flows", () => {
  it("docs/flow-document.md is what the kinds of steps say of themselves", () => {
    const page = flowPage();
    if (process.env["UPDATE_SAMPLES"] === "1") {
      if (process.env["CI"]) throw new Error("Pages are not written on CI.");
      writeFileSync("docs/flow-document.md", page);
    }
    expect(readFileSync("docs/flow-document.md", "utf8")).toBe(page);
  });

  it.each([...stepKinds.keys()])(
    "have an example of %s that compiles",
    (kind) => {
      const { words, example } = docOf(kind);
      expect(words.length).toBeGreaterThan(40);
      expect(Object.keys(example)).toEqual([kind]);
      expect(errorsOf(wrapFlow({ example }))).toEqual([]);
    },
  );

  const pages = readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
    .concat("README.md");
  const blocks = pages.flatMap((page) =>
    flowBlocks(readFileSync(page, "utf8")).map(
      (block, index) => [page, index + 1, block] as const,
    ),
  );

  it("have examples", () => {
    expect(blocks.length).toBeGreaterThan(stepKinds.size);
  });

  it.each(blocks)("%s: its flow %i compiles", (_, __, block) => {
    const value = parse(block) as Record<string, unknown>;
    expect(errorsOf("flow" in value ? block : wrapFlow(value))).toEqual([]);
  });

  it("docs/editing-flows.md leads to a flow in which nothing is to be mended", () => {
    const shipped = parse(
      readFileSync("flows/customer-line.yaml", "utf8"),
    ) as Record<string, object>;
    const parts = flowBlocks(readFileSync("docs/editing-flows.md", "utf8"))
      .map((block) => parse(block) as object)
      .filter((block) => !("flow" in block));
    const changes = parts.reduce((all, one) => ({ ...all, ...one }));
    expect(Object.keys(changes)).toEqual([
      "thanks",
      "welcome",
      "delivery",
      "call-back",
      "delivery-noted",
      "delivery-desk",
    ]);
    const changed = (all: object) =>
      checkFlow(
        stringify({ ...shipped, steps: { ...shipped["steps"], ...all } }),
        [subFlow],
      );
    expect(changed(changes).diagnostics).toEqual([]);
    // Up to the page's last part: who follows it has a line that may be served.
    const { document } = changed(Object.assign({}, ...parts.slice(0, -1)));
    expect(document && proveFlow(compileFlow(document))).toMatchObject({
      holds: true,
    });
  });
});
