import type { Router } from "express";
import { endConference, type Conference } from "../conferences.js";
import type { Exchange } from "../exchange.js";
import { apiVersion, rfc2822 } from "../parameters.js";
import { announce } from "./announce.js";
import { readBody, readEndpoint, readQuery } from "./form.js";
import { pageOf } from "./page.js";
import { RestError, notFound } from "./rest-error.js";

/** `/Conferences` (§4.5): find by name and status, fetch, end, announce. */
export function addConferences(router: Router, exchange: Exchange): void {
  router.get("/Conferences.json", (request, response) => {
    const query = readQuery(request);
    const rows = [...exchange.conferences.values()]
      .filter(
        ({ name, status }) =>
          (query.text("FriendlyName") ?? name) === name &&
          (query.text("Status") ?? status) === status,
      )
      .toReversed();
    response.json(
      pageOf(request, "conferences", rows, (row) =>
        presentConference(exchange, row),
      ),
    );
  });
  router.get("/Conferences/:sid.json", (request, response) => {
    const conference = conferenceOf(exchange, request.params.sid);
    response.json(presentConference(exchange, conference));
  });
  router.post("/Conferences/:sid.json", (request, response) => {
    const conference = conferenceOf(exchange, request.params.sid);
    const form = readBody(request);
    const status = form.text("Status");
    const announcement = readEndpoint(form, "AnnounceUrl", "AnnounceMethod");
    if (status !== undefined && status !== "completed")
      throw new RestError(
        400,
        20001,
        `Status is ${status}; a conference is set to completed`,
      );
    if (announcement)
      announce(exchange, conference, conference.participants, announcement);
    if (status && conference.status !== "completed")
      endConference(exchange, conference, "conference-ended-via-api");
    response.json(presentConference(exchange, conference));
  });
}

export function conferenceOf(exchange: Exchange, sid: string): Conference {
  const conference = exchange.conferences.get(sid);
  if (!conference) throw notFound(`/Conferences/${sid}.json`);
  return conference;
}

function presentConference(
  { account }: Exchange,
  conference: Conference,
): object {
  const uri = `/${apiVersion}/Accounts/${account.sid}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: account.sid,
    api_version: apiVersion,
    friendly_name: conference.name,
    status: conference.status,
    region: "us1",
    reason_conference_ended: conference.reasonEnded ?? null,
    call_sid_ending_conference: conference.endedBy ?? null,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.createdAt),
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json` },
  };
}
