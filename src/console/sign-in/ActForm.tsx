import type { ReactNode } from "react";
import type { Act } from "../hooks/use-act.js";

interface Props {
  readonly act: Act;
  readonly submit: () => Promise<void>;
  /** What the button says. */
  readonly label: string;
  readonly refusalId?: string;
  readonly children: ReactNode;
}

/** Fields, why the last try was refused, and the button. */
export function ActForm({ act, submit, label, refusalId, children }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
      <p className="refusal" role="alert" id={refusalId}>
        {act.refusal}
      </p>
      <button type="submit" className="strong" disabled={act.isBusy}>
        {label}
      </button>
    </form>
  );
}
