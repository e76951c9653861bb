/**
 * Addresses of pages that are opened from a message, without a password: whoever holds one may see that page and press there. Each names its
 * machine, a number that the machine uses up, and when it ends, under a seal that only this line can make. The same message has the same
 * address however often it is sent.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { PageLink } from "../../machines/effects.js";

const opened = z.tuple([
  z.string(),
  z.enum(["owner", "caller", "pin", "sound"]),
  z.int(),
  z.number(),
]);

export interface OpenedLink {
  /** The case's id. */
  readonly id: string;
  readonly page: PageLink["page"];
  readonly number: number;
}

export interface PageLinks {
  /** The address of a page about a case; `at` (epoch ms) is when it was asked for. */
  address(id: string, link: PageLink, at: number): string;
  /** `undefined`: not made here, changed, or over. */
  open(sealed: string, now: number): OpenedLink | undefined;
}

export function createPageLinks(
  secret: string,
  publicUrl: () => string,
): PageLinks {
  const key = createHmac("sha256", secret).update("page links").digest();
  const sealOf = (text: string) =>
    createHmac("sha256", key).update(text).digest().subarray(0, 16);
  return {
    address(id, { page, number, lasts }, at) {
      const text = JSON.stringify([id, page, number, at + lasts]);
      const body = Buffer.from(text).toString("base64url");
      return `${publicUrl()}/case/${body}.${sealOf(body).toString("base64url")}`;
    },
    open(sealed, now) {
      const [body = "", seal = ""] = sealed.split(".");
      const given = Buffer.from(seal, "base64url");
      const right = sealOf(body);
      if (given.length !== right.length || !timingSafeEqual(given, right))
        return undefined;
      const [id, page, number, until] = opened.parse(
        JSON.parse(Buffer.from(body, "base64url").toString("utf8")),
      );
      return until < now ? undefined : { id, page, number };
    },
  };
}
