import { randomBytes } from "node:crypto";
import { parseXml } from "@rgrove/parse-xml";
import { AwsClient } from "aws4fetch";
import { compactDay, fileName, isCurrent, type Files } from "./files.js";

/** ms */
const patience = 10_000;
/** So many are looked at in one sweep; the names begin with their day, and the oldest come first. */
const sweptAtOnce = 1_000;

/**
 * Files in a bucket of any store that speaks S3: `s3+https://<key>:<secret>@<endpoint>/<bucket>/<folder>?region=<region>`, with the bucket in the
 * path. Several servers share it.
 */
export function createS3Files(address: string): Files {
  const { protocol, host, pathname, username, password, searchParams } =
    new URL(address);
  const [, bucket = "", ...folders] = pathname.split("/");
  const folder = folders.filter((one) => one !== "").join("/");
  const prefix = folder === "" ? "" : `${folder}/`;
  const base = `${protocol.slice("s3+".length)}//${host}/${bucket}`;
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    service: "s3",
    region: searchParams.get("region") ?? "us-east-1",
    // Whoever keeps a file tries again later by itself.
    retries: 1,
  });
  const ask = async (
    url: string,
    init: { readonly method: string; readonly body?: Buffer },
  ): Promise<Response | undefined> => {
    const answer = await client.fetch(url, {
      ...init,
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    if (answer.status === 404 && init.method !== "PUT") return undefined;
    if (!answer.ok)
      throw new Error(
        `FILES_URL answered ${answer.status} to ${init.method}: ${(await answer.text()).slice(0, 200)}`,
      );
    return answer;
  };
  const at = (name: string) => `${base}/${prefix}${name}`;
  const remove = async (name: string) => {
    if (fileName.test(name)) await ask(at(name), { method: "DELETE" });
  };
  return {
    async keep(bytes, until) {
      const token = randomBytes(18).toString("base64url");
      const name = `${compactDay(until)}-${token}`;
      await ask(at(name), { method: "PUT", body: Buffer.from(bytes) });
      return name;
    },
    async find(name, now) {
      if (!isCurrent(name, now)) return undefined;
      const answer = await ask(at(name), { method: "GET" });
      return answer && new Uint8Array(await answer.arrayBuffer());
    },
    remove,
    async sweep(now) {
      const query = new URLSearchParams({
        "list-type": "2",
        "max-keys": String(sweptAtOnce),
        prefix,
      });
      const answer = await ask(`${base}?${query.toString()}`, {
        method: "GET",
      });
      const gone = keysIn((await answer?.text()) ?? "")
        .map((key) => key.slice(prefix.length))
        .filter((name) => fileName.test(name) && !isCurrent(name, now));
      for (const name of gone) await remove(name);
    },
  };
}

/** Source: Amazon S3, "ListObjectsV2". */
function keysIn(xml: string): string[] {
  if (xml === "") return [];
  return (parseXml(xml).root?.children ?? []).flatMap((one) =>
    "name" in one && one.name === "Contents" && "children" in one
      ? (one.children as { name?: string; text?: string }[]).flatMap(
          ({ name, text }) => (name === "Key" && text ? [text] : []),
        )
      : [],
  );
}
