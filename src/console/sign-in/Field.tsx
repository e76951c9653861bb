import type { InputHTMLAttributes, ReactNode } from "react";

interface Props extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  "onChange"
> {
  readonly label: string;
  readonly value: string;
  readonly setValue?: (value: string) => void;
  /** Below it. */
  readonly children?: ReactNode;
}

/** A field with its name above it; one that nobody may change has no `setValue`. */
export function Field({ label, setValue, children, ...input }: Props) {
  return (
    <label>
      <span>{label}</span>
      <input
        required
        readOnly={!setValue}
        onChange={({ target }) => setValue?.(target.value)}
        {...input}
      />
      {children}
    </label>
  );
}
