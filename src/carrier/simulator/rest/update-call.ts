import type { Exchange } from "../exchange.js";
import { runCall } from "../incoming.js";
import type { Leg } from "../leg.js";
import { readCallbacks, readInline } from "./create-call.js";
import { readEndpoint, type Form } from "./form.js";
import { RestError } from "./rest-error.js";

/** Changes a live call (§4.2): another document at once, or its end. */
export function updateCall(exchange: Exchange, leg: Leg, form: Form): void {
  const url = readEndpoint(form, "Url", "Method");
  const twiml = readInline(form);
  const status = form.text("Status");
  if (url && twiml !== undefined)
    throw new RestError(
      400,
      21218,
      "Url and Twiml exclude each other when a call is updated",
    );
  if (form.text("StatusCallback") && !url)
    throw new RestError(
      400,
      21205,
      "StatusCallback is set together with Url only",
    );
  if (status !== undefined) return endCall(leg, status);
  if (!url && twiml === undefined) return;
  if (leg.status !== "in-progress")
    throw new RestError(
      400,
      21220,
      `Call is not in-progress. Cannot redirect. It is ${leg.status}`,
    );
  const fallback = readEndpoint(form, "FallbackUrl", "FallbackMethod");
  if (fallback) leg.fallback = fallback;
  const callbacks = readCallbacks(form);
  if (callbacks) leg.callbacks = callbacks;
  runCall(
    exchange,
    leg,
    url ? { type: "request", ...url } : { type: "inline", twiml: twiml ?? "" },
  );
}

function endCall(leg: Leg, status: string): void {
  if (status !== "canceled" && status !== "completed")
    throw new RestError(
      400,
      20001,
      `Status is ${status}; it is canceled or completed`,
    );
  if (leg.isOver)
    throw new RestError(
      400,
      21220,
      `Call is not in-progress. It is ${leg.status}`,
    );
  // `canceled` spares a call that has been answered meanwhile (§4.2).
  if (status === "canceled" && leg.status === "in-progress")
    throw new RestError(
      400,
      21220,
      "Call is in-progress. Cannot cancel. Set it to completed",
    );
  leg.hangUp();
}
