import {
  anything,
  boolean,
  integer,
  listOf,
  matching,
  method,
  oneOf,
  type AttributeRules,
} from "./rules.js";

const ringTones =
  "at au bg br be ch cl cn cz de dk ee es fi fr gr hu il in it lt jp mx my nl no nz ph pl pt ru se sg th uk us us-old tw ve za";
const callback = {
  statusCallback: anything,
  statusCallbackMethod: method(),
  statusCallbackEvent: listOf([
    "initiated",
    "ringing",
    "answered",
    "completed",
  ]),
};
const amd = {
  machineDetection: oneOf(["Enable", "DetectMessageEnd"]),
  machineDetectionTimeout: integer(3, 60),
  machineDetectionSpeechThreshold: integer(1000, 6000),
  machineDetectionSpeechEndThreshold: integer(500, 5000),
  machineDetectionSilenceTimeout: integer(2000, 10_000),
  amdStatusCallback: anything,
  amdStatusCallbackMethod: method(),
};
const recording = {
  recordingStatusCallback: anything,
  recordingStatusCallbackMethod: method(),
  recordingStatusCallbackEvent: listOf(
    ["in-progress", "completed", "absent"],
    13621,
  ),
};

/** What `<Dial>` and its nouns accept (§2.5). */
export const dialAttributes: Readonly<Record<string, AttributeRules>> = {
  Dial: {
    action: anything,
    method: method(13210),
    timeout: integer(5, 600, 13212),
    hangupOnStar: boolean(13213),
    callerId: anything,
    timeLimit: integer(1, 86_400, 13216),
    record: oneOf(
      [
        "do-not-record",
        "record-from-answer",
        "record-from-ringing",
        "record-from-answer-dual",
        "record-from-ringing-dual",
        "true",
        "false",
      ],
      13217,
    ),
    sequential: boolean(13218),
    answerOnBridge: boolean(13219),
    ringTone: oneOf(ringTones.split(" "), 13220),
    recordingTrack: oneOf(["inbound", "outbound", "both"]),
    ...recording,
    trim: oneOf(["trim-silence", "do-not-trim"]),
    recordingConfigurationId: anything,
    referUrl: anything,
    referMethod: method(),
    callReason: matching(/^.{0,50}$/, "at most 50 characters"),
    events: anything,
  },
  Number: {
    url: anything,
    method: method(13221),
    sendDigits: matching(/^[0-9A-DwW#*]*$/, "digits, w and W", 13222),
    byoc: anything,
    ...callback,
    ...amd,
  },
  Client: {
    url: anything,
    method: method(),
    clientNotificationUrl: anything,
    ...callback,
  },
  Sip: {
    url: anything,
    method: method(13241),
    username: anything,
    password: anything,
    ...callback,
    ...amd,
  },
  Queue: {
    url: anything,
    method: method(14210),
    reservationSid: anything,
    postWorkActivitySid: anything,
  },
  Conference: {
    muted: boolean(13230),
    beep: oneOf(["true", "false", "onEnter", "onExit"], 13235),
    startConferenceOnEnter: boolean(13232),
    endConferenceOnExit: boolean(13231),
    participantLabel: matching(
      /^(?!CA[0-9a-f]{32}$)[^/]{1,128}$/,
      "at most 128 characters, without / and not a CallSid",
    ),
    jitterBufferSize: oneOf(["off", "small", "medium", "large"]),
    waitUrl: anything,
    waitMethod: method(13234),
    maxParticipants: integer(2, 250),
    record: oneOf(["do-not-record", "record-from-start", "true", "false"]),
    region: oneOf("us1 us2 ie1 de1 sg1 br1 au1 jp1".split(" ")),
    trim: oneOf(["trim-silence", "do-not-trim"], 13239),
    coach: matching(/^CA[0-9a-f]{32}$/, "a CallSid", 13240),
    statusCallback: anything,
    statusCallbackMethod: method(),
    statusCallbackEvent: listOf(
      "start end join leave mute hold modify speaker announcement".split(" "),
    ),
    eventCallbackUrl: anything,
    ...recording,
  },
};
