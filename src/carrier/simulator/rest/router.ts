import { timingSafeEqual } from "node:crypto";
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
  type Router,
} from "express";
import type { Exchange } from "../exchange.js";
import { addCalls } from "./calls.js";
import { addConferences } from "./conferences.js";
import { addMessages } from "./messages.js";
import { addNumbers } from "./numbers.js";
import { addParticipants } from "./participants.js";
import { addQueues } from "./queues.js";
import { addRecordings } from "./recordings.js";
import { RestError, notFound } from "./rest-error.js";

/** The carrier's REST API (§4): forms in, JSON out, Basic auth with the account's sid and token. */
export function createRestRouter(exchange: Exchange): Router {
  const account = express.Router({ mergeParams: true });
  addRecordings(account, exchange);
  addCalls(account, exchange);
  addMessages(account, exchange);
  addNumbers(account, exchange);
  addQueues(account, exchange);
  addConferences(account, exchange);
  addParticipants(account, exchange);
  account.use((request, _response, next) => next(notFound(request.path)));

  const router = express.Router();
  router.get(
    "/2010-04-01/Accounts/:accountSid.json",
    authenticate(exchange),
    (_request, response) => {
      response.json(presentAccount(exchange));
    },
  );
  router.use(
    "/2010-04-01/Accounts/:accountSid",
    authenticate(exchange),
    refuseOnDemand(exchange),
    express.text({
      type: "application/x-www-form-urlencoded",
      limit: "256kb",
    }),
    account,
  );
  router.use("/2010-04-01", (request, _response, next) =>
    next(notFound(request.path)),
  );
  router.use(present);
  return router;
}

function presentAccount({ account }: Exchange): object {
  return {
    sid: account.sid,
    friendly_name: "The simulated account",
    status: "active",
    type: "Full",
    owner_account_sid: account.sid,
    uri: `/2010-04-01/Accounts/${account.sid}.json`,
    subresource_uris: {},
  };
}

function authenticate({ account }: Exchange): RequestHandler {
  const expected = Buffer.from(
    `Basic ${Buffer.from(`${account.sid}:${account.token}`).toString("base64")}`,
  );
  return (request, _response, next) => {
    const given = Buffer.from(request.headers.authorization ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return next(new RestError(401, 20003, "Authenticate"));
    if (request.params["accountSid"] !== account.sid)
      return next(notFound(request.originalUrl));
    next();
  };
}

function refuseOnDemand({ faults }: Exchange): RequestHandler {
  return (_request, _response, next) =>
    faults.refusesRest()
      ? next(new RestError(429, 20429, "Too Many Requests"))
      : next();
}

const present: ErrorRequestHandler = (
  error: unknown,
  _request,
  response,
  next,
) => {
  if (!(error instanceof RestError)) return next(error);
  const { status, code, message } = error;
  response.status(status).json({
    code,
    message,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  });
};
