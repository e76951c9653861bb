import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { createLookUps, missingSecrets } from "../../src/lookups/index.js";
import {
  openConnections,
  readConnections,
} from "../../src/server/served/connections.js";
import { createLog } from "../../src/server/log.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "directo-lookups-"));
});
afterAll(() => rm(folder, { recursive: true }));

const order = {
  path: "/orders/{id}",
  parameters: { id: { type: "digits" } },
  answer: { status: { type: "text", longest: 40 } },
};
const shop = { url: "https://shop.example.com", "look-ups": { order } };

async function read(connections: unknown) {
  const file = join(folder, "lookups.yaml");
  await writeFile(file, stringify({ connections }));
  return readConnections(file);
}

describe("the file of connections", () => {
  it.each<[string, unknown, RegExp]>([
    [
      "an address with a password",
      { shop: { ...shop, url: "https://u:p@shop.example.com" } },
      /line 3, connections › shop › url: an address that begins/,
    ],
    [
      "an open address",
      { shop: { ...shop, url: "http://shop.example.com" } },
      /https:\/\/ is needed/,
    ],
    [
      "a secret written down",
      { shop: { ...shop, headers: { authorization: { secret: "s3cret!" } } } },
      /the name of a setting/,
    ],
    [
      "a header on two lines",
      { shop: { ...shop, headers: { a: "b\r\nc: d" } } },
      /plain signs/,
    ],
    [
      "a path that names nothing",
      {
        shop: {
          ...shop,
          "look-ups": { order: { ...order, path: "/orders/{number}" } },
        },
      },
      /\{number\} stands under no "parameters"/,
    ],
    [
      "a parameter that no path has",
      {
        shop: { ...shop, "look-ups": { order: { ...order, path: "/orders" } } },
      },
      /the path does not name it/,
    ],
    [
      "a name that texts have",
      { shop: { ...shop, "look-ups": { charge: order } } },
      /"charge" is what texts call something else/,
    ],
    [
      "one name twice",
      { shop, other: shop },
      /"shop" has a look-up "order" too/,
    ],
    [
      "a network that is none",
      { shop: { ...shop, "private addresses": ["10.0.0.0/99"] } },
      /an address or a network/,
    ],
    [
      "no address and no samples",
      { shop: { "look-ups": { order } } },
      /one of the two/,
    ],
    [
      "a text without end",
      {
        shop: {
          ...shop,
          "look-ups": {
            order: {
              ...order,
              answer: { status: { type: "text", longest: 5000 } },
            },
          },
        },
      },
      /lookups.yaml, line/,
    ],
  ])("is refused with %s", async (_name, connections, message) => {
    await expect(read(connections)).rejects.toThrow(message);
  });

  it("needs the secrets that it names", async () => {
    const file = join(folder, "secret.yaml");
    const headers = { authorization: { secret: "SHOP_TOKEN" } };
    await writeFile(
      file,
      stringify({ connections: { shop: { ...shop, headers } } }),
    );
    const open = (token: string | undefined) =>
      openConnections({ lookUpsFile: file, secretOf: () => token });
    await expect(open(undefined)).rejects.toThrow(/^SHOP_TOKEN is missing/);
    await expect(open("two\r\nlines")).rejects.toThrow(
      /^SHOP_TOKEN is missing/,
    );
    expect(missingSecrets(await open("a-token"), () => "a-token")).toEqual([]);
  });

  it("is the demo company's on the simulator, and none on a real line", async () => {
    const secretOf = () => undefined;
    expect(Object.keys(await openConnections({ secretOf }))).toContain("shop");
    expect(await openConnections({ secretOf, carrier: {} })).toEqual({});
  });

  it("answers with the samples of the demo company", async () => {
    const connections = await readConnections();
    const ask = createLookUps({
      connections: () => connections,
      secretOf: () => undefined,
      log: createLog("silent"),
    });
    for (const [connection, { "look-ups": defined }] of Object.entries(
      connections,
    ))
      for (const [find, { samples }] of Object.entries(defined))
        for (const { with: values } of samples)
          expect(await ask({ connection, find, values })).toMatchObject({
            outcome: "found",
          });
    const nobody = { phone: "+12025550199" };
    expect(
      await ask({ connection: "shop", find: "order", values: nobody }),
    ).toEqual({ outcome: "empty" });
  });
});
