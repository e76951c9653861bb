import {
  sampleCallBack,
  sampleCase,
  sampleOutcome,
} from "../../../../src/flows/rehearse.js";
import {
  deadlineAt,
  deadlineEvent,
} from "../../../../src/flows/chart-places.js";
import type { Effect } from "../../../../src/flows/effects.js";
import type { Limits } from "../../../../src/flows/events.js";
import type { CompiledFlow } from "../../../../src/flows/index.js";
import type {
  CallEvent,
  Charge,
  People,
} from "../../../../src/flows/events.js";
import { assumed } from "../../../../src/flows/proof/assumptions.js";
import {
  spokenSeconds,
  type Language,
} from "../../../../src/flows/speech/index.js";
import { advance, whereIs } from "../../../../src/machines/advance.js";

/** A number from 0 to 1, the same each time for one seed (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pickFrom<T>(list: readonly T[], chance: () => number): T {
  const found = list[Math.floor(chance() * list.length)];
  if (found === undefined) throw new Error("There is nothing to pick from.");
  return found;
}

export interface Walk {
  readonly places: readonly string[];
  /** Seconds after the answer; absent: it did not come to that. */
  readonly asked?: number;
  readonly rung?: number;
  readonly served?: number;
  readonly menus: number;
  /** Somebody was on duty. */
  readonly staffed: boolean;
  /** The line ended the call of somebody who was not served. */
  readonly sentAway: boolean;
  /** It was given up: more turns than any call has. */
  readonly endless: boolean;
}

export interface Walking {
  readonly flow: CompiledFlow;
  readonly people: People;
  readonly grade: "attested" | "present" | "shared" | "withheld";
  /** What the caller chose on an earlier call. */
  readonly language?: Language | undefined;
  /** The caller has an open case. */
  readonly hasCase: boolean;
  /** No message told them what came of a case of theirs. */
  readonly isUntold: boolean;
  /** The step on which the caller's last call was cut off. */
  readonly resumes?: string | undefined;
  readonly charges: readonly Charge[];
  readonly chance: () => number;
  /** What share of the longest each duration takes, drawn anew each time. */
  readonly share: () => number;
  /** What happens, if the walk is not left to chance. */
  readonly script?: readonly CallEvent[];
  /** What comes after the script: chance, in place of a hang-up. */
  readonly thenChance?: boolean;
}

const startedAt = Date.UTC(2026, 10, 22, 14, 15);
const keys = ["0", "1", "2", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"];
const utterances = [
  "cobro",
  "charge",
  "persona",
  "person",
  "sí",
  "yes",
  "no",
  "no sé",
  "i don't know",
  "xxqq vvzz",
];
const endOfPromise = /a más tardar|at the latest|no máximo/;

/** One call on the real machine, with everything that is left open drawn; seconds as the caller's clock has them. */
export function walk(options: Walking): Walk {
  const { flow, people, chance, share, charges } = options;
  const script = options.script && [...options.script];
  const pick = <T>(list: readonly T[]) => pickFrom(list, chance);
  const isOwn = options.grade === "attested" || options.grade === "present";
  let now = 0;
  const at = () => startedAt + Math.round(now * 1000);
  const turn = () => {
    now +=
      assumed.request * share() +
      assumed.answer * share() +
      assumed.voice * share();
  };
  turn();
  // The carrier asks when the phone is answered; the caller's clock runs from then.
  let step = advance(flow.machine, undefined, {
    type: "call-started",
    at: startedAt,
    call: "CA1",
    line: "+12025550100",
    caller: { number: "+12025550143", grade: options.grade },
    people,
    reference: "77777777",
    ...(options.language && { language: options.language }),
    ...(options.resumes !== undefined && {
      before: {
        since: startedAt,
        resumes: { step: options.resumes, known: {} },
      },
    }),
    ...(options.hasCase && {
      openCase: sampleCase("77777777", people, options.grade === "attested"),
    }),
    ...(options.isUntold &&
      options.grade === "attested" && {
        outcome: {
          ...sampleOutcome(people.director),
          words: "Le devolvimos el dinero ".repeat(9),
        },
      }),
  } as CallEvent);
  const places: string[] = [];
  let menus = 0;
  let asked: number | undefined;
  let rung: number | undefined;
  let served: number | undefined;
  let sentAway = false;
  for (let turns = 0; turns < 60; turns += 1) {
    const effects = step.effects as readonly Effect[];
    const place = whereIs(step.snapshot);
    places.push(place);
    if (
      place.endsWith(".asking") &&
      flow.document.steps[place.split(".")[0] ?? ""]?.kind === "menu" &&
      asked === undefined &&
      places.at(-2) !== place
    )
      menus += 1;
    const wait = effects.find((one) => one.type === "wait");
    const talks = effects.some(({ type }) => type === "join");
    const begun = now;
    const opens =
      place === "call-back.telling-open" ||
      effects.some(
        (one) =>
          one.type === "tell" &&
          ["case", "callback"].includes(one.to.kind) &&
          ["opened", "asked"].includes(one.event.type),
      );
    const claim = (
      step.snapshot as { context?: { claim?: { outcome: string } } }
    ).context?.claim;
    const settled =
      claim?.outcome === "conceded" && !place.startsWith("small-charge");
    // Nobody is rung for a caller whose matter was settled, or who was promised a call; what they ask for afterwards is another beginning.
    if (wait && asked === undefined)
      rung = now + (assumed.relay + assumed["set-up"]) * share();
    if (wait || opens || settled) asked ??= now;
    const slow = share();
    for (const one of effects) {
      if (one.type !== "say" || one.text === "") continue;
      const language = one.language.slice(0, 2) as Language;
      const seconds = (text: string) => spokenSeconds(text, language) * slow;
      const end = endOfPromise.exec(one.text);
      if (opens && end)
        served ??= now + seconds(one.text.slice(0, end.index + end[0].length));
      now += seconds(one.text);
    }
    if (settled) served ??= now;
    if (step.done) {
      sentAway = served === undefined;
      break;
    }
    const next = whatHappens();
    if (next.type === "leg-accepted") served ??= now;
    turn();
    step = advance(flow.machine, step.snapshot, { ...next, at: at() });

    function whatHappens(): CallEvent {
      const isWritten = script !== undefined && script.length > 0;
      const chosen = script ? scripted() : drawn();
      now += waitFor(chosen);
      // Whether the line itself rings back is found out anew in each turn.
      const limits: Limits = {
        ...(chance() < 0.2 && { call: "of-number" }),
        ...(chance() < 0.5 && { message: "of-day" }),
      };
      const open = isOwn &&
        chance() < 0.3 && {
          openCallBack: sampleCallBack("77777777", { people, startedAt }),
        };
      return { ...chosen, at: at(), ...(!isWritten && { limits, ...open }) };
    }

    function scripted(): CallEvent {
      for (let planned = script?.shift(); planned; planned = script?.shift()) {
        if (
          planned.type !== "charges-found" &&
          planned.type !== "claim-answered"
        )
          return planned;
        take(
          planned.type === "charges-found" ? { ...planned, charges } : planned,
        );
      }
      return options.thenChance ? drawn() : { type: "hung-up", at: at() };
    }

    function drawn(): CallEvent {
      const when = { at: at() };
      if (talks) return { type: "leg-ended", result: "answered", ...when };
      if (wait)
        return chance() < 0.15
          ? { type: "leg-accepted", ...when }
          : pick<CallEvent>([
              { type: "leg-ended", result: "no-answer", ...when },
              { type: "digits", digits: pick(["0", "1"]), ...when },
              {
                type: deadlineEvent(flow.chart, place),
                ...when,
              } as unknown as CallEvent,
            ]);
      if (effects.some(({ type }) => type === "record"))
        return chance() < 0.5
          ? { type: "silence", ...when }
          : {
              type: "recorded",
              url: "https://r.example/1",
              seconds: 3,
              ...when,
            };
      arrive();
      const kind = chance();
      if (kind < 0.35) return { type: "silence", ...when };
      const gather = effects.find((one) => one.type === "gather");
      return kind < 0.65 && gather?.type === "gather" && gather.speech
        ? {
            type: "speech",
            text: pick(utterances),
            // Some carriers say nothing of it.
            ...(chance() < 0.8 && { confidence: chance() < 0.7 ? 0.91 : 0.3 }),
            ...when,
          }
        : { type: "digits", digits: keyed(gather), ...when };
    }

    /** A telephone number where one is asked for, as often as not. */
    function keyed(gather: (typeof effects)[number] | undefined): string {
      const isLong = gather?.type === "gather" && gather.digits > 8;
      return isLong && chance() < 0.5 ? "2025550177" : pick(keys);
    }

    function waitFor(happened: CallEvent): number {
      if (talks) return 0;
      // The deadline ran while the line still spoke.
      if (wait?.type === "wait")
        return (
          Math.max(0, deadlineAt(flow.chart, place) * share() - (now - begun)) +
          assumed.relay * share()
        );
      const record = effects.find((one) => one.type === "record");
      if (record?.type === "record")
        return (assumed.tone + record.silence) * share();
      const gather = effects.find((one) => one.type === "gather");
      const words =
        happened.type === "speech"
          ? assumed["end of speech"] + assumed.recognition
          : 0;
      return (
        ((gather?.type === "gather" ? gather.timeout : 0) + words) * share()
      );
    }

    // The world may answer while the caller listens.
    function arrive(): void {
      if (chance() < 0.3) return;
      const about = (step.snapshot as { context?: { about?: Charge } }).context
        ?.about;
      const outcomes = [
        "conceded",
        "over-limit",
        "repeat",
        "unavailable",
      ] as const;
      const arrival: CallEvent =
        about !== undefined && place.includes("settling")
          ? {
              type: "claim-answered",
              charge: about.id,
              outcome: pick(outcomes),
              total: { amount: 3790, currency: "USD" },
              at: at(),
            }
          : chance() < 0.85
            ? {
                type: "charges-found",
                account: "a",
                charges: charges.slice(0, Math.floor(chance() * 4)),
                at: at(),
              }
            : { type: "charges-unavailable", at: at() };
      take(arrival);
    }

    function take(arrival: CallEvent): void {
      const arrived = advance(flow.machine, step.snapshot, {
        ...arrival,
        at: at(),
      });
      step = { ...step, snapshot: arrived.snapshot };
    }
  }
  return {
    places,
    menus,
    staffed: people.agents.length > 0,
    sentAway,
    endless: !step.done && served === undefined,
    ...(asked !== undefined && { asked }),
    ...(rung !== undefined && { rung }),
    ...(served !== undefined && { served }),
  };
}
