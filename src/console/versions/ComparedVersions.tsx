import { useEffect, useMemo, useRef, useState } from "react";
import type { TextsView } from "../../server/console/version-routes.js";
import { DocumentDiff } from "../company/DocumentDiff.js";
import { english } from "../editor/words-en.js";
import { spanish } from "../editor/words-es.js";
import type { PageProps } from "../page.js";
import { Comparison } from "./Comparison.js";
import { compareTexts, nameFile, withFirst } from "./compare-texts.js";
import { useDiff } from "./use-diff.js";
import { wordsIn } from "./words.js";

/** Two versions with their texts. */
export interface VersionPair {
  readonly numbers: readonly [was: number, is: number];
  readonly texts: readonly [was: TextsView, is: TextsView];
  /** The second is what callers would get again, if whoever looks says so. */
  readonly isGoingBack: boolean;
}

interface Props extends PageProps {
  readonly pair: VersionPair;
  readonly numbers: readonly number[];
  readonly isBusy: boolean;
  readonly choose: (was: number, is: number) => void;
  readonly goBack: () => void;
  readonly close: () => void;
}

/** What callers notice of one version after another; before going back to one, with the question whether to. */
export function ComparedVersions(props: Props) {
  const { language, pair, isBusy } = props;
  const words = wordsIn[language];
  const { promiseNames } = language === "es" ? spanish : english;
  const [was, is] = pair.texts;
  const files = useMemo(() => compareTexts(was, is), [pair]);
  const isSame =
    files.flows.length +
      files.came.length +
      files.left.length +
      files.documents.length ===
    0;
  const [chosen, choose] = useState<string>();
  const flow =
    files.flows.find((file) => file === chosen) ??
    files.flows[0] ??
    (isSame ? is.texts[0]?.file : undefined);
  const [text = "", ...beside] = withFirst(is.texts, flow);
  const before = withFirst(was.texts, flow);
  const { compared, put } = useDiff();
  useEffect(() => {
    if (flow !== undefined) put({ text, beside, company: is.company, before });
  }, [pair, flow]);
  // The list of versions may be longer than the screen.
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), [pair.isGoingBack]);
  const name = (file: string) => nameFile(file, language);
  return (
    <section className="compared" ref={section} tabIndex={-1}>
      {pair.isGoingBack ? (
        <div className="sheet going-back">
          <h2>{words.goingBack(pair.numbers[1])}</h2>
          <p>{words.goingBackHint(pair.numbers[0])}</p>
          <div className="buttons">
            <button type="button" onClick={props.close}>
              {words.stay}
            </button>
            <button
              type="button"
              className="strong"
              disabled={isBusy}
              onClick={props.goBack}
            >
              {words.giveBackTo(pair.numbers[1])}
            </button>
          </div>
        </div>
      ) : (
        <>
          <h2>{words.between(...pair.numbers)}</h2>
          <Pair {...props} />
        </>
      )}
      {(["came", "left"] as const).map((standing) =>
        files[standing].map((file) => (
          <p key={file}>
            <b>{name(file)}</b>{" "}
            <span className="hint">
              {standing === "came" ? words.isNew : words.isGone}
            </span>
          </p>
        )),
      )}
      {files.documents.map(({ file, changes }) => (
        <section key={file} className="diff">
          <h3>{name(file)}</h3>
          {changes ? (
            <DocumentDiff {...props} changes={changes} />
          ) : (
            <p className="hint">{words.withMistakes}</p>
          )}
        </section>
      ))}
      {flow !== undefined && (
        <section className="diff">
          {files.flows.length > 1 ? (
            <label className="of-flow">
              <span>{words.flow}</span>
              <select
                value={flow}
                onChange={({ target }) => choose(target.value)}
              >
                {files.flows.map((file) => (
                  <option key={file} value={file}>
                    {name(file)}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            !isSame && <h3>{name(flow)}</h3>
          )}
          <Comparison
            words={words}
            compared={compared(text, before)}
            promiseNames={promiseNames}
          />
        </section>
      )}
    </section>
  );
}

function Pair({ language, pair, numbers, choose }: Props) {
  const words = wordsIn[language];
  const [was, is] = pair.numbers;
  return (
    <div className="pair">
      {([words.from, words.to] as const).map((label, side) => (
        <label key={label}>
          <span>{label}</span>
          <select
            value={pair.numbers[side]}
            onChange={({ target }) => {
              const chosen = Number(target.value);
              choose(side === 0 ? chosen : was, side === 0 ? is : chosen);
            }}
          >
            {numbers.map((number) => (
              <option key={number}>{number}</option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
