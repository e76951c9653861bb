import type { DeskTerms } from "../../server/console/desk-routes.js";
import { Choice, plain } from "./Choice.js";
import type { Causes } from "./deeds.js";
import type { DeskWords } from "./words.js";

interface CauseProps {
  readonly label: string;
  /** None: it is said in the person's own words. */
  readonly options: readonly string[];
  readonly value: string | undefined;
  readonly choose: (value: string) => void;
}

export function Cause({ label, options, value, choose }: CauseProps) {
  return options.length > 0 ? (
    <Choice
      label={label}
      options={plain(options)}
      value={value}
      choose={choose}
    />
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
  readonly terms: DeskTerms;
  readonly causes: Causes;
  readonly setCauses: (causes: Causes) => void;
}

/** Why, and where it went wrong: kept for the rest of the call. */
export function CausesChoice(props: Props) {
  const { words, terms, causes, setCauses } = props;
  return (
    <>
      <Cause
        label={words.reason}
        options={terms.reasons}
        value={causes.reason}
        choose={(reason) => setCauses({ ...causes, reason })}
      />
      <Contractor {...props} />
      <Cause
        label={words.area}
        options={terms.areas}
        value={causes.area}
        choose={(area) => setCauses({ ...causes, area })}
      />
    </>
  );
}

/** Whose work it was; nothing to choose where the company names no contractors. */
export function Contractor({ words, terms, causes, setCauses }: Props) {
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
        {terms.contractors.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
}
