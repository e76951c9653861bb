import type { Router } from "express";
import {
  findConference,
  holdParticipant,
  muteParticipant,
  tell,
  type Conference,
  type Participant,
} from "../conferences.js";
import type { Exchange } from "../exchange.js";
import { apiVersion, rfc2822 } from "../parameters.js";
import { addParticipant } from "./add-participant.js";
import { announce } from "./announce.js";
import { conferenceOf } from "./conferences.js";
import { readBody, readEndpoint, type Form } from "./form.js";
import { pageOf } from "./page.js";
import { notFound } from "./rest-error.js";

const listPath = "/Conferences/:sid/Participants.json";
const onePath = "/Conferences/:sid/Participants/:who.json";

/** `/Conferences/{sid}/Participants` (§4.5): ring somebody into a room, mute, hold, announce to, or remove them. */
export function addParticipants(router: Router, exchange: Exchange): void {
  router.get(listPath, (request, response) => {
    const conference = conferenceOf(exchange, request.params.sid);
    response.json(
      pageOf(request, "participants", conference.participants, (row) =>
        presentParticipant(exchange, conference, row),
      ),
    );
  });
  router.post(listPath, (request, response) => {
    const form = readBody(request);
    const { conference, leg } = addParticipant(
      exchange,
      request.params.sid,
      form,
    );
    response.status(201).json({
      ...identity(exchange, conference, leg.sid, form.text("Label")),
      status: leg.status,
      muted: form.text("Muted") === "true",
      hold: false,
    });
  });
  router.get(onePath, (request, response) => {
    const { conference, participant } = find(exchange, request.params);
    response.json(presentParticipant(exchange, conference, participant));
  });
  router.post(onePath, (request, response) => {
    const { conference, participant } = find(exchange, request.params);
    update(exchange, conference, participant, readBody(request));
    response.json(presentParticipant(exchange, conference, participant));
  });
  router.delete(onePath, (request, response) => {
    find(exchange, request.params).participant.release();
    response.status(204).end();
  });
}

function find(
  exchange: Exchange,
  { sid = "", who = "" }: { sid?: string; who?: string },
): { conference: Conference; participant: Participant } {
  const conference = findConference(exchange, sid);
  const participant = conference?.participants.find(
    ({ leg, label }) => leg.sid === who || label === who,
  );
  if (!conference || !participant)
    throw notFound(`/Conferences/${sid}/Participants/${who}.json`);
  return { conference, participant };
}

function update(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
  form: Form,
): void {
  const muted = form.text("Muted");
  const hold = form.text("Hold");
  const endOnExit = form.text("EndConferenceOnExit");
  const announcement = readEndpoint(form, "AnnounceUrl", "AnnounceMethod");
  if (muted !== undefined)
    muteParticipant(exchange, conference, participant, muted === "true");
  if (hold !== undefined)
    holdParticipant(
      exchange,
      conference,
      participant,
      hold === "true",
      readEndpoint(form, "HoldUrl", "HoldMethod"),
    );
  if (endOnExit !== undefined) {
    participant.endOnExit = endOnExit === "true";
    tell(exchange, conference, "participant-modify", "modify", participant);
  }
  if (announcement) announce(exchange, conference, [participant], announcement);
}

function presentParticipant(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
): object {
  const { leg } = participant;
  return {
    ...identity(exchange, conference, leg.sid, participant.label),
    status: "connected",
    muted: participant.muted,
    hold: participant.onHold,
    coaching: participant.coaching,
    end_conference_on_exit: participant.endOnExit,
    start_conference_on_enter: participant.startOnEnter,
    date_created: rfc2822(participant.joinedAt),
    date_updated: rfc2822(participant.joinedAt),
  };
}

function identity(
  { account }: Exchange,
  conference: Conference,
  callSid: string,
  label: string | undefined,
): object {
  return {
    account_sid: account.sid,
    call_sid: callSid,
    conference_sid: conference.sid,
    label: label ?? null,
    uri: `/${apiVersion}/Accounts/${account.sid}/Conferences/${conference.sid}/Participants/${callSid}.json`,
  };
}
