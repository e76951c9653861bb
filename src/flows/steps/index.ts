/**
 * The step kinds, one file each. A new kind is a file here and a line in this list; whether it is documented, sampled and drawn is
 * checked by tests that walk the list.
 */
import type { StepKind } from "../step-kind.js";
import { adviser } from "./adviser.js";
import { agent } from "./agent.js";
import { ask } from "./ask.js";
import { callback } from "./callback.js";
import { openCase } from "./case.js";
import { closedCase } from "./closed-case.js";
import { choose } from "./choose.js";
import { director } from "./director.js";
import { dispute } from "./dispute.js";
import { consent } from "./consent.js";
import { flow } from "./flow.js";
import { goodbye } from "./goodbye.js";
import { lookup } from "./lookup.js";
import { hours } from "./hours.js";
import { menu } from "./menu.js";
import { message } from "./message.js";
import { record } from "./record.js";
import { say } from "./say.js";
import { survey } from "./survey.js";

// Each kind reads only bodies that its own schema has parsed, so a list of kinds may forget what each body is.
const kinds = [
  menu,
  ask,
  say,
  dispute,
  lookup,
  agent,
  adviser,
  director,
  openCase,
  closedCase,
  callback,
  record,
  message,
  consent,
  survey,
  flow,
  goodbye,
  choose,
  hours,
] as readonly unknown[] as readonly StepKind<unknown>[];

export const stepKinds: ReadonlyMap<string, StepKind<unknown>> = new Map(
  kinds.map((kind) => [kind.kind, kind]),
);
