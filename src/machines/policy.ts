import { z } from "zod";

/** When a disputed charge goes without a word (C10–C13). Operations edit it; amounts are integer minor units by currency. */
export const disputePolicy = z.strictObject({
  policy: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  /** A charge at or under this is conceded. */
  threshold: z.record(z.string().regex(/^[A-Z]{3}$/), z.int().min(0)),
  /** Beyond this many concessions in the window an agent looks at it, with the history. */
  "per customer": z.strictObject({
    concessions: z.int().min(1),
    days: z.int().min(1),
  }),
});
export type DisputePolicy = z.output<typeof disputePolicy>;
