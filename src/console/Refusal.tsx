import { tellLinesIn } from "../flows/spanish/index.js";
import type { UiLanguage } from "../phone/words.js";

interface Props {
  readonly language: UiLanguage;
  /** Absent: nothing was refused. */
  readonly refusal: string | undefined;
}

/** Why the line refused something: in a sentence, or with the call that breaks a promise as it is written. */
export function Refusal({ language, refusal }: Props) {
  const told = refusal === undefined ? "" : tellLinesIn(language, refusal);
  return told.includes("\n") ? (
    <pre className="refusal" role="alert" tabIndex={0}>
      {told}
    </pre>
  ) : (
    <p className="refusal" role="alert">
      {told}
    </p>
  );
}
