/**
 * How a voice webhook is answered whatever happens. While the store is away (a fail-over takes five to eight seconds) the caller hears a
 * short word and the carrier asks again with what was pressed; when it stays away, or anything else breaks, people's phones ring.
 */
import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { readForm, type VoiceForm } from "../../carrier/twilio/form.js";
import {
  renderLastResort,
  renderMoment,
  type LastResort,
} from "../../carrier/twilio/last-resort.js";
import { hangUpTwiml } from "../../carrier/twilio/twiml.js";
import { StoreUnavailable } from "../../store/contract.js";
import { withDeadline } from "../../store/deadline.js";
import type { Clock } from "../clock.js";
import { pathOf } from "../guards.js";
import type { Metrics } from "../metrics.js";
import type { PendingSeal } from "./pending.js";
import type { TrialWatch } from "../served/trial-watch.js";

export interface AnswerDeps {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly publicUrl: () => string;
  /** What a caller of that number gets when nothing else works. */
  readonly lastResort: (dialled?: string) => LastResort;
  readonly seal: PendingSeal;
  readonly clock: Clock;
  readonly trial: TrialWatch;
}

/** With a second or two for each, longer than a fail-over and shorter than a caller's patience. */
const mostTries = 6;
/** ms; a store that is away for longer is not back in a moment, and nobody is kept waiting for it. */
const patience = 20_000;

/** ms; with the store hanging, which shows only by waiting for it, the caller hears a word within two seconds all the same. */
const answeredWithin = 1_800;

type Handle = (form: VoiceForm, request: Request) => Promise<string>;

interface Manner {
  /** Worth asking again, since nothing is lost by it. */
  readonly patient?: boolean;
  /** What is answered when it cannot be mended; the last resort unless said otherwise. */
  readonly broken?: () => string;
}

/** Makes route handlers of functions from a form to TwiML. */
export function createAnswer(deps: AnswerDeps) {
  const { log, metrics, seal, clock } = deps;
  let missed: { readonly since: number; readonly last: number } | undefined;
  /** Whether the store may be back in a moment, after it was missed once more. */
  const isMoment = (): boolean => {
    const now = clock.now();
    const since = missed && now - missed.last < patience ? missed.since : now;
    missed = { since, last: now };
    return now - since < patience;
  };
  return (
      handle: Handle,
      { patient = false, broken }: Manner = {},
    ): RequestHandler =>
    async (request, response) => {
      const posted = readForm(request.body);
      const pending = seal.open(request.query["pending"]);
      const form = posted && { ...posted, ...pending?.form };
      try {
        if (!form)
          throw new Error("The form has no CallSid that names a call.");
        const handled = handle(form, request);
        // A turn that is late all the same is committed; asked again, it gives the reply that it had.
        const twiml = await (patient
          ? withDeadline(handled, answeredWithin, "The turn")
          : handled);
        sendTwiml(response, twiml || hangUpTwiml);
        missed = undefined;
      } catch (error) {
        const tries = (pending?.tries ?? 0) + 1;
        if (
          patient &&
          form &&
          error instanceof StoreUnavailable &&
          isMoment() &&
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
          sendTwiml(response, renderMoment(deps.lastResort(form.To), again));
          return;
        }
        if (broken) {
          log.error(
            { error, path: pathOf(request) },
            "a leg beside the caller's is not served",
          );
          sendTwiml(response, broken());
          return;
        }
        log.error(
          { error, path: pathOf(request), call: form?.CallSid },
          "the last resort answers",
        );
        metrics.lastResorts.inc();
        if (form && !(error instanceof StoreUnavailable))
          deps.trial.broke(form.CallSid, form.To);
        sendTwiml(response, renderLastResort(deps.lastResort(form?.To), form));
      }
    };
}

export function sendTwiml(response: Response, twiml: string): void {
  response
    .writeHead(200, {
      "Content-Type": "text/xml; charset=utf-8",
      "Content-Length": Buffer.byteLength(twiml),
    })
    .end(twiml);
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
