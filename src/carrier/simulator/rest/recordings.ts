import type { Router } from "express";
import type { Exchange } from "../exchange.js";
import { apiVersion, rfc2822 } from "../parameters.js";
import {
  recordingSeconds,
  recordingUrl,
  startRecording,
  type Recording,
} from "../recordings.js";
import type { Leg } from "../leg.js";
import { legOf } from "./calls.js";
import { readBody, readEndpoint, readQuery, type Form } from "./form.js";
import { pageOf } from "./page.js";
import { RestError, notFound } from "./rest-error.js";
import { silentWav } from "./silent-wav.js";

/** Most seconds of silence that are made for a recording's file. */
const longestFileS = 10;

/** `/Recordings` (§4.6): start and stop on a call, list, fetch, the file, delete. The file is silence: the simulator carries no sound. */
export function addRecordings(router: Router, exchange: Exchange): void {
  const recordingOf = (sid: string): Recording => {
    const recording = exchange.recordings.get(sid);
    if (!recording) throw notFound(`/Recordings/${sid}`);
    return recording;
  };
  const list = (path: string): void => {
    router.get(path, (request, response) => {
      const { sid } = request.params as { sid?: string };
      const query = readQuery(request);
      const call = sid ?? query.text("CallSid");
      // `DateCreated>=` and `DateCreated<=` on the wire: what stands before the sign is the name.
      const from = Date.parse(query.text("DateCreated>") ?? "");
      const to = Date.parse(query.text("DateCreated<") ?? "");
      const rows = [...exchange.recordings.values()]
        .filter(
          ({ callSid, status, startedAt }) =>
            (call === undefined || callSid === call) &&
            status !== "deleted" &&
            !(startedAt < from) &&
            !(startedAt > to),
        )
        .toReversed();
      response.json(
        pageOf(request, "recordings", rows, (row) =>
          presentRecording(exchange, row),
        ),
      );
    });
  };
  router.post("/Calls/:sid/Recordings.json", (request, response) => {
    const leg = legOf(exchange, request.params.sid);
    const recording = recordLeg(exchange, leg, readBody(request));
    response.status(201).json(presentRecording(exchange, recording));
  });
  router.post("/Calls/:sid/Recordings/:name.json", (request, response) => {
    const { sid, name } = request.params;
    const recording = underWay(exchange, sid).find(
      (one) => name === "Twilio.CURRENT" || one.sid === name,
    );
    if (!recording) throw notFound(`/Calls/${sid}/Recordings/${name}.json`);
    const status = readBody(request).text("Status");
    if (status !== "stopped")
      throw new RestError(
        400,
        20001,
        `Status is ${status ?? "absent"}; here it is stopped. Pausing is not simulated`,
      );
    recording.stop?.();
    response.json(presentRecording(exchange, recording));
  });
  list("/Recordings.json");
  list("/Calls/:sid/Recordings.json");
  router.get("/Recordings/:sid.json", (request, response) => {
    response.json(presentRecording(exchange, recordingOf(request.params.sid)));
  });
  router.delete("/Recordings/:sid.json", (request, response) => {
    recordingOf(request.params.sid).status = "deleted";
    response.status(204).end();
  });
  router.get("/Recordings/:name", (request, response) => {
    const recording = recordingOf(
      request.params.name.replace(/\.(wav|mp3)$/, ""),
    );
    // Not there yet, or gone: the media is a resource of its own (§2.8, §4.6).
    if (recording.status !== "completed")
      throw notFound(`/Recordings/${recording.sid}.wav`);
    const seconds = Math.ceil(recording.durationMs / 1000);
    response
      .type("audio/x-wav")
      .send(silentWav(Math.min(seconds, longestFileS)));
  });
}

function underWay(exchange: Exchange, call: string): readonly Recording[] {
  return [...exchange.recordings.values()].filter(
    ({ callSid, status }) => callSid === call && status === "in-progress",
  );
}

/** Records a call in progress (§4.6), until it is stopped or the call ends. A second one at a time is refused. */
function recordLeg(exchange: Exchange, leg: Leg, form: Form): Recording {
  if (leg.status !== "in-progress")
    throw new RestError(
      400,
      21220,
      `Call is not in-progress. Cannot record. It is ${leg.status}`,
    );
  if (underWay(exchange, leg.sid).length > 0)
    throw new RestError(400, 16108, "The call has an active recording already");
  const callback = readEndpoint(
    form,
    "RecordingStatusCallback",
    "RecordingStatusCallbackMethod",
  );
  const events = form.text("RecordingStatusCallbackEvent") ?? "completed";
  const { recording, stop } = startRecording(exchange, leg, {
    source: "StartCallRecordingAPI",
    channels: form.text("RecordingChannels") === "dual" ? 2 : 1,
    callbackEvents: new Set(events.split(" ")),
    ...(callback && { callback }),
  });
  const unwatch = leg.changes.subscribe(() => {
    if (leg.isOver) recording.stop?.();
  });
  recording.stop = () => {
    recording.stop = undefined;
    unwatch();
    stop();
  };
  return recording;
}

function presentRecording(exchange: Exchange, recording: Recording): object {
  const { account } = exchange;
  return {
    sid: recording.sid,
    account_sid: account.sid,
    api_version: apiVersion,
    call_sid: recording.callSid,
    conference_sid: null,
    channels: recording.channels,
    source: recording.source,
    status: recording.status,
    duration:
      recording.status === "completed" ? recordingSeconds(recording) : null,
    start_time: rfc2822(recording.startedAt),
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.startedAt + recording.durationMs),
    price: null,
    price_unit: "USD",
    error_code: null,
    encryption_details: null,
    media_url: recordingUrl(exchange, recording),
    uri: `/${apiVersion}/Accounts/${account.sid}/Recordings/${recording.sid}.json`,
    subresource_uris: {},
  };
}
