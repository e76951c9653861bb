import type { DeskCall } from "../../server/desk/view-desk.js";
import {
  labelCause,
  type CauseLabels,
} from "../../machines/company/cause-labels.js";
import { labelIn } from "../label-in.js";
import { languageName } from "../language-name.js";
import { formatNumber } from "../../phone/phone-view.js";
import { writeMoney } from "../money.js";
import { writeDay } from "../write-day.js";
import { kindWords } from "./kinds.js";
import type { DeskWords } from "./words.js";

interface Props {
  readonly words: DeskWords;
  readonly language: "es" | "en";
  readonly call: DeskCall;
  /** What topics are called. */
  readonly labels: CauseLabels;
  /** Epoch ms. */
  readonly now: number;
  /** Seconds from the hello to the call's first decision, once there is one. */
  readonly decidedAfter: number | undefined;
}

/** Who calls and about what: what there is to know before the hello (C16). */
export function CallCard(props: Props) {
  const { words, language, call, labels, now, decidedAfter } = props;
  const { about, told, hello, talk } = call;
  const ledTo = (kind = "goodbye") => kindWords[language][kind] ?? kind;
  const waited = clockText(((hello ?? now) - call.since) / 1000);
  return (
    <section className="sheet call" data-status={call.status}>
      <p className="state" role="status">
        {words.callStatuses[call.status]}
        {call.isCallback && ` · ${words.callback}`}
      </p>
      {call.askedBy && call.status !== "over" && (
        <p className="asked-by">
          {(call.askedBy.handedOver ? words.handedOver : words.asksYou)(
            call.askedBy.name,
          )}
        </p>
      )}
      <h2>
        {call.number === undefined ? words.withheld : formatNumber(call.number)}
      </h2>
      <p className="hint">
        {words.grades[call.grade]} · {languageName(call.language, language)}
        {call.segment !== undefined && ` · ${call.segment}`}
        {call.topic !== undefined &&
          ` · ${labelCause(labels, call.topic, language)}`}{" "}
        · {words.waited(waited)}
        {call.last !== undefined && ` · ${words.lastWith(call.last)}`}
      </p>
      {about && (
        <p className="about">
          {words.about}: <b>{labelIn(about.label, language)}</b>,{" "}
          {writeMoney(about.amount, language)}, {writeDay(about.date, language)}
        </p>
      )}
      {told.length > 0 && (
        <p>
          {words.told}:{" "}
          {told.map((one, place) => (
            <span key={place} className="told">
              <kbd>{one.said === "" ? words.unkept : one.said}</kbd>{" "}
              {one.meant ? labelIn(one.meant, language) : ledTo(one.kind)}
            </span>
          ))}
        </p>
      )}
      {hello !== undefined && (
        <p className="clock">
          {words.clock}:{" "}
          <b>
            {decidedAfter === undefined
              ? clockText((now - hello) / 1000)
              : words.clockStopped(decidedAfter)}
          </b>
        </p>
      )}
      {talk?.callerWaits && talk.at !== "consenting" && (
        <p role="status">{words.callerWaits}</p>
      )}
      {talk?.third && (
        <p role="status">
          {(talk.third.there ? words.there : words.asked)(talk.third.name)}
        </p>
      )}
    </section>
  );
}

function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
