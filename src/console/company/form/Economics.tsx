import { useMemo, useState } from "react";
import { HistoryError } from "../../../disputes/index.js";
import { writeMoney } from "../../money.js";
import {
  assumedEconomics,
  historyEconomics,
  pointAt,
  type Economics as Known,
} from "./economics.js";
import { GainPlot } from "./GainPlot.js";
import { namesAt, valueAt, type FormScope } from "./scope.js";

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a policy's threshold costs and saves, in each currency that it has one in. */
export default function Economics({ scope }: { readonly scope: FormScope }) {
  const { words } = scope;
  const [file, setFile] = useState<File>();
  const open = (chosen: globalThis.File) =>
    void chosen
      .arrayBuffer()
      .then((buffer) =>
        setFile({ name: chosen.name, bytes: new Uint8Array(buffer) }),
      );
  return (
    <section className="economics" aria-labelledby="economics">
      <h2 id="economics">{words.economics}</h2>
      {namesAt(scope, ["threshold"]).map((currency) => (
        <OfCurrency
          key={currency}
          scope={scope}
          currency={currency}
          file={file}
        />
      ))}
      <label className="button">
        {words.openHistory}
        <input
          type="file"
          className="unseen"
          accept=".csv,text/csv"
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            target.value = "";
            if (chosen) open(chosen);
          }}
        />
      </label>
      <p className="hint">{words.historyHint}</p>
    </section>
  );
}

function OfCurrency(props: {
  readonly scope: FormScope;
  readonly currency: string;
  readonly file: File | undefined;
}) {
  const { scope, currency, file } = props;
  const { words, language } = scope;
  const concessions = wholeAt(scope, "concessions");
  const days = wholeAt(scope, "days");
  const { known, refusal } = useMemo(() => {
    const guard =
      concessions === undefined || days === undefined
        ? undefined
        : { concessions, days };
    const assumed = assumedEconomics(currency, guard);
    if (!file) return { known: assumed, refusal: undefined };
    try {
      return {
        known: historyEconomics(file.bytes, currency, guard),
        refusal: undefined,
      };
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error;
      return { known: assumed, refusal: error.message };
    }
  }, [currency, file, concessions, days]);
  const written = valueAt(scope, ["threshold", currency]);
  // What is no amount says nothing yet; its field does.
  if (typeof written !== "number") return undefined;
  const threshold = written;
  if (!known)
    return (
      <p className="hint">
        {refusal} {words.noCost(currency)}
      </p>
    );
  const told = tell(scope, known, currency, threshold);
  return (
    <>
      {refusal !== undefined && <p className="mistake">{refusal}</p>}
      <p role="status">{told}</p>
      <GainPlot
        label={told}
        points={near(known, threshold)}
        currency={currency}
        language={language}
        threshold={threshold}
      />
      <p className="hint">
        {known.history
          ? words.fromHistory(
              file?.name ?? "",
              known.history.from,
              known.history.to,
            )
          : words.fromAssumptions}
      </p>
      <Sources known={known} scope={scope} />
    </>
  );
}

function tell(
  { words, language }: FormScope,
  known: Known,
  currency: string,
  threshold: number,
): string {
  const money = (amount: number) =>
    writeMoney({ amount: Math.round(amount), currency }, language);
  const point = pointAt(known, threshold);
  if (!point) return words.beyond(money(threshold));
  const { recommendation } = known.history ?? {};
  const gain = known.history ? words.gainAMonth : words.gainOfOne;
  return [
    gain(
      money(threshold),
      money(point.expected),
      money(point.high),
      money(point.low),
    ),
    ...(recommendation?.kind === "threshold"
      ? [words.advised(money(recommendation.threshold))]
      : []),
  ].join(" ");
}

/** What the figures take for given, with where each comes from. */
function Sources(props: { readonly known: Known; readonly scope: FormScope }) {
  const { known, scope } = props;
  const { words, language } = scope;
  const { currency, handlingCost, lineCost, induced } = known.assumptions;
  const money = (amount: number) => writeMoney({ amount, currency }, language);
  return (
    <details>
      <summary>{words.assumptions}</summary>
      <dl>
        {handlingCost && (
          <div>
            <dt>
              {words.handling}: {money(handlingCost.value)}
            </dt>
            <dd lang="en">
              {known.history?.handlingSource ?? handlingCost.source}
            </dd>
          </div>
        )}
        <div>
          <dt>
            {words.lineCost}: {money(lineCost.value)}
          </dt>
          <dd lang="en">{lineCost.source}</dd>
        </div>
        <div>
          <dt>
            {words.induced}: {induced.value.expected / 100} % (
            {induced.value.low / 100}–{induced.value.high / 100} %)
          </dt>
          <dd lang="en">{induced.source}</dd>
        </div>
      </dl>
    </details>
  );
}

/** Where something is to be seen: some way beyond the threshold, and where gains end. */
function near({ points }: Known, threshold: number) {
  const last = points.findLastIndex(({ expected }) => expected > 0);
  const end = Math.max(threshold, points[last]?.threshold ?? 0) * 1.5;
  const shown = points.filter((one) => one.threshold <= end);
  return shown.length > 1 ? shown : points;
}

function wholeAt(scope: FormScope, name: string): number | undefined {
  const value = valueAt(scope, ["per customer", name]);
  return typeof value === "number" ? value : undefined;
}
