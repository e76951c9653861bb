/**
 * How a voice webhook is answered whatever happens. While the store is away (a fail-over takes five to eight seconds) the caller hears a
 * short word and the carrier asks again with what was pressed; when it stays away, or anything else breaks, people's phones ring.
 */
import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { readForm, type VoiceForm } from "../carrier/twilio/form.js";
import {
  renderLastResort,
  renderMoment,
  type LastResort,
} from "../carrier/twilio/last-resort.js";
import { hangUpTwiml } from "../carrier/twilio/twiml.js";
import { StoreUnavailable } from "../store/contract.js";
import type { Metrics } from "./metrics.js";
import type { PendingSeal } from "./pending.js";

export interface AnswerDeps {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly publicUrl: () => string;
  readonly lastResort: () => LastResort;
  readonly seal: PendingSeal;
}

/** With a second or two for each, longer than a fail-over and shorter than a caller's patience. */
const mostTries = 6;

type Handle = (form: VoiceForm, request: Request) => Promise<string>;

/** Makes route handlers of functions from a form to TwiML. `patient`: worth asking again, since nothing is lost by it. */
export function createAnswer(deps: AnswerDeps) {
  const { log, metrics, seal } = deps;
  return (handle: Handle, { patient = false } = {}): RequestHandler =>
    async (request, response) => {
      const posted = readForm(request.body);
      const pending = seal.open(request.query["pending"]);
      const form = posted && { ...posted, ...pending?.form };
      try {
        if (!form)
          throw new Error("The form has no CallSid that names a call.");
        sendTwiml(response, (await handle(form, request)) || hangUpTwiml);
      } catch (error) {
        const tries = (pending?.tries ?? 0) + 1;
        if (
          patient &&
          form &&
          error instanceof StoreUnavailable &&
          tries < mostTries
        ) {
          log.warn(
            { error, call: form.CallSid, tries },
            "the store is away; the carrier asks again",
          );
          const again = againAddress(
            deps.publicUrl(),
            request,
            seal.seal({ form, tries }),
          );
          sendTwiml(response, renderMoment(deps.lastResort(), again));
          return;
        }
        log.error(
          { error, path: request.path, call: form?.CallSid },
          "the last resort answers",
        );
        metrics.lastResorts.inc();
        sendTwiml(response, renderLastResort(deps.lastResort()));
      }
    };
}

export function sendTwiml(response: Response, twiml: string): void {
  response.status(200).type("text/xml").send(twiml);
}

function againAddress(
  publicUrl: string,
  request: Request,
  pending: string,
): string {
  const url = new URL(`${publicUrl}${request.originalUrl}`);
  url.searchParams.set("pending", pending);
  return url.href;
}
