import { useEffect, useId, useRef, useState } from "react";

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly isLong?: boolean;
  readonly lang?: string;
  readonly isReadOnly: boolean;
  readonly set: (value: string) => void;
}

/** A field whose text stays as it is typed while it is in use: what is read back of the document comes a moment later. */
export function TextField({
  label,
  hint,
  value,
  isLong,
  lang,
  isReadOnly,
  set,
}: Props) {
  const [typed, setTyped] = useState(value);
  const isInUse = useRef(false);
  const hintId = useId();
  useEffect(() => {
    if (!isInUse.current) setTyped(value);
  }, [value]);
  const props = {
    value: typed,
    lang,
    readOnly: isReadOnly,
    "aria-describedby": hint === undefined ? undefined : hintId,
    onFocus: () => void (isInUse.current = true),
    onBlur: () => {
      isInUse.current = false;
      setTyped(value);
    },
    onChange: ({ target }: { target: { value: string } }) => {
      setTyped(target.value);
      set(target.value);
    },
  };
  return (
    <label>
      <span>{label}</span>
      {isLong ? <textarea rows={3} {...props} /> : <input {...props} />}
      {hint !== undefined && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
    </label>
  );
}
