import { useState } from "react";
import type { PhoneNumbers } from "../../carrier/simulator/phone-api.js";
import type { CallView } from "../../server/call-view.js";
import { Display } from "./Display.js";
import { Keypad } from "./Keypad.js";
import { SayField } from "./SayField.js";
import { useKeyboard } from "./hooks/use-keyboard.js";
import { useRemembered } from "../hooks/use-remembered.js";
import { dial } from "./phone-client.js";
import { isOver, type PhoneLeg } from "../../phone/phone-state.js";
import { formatNumber } from "../../phone/phone-view.js";
import type { Shared } from "./shared.js";
import { wordNote } from "../../phone/words.js";

interface Props extends Shared {
  readonly numbers: PhoneNumbers;
  readonly call: PhoneLeg | undefined;
  readonly callView: CallView | undefined;
  readonly onDialled: (sid: string) => void;
}

/** The telephone in the caller's hand. */
export function Telephone(props: Props) {
  const { words, language, numbers, call, actions, view } = props;
  const [chosen, choose] = useRemembered("from", "");
  const [isDialling, setDialling] = useState(false);
  const isOpen = call !== undefined && !isOver(call);
  const isTalking = call?.status === "in-progress";
  const canCall =
    view.connection === "open" && !isOpen && !isDialling && numbers.line !== "";
  const from =
    numbers.callers.find(({ number }) => number === chosen)?.number ??
    numbers.callers[0]?.number ??
    "";

  const place = async (): Promise<void> => {
    if (!canCall) return;
    setDialling(true);
    await actions.run(async () =>
      props.onDialled(await dial(from, numbers.line)),
    );
    setDialling(false);
  };
  const press = (digits: string): void => {
    if (isTalking) actions.leg(call.sid, "press", { digits });
  };
  useKeyboard({ press, call: () => void place() });

  return (
    <section
      className="telephone"
      aria-label={words.telephone}
      data-open={isOpen || undefined}
    >
      <Display {...props} from={isOpen ? call.from : from} />
      <label className="from">
        <span>{words.callFrom}</span>
        <select
          value={isOpen ? call.from : from}
          disabled={isOpen}
          onChange={(event) => choose(event.target.value)}
        >
          {numbers.callers.map(({ number, name, note }) => (
            <option key={number} value={number}>
              {[name, formatNumber(number), wordNote(note, language)].join(
                " · ",
              )}
            </option>
          ))}
        </select>
      </label>
      <div className="hook">
        <button
          type="button"
          className="call"
          disabled={!canCall}
          onClick={() => void place()}
        >
          {isDialling || call?.status === "ringing"
            ? words.calling
            : words.call}
        </button>
        <button
          type="button"
          className="hang-up"
          disabled={!isOpen}
          onClick={() => call && actions.leg(call.sid, "hang-up")}
        >
          {words.hangUp}
        </button>
      </div>
      <Keypad words={words} isLive={isTalking} press={press} />
      <SayField
        words={words}
        isLive={isTalking}
        say={(text) => call && actions.leg(call.sid, "speak", { text })}
      />
      <p className="refusal" role="alert">
        {actions.refusal}
      </p>
      <p className="hint">{words.keyboardHint}</p>
    </section>
  );
}
