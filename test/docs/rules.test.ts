import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const tracked = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard"],
  { encoding: "utf8" },
)
  .split("\n")
  .filter((file) => existsSync(file));
const charter = new Set(
  [...readFileSync("docs/charter.md", "utf8").matchAll(/^\| (C\d+) \|/gm)].map(
    ([, rule]) => rule,
  ),
);

it("the charter has its thirty rules", () => {
  expect(charter.size).toBe(30);
});

it("every rule that code, tests or documents cite is in the charter", () => {
  const cited = tracked
    .filter(
      (file) =>
        /^(src|test|flows|docs|README|CONTRIBUTING|CHANGELOG|SECURITY)/.test(
          file,
        ) && /\.(ts|tsx|md|yaml|call)$/.test(file),
    )
    .flatMap((file) =>
      [
        ...readFileSync(file, "utf8").matchAll(/\(((?:C\d{1,2}(?:, |–)?)+)\)/g),
      ].flatMap(
        ([, list]) =>
          (list ?? "").match(/C\d{1,2}/g)?.map((rule) => ({ file, rule })) ??
          [],
      ),
    );
  expect(cited.length).toBeGreaterThan(20);
  expect(cited.filter(({ rule }) => !charter.has(rule))).toEqual([]);
});

it("every link between our documents leads somewhere", () => {
  const broken = tracked
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) =>
      [
        ...readFileSync(file, "utf8").matchAll(
          /\]\((?!https?:|#|mailto:)([^)#\s]+)/g,
        ),
      ]
        .map(([, to]) => ({ file, to: to ?? "" }))
        .filter(({ to }) => !existsSync(join(dirname(file), to))),
    );
  expect(broken).toEqual([]);
});
