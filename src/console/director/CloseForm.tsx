import { useState } from "react";
import { outcomes } from "../../machines/case/file.js";
import { staffWords } from "../../machines/staff-call/words.js";
import type { CaseView } from "../../server/console/director-routes.js";
import { nameCauses } from "../name-causes.js";
import type { UiLanguage } from "../../phone/words.js";
import type { DoAct } from "./CasePage.js";
import { Chips } from "./Chips.js";
import type { Words } from "./words.js";

interface Props {
  readonly words: Words;
  readonly language: UiLanguage;
  readonly view: CaseView;
  readonly isBusy: boolean;
  readonly act: DoAct;
}

/** The outcome in two taps: the reason, then the area at fault. What the customer is told stands there in their language, and may be changed. */
export function CloseForm({ words, language, view, isBusy, act }: Props) {
  const named = (causes: readonly string[]) =>
    nameCauses(causes, view, language).map(
      ({ value, text }) => [value, text] as const,
    );
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>("solved");
  const sentence = staffWords[view.language].told[outcomes.indexOf(outcome)];
  const [own, setOwn] = useState<string>();
  const [reason, setReason] = useState("");
  const [area, setArea] = useState("");
  const [contractor, setContractor] = useState("");
  const close = (at: string) =>
    void act("close", {
      outcome,
      words: own ?? sentence,
      reason,
      area: at,
      ...(contractor !== "" && { contractor }),
    });
  const isListed = view.areas.length > 0;
  return (
    <section className="sheet close">
      <h2>{words.close}</h2>
      <p className="hint">{words.closeHint}</p>
      <Chips
        label={words.outcome}
        choices={outcomes.map((one) => [one, words.outcomes[one]])}
        chosen={outcome}
        choose={(one) => {
          setOutcome(one as typeof outcome);
          setOwn(undefined);
        }}
      />
      <label>
        <span>{words.told}</span>
        <textarea
          rows={2}
          maxLength={300}
          value={own ?? sentence ?? ""}
          onChange={(event) => setOwn(event.target.value)}
        />
      </label>
      {view.contractors.length > 0 && (
        <label>
          <span>{words.contractor}</span>
          <select
            value={contractor}
            onChange={(event) => setContractor(event.target.value)}
          >
            <option value="">{words.noContractor}</option>
            {named(view.contractors).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      )}
      {view.reasons.length > 0 ? (
        <Chips
          label={words.reason}
          choices={named(view.reasons)}
          chosen={reason}
          choose={setReason}
        />
      ) : (
        <Line label={words.reason} value={reason} change={setReason} />
      )}
      {isListed ? (
        <Chips
          label={words.area}
          choices={named(view.areas)}
          chosen=""
          disabled={isBusy || reason.trim() === ""}
          choose={close}
        />
      ) : (
        <>
          <Line label={words.area} value={area} change={setArea} />
          <button
            type="button"
            disabled={isBusy || reason.trim() === "" || area.trim() === ""}
            onClick={() => close(area)}
          >
            {words.closeNow}
          </button>
        </>
      )}
    </section>
  );
}

function Line({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  return (
    <label>
      <span>{label}</span>
      <input
        maxLength={60}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
}
