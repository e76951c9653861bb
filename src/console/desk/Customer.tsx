import { useState } from "react";
import { useAct } from "../hooks/use-act.js";
import type { Words } from "../words/index.js";
import {
  labelCause,
  type CauseLabels,
} from "../../machines/company/cause-labels.js";
import { labelIn } from "../label-in.js";
import { writeMoney } from "../money.js";
import { writeDay } from "../write-day.js";
import type { KnownCustomer } from "./use-customer.js";
import type { DeskWords } from "./words.js";

interface Props extends KnownCustomer {
  readonly words: DeskWords;
  readonly consoleWords: Words;
  readonly language: "es" | "en";
  /** What reasons and areas are called. */
  readonly labels: CauseLabels;
}

/** What is on the bill and the account, and what was done for them before. */
export function Customer(props: Props) {
  const { words, language, customer, labels } = props;
  if (customer === undefined)
    return <p className="sheet hint">{words.looking}</p>;
  if (!customer?.account) return <FindCustomer {...props} />;
  const { charges, terms, cases, talks, decisions, claims, away } = customer;
  const cause = (name: string) => labelCause(labels, name, language);
  const day = (at: string | number) =>
    new Date(at).toLocaleString(language, {
      dateStyle: "medium",
      timeStyle: "short",
    });
  return (
    <section className="sheet customer" aria-label={words.customer}>
      <h2>{customer.name ?? words.account(customer.account)}</h2>
      {customer.name !== undefined && (
        <p className="hint">{words.account(customer.account)}</p>
      )}
      {away.map((system) => (
        <p key={system} className="refusal" role="alert">
          {words.systemAway(words.systems[system])}
        </p>
      ))}
      {terms && (
        <p>
          {words.planNow}: <b>{labelIn(terms.plan.label, language)}</b>,{" "}
          {writeMoney(
            { amount: terms.plan.monthly, currency: terms.plan.currency },
            language,
          )}
        </p>
      )}
      <h3>{words.charges}</h3>
      {charges.length === 0 && <p className="hint">{words.noCharges}</p>}
      <ul>
        {charges.map(({ id, label, amount, date }) => (
          <li key={id}>
            {labelIn(label, language)}{" "}
            <span className="hint">{writeDay(date, language)}</span>
            <b>{writeMoney(amount, language)}</b>
          </li>
        ))}
      </ul>
      <History
        title={words.cases}
        lines={cases.map(({ reference, owner, due }) => [
          `${reference} · ${owner}`,
          day(due),
        ])}
      />
      <History
        title={words.talks}
        lines={talks.map(({ by, at, reason, area }) => [
          `${cause(reason)} · ${cause(area)} · ${by}`,
          day(at),
        ])}
      />
      <History
        title={words.decisions}
        lines={decisions.map(({ what, label, by, at, type, money }) => [
          `${type === "refused" ? "✕ " : ""}${label ? labelIn(label, language) : what}${money ? ` ${writeMoney(money, language)}` : ""} · ${by}`,
          day(at),
        ])}
      />
      <History
        title={words.claims}
        lines={claims.map(({ charge, label, type, at }) => [
          `${label ? labelIn(label, language) : charge} · ${words.claimTypes[type]}`,
          day(at),
        ])}
      />
    </section>
  );
}

interface HistoryProps {
  readonly title: string;
  readonly lines: readonly (readonly [text: string, when: string])[];
}

/** Nothing at all where nothing was. */
function History({ title, lines }: HistoryProps) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {lines.map(([text, when], place) => (
          <li key={place}>
            {text} <span className="hint">{when}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who rings from elsewhere says which number is on their account. */
function FindCustomer({ words, consoleWords, find }: Props) {
  const { refusal, isBusy, run } = useAct(consoleWords);
  const [number, setNumber] = useState("+");
  return (
    <form
      className="sheet customer"
      aria-label={words.customer}
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => find(number.replaceAll(/[\s-]/g, "")));
      }}
    >
      <p>{words.noCustomer}</p>
      <label>
        <span>{words.findCustomer}</span>
        <input
          type="tel"
          required
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
      </label>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <button type="submit" disabled={isBusy}>
        {words.find}
      </button>
    </form>
  );
}
