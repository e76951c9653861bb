import type { PhoneOwner } from "../../carrier/simulator/phone-api.js";
import { useNow } from "./hooks/use-now.js";
import {
  formatNumber,
  personAt,
  ringsSoFar,
  type PersonView,
} from "../../phone/phone-view.js";
import { Messages } from "./Messages.js";
import { addressOf } from "./own-number.js";
import type { Shared } from "./shared.js";
import { wordNote } from "../../phone/words.js";

interface Props extends Shared {
  readonly person: PhoneOwner;
}

/** One person's telephone: what it does, what the person hears, and what they can do about it. */
export function PersonPhone(props: Props) {
  const { person, view, words, language, actions, feed } = props;
  const state = personAt(view.phone, person.number);
  const now = useNow(feed, state.status === "ringing");
  const rings = state.status === "ringing";
  const listens = state.status === "briefed" || state.status === "talking";
  const does = (action: "answer" | "decline" | "hang-up") => () => {
    if (state.status !== "idle") actions.leg(state.leg.sid, action);
  };
  const presses = (digits: string) => () => {
    if (state.status !== "idle")
      actions.leg(state.leg.sid, "press", { digits });
  };
  return (
    <li className="card" data-status={state.status} aria-label={person.name}>
      <h3>{person.name}</h3>
      <p className="detail">
        {formatNumber(person.number)} · {wordNote(person.note, language)}{" "}
        <a
          className="alone"
          href={addressOf(person.number)}
          target="_blank"
          aria-label={words.ownPageOf(person.name)}
        >
          ↗
        </a>
      </p>
      <p className="status" role="status">
        {wordStatus(state, now, props)}
      </p>
      {listens && state.leg.lastSaid !== undefined && (
        <blockquote>{state.leg.lastSaid}</blockquote>
      )}
      <div className="buttons">
        <button
          type="button"
          className="answer"
          disabled={!rings}
          onClick={does("answer")}
        >
          {words.answer}
        </button>
        <button
          type="button"
          className="decline"
          disabled={!rings}
          onClick={does("decline")}
        >
          {words.decline}
        </button>
        {["1", "2"].map((digit) => (
          <button
            key={digit}
            type="button"
            className="key"
            aria-label={words.key(digit)}
            disabled={!listens}
            onClick={presses(digit)}
          >
            {digit}
          </button>
        ))}
        <button
          type="button"
          className="hang-up"
          disabled={!listens}
          onClick={does("hang-up")}
        >
          {words.hangUp}
        </button>
      </div>
      <Messages {...props} number={person.number} />
    </li>
  );
}

function wordStatus(
  state: PersonView,
  now: number,
  { words, names }: Shared,
): string {
  switch (state.status) {
    case "idle":
      return words.idle;
    case "ringing":
      return words.rings(ringsSoFar(state.leg, now));
    case "briefed":
      return words.briefed;
    case "talking":
      return words.personTalks(names.ofLeg(state.leg.talkingWith[0] ?? ""));
    default:
      return state satisfies never;
  }
}
