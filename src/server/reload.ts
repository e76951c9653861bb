import type { Logger } from "pino";
import { FlowsRefused } from "./flow-library.js";
import type { Metrics } from "./metrics.js";
import type { ServedLine } from "./served.js";
import { SettingError } from "./settings.js";

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
      const { flow, certificate } = await served.reload();
      metrics.reloads.inc({ outcome: "applied" });
      log.info(
        { flow: flow.version, certificate: certificate.hash },
        "the company's files were read again",
      );
      return certificate.hash === before.certificate.hash
        ? "Nothing has changed in the flow, the people or the policies."
        : `Calls that begin now get ${flow.version}, certificate ${certificate.hash.slice(0, 16)}.`;
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
