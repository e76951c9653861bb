import type {
  PhoneNumbers,
  PhoneOwner,
} from "../../carrier/simulator/phone-api.js";
import { formatNumber } from "../../phone/phone-view.js";
import { wordNote, type UiLanguage, type Words } from "../../phone/words.js";
import { addressOf } from "./own-number.js";

interface Props {
  readonly words: Words;
  readonly language: UiLanguage;
  readonly numbers: PhoneNumbers;
  /** Whose telephone this page is for alone. */
  readonly owner: PhoneOwner | undefined;
  readonly isOpen: boolean;
  readonly from: string;
  readonly to: string;
  readonly setFrom: (number: string) => void;
  readonly setTo: (number: string) => void;
}

/** Whose telephone is in hand, and which of the line's numbers it dials. */
export function Dialling(props: Props) {
  const { words, language, numbers, owner, isOpen, from, to } = props;
  const shown = ({ name, number, note }: PhoneOwner) =>
    [name, formatNumber(number), wordNote(note, language)]
      .filter((part) => part !== "")
      .join(" · ");
  const line = {
    number: numbers.line,
    name: numbers.lineName ?? words.theLine,
    note: "",
  };
  return (
    <>
      {owner ? (
        <p className="from">{shown(owner)}</p>
      ) : (
        <div className="whose">
          <label className="from">
            <span>{words.callFrom}</span>
            <select
              value={from}
              disabled={isOpen}
              onChange={({ target }) => props.setFrom(target.value)}
            >
              {numbers.callers.map((one) => (
                <option key={one.number} value={one.number}>
                  {shown(one)}
                </option>
              ))}
            </select>
          </label>
          {from.startsWith("+") && (
            <a className="alone" href={addressOf(from)} target="_blank">
              {words.ownPage} ↗
            </a>
          )}
        </div>
      )}
      {numbers.others && numbers.others.length > 0 && (
        <label className="from to">
          <span>{words.dial}</span>
          <select
            value={to}
            disabled={isOpen}
            onChange={({ target }) => props.setTo(target.value)}
          >
            {[line, ...numbers.others].map((one) => (
              <option key={one.number} value={one.number}>
                {shown(one)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
