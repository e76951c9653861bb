/** What the manual says of figures, beside what `/metrics` has. */
import { readdir, readFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import { createMetrics } from "../../src/server/metrics.js";

/** Ours, with their kinds. */
async function ours(): Promise<Map<string, string>> {
  const metrics = createMetrics({ proved: () => [], held: () => 0 });
  const text = await metrics.registry.metrics();
  return new Map(
    [...text.matchAll(/^# TYPE (directo_\S+) (\w+)$/gm)].map(
      ([, name = "", kind = ""]) => [name, kind],
    ),
  );
}

const manual = () => readFile("docs/operating.md", "utf8");

it("each metric stands in the manual with its kind and its labels, and none that is not there", async () => {
  const rows = new Map(
    [...(await manual()).matchAll(/^\| `(directo_\w+)` \| (\w+)/gm)].map(
      ([, name = "", kind = ""]) => [name, kind],
    ),
  );
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(await ours()));
  const metrics = createMetrics({ proved: () => [], held: () => 0 });
  for (const name of rows.keys()) {
    const { labelNames = [] } = metrics.registry.getSingleMetric(
      name,
    ) as unknown as { labelNames?: readonly string[] };
    const row = (await manual())
      .split("\n")
      .find((line) => line.startsWith(`| \`${name}\` |`));
    for (const label of labelNames.filter((one) => one !== "le"))
      expect(row?.split("|")[2]).toContain(`\`${label}\``);
  }
});

it("names are as Prometheus has them, and no label says who called", async () => {
  const rules: Readonly<Record<string, RegExp>> = {
    counter: /^directo(_[a-z]+)+_total$/,
    histogram: /^directo(_[a-z]+)+_seconds$/,
    // Yes or no, a share, seconds, or how many of something there are.
    gauge: /^directo(_ready|(_[a-z]+)+_ratio|(_[a-z]+)*_[a-z]+s)$/,
  };
  const { registry } = createMetrics({ proved: () => [], held: () => 0 });
  const all = await registry.getMetricsAsJSON();
  expect(all.filter(({ help }) => help === "")).toEqual([]);
  const own = await ours();
  expect(own.size).toBeGreaterThan(10);
  const labels = new Set<string>();
  for (const [name, kind] of own) {
    expect(name).toMatch(rules[kind] ?? /^$/);
    expect(name).not.toMatch(
      /_(ms|milliseconds|minutes|percent|count|sum)(_|$)/,
    );
    const { labelNames } = registry.getSingleMetric(name) as unknown as {
      labelNames: readonly string[];
    };
    for (const label of labelNames) labels.add(label);
  }
  expect([...labels].toSorted()).toEqual(
    "assumption cause effect flow kind of outcome promise rating route status".split(
      " ",
    ),
  );
});

it("every metric that a page names is there", async () => {
  const known = await ours();
  const pages = (await readdir("docs", { recursive: true })).filter((one) =>
    one.endsWith(".md"),
  );
  for (const page of [...pages.map((one) => `docs/${one}`), "README.md"]) {
    const text = await readFile(page, "utf8");
    for (const [name] of text.matchAll(/\bdirecto_[a-z_]+/g)) {
      const whole = name.replace(/_(bucket|count|sum)$/, "");
      expect([page, name, known.has(whole)]).toEqual([page, name, true]);
    }
  }
});

it("the alerts of the manual are rules, each with how urgent it is", async () => {
  const [, yaml = ""] =
    /### What wakes a person[^]*?```yaml\n([^]*?)```/.exec(await manual()) ??
    [];
  const { groups } = parseDocument(yaml).toJS() as {
    groups: { rules: { alert: string; expr: string; labels: object }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(10);
  for (const { alert, expr, labels } of rules) {
    expect([alert, typeof expr]).toEqual([alert, "string"]);
    expect(labels).toEqual({
      severity: expect.stringMatching(/^(page|ticket)$/) as string,
    });
  }
});
