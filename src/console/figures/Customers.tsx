import { nothing } from "./words-en.js";
import type { Sums } from "../../machines/figures/day.js";
import { follow } from "../hooks/use-place.js";
import { writeMoney } from "../money.js";
import type { PageProps } from "../page.js";
import type { Shown } from "./shown.js";
import { wordsIn, writeNumber } from "./write.js";

/** What was conceded, to the cent, and which customers were lost and won back (C30). */
export function Customers({ view, language, person }: Shown & PageProps) {
  const words = wordsIn[language];
  const { now } = view;
  const before = view.before.figures;
  const written = (sums: Sums) =>
    Object.entries(sums)
      .map(([currency, amount]) => writeMoney({ amount, currency }, language))
      .join(" + ") || nothing;
  const weeks = new URLSearchParams({
    from: weekOf(view.from),
    to: weekOf(view.to),
  }).toString();
  const { byRule, byPeople, customers } = now;
  const seesCases = person.rights.includes("listen");
  return (
    <section aria-label={words.money}>
      <h2>{words.money}</h2>
      <dl className="money">
        <dt>{words.byRule}</dt>
        <dd>
          <b>{written(byRule.sums)}</b> {words.claims(byRule.claims)}{" "}
          <span className="hint">
            {words.before(written(before.byRule.sums))}
          </span>
        </dd>
        {byRule.claims > 0 && (
          <>
            <dt>{words.spared}</dt>
            <dd>
              {byRule.priced === 0 ? (
                <span className="hint">{words.noCost}</span>
              ) : (
                <>
                  <b>{written(byRule.spared)}</b>{" "}
                  {byRule.priced < byRule.claims &&
                    words.outOf(byRule.priced, byRule.claims)}
                </>
              )}
            </dd>
          </>
        )}
        <dt>{words.byPeople}</dt>
        <dd>
          <b>{written(byPeople.sums)}</b> {words.decisions(byPeople.decisions)}{" "}
          <span className="hint">
            {words.before(written(before.byPeople.sums))}
          </span>
          {seesCases && byPeople.decisions > 0 && (
            <>
              {" "}
              <a href={`/cases/decisions?${weeks}`} onClick={follow}>
                {words.seeDecisions}
              </a>
            </>
          )}
        </dd>
        <dt>{words.atRisk}</dt>
        <dd>
          <b>{writeNumber(customers.atRisk, language)}</b>{" "}
          <span className="hint">
            {words.before(writeNumber(before.customers.atRisk, language))}
            {". "}
            {words.atRiskIs}
          </span>
        </dd>
        <dt>{words.recovered}</dt>
        <dd>
          <b>{writeNumber(customers.recovered, language)}</b>{" "}
          <span className="hint">
            {words.before(writeNumber(before.customers.recovered, language))}
            {". "}
            {words.recoveredIs}
          </span>
          {seesCases && (
            <>
              {" "}
              <a href={`/cases/closed?${weeks}`} onClick={follow}>
                {words.seeCases}
              </a>
            </>
          )}
        </dd>
      </dl>
    </section>
  );
}

/** The week of ISO 8601 of a date: `2026-W47`. */
function weekOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  // Its Thursday is in the year that the week is of.
  at.setUTCDate(at.getUTCDate() + 4 - (at.getUTCDay() || 7));
  const first = Date.UTC(at.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((at.getTime() - first) / 86_400_000 + 1) / 7);
  return `${at.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}
