import type {
  PhoneEvent,
  PhoneNumbers,
} from "../carrier/simulator/phone-api.js";
import { createNames, type Names } from "../phone/names.js";
import {
  isOver,
  noCalls,
  reducePhone,
  type PhoneLeg,
  type PhoneState,
} from "../phone/phone-state.js";
import { wordStep, wordsIn } from "../phone/words.js";
import { CallError, type PhoneLine } from "./call-line.js";
import { printEntry, printLine } from "./call-print.js";

/** A call under way, seen from the terminal: what is known of it, and what is printed of it as it happens. */
export interface CallSession {
  readonly call: string;
  phone(): PhoneState;
  names(): Names;
  /** The caller's leg, the newest; undefined until the first event of it. */
  caller(): PhoneLeg | undefined;
  /** A telephone that rings: a person's, or the caller's who is rung back. */
  ringing(): PhoneLeg | undefined;
  /** The newest leg of a person that this call rings or talks with. */
  person(): PhoneLeg | undefined;
  /** Resolves when `test` holds, at once or after a later event; rejects with `otherwise` when the call is over first. */
  until(test: () => boolean, otherwise: string): Promise<void>;
  /** Resolves when the call is over; rejects when the line goes away. */
  readonly ended: Promise<void>;
}

/** Dials, and prints what happens until the call is over. `print` is given one line at a time. */
export async function openCall(options: {
  readonly line: PhoneLine;
  readonly numbers: PhoneNumbers;
  readonly from: string;
  readonly to: string;
  /** After the call the caller waits to be rung back: the call is over when that one is. */
  readonly stays: boolean;
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}): Promise<CallSession> {
  const { line, numbers, print } = options;
  let phone = noCalls;
  let call = "";
  let printed = 0;
  let lastAt = 0;
  const watchers = new Set<() => void>();
  const isOwn = ({ sid, to }: PhoneLeg) => sid === call || to === options.from;
  const legs = () =>
    [...phone.legs.values()].filter((leg) => leg.call === call);
  const caller = () => legs().findLast(isOwn);
  const names = () => createNames(numbers, phone, wordsIn.en);
  const isCallOver = () => {
    const leg = caller();
    return (
      leg !== undefined && isOver(leg) && !(options.stays && leg.sid === call)
    );
  };

  const printNew = (): void => {
    for (; printed < phone.entries.length; printed += 1) {
      const entry = phone.entries[printed];
      const text =
        entry?.call === call ? printEntry(entry, phone, names()) : undefined;
      if (text !== undefined) print(text);
    }
  };
  const step = followStep(line, (at) => {
    const since = lastAt - (phone.legs.get(call)?.answeredAt ?? lastAt);
    print(printLine(since, "step", wordStep(at, "en")));
  });
  const receive = (event: PhoneEvent): void => {
    phone = reducePhone(phone, event);
    lastAt = event.at;
    if (call === "") return;
    printNew();
    if (caller()?.answeredAt !== undefined) step.ask(call);
    for (const watcher of watchers) watcher();
  };
  const { ended: streamEnded } = await line.listen(receive, options.signal);
  call = await line.dial(options.from, options.to);
  printNew();

  const until = (test: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!test()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });
  const ended = Promise.race([
    until(isCallOver),
    streamEnded.then(() => {
      if (!isCallOver())
        throw new CallError(
          "line-away",
          "The line has stopped, and the call with it. Start it with npm start.",
        );
    }),
  ]);
  // Whoever waits for the end is told; nobody may be waiting yet.
  ended.catch(() => undefined);
  return {
    call,
    phone: () => phone,
    names,
    caller,
    person: () => legs().findLast((leg) => !isOwn(leg) && !isOver(leg)),
    ringing: () =>
      legs().findLast(
        ({ sid, status }) => sid !== call && status === "ringing",
      ),
    async until(test, otherwise) {
      await Promise.race([until(() => test() || isCallOver()), ended]);
      if (!test()) throw new CallError("script", otherwise);
    },
    ended,
  };
}

/** Asks where the call is, one request at a time, and tells when it has moved. */
function followStep(
  line: PhoneLine,
  tell: (at: string) => void,
): { ask(call: string): void } {
  let known = "";
  let asking = false;
  let again = false;
  const ask = (call: string): void => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    line
      .view(call)
      // The events go on; the next one asks again.
      .catch(() => undefined)
      .then((view) => {
        asking = false;
        if (view && view.at !== known && !view.ended) {
          known = view.at;
          tell(view.at);
        }
        if (again) ask(call);
      })
      .catch(() => undefined);
  };
  return { ask };
}
