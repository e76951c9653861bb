import type { DeskTerms } from "../../server/console/desk-routes.js";
import { nameCauses, type NamedCause } from "../name-causes.js";
import type { UiLanguage } from "../../phone/words.js";
import { Choice } from "./Choice.js";
import type { Causes } from "./deeds.js";
import type { DeskWords } from "./words.js";

interface CauseProps {
  readonly label: string;
  /** What can be chosen, and how it is called; none: it is said in the person's own words. */
  readonly options: readonly NamedCause[];
  readonly value: string | undefined;
  readonly choose: (value: string) => void;
}

export function Cause({ label, options, value, choose }: CauseProps) {
  return options.length > 0 ? (
    <Choice label={label} options={options} value={value} choose={choose} />
  ) : (
    <label>
      <span>{label}</span>
      <input
        required
        maxLength={60}
        value={value ?? ""}
        onChange={({ target }) => choose(target.value)}
      />
    </label>
  );
}

interface Props {
  readonly words: DeskWords;
  readonly language: UiLanguage;
  readonly terms: DeskTerms;
  readonly causes: Causes;
  readonly setCauses: (causes: Causes) => void;
}

/** Why, and where it went wrong: kept for the rest of the call. */
export function CausesChoice(props: Props) {
  const { words, language, terms, causes, setCauses } = props;
  return (
    <>
      <Cause
        label={words.reason}
        options={nameCauses(terms.reasons, terms, language)}
        value={causes.reason}
        choose={(reason) => setCauses({ ...causes, reason })}
      />
      <Contractor {...props} />
      <Cause
        label={words.area}
        options={nameCauses(terms.areas, terms, language)}
        value={causes.area}
        choose={(area) => setCauses({ ...causes, area })}
      />
    </>
  );
}

/** Whose work it was; nothing to choose where the company names no contractors. */
export function Contractor(props: Props) {
  const { words, language, terms, causes, setCauses } = props;
  if (terms.contractors.length === 0) return null;
  const { contractor, ...rest } = causes;
  return (
    <label>
      <span>{words.contractor}</span>
      <select
        value={contractor ?? ""}
        onChange={({ target: { value } }) =>
          setCauses(value === "" ? rest : { ...rest, contractor: value })
        }
      >
        <option value="">{words.ourWork}</option>
        {nameCauses(terms.contractors, terms, language).map(
          ({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ),
        )}
      </select>
    </label>
  );
}
