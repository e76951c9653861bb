import { useRef, useState } from "react";
import type {
  DeskDecided,
  DeskTerms,
} from "../../server/console/desk-routes.js";
import { ask, deedKey } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { Words } from "../words/index.js";
import { Choice } from "./Choice.js";
import { CausesChoice } from "./Causes.js";
import type { Causes } from "./deeds.js";
import { readMoney, writeMoney } from "../money.js";
import { Panel } from "./Panel.js";
import { currencyOf, optionsOf, type RemedyChoice } from "./remedies.js";

interface Props extends RemedyChoice {
  readonly consoleWords: Words;
  readonly terms: DeskTerms;
  readonly causes: Causes;
  readonly setCauses: (causes: Causes) => void;
  readonly close: () => void;
  /** It is done; `told` says so. */
  readonly decided: (told: string, answer: DeskDecided) => void;
  /** The caller is asked for a recorded yes; the desk shows how far that is. */
  readonly asked: () => void;
  /** Somebody's powers do not reach. */
  readonly refused: (answer: DeskDecided) => void;
}

/** Grants one thing, by this person's powers: chosen, shown with its money, and confirmed once. */
export function Remedy(props: Props) {
  const { words, consoleWords, language, call, customer, causes } = props;
  const { refusal, isBusy, run } = useAct(consoleWords);
  const [told, setTold] = useState<string>();
  const [chosen, choose] = useState(props.call.about?.id);
  const [own, setOwn] = useState("");
  const [value, setValue] = useState("");
  const [wantsYes, setWantsYes] = useState(props.kind === "plan");
  const key = useRef(deedKey());
  const options = optionsOf(props);
  const currency = currencyOf(props);
  const option = options.find((one) => one.value === chosen);
  const money =
    props.kind === "another" ? readMoney(value, currency) : option?.money;
  const remedy =
    props.kind === "another"
      ? money && { kind: "another-remedy", words: own, value: money }
      : option?.remedy;
  const isChange = props.kind === "plan" || props.kind === "gift";
  const canAsk = call.talk?.mayConsent === true;
  const asks = isChange && canAsk && wantsYes;
  const submit = () =>
    run(async () => {
      const answer = await ask<DeskDecided>(
        "POST",
        "/desk/decisions",
        {
          account: customer.account,
          call: call.id,
          ...causes,
          remedy,
          ...(asks && { consent: true }),
        },
        key.current,
      );
      if (answer.outcome === "under-way" && asks) return props.asked();
      if (answer.outcome === "under-way") return setTold(words.underWay);
      if (answer.outcome === "refused") return props.refused(answer);
      return props.decided(words.done(option?.text ?? own), answer);
    });
  return (
    <Panel
      title={words[props.kind]}
      words={words}
      confirm={
        asks
          ? words.askThem
          : money
            ? words.confirmMoney(writeMoney(money, language))
            : words.confirm
      }
      isBusy={isBusy || remedy === undefined}
      submit={() => void submit()}
      close={props.close}
    >
      {props.kind === "another" ? (
        <>
          <label>
            <span>{words.words}</span>
            <input
              required
              maxLength={300}
              value={own}
              onChange={({ target }) => setOwn(target.value)}
            />
          </label>
          <label>
            <span>{words.value(currency)}</span>
            <input
              required
              inputMode="decimal"
              value={value}
              onChange={({ target }) => setValue(target.value)}
            />
          </label>
        </>
      ) : (
        <Choice
          label={words.which}
          options={options}
          value={chosen}
          choose={choose}
        />
      )}
      <CausesChoice {...props} />
      {isChange && canAsk && (
        <label className="tick">
          <input
            type="checkbox"
            checked={wantsYes}
            onChange={({ target }) => setWantsYes(target.checked)}
          />
          <span>{words.withConsent}</span>
        </label>
      )}
      {isChange && !canAsk && <p className="hint">{words.noConsent}</p>}
      <p className="refusal" role="alert">
        {refusal ?? told}
      </p>
    </Panel>
  );
}
