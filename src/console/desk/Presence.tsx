import type { DeskView } from "../../server/desk/view-desk.js";
import type { BrowserPhone } from "./use-browser-phone.js";
import type { DeskWords } from "./words.js";

interface Props {
  readonly words: DeskWords;
  readonly view: DeskView;
  readonly setPresence: (status: "available" | "away") => void;
  /** Absent: nobody answers in a browser. */
  readonly phone: BrowserPhone | undefined;
  readonly openPhone: () => void;
  /** Where their telephone is, on a line without a carrier's account. */
  readonly phonePage: string | undefined;
}

/** Whether somebody is there, who waits, and which telephone rings. */
export function Presence(props: Props) {
  const { words, view, setPresence, phone, openPhone, phonePage } = props;
  const { presence, waiting } = view;
  const isThere =
    presence !== null && presence.status !== "away" && !presence.leaving;
  return (
    <header className="desk-bar">
      <h1>{words.title}</h1>
      <p role="status" data-status={presence?.status}>
        <b>{presence && words.statuses[presence.status]}</b>
        {presence?.leaving && `, ${words.leaving}`}
        {presence?.silent && ` · ${words.silent}`}
        {presence?.unanswered && ` · ${words.unanswered}`}
        {` · ${words.waiting(waiting)}`}
      </p>
      <div className="acts">
        <button
          type="button"
          aria-pressed={isThere}
          onClick={() => setPresence("available")}
        >
          {words.goAvailable} <kbd>1</kbd>
        </button>
        <button
          type="button"
          aria-pressed={!isThere}
          onClick={() => setPresence("away")}
        >
          {words.goAway} <kbd>0</kbd>
        </button>
        {phone?.state === "off" && (
          <button type="button" onClick={openPhone}>
            {words.browserPhone}
          </button>
        )}
        {phone?.state === "ringing" && (
          <button type="button" className="strong" onClick={phone.pickUp}>
            {words.pickUp} <kbd>a</kbd>
          </button>
        )}
        {phone?.state === "connected" && (
          <button type="button" onClick={phone.take}>
            {words.take} <kbd>a</kbd>
          </button>
        )}
        {(phone?.state === "ringing" || phone?.state === "connected") && (
          <button type="button" onClick={phone.hangUp}>
            {words.hangUp} <kbd>x</kbd>
          </button>
        )}
        {phonePage !== undefined && (
          <a href={phonePage} target="_blank">
            {words.ownPhone} ↗
          </a>
        )}
      </div>
      {phone && (
        <p className="hint" role="status">
          {words.phoneStates[phone.state]}
        </p>
      )}
    </header>
  );
}
