import type { Logger } from "pino";
import { provedIn, unanswered } from "./certify.js";
import { FlowsRefused } from "./flow-library.js";
import type { Metrics } from "../metrics.js";
import type { ServedLine } from "./served.js";
import { SettingError } from "../setting-error.js";

/**
 * Reads flow, people and policies again when asked. A set that is in order and keeps every promise takes effect for calls that begin from
 * then on, the last resort's phones included; any other is refused with the reason, and nothing changes.
 */
export function createReload(
  served: ServedLine,
  log: Logger,
  metrics: Metrics,
): () => Promise<string> {
  return async () => {
    const before = served.now;
    try {
      const now = await served.reload();
      metrics.reloads.inc({ outcome: "applied" });
      log.info(
        {
          flow: now.flow.version,
          certificates: now.answering.map(
            ({ certificate }) => certificate.hash,
          ),
        },
        "the company's files were read again",
      );
      return provedIn(now) === provedIn(before)
        ? "Nothing has changed in the flow, the people or the policies."
        : [
            ...now.answering.map(
              ({ flow, certificate }) =>
                `Calls that begin now get ${flow.version}, certificate ${certificate.hash.slice(0, 16)}.`,
            ),
            ...unanswered(now).map(
              (name) =>
                `No number is answered with "${name}": write one below numbers: in the people file.`,
            ),
          ].join("\n");
    } catch (error) {
      metrics.reloads.inc({ outcome: "refused" });
      const known =
        error instanceof FlowsRefused || error instanceof SettingError;
      // What people can mend is told in words to whoever asked, and once.
      log.error(
        known ? {} : { error },
        "a change of the company's files was refused",
      );
      const reason = known
        ? error.message
        : "The files could not be kept; the log says why.";
      return `${reason}\nThe line goes on with ${before.flow.version} and the people and policies of before.`;
    }
  };
}
