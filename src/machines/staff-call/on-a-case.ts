import { recordedMs } from "../../flows/chart-places.js";
import { staffWords } from "./words.js";
import type { StaffCallEvent } from "./events.js";
import {
  chosen,
  keepNote,
  playMessages,
  record,
  soundsOf,
  tellCase,
  type StaffRules,
  type StaffSteps,
  type Take,
} from "./steps.js";
import { callCustomer } from "./talking.js";
import {
  asking,
  does,
  guarded,
  isCurrent,
  knows,
  presses,
  type Args,
  type Way,
  type Ways,
} from "./ways.js";

const { outcomes } = staffWords.en;

const chooses =
  (list: readonly unknown[]) =>
  ({ event }: Args): boolean =>
    event.type === "digits" && chosen(list, event) !== undefined;
const pick = (list: readonly unknown[], event: StaffCallEvent): number =>
  event.type === "digits" ? (chosen(list, event) ?? 0) : 0;
const withFirst = (first: Take, ways: readonly Way[]): readonly Way[] =>
  ways.map((way) => ({ ...way, actions: [does(first), way.actions].flat() }));

/** What the owner does with a case: *case*, *noting* (and *hung-up-noting*), *outcome*, *reason*, *area*. A list that the company does not have is not asked for. */
export function onACase(
  steps: StaffSteps,
  ways: Ways,
  { areas, reasons }: StaffRules["people"],
) {
  const { say, ask, hearCase, askOutcome, askReason, askArea } = steps;
  const askAfter = ask((words) => `${words.caseKeys} ${words.messageKey}`);
  const { over, to, on, onKeys, afterCase } = ways;
  const acknowledge = asking((call) =>
    tellCase(call, { type: "acknowledged" }),
  );
  const next = knows(({ place, cases }) => ({
    place: (place + 1) % Math.max(1, cases.length),
  }));
  const closed = (area: (event: StaffCallEvent) => string | undefined) =>
    afterCase(
      (call, event) => steps.close(area(event))(call, event),
      say((words) => words.closed),
    );
  const afterReason =
    areas.length > 0 ? [to("area", askArea)] : closed(() => undefined);
  const afterOutcome =
    reasons.length > 0 ? [to("reason", askReason)] : afterReason;
  return {
    case: {
      on: onKeys(hearCase, {
        "1": callCustomer(steps, ways),
        "2": to("outcome", askOutcome),
        "3": to(
          "noting",
          say((words) => words.record),
          record,
        ),
        "4": to(
          "case",
          acknowledge,
          say((words) => words.acknowledged),
          hearCase,
        ),
        "5": to("case", next, hearCase),
        "6": {
          guard: ({ context }) => soundsOf(context).length > 0,
          ...to("case", playMessages, askAfter),
        },
        "0": afterCase(),
      }),
    },
    noting: {
      on: {
        recorded: to(
          "case",
          keepNote,
          say((words) => words.noted),
          hearCase,
        ),
        silence: to(
          "case",
          say((words) => words.notNoted),
          hearCase,
        ),
        "hung-up": to("hung-up-noting"),
        "leg-over": { guard: isCurrent, ...to("hung-up-noting") },
      },
    },
    // Who hangs up after the tone has left a note, which the carrier may post after the end of the call.
    "hung-up-noting": {
      on: { recorded: over(keepNote) },
      after: { [recordedMs]: over() },
    },
    outcome: {
      on: on(askOutcome, [
        ...guarded(
          chooses(outcomes),
          withFirst(
            knows((_call, event) => ({
              closing: { outcome: pick(outcomes, event) },
            })),
            afterOutcome,
          ),
        ),
        ...guarded(presses("0"), [to("case", hearCase)]),
      ]),
    },
    reason: {
      on: on(
        askReason,
        guarded(
          chooses(reasons),
          withFirst(
            knows(({ closing }, event) => ({
              closing: {
                ...closing,
                reason: reasons[pick(reasons, event)] ?? "",
              },
            })),
            afterReason,
          ),
        ),
      ),
    },
    area: {
      on: on(
        askArea,
        guarded(
          chooses(areas),
          closed((event) => areas[pick(areas, event)]),
        ),
      ),
    },
  };
}
