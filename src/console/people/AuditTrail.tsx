import { useEffect, useState } from "react";
import type { Role } from "../../machines/console-accounts/rights.js";
import type { AuditPage } from "../../server/console/account-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import type { Words } from "../words/index.js";

type Entry = AuditPage["entries"][number];

/** Who did what, the newest first. */
export function AuditTrail({ words, language }: PageProps) {
  const { refusal, isBusy, run } = useAct(words);
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [next, setNext] = useState<string>();
  const read = (before?: string) =>
    run(async () => {
      const query =
        before === undefined ? "" : `?before=${encodeURIComponent(before)}`;
      const page = await ask<AuditPage>("GET", `/audit${query}`);
      setEntries((known) =>
        before === undefined ? page.entries : [...known, ...page.entries],
      );
      setNext(page.next);
    });
  useEffect(() => {
    void read();
  }, []);
  return (
    <section className="wide">
      <h1>{words.auditTitle}</h1>
      <p className="hint">{words.auditHint}</p>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.place}>
              <td>
                <time dateTime={new Date(entry.at).toISOString()}>
                  {new Date(entry.at).toLocaleString(language, {
                    dateStyle: "medium",
                    timeStyle: "short",
                  })}
                </time>
              </td>
              <td>{wordName(entry, words)}</td>
              <td>
                {words.deeds[entry.did] ?? entry.did}{" "}
                {entry.about !== undefined && <b>{entry.about}</b>}
                <span className="hint"> {wordDetail(entry, words)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {next !== undefined && (
        <button type="button" disabled={isBusy} onClick={() => void read(next)}>
          {words.older}
        </button>
      )}
    </section>
  );
}

function wordName({ name }: Entry, words: Words): string {
  if (name === "line") return words.byLine;
  return name === "start" ? words.byStart : name;
}

function wordDetail({ did, detail = "" }: Entry, words: Words): string {
  if (did === "signed-in") return words.ways[detail] ?? detail;
  if (did === "rolled-back") return words.instead(detail);
  return detail
    .split(", ")
    .map((role) => words.roles[role as Role] ?? role)
    .join(", ");
}
