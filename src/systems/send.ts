import {
  keyHeader,
  signRequest,
  signatureHeader,
  timestampHeader,
} from "./signature.js";

/** One of the company's systems, where it answers. */
export interface SystemAddress {
  /** Without a slash at its end; the contract's paths are put behind it. */
  readonly url: string;
  readonly secret: string;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface SystemAnswer {
  readonly status: number;
  /** `undefined` when it is no JSON. */
  readonly json: unknown;
}

/** Bytes of an answer; two hundred charges with long names in three languages are a third of it. */
const largestAnswer = 256 * 1024;

/**
 * Posts one signed request, and reads the answer up to its largest size. Redirects are not followed: what is signed for one host is not
 * shown to another. Rejects when there is no whole answer.
 */
export async function sendSigned(
  { url, secret, now }: SystemAddress,
  path: string,
  request: unknown,
  { key = "", signal }: { key?: string; signal?: AbortSignal } = {},
): Promise<SystemAnswer> {
  const body = JSON.stringify(request);
  const timestamp = String(Math.floor(now() / 1000));
  return readAnswer(
    await fetch(`${url}${path}`, {
      method: "POST",
      redirect: "error",
      headers: {
        "content-type": "application/json",
        [timestampHeader]: timestamp,
        [signatureHeader]: signRequest(secret, { timestamp, path, key, body }),
        ...(key !== "" && { [keyHeader]: key }),
      },
      body,
      ...(signal && { signal }),
    }),
  );
}

/** The answer's status and JSON. Rejects when it is larger than any answer of a contract. */
export async function readAnswer(response: Response): Promise<SystemAnswer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestAnswer)
      throw new Error(`The answer is larger than ${largestAnswer} bytes.`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, json };
}
