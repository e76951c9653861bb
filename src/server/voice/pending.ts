/**
 * What a caller pressed or said while the store was away, carried by the redirect that asks again. It is sealed (the address passes through
 * the carrier's logs), bounded, and good for a minute; the turn's token makes sure that it counts once.
 */
import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import { z } from "zod";

/** Only what an event is made of; an address has to stay short. */
const pendingForm = z.object({
  Digits: z.string().max(64).optional(),
  SpeechResult: z.string().max(500).optional(),
  Confidence: z.string().max(30).optional(),
  DialCallStatus: z.string().max(20).optional(),
  DialBridged: z.string().max(10).optional(),
  QueueResult: z.string().max(40).optional(),
  RecordingUrl: z.string().max(500).optional(),
  RecordingDuration: z.string().max(10).optional(),
});
export type PendingForm = z.output<typeof pendingForm>;

const sealed = z.object({
  form: pendingForm,
  /** How often the store was asked already. */
  tries: z.int().min(1),
  /** Epoch ms. */
  until: z.number(),
});

export interface Pending {
  readonly form: PendingForm;
  readonly tries: number;
}

export interface PendingSeal {
  seal(pending: {
    readonly form: Readonly<Record<string, unknown>>;
    readonly tries: number;
  }): string;
  /** `undefined` for what was not sealed here, was changed, or is too old. */
  open(text: unknown): Pending | undefined;
}

const lifetimeMs = 60_000;
const ivLength = 12;
const tagLength = 16;

/** `secret` is shared by all servers of the line: the next post may reach another one. */
export function createPendingSeal(
  secret: string,
  now: () => number,
): PendingSeal {
  const key = Buffer.from(
    hkdfSync("sha256", secret, "", "directo pending event", 32),
  );
  return {
    seal({ form, tries }) {
      const known = Object.fromEntries(
        Object.keys(pendingForm.shape)
          .filter((name) => typeof form[name] === "string")
          .map((name) => [name, (form[name] as string).slice(0, 500)]),
      );
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const text = JSON.stringify({
        form: known,
        tries,
        until: now() + lifetimeMs,
      });
      return Buffer.concat([
        iv,
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]).toString("base64url");
    },
    open(text) {
      if (typeof text !== "string" || text.length > 6_000) return undefined;
      try {
        const bytes = Buffer.from(text, "base64url");
        const decipher = createDecipheriv(
          "aes-256-gcm",
          key,
          bytes.subarray(0, ivLength),
        );
        decipher.setAuthTag(bytes.subarray(-tagLength));
        const plain = Buffer.concat([
          decipher.update(bytes.subarray(ivLength, -tagLength)),
          decipher.final(),
        ]);
        const { form, tries, until } = sealed.parse(
          JSON.parse(plain.toString("utf8")),
        );
        return until < now() ? undefined : { form, tries };
      } catch {
        return undefined;
      }
    },
  };
}
