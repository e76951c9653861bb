import type { MachineKey } from "../contract.js";

/** The names of everything the store keeps in Redis. */
export interface RedisKeys {
  readonly channel: string;
  /** The channel of what is announced. */
  readonly live: string;
  /** The relays that are alive. */
  readonly relays: string;
  document(id: string): string;
  machine(partition: number, key: MachineKey): string;
  token(partition: number, key: MachineKey, token: string): string;
  /** Patterns that fit the names of all documents, of all machines and of all tokens. */
  readonly everyDocument: string;
  readonly everyMachine: string;
  readonly everyToken: string;
  /** The document that a name is of. */
  readDocument(name: string): string;
  /** The machine that a name is of. */
  readMachine(name: string): MachineKey;
  /** What all names of one machine's tokens begin with. */
  withoutToken(name: string): string;
  outbox(partition: number): string;
  timers(partition: number): string;
  counters(partition: number): string;
  lease(partition: number): string;
  /** Written to see whether writes are taken. */
  ping(partition: number): string;
  /** Ids of dead letters in order, and the letters by id. */
  dead(partition: number): string;
  letters(partition: number): string;
}

/**
 * Keys under `prefix`, such as `directo:{p17}:machine:call:CA…`. The part in braces is the hash tag: a partition's keys lie in one
 * slot of a cluster, so that one script may write them all.
 */
export function createKeys(prefix: string): RedisKeys {
  if (!/^[\w.-]+$/u.test(prefix)) {
    throw new RangeError(
      `The Redis prefix "${prefix}" is not made of letters, digits, ".", "_" and "-" alone.`,
    );
  }
  const inPartition = (partition: number, name: string) =>
    `${prefix}:{p${partition}}:${name}`;
  return {
    channel: `${prefix}:notices`,
    live: `${prefix}:live`,
    relays: `${prefix}:relays`,
    document: (id) => `${prefix}:document:${id}`,
    machine: (partition, { kind, id }) =>
      inPartition(partition, `machine:${kind}:${id}`),
    // Encoding keeps the colon between id and token unmistakable (ST-4).
    token: (partition, { kind, id }, token) =>
      inPartition(
        partition,
        `token:${kind}:${encodeURIComponent(id)}:${token}`,
      ),
    everyDocument: `${prefix}:document:*`,
    everyMachine: `${prefix}:{p*}:machine:*`,
    everyToken: `${prefix}:{p*}:token:*`,
    readDocument: (name) => name.slice(`${prefix}:document:`.length),
    readMachine(name) {
      const [, , , kind = "", ...id] = name.split(":");
      return { kind, id: id.join(":") };
    },
    withoutToken: (name) => `${name.split(":", 5).join(":")}:`,
    outbox: (partition) => inPartition(partition, "outbox"),
    timers: (partition) => inPartition(partition, "timers"),
    counters: (partition) => inPartition(partition, "counters"),
    ping: (partition) => inPartition(partition, "ping"),
    lease: (partition) => inPartition(partition, "lease"),
    dead: (partition) => inPartition(partition, "dead"),
    letters: (partition) => inPartition(partition, "letters"),
  };
}
