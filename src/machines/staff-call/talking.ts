import { spokenDigits } from "../../flows/speech/index.js";
import { withLooks } from "../looks.js";
import type { StaffCall } from "./events.js";
import {
  endLeg,
  ringSeconds,
  roomOf,
  tellCase,
  tellQueue,
  withLeg,
  type StaffSteps,
  type Take,
} from "./steps.js";
import {
  asking,
  does,
  isCurrent,
  presses,
  type Way,
  type Ways,
} from "./ways.js";

/** Longer than the customer's telephone rings and their greeting lasts, ms. */
const callingMs = 150_000;
/** Added to the ring time-out, ms: the carrier rings about 5 s longer, and its word has to come in. */
const ringMarginMs = 15_000;

const occupied = asking((call) =>
  tellQueue(call, { type: "occupied", call: call.call }),
);
const free = asking((call) =>
  tellQueue(call, { type: "free", call: call.call }),
);
const giveUp = asking((call) => [
  {
    type: "tell",
    to: { kind: "ring-back", id: roomOf(call) },
    event: { type: "given-up" },
  },
]);
const joinRoom = asking((call) => [
  { type: "join", room: roomOf(call), alone: "ringing", starLeaves: true },
]);
const tellContacted = asking((call) =>
  tellCase(call, { type: "contacted", call: roomOf(call) }),
);

/** The way to the customer of the case that is being heard. */
export function callCustomer({ say, ringCustomer }: StaffSteps, { to }: Ways) {
  return to(
    "calling",
    ringCustomer,
    occupied,
    say((words) => words.ringing),
    joinRoom,
  );
}

/** Being rung because they asked to be connected, and the talk with a customer: *ringing*, *connect*, *calling*, *talking*. */
export function talking(steps: StaffSteps, ways: Ways) {
  const { say, ask, hearCase, askOutcome } = steps;
  const { over, to, on, goodbye } = ways;
  const askConnect = ask((words, { person, cases, place }) =>
    words.connect(
      person?.name ?? "",
      spokenDigits(cases[place]?.opened.reference ?? ""),
    ),
  );
  const sayWhy: Take = (call, event) =>
    say((words) => {
      if (event.type !== "not-reached") return "";
      const { why, limit } = event;
      return limit ? words.limits[limit] : words.notReached[why];
    })(call, event);
  const gone = over(giveUp, free);
  const outcome = (...takes: readonly Take[]): Way =>
    to("outcome", ...takes, askOutcome);
  return {
    ringing: {
      on: {
        "leg-answered": {
          guard: isCurrent,
          target: "connect",
          actions: does(withLeg, askConnect),
        },
        "leg-refused": { guard: isCurrent, ...over() },
      },
      after: { [ringSeconds * 1000 + ringMarginMs]: over(endLeg) },
    },
    // A voicemail presses nothing.
    connect: {
      on: on(askConnect, [
        { guard: presses("1"), ...callCustomer(steps, ways) },
        { guard: presses("0"), ...over(goodbye) },
      ]),
    },
    calling: {
      on: {
        "customer-joined": { target: "talking", actions: does(tellContacted) },
        "not-reached": to("case", free, sayWhy, hearCase),
        silence: to("case", giveUp, free, hearCase),
        "hung-up": gone,
        "leg-over": { guard: isCurrent, ...gone },
      },
      after: {
        [callingMs]: to(
          "case",
          giveUp,
          free,
          say((words) => words.notReached["no-answer"]),
          hearCase,
        ),
      },
    },
    talking: withLooks(
      {
        on: {
          "leg-ended": outcome(
            free,
            say((words) => words.talkOver),
          ),
          // Star, or the carrier ended the room.
          silence: outcome(giveUp, free),
          "hung-up": gone,
          "leg-over": { guard: isCurrent, ...gone },
        },
      },
      ({ call, leg = call }: StaffCall) => ({ leg }),
    ),
  };
}
