import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
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

/** A store that speaks as much S3 as is needed, and checks what is signed by Amazon's own description of Signature Version 4. */
const bucket = new Map<string, Buffer>();
const s3 = createServer((request, response) => {
  const { method = "", url = "", headers } = request;
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { pathname, search, searchParams } = new URL(url, "http://s3");
    const answer = (status: number, body: Buffer | string = "") => {
      response.statusCode = status;
      response.end(body);
    };
    if (!isSignedV4(method, pathname, search.slice(1), headers))
      return answer(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
    if (method === "PUT") {
      bucket.set(pathname, Buffer.concat(chunks));
      return answer(200);
    }
    if (method === "DELETE") {
      bucket.delete(pathname);
      return answer(204);
    }
    if (searchParams.get("list-type") === "2") {
      const under = `/paper/${searchParams.get("prefix")}`;
      const keys = [...bucket.keys()].filter((one) => one.startsWith(under));
      const listed = keys
        .toSorted()
        .map((key) => `<Contents><Key>${key.slice(7)}</Key></Contents>`);
      return answer(
        200,
        `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${listed.join("")}</ListBucketResult>`,
      );
    }
    answer(bucket.has(pathname) ? 200 : 404, bucket.get(pathname));
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => s3.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  s3.closeAllConnections();
  await new Promise((resolve) => s3.close(resolve));
});
const s3Address = (secret = "se%2Fcret") =>
  `s3+http://KEY:${secret}@127.0.0.1:${(s3.address() as AddressInfo).port}/paper/line?region=eu-west-1`;

function isSignedV4(
  method: string,
  path: string,
  query: string,
  headers: IncomingHttpHeaders,
): boolean {
  const [, date = "", signed = "", given = ""] =
    /^AWS4-HMAC-SHA256 Credential=KEY\/(\d{8})\/eu-west-1\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  const hmac = (key: string | Buffer, text: string) =>
    createHmac("sha256", key).update(text).digest();
  const canonical = [
    method,
    path,
    [...new URLSearchParams(query)]
      .map((pair) => pair.map(encodeURIComponent).join("="))
      .toSorted()
      .join("&"),
    ...signed.split(";").map((one) => `${one}:${String(headers[one])}`),
    "",
    signed,
    headers["x-amz-content-sha256"],
  ].join("\n");
  const text = [
    "AWS4-HMAC-SHA256",
    headers["x-amz-date"],
    `${date}/eu-west-1/s3/aws4_request`,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const key = [date, "eu-west-1", "s3", "aws4_request"].reduce<string | Buffer>(
    hmac,
    "AWS4se/cret",
  );
  return hmac(key, text).toString("hex") === given;
}

describe.each([
  ["a folder", () => openFiles(undefined, join(folder, "default"))],
  [
    "a folder named by FILES_URL",
    () => openFiles(pathToFileURL(join(folder, "named")).href, folder),
  ],
  ["an address that takes PUT and GET", () => openFiles(address(), folder)],
  ["a bucket", () => openFiles(s3Address(), folder)],
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

describe("a bucket", () => {
  it("is swept of what expired, and of nothing else", async () => {
    const files = openFiles(s3Address(), folder);
    const old = await files.keep(bytes, "2026-11-21");
    const own = await files.keep(bytes, "2026-11-22");
    bucket.set("/paper/line/20200101-of-somebody-else", bytes);
    await files.sweep(november);
    expect([...bucket.keys()]).not.toContain(`/paper/line/${old}`);
    expect([...bucket.keys()]).toEqual(
      expect.arrayContaining([
        `/paper/line/${own}`,
        "/paper/line/20200101-of-somebody-else",
      ]),
    );
  });

  it("says why it does not take a file", async () => {
    const files = openFiles(s3Address("wrong"), folder);
    await expect(files.keep(bytes, "2026-12-22")).rejects.toThrow(
      /FILES_URL answered 403 to PUT: .*SignatureDoesNotMatch/,
    );
  });
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
