import type { Verb } from "../scene.js";
import { dial } from "./dial.js";
import { enqueue } from "./enqueue.js";
import { gather } from "./gather.js";
import { hangup } from "./hangup.js";
import { leave } from "./leave.js";
import { pauseVerb } from "./pause.js";
import { play } from "./play.js";
import { record } from "./record.js";
import { redirect } from "./redirect.js";
import { refer } from "./refer.js";
import { reject } from "./reject.js";
import { say } from "./say.js";

/** One entry per simulated verb; the interpreter warns about the others. */
export const verbs: Readonly<Record<string, Verb>> = {
  Say: say,
  Play: play,
  Pause: pauseVerb,
  Gather: gather,
  Dial: dial,
  Enqueue: enqueue,
  Leave: leave,
  Record: record,
  Redirect: redirect,
  Reject: reject,
  Refer: refer,
  Hangup: hangup,
};
