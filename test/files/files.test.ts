import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openFiles, sealFiles } from "../../src/files/index.js";

let folder: string;
let server: Server;
/** What the object store was sent, by path. */
const kept = new Map<string, Buffer>();
const seen: (string | undefined)[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "directo-files-"));
  server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    const { method, url = "" } = request;
    if (method === "GET") {
      response.statusCode = kept.has(url) ? 200 : 404;
      response.end(kept.get(url));
      return;
    }
    if (method === "DELETE") {
      response.statusCode = kept.delete(url) ? 204 : 404;
      response.end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      kept.set(url, Buffer.concat(chunks));
      response.statusCode = 201;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});
const address = () =>
  `http://ana:se%20cret@127.0.0.1:${(server.address() as AddressInfo).port}/paper/`;
const november = Date.parse("2026-11-22T14:15:00Z");
const bytes = Buffer.from("%PDF");

describe.each([
  ["a folder", () => openFiles(undefined, join(folder, "default"))],
  [
    "a folder named by FILES_URL",
    () => openFiles(pathToFileURL(join(folder, "named")).href, folder),
  ],
  ["an address that takes PUT and GET", () => openFiles(address(), folder)],
])("files in %s", (_what, open) => {
  it("are gone once they are removed", async () => {
    const files = open();
    const name = await files.keep(bytes, "2026-12-22");
    await files.remove(name);
    await files.remove(name);
    expect(await files.find(name, november)).toBeUndefined();
  });

  it("are found by their name until their last day is over", async () => {
    const files = open();
    const name = await files.keep(bytes, "2026-12-22");
    expect(name).toMatch(/^20261222-[\w-]{24}$/);
    const found = await files.find(name, november);
    expect(Buffer.from(found ?? []).toString()).toBe("%PDF");
    const last = Date.parse("2026-12-22T23:59:59Z");
    expect(await files.find(name, last)).toBeDefined();
    expect(await files.find(name, last + 1_000)).toBeUndefined();
  });

  it("have a name of their own each time, and no other name leads to one", async () => {
    const files = open();
    const one = await files.keep(bytes, "2026-12-22");
    const other = await files.keep(bytes, "2026-12-22");
    expect(one).not.toBe(other);
    for (const name of [
      // The day is part of the name: moving it finds nothing.
      one.replace("20261222", "20270101"),
      `${one}x`,
      one.slice(0, -1),
      `../default/${one}`,
      "..",
      ".",
      "",
      `.${one}`,
    ])
      expect(await files.find(name, november)).toBeUndefined();
  });
});

it("an address is given the user and password that stand in it, as a header", () => {
  const basic = Buffer.from("ana:se cret").toString("base64");
  expect(new Set(seen)).toEqual(new Set([`Basic ${basic}`]));
});

it("a folder's expired files are removed, are nobody else's to read, and others' files stay", async () => {
  const place = join(folder, "swept");
  const files = openFiles(undefined, place);
  await files.sweep(november);
  const old = await files.keep(bytes, "2026-11-21");
  const current = await files.keep(bytes, "2026-11-22");
  expect((await stat(join(place, old))).mode & 0o077).toBe(0);
  await files.sweep(november);
  expect(await readdir(place)).toEqual([current]);
});

describe("files that are sealed", () => {
  const old = { id: "2025", key: Buffer.alloc(32, 1) };
  const key = { id: "2026", key: Buffer.alloc(32, 2) };
  const plain = () => openFiles(undefined, join(folder, "sealed"));

  it("say nothing without the key, and are opened with the one that they were sealed with", async () => {
    const name = await sealFiles(plain(), [old]).keep(bytes, "2026-12-22");
    const sealed = Buffer.from((await plain().find(name, november)) ?? []);
    expect(sealed.includes("%PDF")).toBe(false);
    const turned = sealFiles(plain(), [key, old]);
    expect(Buffer.from((await turned.find(name, november))!).toString()).toBe(
      "%PDF",
    );
    await expect(
      sealFiles(plain(), [key]).find(name, november),
    ).rejects.toThrow('DATA_KEY has no key "2025".');
  });

  it("are not given out when somebody changed them", async () => {
    const files = sealFiles(plain(), [key]);
    const name = await files.keep(bytes, "2026-12-22");
    const path = join(folder, "sealed", name);
    const sealed = await readFile(path);
    sealed[sealed.length - 20] = (sealed.at(-20) ?? 0) ^ 1;
    await writeFile(path, sealed);
    await expect(files.find(name, november)).rejects.toThrow();
  });
});
