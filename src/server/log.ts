import { pino, type DestinationStream, type Logger } from "pino";

/**
 * Structured lines on standard error, so that standard output stays for people. Secrets and numbers are never in them: whatever is logged,
 * an address or a machine that is named after a number included, has its numbers masked on the way out.
 */
export function createLog(
  level: string,
  to: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { error: pino.stdSerializers.err },
      redact: ["*.token", "*.authorization", "token", "authorization"],
      hooks: { streamWrite: maskNumbers },
    },
    to,
  );
}

/** A caller's number with its end hidden: enough to tell calls apart, not to ring somebody. */
export function maskNumber(number: string): string {
  return number.length <= 6
    ? "…"
    : `${number.slice(0, -6)}……${number.slice(-2)}`;
}

/** The same for every number in somebody else's words: a carrier's refusal names the number in full, and so does an address (`%2B`). */
export function maskNumbers(text: string): string {
  return text.replace(/(?:\+|%2B)\d{7,15}/gi, maskNumber);
}
