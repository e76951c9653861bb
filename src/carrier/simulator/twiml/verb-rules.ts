import {
  anything,
  boolean,
  either,
  integer,
  listOf,
  matching,
  method,
  oneOf,
  type AttributeRules,
} from "./rules.js";
import { sayLanguages } from "./voices.js";

/** What each verb's attributes accept, and the code of the warning when it is something else (§1.6, §2.1–§2.9). */
export const verbAttributes: Readonly<Record<string, AttributeRules>> = {
  Response: { version: anything },
  Say: {
    voice: matching(
      /^(man|woman|alice|Polly\.[\p{L}]+(-Neural|-Generative)?|Google\.[a-z]{2,3}-[A-Z]{2}-[\w-]+)$/u,
      "man, woman, Polly.<Name> or Google.<locale>-<kind>-<letter>",
      13511,
    ),
    // The dictionary names 13512 after Gather, but it is the language code of both.
    language: oneOf(sayLanguages, 13512),
    loop: integer(0, Infinity, 13510),
  },
  Play: {
    loop: integer(0, Infinity, 13410),
    digits: matching(
      /^[0-9A-DwW#*]+$/,
      "digits, A-D, #, *, w (half a second) and W (a second)",
      13430,
    ),
  },
  Pause: { length: integer(1, Infinity, 13910) },
  Gather: {
    action: anything,
    method: method(13312),
    input: oneOf(["dtmf", "speech", "dtmf speech", "speech dtmf"], 13326),
    numDigits: integer(1, Infinity, 13314),
    finishOnKey: matching(
      /^[0-9#*]?$/,
      "one of 0-9, # and *, or '' for none",
      13310,
    ),
    timeout: either(integer(1, Infinity, 13313), oneOf(["auto"])),
    speechTimeout: either(integer(1, Infinity, 13327), oneOf(["auto"])),
    actionOnEmptyResult: boolean(13338),
    language: matching(
      /^(multi|[a-z]{2,3}(-[A-Za-z]{4})?-[A-Z]{2}(-\w+)?|[a-z]{2,3}-\d{3}|arb)$/,
      "a language tag such as es-CO",
      13331,
    ),
    hints: {
      accepts: (value) => {
        const entries = value.split(",");
        return (
          entries.length <= 500 &&
          entries.every((entry) => entry.trim().length <= 100)
        );
      },
      code: 13330,
      expected: "at most 500 entries of at most 100 characters",
    },
    speechModel: matching(
      /^(default|numbers_and_commands|phone_call|experimental_(conversations|utterances)|googlev2_(long|short|telephony|telephony_short)|deepgram_nova-[23](-\w+)?)$/,
      "default, numbers_and_commands, phone_call, experimental_…, googlev2_… or deepgram_nova-…",
      13334,
    ),
    enhanced: boolean(),
    profanityFilter: boolean(13333),
    bargeIn: boolean(13332),
    partialResultCallback: anything,
    partialResultCallbackMethod: method(13329),
    maxSpeechTime: integer(1, 60, 13328),
    debug: boolean(),
  },
  Record: {
    action: anything,
    method: method(13610),
    timeout: integer(0, Infinity, 13611),
    maxLength: integer(2, 14_400, 13612),
    finishOnKey: matching(/^[0-9#*]*$/, "keys out of 0-9, # and *", 13613),
    transcribe: boolean(13614),
    transcribeCallback: anything,
    playBeep: boolean(13616),
    trim: oneOf(["trim-silence", "do-not-trim"], 13699),
    recordingStatusCallback: anything,
    recordingStatusCallbackMethod: method(),
    recordingStatusCallbackEvent: listOf(
      ["in-progress", "completed", "absent"],
      13621,
    ),
    recordingConfigurationId: anything,
  },
  Redirect: { method: method(13710) },
  Reject: { reason: oneOf(["rejected", "busy"], 13810) },
  Hangup: {},
  Leave: {},
  Refer: { action: anything, method: method() },
  Enqueue: {
    action: anything,
    method: method(14201),
    waitUrl: anything,
    waitUrlMethod: method(14206),
    workflowSid: matching(/^WW[0-9a-f]{32}$/, "WW… of a workflow", 14220),
    maxQueueSize: integer(1, 5000),
  },
};
