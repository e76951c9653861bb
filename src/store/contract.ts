/**
 * The storage contract. Everything that outlives a request is a durable machine whose state is committed
 * here together with what that turn asked of the world. The numbered rules (`ST-…`) are in docs/spec/store.md;
 * one suite runs them against every implementation. The store knows no machine, no flow and no carrier: states,
 * effects and replies are opaque text to it.
 */

/**
 * Names a durable machine: `{ kind: "call", id: "CA…" }`. A kind is 1 to 40 of `a-z 0-9 -`; ids, tokens and timer ids are
 * 1 to 200 characters of any kind (ST-9).
 */
export interface MachineKey {
  readonly kind: string;
  readonly id: string;
}

export interface Loaded {
  /** 1 after the first commit, one more after each. */
  readonly version: number;
  readonly state: string;
}

export interface LoadResult {
  /** Absent: nothing was ever committed under this key, or its retention ended. */
  readonly machine?: Loaded;
  /** The reply committed under the token asked for, when that token was used before. */
  readonly reply?: string;
}

export interface TimerChange {
  /** Unique within its machine. Setting an id again moves it. */
  readonly id: string;
  /** Epoch ms; `null` cancels. */
  readonly dueAt: number | null;
}

/** One turn of one machine: written whole or not at all. */
export interface Commit {
  readonly key: MachineKey;
  /** The version that was loaded; 0 for a machine that must not exist yet. */
  readonly expected: number;
  /** Names the event that caused this turn (`turn:3`, a message's id, `timer:due:1764…`). Used once per machine. */
  readonly token: string;
  /** Further events that this turn took; each is used up with it, and has an empty reply. */
  readonly otherTokens?: readonly string[];
  readonly state: string;
  /** What the event's sender is answered; the same token gets it again. Empty text when there is nobody to answer. */
  readonly reply: string;
  /** Effects to perform, in order. Their ids become `<kind>:<id>:<version>:<position>`, positions from 0. */
  readonly effects: readonly string[];
  readonly timers: readonly TimerChange[];
  /** Epoch ms of the event; its effects carry it. */
  readonly at: number;
  /** The machine and its timers are forgotten this long (ms, by the store's own clock) after this commit; absent: it is kept. */
  readonly retainMs?: number;
}

export type CommitResult =
  | { readonly outcome: "committed"; readonly version: number }
  /** Somebody committed first: load again and decide again. */
  | { readonly outcome: "conflict"; readonly version: number }
  /** This token was committed before: answer with that reply, do nothing. */
  | { readonly outcome: "duplicate"; readonly reply: string };

/** A committed effect that is not yet performed. */
export interface OutboxEntry {
  readonly id: string;
  readonly partition: number;
  /** Grows in the order of commits within a partition; a retry keeps it. */
  readonly place: number;
  /** The machine whose turn asked for it. */
  readonly key: MachineKey;
  readonly effect: string;
  /** Epoch ms of the turn. */
  readonly at: number;
  /** How often it was tried and failed. */
  readonly attempts: number;
  /** Epoch ms before which it must not be tried again; 0 at first. */
  readonly notBefore: number;
  readonly error?: string;
}

export interface Timer {
  readonly partition: number;
  readonly key: MachineKey;
  readonly id: string;
  readonly dueAt: number;
}

/** The right to relay one partition's outbox and timers. */
export interface Lease {
  readonly partition: number;
  readonly owner: string;
  /** Grows with each new holder; the store refuses a smaller one. */
  readonly fence: number;
}

export type NoticeListener = (
  partition: number,
  dueAt?: number,
  /** What this process itself put into the outbox, when the store knows it: nothing else came between its places. */
  effects?: readonly OutboxEntry[],
) => void;

export interface Store {
  /** For people: `embedded store in ./data`, `Redis at redis://localhost:6379`. Never a password. */
  readonly description: string;
  /** Outbox entries and timers are kept in this many partitions, by hash of the machine's key. */
  readonly partitions: number;

  /** The machine, and the reply of `token` if that was used; one round trip. */
  load(key: MachineKey, token?: string): Promise<LoadResult>;
  /**
   * What this process saw last of the machine, without asking. Somebody may have gone on from there: a commit upon it is then a
   * conflict, and after a conflict it is what there was at that moment. `undefined`: only `load` tells.
   */
  recent(key: MachineKey): Loaded | undefined;
  /** One atomic step; one round trip. Durable when it resolves (as far as the store's settings go). */
  commit(commit: Commit): Promise<CommitResult>;

  /**
   * Says that the relay `owner` is alive for `ttlMs` more, or with 0 that it goes. Gives the names of all that are alive, in the
   * same order to everybody.
   */
  attend(owner: string, ttlMs: number): Promise<readonly string[]>;
  /** Takes or renews a partition's lease for `ttlMs`; `undefined` while somebody else holds it. */
  acquire(
    partition: number,
    owner: string,
    ttlMs: number,
  ): Promise<Lease | undefined>;
  release(lease: Lease): Promise<void>;
  /**
   * By place, those that wait for a retry included (so that the relay can keep a machine's order). `after` is the place of
   * the last entry already seen: entries that wait never hide the ones behind them.
   */
  pending(
    partition: number,
    limit: number,
    after?: number,
  ): Promise<readonly OutboxEntry[]>;
  /** The entry was performed: it goes. `false`: the lease is no longer ours, and nothing was changed (also in the next two). */
  settle(lease: Lease, entry: OutboxEntry): Promise<boolean>;
  /** The entry failed: it keeps its place and is tried again at `notBefore`. */
  postpone(
    lease: Lease,
    entry: OutboxEntry,
    notBefore: number,
    error: string,
  ): Promise<boolean>;
  /** The entry can never succeed: it moves to the dead letters. */
  bury(lease: Lease, entry: OutboxEntry, error: string): Promise<boolean>;
  /** Those of the oldest turns first. */
  deadLetters(limit: number): Promise<readonly OutboxEntry[]>;
  /**
   * Puts a dead letter back at the end of its partition's outbox, as never tried, to be performed from `now` on; `false` when
   * there is none by that id.
   */
  revive(id: string, now: number): Promise<boolean>;
  /** A person decided that a dead letter need not be performed: it goes. `false` when there is none by that id. */
  discard(id: string): Promise<boolean>;
  /** Timers due at or before `now`, earliest first. A timer goes when its machine commits a change of it. */
  dueTimers(
    partition: number,
    now: number,
    limit: number,
  ): Promise<readonly Timer[]>;
  /** When the earliest timer of the partition is due. */
  nextTimer(partition: number): Promise<number | undefined>;

  /**
   * Calls `listener` with a partition soon after a commit put effects there (with these, maybe, when it was this process's) or its lease was
   * released, and with `dueAt` (epoch ms) after one set timers, the earliest of which is due then; from any process. After a gap in which notices may have been lost it is called in both
   * ways with every partition, `dueAt` being 0.
   */
  watch(listener: NoticeListener): Promise<() => Promise<void>>;

  /** Tells whoever listens just now; nobody keeps it. The embedded store tells its own process alone. */
  announce(text: string): Promise<void>;
  /** Calls `listener` with what is announced, in each announcer's order; with `undefined` after a gap in which some may have been lost. */
  hear(
    listener: (text: string | undefined) => void,
  ): Promise<() => Promise<void>>;

  /**
   * Every machine that is kept, in no order; one that is there all the while is given, perhaps twice. Many round trips: for whoever looks
   * after the data, never for a call.
   */
  machines(): AsyncIterable<MachineKey>;
  /**
   * Forgets machines at once, each as long as it is at its version, and empties the replies that they gave; their tokens stay used. Gives
   * the keys of those forgotten.
   */
  erase(
    machines: readonly (MachineKey & { readonly version: number })[],
  ): Promise<readonly MachineKey[]>;

  /** Immutable documents by content hash: published flow versions. Writing one again is no change. */
  putDocument(id: string, text: string): Promise<void>;
  getDocument(id: string): Promise<string | undefined>;
  /** The id of every document, in no order; one that is there all the while is given, perhaps twice. As `machines`, never for a call. */
  documents(): AsyncIterable<string>;
  /** For one that nothing names any more: whoever reads it then finds none. */
  removeDocument(id: string): Promise<void>;

  /** Resolves when the store takes writes; rejects with a `StoreUnavailable` when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The store cannot be reached, or did not answer in time; the fate of a commit is then unknown. */
export class StoreUnavailable extends Error {
  readonly code = "store-unavailable";
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreUnavailable";
  }
}
