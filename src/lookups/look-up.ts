import {
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  isBrokenCircuitError,
  type IPolicy,
} from "cockatiel";
import type { Logger } from "pino";
import type { LookUpOutcome } from "../flows/look-ups.js";
import type { Value } from "../flows/speech/index.js";
import { resolveByDns, type Resolve } from "./addresses.js";
import type { DefinedConnection, DefinedConnections } from "./connections.js";
import { fillPath } from "./fill-path.js";
import { isNothing, readAnswer } from "./read-answer.js";
import { sendLookUp, type LookUpReply } from "./send.js";

/** What a call asks: a look-up of a connection, with the values that the call has. */
export interface LookUpQuestion {
  readonly connection: string;
  readonly find: string;
  readonly values: Readonly<Record<string, Value>>;
}

export interface LookUpAnswer {
  readonly outcome: LookUpOutcome;
  /** By the names of texts: `order.status`. Present when something was found. */
  readonly values?: Readonly<Record<string, Value>>;
}

/** Never rejects: whatever goes wrong is `failed`, and in the log. */
export type LookUps = (question: LookUpQuestion) => Promise<LookUpAnswer>;

export interface LookUpDeps {
  /** Read at each look-up: they may change while the line runs. */
  readonly connections: () => DefinedConnections;
  readonly secretOf: SecretOf;
  readonly log: Logger;
  readonly resolve?: Resolve;
  /** Certificates to trust besides the usual ones. */
  readonly ca?: string;
}

/** A system that failed so often in a row is left alone for a moment; callers go on at once. */
const failuresInARow = 5;
const restMs = 5_000;

export function createLookUps(deps: LookUpDeps): LookUps {
  const breakers = new Map<string, IPolicy>();
  const breakerOf = (name: string): IPolicy => {
    const known =
      breakers.get(name) ??
      circuitBreaker(handleAll, {
        halfOpenAfter: restMs,
        breaker: new ConsecutiveBreaker(failuresInARow),
      });
    breakers.set(name, known);
    return known;
  };
  return async (question) => {
    const { connection: owner, find } = question;
    try {
      const connection = own(deps.connections(), owner);
      const defined = connection && own(connection["look-ups"], find);
      if (!connection || !defined)
        throw new Error("This look-up is not defined any more.");
      const path = fillPath(defined, question.values);
      if (path === undefined) return { outcome: "empty" };
      const json =
        connection.url === undefined
          ? sampleFor(defined.samples, question.values)
          : contentOf(
              await breakerOf(owner).execute(() =>
                ask(deps, connection, `${connection.url}${path}`),
              ),
            );
      if (isNothing(json)) return { outcome: "empty" };
      const values = readAnswer(json, defined.answer);
      return {
        outcome: "found",
        values: Object.fromEntries(
          Object.entries(values).map(([field, value]) => [
            `${find}.${field}`,
            value,
          ]),
        ),
      };
    } catch (error) {
      // Only the sentence: a path has callers' data in it, and headers have secrets.
      deps.log.warn(
        { connection: owner, find, reason: wordsOf(error) },
        "a look-up failed",
      );
      return { outcome: "failed" };
    }
  };
}

/** What an answer says; a question that the other side would not take is its own trouble, and no sign that the system is down. */
function contentOf({ status, json }: LookUpReply): unknown {
  if (status === 200 || nothingThere.has(status)) return json;
  throw new Error(`The answer has status ${status}.`);
}

const nothingThere: ReadonlySet<number> = new Set([204, 404, 410]);

function ask(
  { secretOf, resolve = resolveByDns, ca }: LookUpDeps,
  connection: DefinedConnection,
  url: string,
): Promise<LookUpReply> {
  return sendLookUp({
    url,
    headers: headersOf(connection, secretOf),
    allowed: connection["private addresses"],
    largest: connection["largest answer"],
    resolve,
    signal: AbortSignal.timeout(connection["time limit"]),
    ...(ca !== undefined && { ca }),
  });
}

function headersOf(
  { headers }: DefinedConnection,
  secretOf: SecretOf,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === "string"
        ? value
        : `${value.before}${secretOf(value.secret) ?? ""}`,
    ]),
  );
}

/** A secret by the name of its setting. */
export type SecretOf = (name: string) => string | undefined;

/** The secrets that connections send and that are not set, or could not stand in a header. */
export function missingSecrets(
  connections: DefinedConnections,
  secretOf: SecretOf,
): { readonly connection: string; readonly name: string }[] {
  return Object.entries(connections).flatMap(([connection, { headers }]) =>
    Object.values(headers).flatMap((value) =>
      typeof value === "string" ||
      /^[\x21-\x7e]+$/.test(secretOf(value.secret) ?? "")
        ? []
        : [{ connection, name: value.secret }],
    ),
  );
}

function sampleFor(
  samples: DefinedConnection["look-ups"][string]["samples"],
  values: Readonly<Record<string, Value>>,
): unknown {
  return samples.find((sample) =>
    Object.entries(sample.with).every(
      ([name, value]) => JSON.stringify(values[name]) === JSON.stringify(value),
    ),
  )?.answer;
}

function own<T>(record: Readonly<Record<string, T>>, name: string) {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function wordsOf(error: unknown): string {
  if (isBrokenCircuitError(error))
    return `it failed ${failuresInARow} times in a row and is left alone for a moment`;
  if (!(error instanceof Error)) return String(error);
  return error.name === "AbortError" ? "no answer in time" : error.message;
}
