import { readFile, readdir } from "node:fs/promises";

const page = await readFile("docs/spec/store.md", "utf8");
const files = await readdir("test/store", { recursive: true });
const tests = await Promise.all(
  files
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFile(`test/store/${name}`, "utf8")),
);

const rules = [...page.matchAll(/^\*\*(ST-\d+)\*\*/gmu)].map(([, id]) => id);
/** A title begins with the rules it is about: `"[ST-6] [ST-33] a Redis that …"`. */
const cited = new Set(
  tests.flatMap((text) =>
    [...text.matchAll(/"((?:\[ST-\d+\] )+)/gu)].flatMap(
      ([, ids = ""]) => ids.match(/ST-\d+/gu) ?? [],
    ),
  ),
);

test("the page of the store's rules numbers each rule once, in order", () => {
  expect(rules).toEqual(rules.map((_, i) => `ST-${i + 1}`));
  expect(rules.length).toBeGreaterThan(30);
});

test("every rule of the store is cited by a test", () => {
  expect(rules.filter((id) => id === undefined || !cited.has(id))).toEqual([]);
});

test("every rule that a test cites exists", () => {
  expect([...cited].filter((id) => !rules.includes(id))).toEqual([]);
});

test("every rule that the code cites exists", async () => {
  const sources = await readdir("src/store", { recursive: true });
  for (const name of sources.filter((file) => file.endsWith(".ts"))) {
    const text = await readFile(`src/store/${name}`, "utf8");
    const ids = text.match(/ST-\d+/gu) ?? [];
    expect({ name, unknown: ids.filter((id) => !rules.includes(id)) }).toEqual({
      name,
      unknown: [],
    });
  }
});
