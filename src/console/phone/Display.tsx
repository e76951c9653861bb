import type { CallView } from "../../server/call-view.js";
import { useNow } from "./hooks/use-now.js";
import type { LineFeed } from "./line-feed.js";
import { isOver, type PhoneLeg } from "../../phone/phone-state.js";
import {
  formatClock,
  formatNumber,
  isRinging,
} from "../../phone/phone-view.js";
import { wordStep, type UiLanguage, type Words } from "../../phone/words.js";

interface Props {
  readonly feed: LineFeed;
  readonly words: Words;
  readonly language: UiLanguage;
  readonly call: PhoneLeg | undefined;
  readonly callView: CallView | undefined;
  /** The number of the telephone in hand. */
  readonly from: string;
  /** The number that it dials. */
  readonly to: string;
}

/** The telephone's display: how the call stands, its seconds since the answer, and the step of the flow it is at. */
export function Display(props: Props) {
  const { feed, words, language, call, callView } = props;
  const runs = call?.answeredAt !== undefined && call.endedAt === undefined;
  const now = useNow(feed, runs);
  const elapsed =
    call?.answeredAt === undefined
      ? 0
      : (call.endedAt ?? now) - call.answeredAt;
  return (
    <div className="display" data-live={runs || undefined}>
      <p
        className="state"
        role="status"
        data-rings={isRinging(call) || undefined}
      >
        {stateOf(call, words)}
      </p>
      <p className="clock" role="timer" aria-live="off">
        {formatClock(elapsed)}
      </p>
      <p className="step">
        {callView && (
          <>
            <span className="label">{words.step}</span>{" "}
            <span data-testid="step">{wordStep(callView.at, language)}</span>
            <span className="tag">{callView.language}</span>
          </>
        )}
      </p>
      <p className="number">
        {call && !isOver(call)
          ? `${formatNumber(call.from)} → ${formatNumber(call.to)}`
          : `${formatNumber(props.from)} → ${formatNumber(props.to)}`}
      </p>
    </div>
  );
}

function stateOf(call: PhoneLeg | undefined, words: Words): string {
  if (!call) return words.onHook;
  if (isOver(call)) return words.callOver;
  if (isRinging(call)) return words.rungBack;
  return call.status === "in-progress" ? words.talking : words.ringing;
}
