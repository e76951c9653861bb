import type { UiLanguage } from "../../phone/words.js";
import type { VersionsView } from "../../server/console/version-routes.js";
import { nameFile } from "./compare-texts.js";
import { wordMoment, type Words } from "./words.js";

interface Props {
  readonly words: Words;
  readonly language: UiLanguage;
  readonly version: VersionsView["versions"][number];
  readonly isLive: boolean;
  /** A share of the calls tries it: what may be done about that stands above the list. */
  readonly isTried: boolean;
  readonly isBusy: boolean;
  /** Absent: it is live or on trial, or they may not. */
  readonly goBack: (() => void) | undefined;
  /** Absent: there is none before it. */
  readonly compare: (() => void) | undefined;
  readonly save: () => void;
}

export function VersionRow(props: Props) {
  const { words, language, version, isBusy, goBack, compare } = props;
  const { number, message, authors, approvedBy, at, flow } = version;
  const acts = [
    { name: words.compare, of: words.compareOf, act: compare },
    { name: words.saveFiles, of: words.saveFilesOf, act: props.save },
    { name: words.goBack, of: words.goBackTo, act: goBack },
  ];
  return (
    <li data-live={props.isLive || undefined}>
      <b className="number">
        {number}
        {props.isLive && <span className="tag">{words.isLive}</span>}
        {props.isTried && <span className="tag">{words.isTried}</span>}
      </b>
      <div>
        <p>
          {message === "" ? words.fromFile : message}
          {flow !== undefined && (
            <span className="tag">{nameFile(flow, language)}</span>
          )}
        </p>
        <p className="hint">
          <time dateTime={new Date(at).toISOString()}>
            {wordMoment(at, language)}
          </time>
          {authors.length > 0 && ` · ${authors.join(", ")}`}
          {approvedBy !== undefined && ` · ${words.approvedBy(approvedBy)}`}
        </p>
      </div>
      <div className="buttons">
        {acts.map(
          ({ name, of, act }) =>
            act && (
              <button
                key={name}
                type="button"
                disabled={isBusy}
                aria-label={of(number)}
                onClick={act}
              >
                {name}
              </button>
            ),
        )}
      </div>
    </li>
  );
}
