import type { Logger } from "pino";
import type { Billing } from "../../billing/billing.js";

/** Whoever asks for charges goes on without an answer when none comes; the log names what was wrong with it. */
export function noteBilling(billing: Billing, log: Logger): Billing {
  return {
    ...billing,
    async findCharges(number) {
      try {
        return await billing.findCharges(number);
      } catch (error) {
        log.warn({ error }, "billing did not say which charges there are");
        throw error;
      }
    },
  };
}
