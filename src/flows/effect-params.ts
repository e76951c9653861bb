import { DateTime } from "luxon";
import {
  briefsOf,
  callAt,
  callbackAsked,
  caseLimit,
  casePromised,
  dropCallBack,
  needsIn,
  standInBriefsOf,
  whoIn,
} from "./briefs.js";
import { isRungBack, valuesOf, type CallContext } from "./call-context.js";
import { answerHints, finishingKey, mostKeys } from "./answer-form.js";
import type { Chart, ChartAction } from "./chart.js";
import { cutOffAsked } from "./cut-off.js";
import type { FlowDocument } from "./document.js";
import { sentence } from "./effects.js";
import { isTheirs } from "./events.js";
import { spokenChoices } from "./guards.js";
import { sayIn, settingFor, writeIn } from "./saying.js";
import {
  answeredTo,
  tell,
  tellNumber,
  type EffectSource,
} from "./tell-effects.js";
import type { Language, Value } from "./speech/index.js";

/** A sentence with nothing to say to this caller; whoever reads effects leaves it out. */
const nothing = { text: "", voice: "", language: "" };

/** Turns an action of the chart into the effect it asks for; `undefined` for actions that only remember. */
export function createEffects(document: FlowDocument, chart: Chart) {
  const setting = (language: Language) => document.languages[language];
  return (wanted: ChartAction): EffectSource | undefined => {
    switch (wanted.type) {
      case "say":
        return {
          type: "say",
          params: (context, { at }) => {
            const { only, texts, inputs } = wanted;
            // Who changed the language once knows the key.
            const isOffered =
              only !== context.language && context.languageChanges === 0;
            if (only !== undefined && !isOffered) return nothing;
            const language = only ?? context.language;
            const [spoken] = settingFor(document, language);
            return {
              ...sayIn(document, language, texts, context, at, inputs),
              [sentence]: { says: wanted, language: spoken },
            };
          },
        };
      case "gather":
        return {
          type: "gather",
          params: ({ language }) => {
            const { heard, answer, timeout } = wanted;
            return {
              digits: answer ? mostKeys(answer) : 1,
              ...(answer && { finish: finishingKey }),
              timeout,
              ...((heard || answer) && {
                speech: {
                  language: setting(language)?.speaks ?? "",
                  hints: fittingHints([
                    ...(answer ? answerHints(answer, language) : []),
                    ...(heard
                      ? spokenChoices(heard, language).flatMap(
                          ({ phrases }) => phrases,
                        )
                      : []),
                  ]),
                },
              }),
            };
          },
        };
      case "wait":
        return {
          type: "wait",
          params: (context) => ({
            ...whoIn(context, wanted),
          }),
        };
      case "join":
        return { type: "join", params: ({ call }) => ({ room: call }) };
      case "connect":
        return tell((context, { at }) => ({
          kind: "connection",
          id: context.call,
          event: {
            type: "wanted",
            call: context.call,
            line: context.line,
            since: context.since ?? context.startedAt,
            ...(context.last && { prefers: context.last.id }),
            ...needsIn(context, wanted),
            ring: wanted.ring,
            ...(isTheirs(context.caller) &&
              context.connecting?.step !== undefined && {
                resumes: {
                  number: context.caller.number,
                  step: context.connecting.step,
                },
              }),
            brief: briefsOf(document, wanted, context, at),
            standInBrief: standInBriefsOf(document, wanted, context, at),
          },
        }));
      case "give-up":
        return {
          type: "tell",
          params: (context, { type }) => {
            const { connecting, call, caller } = context;
            if (!connecting) return {};
            return {
              to: { kind: "connection", id: call },
              event: {
                type: "given-up",
                // Whoever was talking with them may have them rung again.
                ...(type === "hung-up" &&
                  isTheirs(caller) && {
                    number: caller.number,
                    ...(isRungBack(context) && { callBack: true }),
                  }),
              },
            };
          },
        };
      case "record":
        return {
          type: "record",
          params: () => ({
            max: wanted.max,
            silence: wanted.silence,
            keys: wanted.keys,
          }),
        };
      case "hang-up":
        return { type: "hang-up", params: () => ({}) };
      case "send-text":
        return {
          type: "send-message",
          params: (context, { at }) => ({
            to: context.caller.number,
            text: writeIn(document, wanted.texts, context, at, wanted.inputs),
          }),
        };
      case "count-rating":
        return tell((_context, { at }) => ({
          kind: "ratings",
          id:
            DateTime.fromMillis(at, { zone: document.timeZone }).toISODate() ??
            "undated",
          event: { type: "rated", rating: wanted.rating },
        }));
      case "keep-answer":
        return tell((context, event) =>
          answeredTo(document, wanted, context, event),
        );
      case "keep-voice":
        return tell(({ call }, event) => ({
          kind: "consents",
          id: call,
          event: {
            type: "voiced",
            about: wanted.about,
            ...(event.type === "recorded" && { url: event.url }),
          },
        }));
      case "keep-language":
        return {
          type: "tell",
          params: ({ caller }) =>
            isTheirs(caller)
              ? {
                  to: { kind: "caller", id: caller.number },
                  event: { type: "language-chosen", language: wanted.language },
                }
              : {},
        };
      case "find-charges":
        return {
          type: "find-charges",
          params: ({ caller }) => ({
            number: caller.number,
            grade: caller.grade,
            policy: wanted.policy,
          }),
        };
      case "look-up":
        return {
          type: "look-up",
          params: (context, { at }) => ({
            connection: wanted.connection,
            find: wanted.find,
            request: context.lookUp?.request,
            values: valuesFor(wanted.with, context, at),
          }),
        };
      case "claim-charge":
        return tell((context) => ({
          kind: "claims",
          id: context.account ?? context.caller.number,
          event: {
            type: "claim",
            policy: wanted.policy,
            call: context.call,
            number: context.caller.number,
            grade: context.caller.grade,
            language: context.language,
            account: context.account,
            charge: context.about,
          },
        }));
      case "open-case":
        return tell((context, { limits }) => ({
          kind: "case",
          id: context.call,
          event: {
            type: "opened",
            ...casePromised(document, context),
            ...caseLimit(wanted.byLimit, limits),
          },
        }));
      case "tell-case":
        return tell(({ openCase, call }) => ({
          kind: "case",
          id: openCase?.id ?? "",
          event:
            wanted.what === "linked"
              ? { type: "linked", what: "call", id: call }
              : { type: "contacted", by: openCase?.owner.name, call },
        }));
      case "answer-outcome":
        return tell(({ outcome }) => ({
          kind: "case",
          id: outcome?.id ?? "",
          event: {
            ...(wanted.answer === "nothing"
              ? { type: "told" }
              : { type: "answered", solved: wanted.answer === "solved" }),
            question: outcome?.question,
          },
        }));
      case "ask-callback":
        return tell((context, { at }) => ({
          kind: "callback",
          id: context.caller.number,
          event: callbackAsked(document, wanted, context, at),
        }));
      case "call-at":
        return tell((context) => callAt(context, wanted));
      case "drop-call-back":
        return tell((context) => dropCallBack(context));
      case "call-back-cut-off":
        return tellNumber("callback", (context, { at }) =>
          cutOffAsked(document, chart, context, at),
        );
      case "ring-in":
        return tellNumber(
          "callback",
          ({ owed, call }) => owed && { type: "rang-in", call },
        );
      case "ring-again":
        return tellNumber("caller", ({ granted, call }) =>
          granted ? { type: "rang", call } : undefined,
        );
      case "tell-served":
        return tellNumber(
          "callback",
          ({ owed, call }) => owed && { type: "rang-off", call, served: true },
        );
      case "ring-off":
        return tellNumber("callback", (context) => {
          const { owed, caller, call, startedAt } = context;
          const cutOff = isTheirs(caller)
            ? context.connecting?.step
            : undefined;
          if (!owed && cutOff === undefined) return undefined;
          return {
            type: "rang-off",
            call,
            served: false,
            ...(cutOff !== undefined && {
              step: cutOff,
              since: context.since ?? startedAt,
            }),
          };
        });
      case "add-message":
        return tell(({ call }, event) => ({
          kind: "case",
          id: call,
          event: {
            type: "message-left",
            ...(event.type === "recorded" && {
              url: event.url,
              seconds: event.seconds,
            }),
          },
        }));
      case "remember-start":
      case "use-language":
      case "remember-charges":
      case "point-at-charge":
      case "remember-claim":
      case "begin-look-up":
      case "remember-look-up":
      case "remember-call-back":
      case "remember-owed":
      case "remember-rating":
      case "remember-connecting":
      case "decline-call-back":
      case "remember-accepted":
      case "forget-connecting":
      case "wait-quietly":
      case "ask-number":
      case "forget-outcome":
      case "take-up-case":
      case "choose-director":
      case "remember-hours":
      case "hear-answer":
      case "take-answer":
      case "choose-owner":
        return undefined;
    }
  };
}

/** What a look-up asks with. The number of a caller who may be somebody else finds nothing: it is a hint, and this would tell a secret. */
function valuesFor(
  names: Readonly<Record<string, string>>,
  context: CallContext,
  at: number,
): Record<string, Value> {
  const known = valuesOf(context, context.language, at);
  return Object.fromEntries(
    Object.entries(names).flatMap(([parameter, name]) => {
      const value = known[name];
      return value === undefined ||
        (name === "caller.number" && !isTheirs(context.caller))
        ? []
        : [[parameter, value]];
    }),
  );
}

/** The recogniser's hints: at most 500 of at most 100 characters each (the carrier's limits for `<Gather>`). */
function fittingHints(phrases: readonly string[]): string[] {
  return [...new Set(phrases)].filter((one) => one.length <= 100).slice(0, 500);
}
