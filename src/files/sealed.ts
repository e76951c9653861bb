import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Files } from "./files.js";

/** A key by its id; the first of a list seals, the others open what was sealed before. */
export interface DataKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

const cipherName = "aes-256-gcm";
const ivLength = 12;
const tagLength = 16;

/**
 * Files that are encrypted before they leave this process, each under a key that it names: `<length of the id> <id> <iv> <text> <tag>`. The file's
 * expiry is no secret and stays in its name. Throws for a file whose key is not among `keys`, or that was changed.
 */
export function sealFiles(
  files: Files,
  keys: readonly [DataKey, ...DataKey[]],
): Files {
  return {
    ...files,
    keep: (bytes, until) => files.keep(seal(bytes, keys[0]), until),
    async find(name, now) {
      const sealed = await files.find(name, now);
      return sealed && open(sealed, keys);
    },
  };
}

function seal(bytes: Uint8Array, { id, key }: DataKey): Uint8Array {
  const name = Buffer.from(id);
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(cipherName, key, iv);
  cipher.setAAD(name);
  return Buffer.concat([
    Buffer.from([name.length]),
    name,
    iv,
    cipher.update(bytes),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function open(sealed: Uint8Array, keys: readonly DataKey[]): Uint8Array {
  const bytes = Buffer.from(sealed);
  const start = 1 + (bytes[0] ?? 0);
  const name = bytes.subarray(1, start);
  const found = keys.find(({ id }) => id === name.toString());
  if (!found)
    throw new Error(`DATA_KEY has no key "${name.toString().slice(0, 40)}".`);
  const iv = bytes.subarray(start, start + ivLength);
  const decipher = createDecipheriv(cipherName, found.key, iv);
  decipher.setAAD(name);
  decipher.setAuthTag(bytes.subarray(-tagLength));
  return Buffer.concat([
    decipher.update(bytes.subarray(start + ivLength, -tagLength)),
    decipher.final(),
  ]);
}
