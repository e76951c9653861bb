import type { Router } from "express";
import type { Exchange } from "../exchange.js";
import { API_VERSION, rfc2822 } from "../parameters.js";
import {
  recordingSeconds,
  recordingUrl,
  type Recording,
} from "../recordings.js";
import { readQuery } from "./form.js";
import { pageOf } from "./page.js";
import { notFound } from "./rest-error.js";
import { silentWav } from "./silent-wav.js";

/** Most seconds of silence that are made for a recording's file. */
const LONGEST_FILE_S = 10;

/** `/Recordings` (§4.6): list, fetch, the file, delete. The file is silence: the simulator carries no sound. */
export function addRecordings(router: Router, exchange: Exchange): void {
  const recordingOf = (sid: string): Recording => {
    const recording = exchange.recordings.get(sid);
    if (!recording) throw notFound(`/Recordings/${sid}`);
    return recording;
  };
  const list = (path: string): void => {
    router.get(path, (request, response) => {
      const { sid } = request.params as { sid?: string };
      const call = sid ?? readQuery(request).text("CallSid");
      const rows = [...exchange.recordings.values()]
        .filter(
          ({ callSid, status }) =>
            (call === undefined || callSid === call) && status !== "deleted",
        )
        .toReversed();
      response.json(
        pageOf(request, "recordings", rows, (row) =>
          presentRecording(exchange, row),
        ),
      );
    });
  };
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
      .send(silentWav(Math.min(seconds, LONGEST_FILE_S)));
  });
}

function presentRecording(exchange: Exchange, recording: Recording): object {
  const { account } = exchange;
  return {
    sid: recording.sid,
    account_sid: account.sid,
    api_version: API_VERSION,
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
    uri: `/${API_VERSION}/Accounts/${account.sid}/Recordings/${recording.sid}.json`,
    subresource_uris: {},
  };
}
