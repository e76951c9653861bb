/**
 * Books that are only added to: each entry carries the hash of the one before it, so that an entry which is changed, left out or put in
 * later is found (C14). An entry is text under its own hash; who keeps the head can walk back to the first. It promises to notice a change,
 * not to prevent one. Machines add entries; `directo ledger check` walks them.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export interface Chain {
  /** How many entries there are. */
  readonly count: number;
  /** The newest entry's id; empty text while there is none. */
  readonly head: string;
  /** The newest entry's text. */
  readonly text: string;
}

/** What every entry has beside what it says: its place, from 1, and the id of the one before it (empty text for the first). */
export interface Link {
  readonly place: number;
  readonly previous: string;
}

export const emptyChain: Chain = { count: 0, head: "", text: "" };

/** The chain with one entry more. `body` is JSON. */
export function addEntry(chain: Chain, body: object): Chain {
  const link: Link = { place: chain.count + 1, previous: chain.head };
  const text = canonicalJson({ ...body, ...link });
  return { count: link.place, head: entryId(text), text };
}

export function entryId(text: string): string {
  return `entry:${hashText(text)}`;
}

/** SHA-256 of the text in UTF-8, 64 hexadecimal digits. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** JSON with the names of each object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([one], [other]) =>
            one < other ? -1 : 1,
          ),
        )
      : inner,
  );
}
