import {
  hangUp,
  numberDigits,
  pinDigits,
  signIn,
  tellQueue,
  type StaffSteps,
} from "./steps.js";
import { asking, does, knows, type Args, type Way, type Ways } from "./ways.js";

/** Wrong PINs on one call, then the line hangs up. */
const mostWrong = 3;

/** Who is on the telephone, and what they want: *number*, *pin*, *menu*. */
export function signingIn(
  { say, ask, askNumber, askMenu, hearCase }: StaffSteps,
  { over, to, on, onKeys, goodbye }: Ways,
) {
  const askPin = ask((words) => words.pin, pinDigits.most, "#");
  const wrong = say((words) => words.wrong);
  const isNumber = ({ event }: Args) =>
    event.type === "digits" && event.digits.length === numberDigits;
  const rememberNumber = knows((_call, event) =>
    event.type === "digits" ? { number: event.digits } : {},
  );
  const presence = (status: "available" | "away"): Way => ({
    actions: does(
      knows(() => ({ unheard: 0 })),
      asking((call) => tellQueue(call, { type: "presence", status })),
      say((words) => words[status]),
      askMenu,
    ),
  });
  return {
    number: {
      on: on(askNumber, [
        { guard: isNumber, ...to("pin", rememberNumber, askPin) },
      ]),
    },
    pin: {
      on: {
        // A PIN itself never comes here.
        ...on(askPin, []),
        "pin-right": to("menu", signIn, askMenu),
        "pin-wrong": [
          {
            guard: ({ context }: Args) => context.wrong + 1 >= mostWrong,
            ...over(wrong, goodbye),
          },
          to(
            "number",
            knows((call) => ({ wrong: call.wrong + 1 })),
            wrong,
            askNumber,
          ),
        ],
        "pin-locked": over(
          say((words) => words.locked),
          asking(() => [hangUp]),
        ),
      },
    },
    menu: {
      on: onKeys(askMenu, {
        "1": presence("available"),
        "2": presence("away"),
        "3": {
          guard: ({ context }) => context.cases.length > 0,
          ...to("case", hearCase),
        },
        "0": over(goodbye),
      }),
    },
  };
}
