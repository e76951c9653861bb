import type { Take } from "./steps.js";

/** So many of each are kept, the latest: a call that waits for hours stays small. */
const most = 50;

/** The caller is offered before somebody more senior. */
export const recordOvertook: Take = (context, event) => ({
  context:
    event.type === "offered" && event.overtook
      ? {
          ...context,
          overtook: [
            ...(context.overtook ?? []),
            { at: event.at, person: event.person.id, calls: event.overtook },
          ].slice(-most),
        }
      : context,
  effects: [],
});

/** Others went first. */
export const recordOvertaken: Take = (context, event) => ({
  context:
    event.type === "was-overtaken"
      ? {
          ...context,
          overtaken: [...(context.overtaken ?? []), ...event.overtaken].slice(
            -most,
          ),
        }
      : context,
  effects: [],
});
