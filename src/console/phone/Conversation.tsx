import { useLayoutEffect, useRef } from "react";
import type { PhoneOwner } from "../../carrier/simulator/phone-api.js";
import { EntryLine } from "./EntryLine.js";
import type { PhoneLeg } from "../../phone/phone-state.js";
import {
  conversationOf,
  formatClock,
  heardAt,
  numberAt,
  personAt,
} from "../../phone/phone-view.js";
import type { Shared } from "./shared.js";

interface Props extends Shared {
  readonly call: PhoneLeg | undefined;
  readonly people: readonly PhoneOwner[];
  /** Only what the telephone in hand hears. */
  readonly isAlone: boolean;
}

/** The call as it is spoken, oldest first, with seconds since the answer. */
export function Conversation(props: Props) {
  const { view, words, call, isAlone } = props;
  const read = isAlone ? heardAt : conversationOf;
  const entries = call ? read(view.phone, call) : [];
  const isOwn = (sid: string) => {
    const leg = view.phone.legs.get(sid);
    return leg && call ? numberAt(leg) === numberAt(call) : false;
  };
  const title = isAlone ? words.heardHere : words.conversation;
  const scroll = useFollowing(entries.length);
  const first = isAlone ? call : view.phone.legs.get(call?.call ?? "");
  const zero = first?.answeredAt ?? first?.startedAt ?? 0;
  const ringing = props.people.find(
    ({ number }) => personAt(view.phone, number).status === "ringing",
  );
  return (
    <section className="conversation" aria-labelledby="conversation-title">
      <h2 id="conversation-title">{title}</h2>
      {ringing && (
        <a className="rung-below" href="#people">
          {words.rungBelow(ringing.name)} ↓
        </a>
      )}
      <div
        className="paper"
        ref={scroll}
        role="log"
        aria-label={title}
        tabIndex={0}
      >
        {entries.length === 0 && (
          <div className="empty">
            <p>{isAlone ? words.phoneWaits : words.empty}</p>
            <p>{isAlone ? words.phoneWaitsHint : words.emptyHint}</p>
          </div>
        )}
        <ol>
          {entries.map((entry) => (
            <EntryLine
              key={entry.id}
              {...props}
              entry={entry}
              isOwn={isOwn(entry.leg)}
              second={formatClock(entry.at - zero)}
            />
          ))}
        </ol>
        <p
          className="now"
          aria-live="off"
          data-on={call?.listening ? "" : undefined}
        >
          {call?.listening && words.listeningFor(call.listening.input)}
        </p>
      </div>
    </section>
  );
}

/** Keeps the newest line in sight for whoever was at the end; whoever has scrolled up is left in peace. */
function useFollowing(lines: number) {
  const scroll = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const box = scroll.current;
    if (!box) return undefined;
    const onScroll = () => {
      follows.current =
        box.scrollHeight - box.scrollTop - box.clientHeight < 80;
    };
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => box.removeEventListener("scroll", onScroll);
  }, []);
  useLayoutEffect(() => {
    const box = scroll.current;
    if (box && follows.current) box.scrollTop = box.scrollHeight;
  }, [lines]);
  return scroll;
}
