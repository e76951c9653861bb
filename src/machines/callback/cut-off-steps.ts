import { asking, type Take } from "./take.js";

/** Whoever had the talk says soon what it was. */
export const awaitWord: Take = (context) => ({
  context: {
    ...context,
    ...(context.asked && { asked: { ...context.asked, cutOff: "talking" } }),
  },
  effects: [],
});

/** Whoever had the talk need not ring them. */
export const tellRangAgain: Take = asking(({ asked }) =>
  asked?.cutOff === "talking"
    ? [
        {
          type: "tell",
          to: { kind: "connection", id: asked.call },
          event: { type: "rang-again" },
        },
      ]
    : [],
);

export const rememberCutOff: Take = (context, event) => ({
  context:
    event.type === "rang-off" &&
    event.step !== undefined &&
    event.call !== context.leftBehind
      ? {
          ...context,
          cutOff: {
            call: event.call,
            step: event.step,
            since: event.since ?? event.at,
            at: event.at,
          },
        }
      : context,
  effects: [],
});

/** A call of theirs goes on from there, should it be cut off. */
export const rememberWhere: Take = (context, event) => ({
  context:
    event.type === "seeks"
      ? {
          ...context,
          cutOff: {
            call: event.call,
            step: event.step,
            since: event.since,
            at: event.at,
            open: true,
          },
        }
      : context,
  effects: [],
});

/** The caller rings again: the call goes on, or they came about something else. */
export const forgetCutOff: Take = (context, event) => {
  const { cutOff } = context;
  const isBehind =
    cutOff?.open && event.type === "rang-in" && event.call !== cutOff.call;
  return {
    context: {
      ...context,
      cutOff: undefined,
      ...(isBehind && { leftBehind: cutOff.call }),
    },
    effects: isBehind
      ? [
          {
            type: "tell",
            to: { kind: "connection", id: cutOff.call },
            event: { type: "rings-anew" },
          },
        ]
      : [],
  };
};

/** The call that this was promised on is over before it is known whether the number may be rung. */
export const offCall: Take = (context, event) =>
  rememberCutOff({ ...context, onCall: undefined }, event);

export const remainsOnLine: Take = (context, event) => {
  const left = forgetCutOff(context, event);
  return {
    ...left,
    context: {
      ...left.context,
      onCall: event.type === "rang-in" ? event.call : context.onCall,
    },
  };
};
