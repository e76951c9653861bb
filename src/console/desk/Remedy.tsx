import { useRef, useState } from "react";
import type { Powers } from "../../machines/powers.js";
import type {
  DeskDecided,
  DeskTerms,
} from "../../server/console/desk-routes.js";
import type { DeskCall } from "../../server/desk/view-desk.js";
import type { CustomerView } from "../../server/desk/view-customer.js";
import { ask, deedKey } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { Words } from "../words/index.js";
import { Choice } from "./Choice.js";
import type { Causes, PanelName } from "./deeds.js";
import { labelIn } from "./label.js";
import { readMoney, writeMoney } from "../money.js";
import { CausesChoice, Panel } from "./Panel.js";
import type { DeskWords } from "./words.js";

export interface RemedyProps {
  readonly kind: Extract<PanelName, "concede" | "gift" | "another">;
  readonly words: DeskWords;
  readonly consoleWords: Words;
  readonly language: "es" | "en";
  readonly call: DeskCall;
  readonly customer: CustomerView;
  readonly powers: Powers;
  readonly terms: DeskTerms;
  readonly causes: Causes;
  readonly setCauses: (causes: Causes) => void;
  readonly close: () => void;
  /** It is done; `told` says so. */
  readonly decided: (told: string, answer: DeskDecided) => void;
  /** Somebody's powers do not reach. */
  readonly refused: (answer: DeskDecided) => void;
}

/** Grants one thing, by this person's powers: chosen, shown with its money, and confirmed once. */
export function Remedy(props: RemedyProps) {
  const { words, consoleWords, language, call, customer, causes } = props;
  const { refusal, isBusy, run } = useAct(consoleWords);
  const [told, setTold] = useState<string>();
  const [chosen, choose] = useState(props.call.about?.id);
  const [own, setOwn] = useState("");
  const [value, setValue] = useState("");
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
  const submit = () =>
    run(async () => {
      const answer = await ask<DeskDecided>(
        "POST",
        "/desk/decisions",
        { account: customer.account, call: call.id, ...causes, remedy },
        key.current,
      );
      if (answer.outcome === "under-way") return setTold(words.underWay);
      if (answer.outcome === "refused") return props.refused(answer);
      return props.decided(words.done(option?.text ?? own), answer);
    });
  return (
    <Panel
      title={words[props.kind]}
      words={words}
      confirm={
        money ? words.confirmMoney(writeMoney(money, language)) : words.confirm
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
      <p className="refusal" role="alert">
        {refusal ?? told}
      </p>
    </Panel>
  );
}

/** What there is to choose from: charges of the bill, or gifts within their powers. */
function optionsOf({ kind, customer, powers, language, call }: RemedyProps) {
  const shown = (label: string, money: { amount: number; currency: string }) =>
    `${label}, ${writeMoney(money, language)}`;
  if (kind === "concede")
    return customer.charges.map(({ id, label, amount }) => ({
      value: id,
      text: shown(labelIn(label, language), amount),
      money: amount,
      remedy: {
        kind: "credit",
        charge: id,
        number: customer.number,
        language: call.language,
      },
    }));
  const these = powers.gifts?.these ?? [];
  return (customer.terms?.gifts ?? [])
    .filter(({ id }) => these.includes(id))
    .map(({ id, label, cost, currency }) => {
      const money = { amount: cost, currency };
      return {
        value: id,
        text: shown(labelIn(label, language), money),
        money,
        remedy: { kind: "gift", gift: id },
      };
    });
}

function currencyOf({ customer, powers }: RemedyProps): string {
  const [allowed] = Object.keys(powers["another remedy"]?.["a day"] ?? {});
  return (
    customer.terms?.plan.currency ??
    customer.charges[0]?.amount.currency ??
    allowed ??
    "USD"
  );
}
