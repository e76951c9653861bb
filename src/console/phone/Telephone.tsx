import { useState } from "react";
import type {
  PhoneNumbers,
  PhoneOwner,
} from "../../carrier/simulator/phone-api.js";
import type { CallView } from "../../server/call-view.js";
import { Dialling } from "./Dialling.js";
import { Display } from "./Display.js";
import { Hook } from "./Hook.js";
import { Keypad } from "./Keypad.js";
import { Messages } from "./Messages.js";
import { SayField } from "./SayField.js";
import { useKeyboard } from "./hooks/use-keyboard.js";
import { useRemembered } from "../hooks/use-remembered.js";
import { dial } from "./phone-client.js";
import { isOver, type PhoneLeg } from "../../phone/phone-state.js";
import { isRinging, numberAt } from "../../phone/phone-view.js";
import type { Shared } from "./shared.js";

interface Props extends Shared {
  readonly numbers: PhoneNumbers;
  /** Whose telephone this page is for alone; undefined: any caller's. */
  readonly owner: PhoneOwner | undefined;
  readonly call: PhoneLeg | undefined;
  readonly callView: CallView | undefined;
  readonly onDialled: (sid: string) => void;
}

/** The telephone in hand. */
export function Telephone(props: Props) {
  const { words, language, numbers, owner, call, actions, view } = props;
  const [chosen, choose] = useRemembered("from", "");
  const [wanted, setTo] = useState<string>();
  const [isDialling, setDialling] = useState(false);
  const isOpen = call !== undefined && !isOver(call);
  const isTalking = call?.status === "in-progress";
  const rings = isRinging(call);
  const canCall =
    view.connection === "open" && !isOpen && !isDialling && numbers.line !== "";
  const from = isOpen
    ? numberAt(call)
    : (owner?.number ??
      numbers.callers.find(({ number }) => number === chosen)?.number ??
      numbers.callers[0]?.number ??
      "");
  const to = wanted ?? numbers.line;

  const place = async (): Promise<void> => {
    if (!canCall) return;
    setDialling(true);
    await actions.run(async () => props.onDialled(await dial(from, to)));
    setDialling(false);
  };
  const does = (action: "answer" | "decline" | "hang-up") => () => {
    if (call) actions.leg(call.sid, action);
  };
  const press = (digits: string): void => {
    if (isTalking) actions.leg(call.sid, "press", { digits });
  };
  // Whoever types one key into the field means the key.
  const say = (text: string): void => {
    if (/^[0-9*#]$/.test(text)) press(text);
    else if (call) actions.leg(call.sid, "speak", { text });
  };
  useKeyboard({ press, call: rings ? does("answer") : () => void place() });

  return (
    <section
      className="telephone"
      aria-label={words.telephone}
      data-open={isOpen || undefined}
    >
      <Display {...props} from={from} to={to} />
      <Dialling
        words={words}
        language={language}
        numbers={numbers}
        owner={owner}
        isOpen={isOpen}
        from={from}
        to={to}
        setFrom={choose}
        setTo={setTo}
      />
      <Hook
        words={words}
        rings={rings}
        isOpen={isOpen}
        isDialling={isDialling || call?.status === "ringing"}
        canCall={canCall}
        call={() => void place()}
        answer={does("answer")}
        decline={does("decline")}
        hangUp={does("hang-up")}
      />
      <Keypad words={words} isLive={isTalking} press={press} />
      <SayField words={words} isLive={isTalking} say={say} />
      <p className="refusal" role="alert">
        {actions.refusal}
      </p>
      {owner && <Messages {...props} number={owner.number} />}
      <p className="hint">{rings ? words.keyboardRings : words.keyboardHint}</p>
    </section>
  );
}
