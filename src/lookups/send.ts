import { request as overHttp, type IncomingMessage } from "node:http";
import { request as overHttps } from "node:https";
import { isIP } from "node:net";
import { AddressRefused, findAddress, type Resolve } from "./addresses.js";

export interface LookUpRequest {
  /** The connection's address and the path, parameters filled in. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Addresses and networks that are not public and may be asked all the same. */
  readonly allowed: readonly string[];
  /** Bytes at most. */
  readonly largest: number;
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
  /** Certificates to trust besides the usual ones. */
  readonly ca?: string;
}

export interface LookUpReply {
  readonly status: number;
  /** Of status 200; no other has any. */
  readonly json: unknown;
}

/**
 * Gets one JSON answer. No redirect is followed, no proxy is used, no connection is kept, nothing larger than `largest` is read. Rejects
 * with a sentence that names neither path nor headers when there is no such answer.
 */
export async function sendLookUp(request: LookUpRequest): Promise<LookUpReply> {
  const { signal } = request;
  const url = new URL(request.url);
  const { address, isPublic } = await abortable(
    findAddress(url.hostname, request.allowed, request.resolve),
    signal,
  );
  if (url.protocol === "http:" && isPublic)
    throw new AddressRefused(
      `${url.hostname} is at the public address ${address}, and what is asked there is readable on the way. Use https://.`,
    );
  const response = await get(request, url, address);
  const { statusCode: status = 0 } = response;
  if (status !== 200) {
    response.destroy();
    const isRefusal = status === 204 || (status >= 400 && status < 500);
    if (isRefusal && status !== 429) return { status, json: undefined };
    throw new Error(`The answer has status ${status}.`);
  }
  return { status, json: await readJson(response, request.largest) };
}

function get(
  { headers, signal, ca }: LookUpRequest,
  url: URL,
  address: string,
): Promise<IncomingMessage> {
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isTls = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    const sent = (isTls ? overHttps : overHttp)({
      host: address,
      port: url.port === "" ? (isTls ? 443 : 80) : url.port,
      path: `${url.pathname}${url.search}`,
      method: "GET",
      agent: false,
      signal,
      headers: {
        accept: "application/json",
        "accept-encoding": "identity",
        ...headers,
        host: url.host,
        connection: "close",
      },
      // The certificate is checked against the name, wherever the request goes to.
      ...(isTls && isIP(name) === 0 && { servername: name }),
      ...(ca !== undefined && { ca }),
    });
    sent.on("response", resolve);
    sent.on("error", reject);
    sent.end();
  });
}

async function readJson(
  response: IncomingMessage,
  largest: number,
): Promise<unknown> {
  try {
    const { headers } = response;
    const type = headers["content-type"] ?? "";
    if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type))
      throw new Error(`The answer is no JSON but "${type.slice(0, 60)}".`);
    if ((headers["content-encoding"] ?? "identity") !== "identity")
      throw new Error("The answer is compressed, and was asked for as it is.");
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > largest)
        throw new Error(`The answer is larger than ${largest} bytes.`);
      chunks.push(chunk);
    }
    try {
      return JSON.parse(Buffer.concat(chunks).toString("utf8")) as unknown;
    } catch {
      throw new Error("The answer calls itself JSON and is none.");
    }
  } finally {
    response.destroy();
  }
}

/** The work's result, unless time is up first. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error("No answer in time."));
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", stop);
    });
  });
}
