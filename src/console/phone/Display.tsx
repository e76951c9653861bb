import type { PhoneNumbers } from "../../carrier/simulator/phone-api.js";
import type { CallView } from "../../server/call-view.js";
import { useNow } from "./hooks/use-now.js";
import type { LineFeed } from "./line-feed.js";
import { isOver, type PhoneLeg } from "../../phone/phone-state.js";
import { formatClock, formatNumber } from "../../phone/phone-view.js";
import { wordStep, type UiLanguage, type Words } from "../../phone/words.js";

interface Props {
  readonly feed: LineFeed;
  readonly words: Words;
  readonly language: UiLanguage;
  readonly numbers: PhoneNumbers;
  readonly call: PhoneLeg | undefined;
  readonly callView: CallView | undefined;
  /** The number of the telephone in hand. */
  readonly from: string;
}

/** The telephone's display: how the call stands, its seconds since the answer, and the step of the flow it is at. */
export function Display(props: Props) {
  const { feed, words, language, numbers, call, callView } = props;
  const runs = call?.answeredAt !== undefined && call.endedAt === undefined;
  const now = useNow(feed, runs);
  const elapsed =
    call?.answeredAt === undefined
      ? 0
      : (call.endedAt ?? now) - call.answeredAt;
  return (
    <div className="display" data-live={runs || undefined}>
      <p className="state">{stateOf(call, words)}</p>
      <p className="clock" role="timer" aria-live="off">
        {formatClock(elapsed)}
      </p>
      <p className="step">
        <span className="label">{words.step}</span>{" "}
        <span data-testid="step">
          {callView ? wordStep(callView.at, language) : words.noStep}
        </span>
        {callView && <span className="tag">{callView.language}</span>}
      </p>
      <p className="number">
        {formatNumber(props.from)} → {formatNumber(numbers.line)}
      </p>
    </div>
  );
}

function stateOf(call: PhoneLeg | undefined, words: Words): string {
  if (!call) return words.onHook;
  if (isOver(call)) return words.callOver;
  return call.status === "in-progress" ? words.talking : words.ringing;
}
