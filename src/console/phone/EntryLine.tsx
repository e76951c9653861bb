import type { ReactNode } from "react";
import { SpokenText } from "./SpokenText.js";
import { heardShare, type PhoneEntry } from "../../phone/phone-entry.js";
import { isHappening, isMusic, wordHappening } from "../../phone/happening.js";
import type { Shared } from "./shared.js";

interface Props extends Shared {
  readonly entry: PhoneEntry;
  /** It happened at the telephone in hand. */
  readonly isOwn: boolean;
  /** Since the answer, as a clock. */
  readonly second: string;
}

/** One line of the conversation. */
export function EntryLine(props: Props) {
  const { entry, isOwn, second } = props;
  return (
    <li className={`entry ${sideOf(entry, isOwn)}`} data-kind={entry.kind}>
      <time>{second}</time>
      <div className="what">{contentOf(props)}</div>
    </li>
  );
}

function sideOf(entry: PhoneEntry, isOwn: boolean): string {
  if (entry.kind === "talking") return "talking";
  if (isHappening(entry))
    return entry.kind === "played" && !isMusic(entry) ? "line" : "aside";
  if (entry.kind === "said") return "line";
  if (entry.kind === "message" || entry.kind === "refused") return entry.kind;
  return isOwn ? "caller" : "person";
}

function contentOf({ entry, words, names, feed, view }: Props): ReactNode {
  if (isHappening(entry))
    return wordHappening(entry, { words, names, phone: view.phone });
  switch (entry.kind) {
    case "said":
      return (
        <>
          <span className="unseen">{words.line}: </span>
          <SpokenText entry={entry} feed={feed} />
          {heardShare(entry) < 1 && <span className="tag">{words.cut}</span>}
        </>
      );
    case "pressed":
      return (
        <>
          <span className="who">
            {names.ofLeg(entry.leg)} {words.pressed}
          </span>
          {Array.from(entry.digits, (digit, place) => (
            <kbd key={place}>{digit}</kbd>
          ))}
        </>
      );
    case "spoke":
      return (
        <>
          <span className="who">{names.ofLeg(entry.leg)}</span>
          <q>{entry.text}</q>
        </>
      );
    case "message":
      return (
        <>
          <span className="who">{words.textMessage}</span>
          <p>{entry.body}</p>
        </>
      );
    case "refused":
      return (
        <>
          <span className="who">
            {entry.fatal
              ? words.carrierRefused(entry.code)
              : words.carrierWarned(entry.code)}
          </span>
          <p>{entry.message}</p>
        </>
      );
    default:
      return entry satisfies never;
  }
}
