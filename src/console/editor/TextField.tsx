import { useEffect, useId, useRef, useState } from "react";

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  /** What is wrong with what stands there. */
  readonly mistake?: string | undefined;
  readonly isLong?: boolean;
  readonly lang?: string;
  readonly isReadOnly: boolean;
  readonly set: (value: string) => void;
}

/** A field whose text stays as it is typed while it is in use: what is read back of the document comes a moment later. */
export function TextField({
  label,
  hint,
  mistake,
  value,
  isLong,
  lang,
  isReadOnly,
  set,
}: Props) {
  const [typed, setTyped] = useState(value);
  const isInUse = useRef(false);
  const hintId = useId();
  const mistakeId = useId();
  const about = [
    ...(hint === undefined ? [] : [hintId]),
    ...(mistake === undefined ? [] : [mistakeId]),
  ].join(" ");
  useEffect(() => {
    if (!isInUse.current) setTyped(value);
  }, [value]);
  const props = {
    value: typed,
    lang,
    readOnly: isReadOnly,
    "aria-describedby": about === "" ? undefined : about,
    "aria-invalid": mistake === undefined ? undefined : true,
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
      {mistake !== undefined && (
        <span className="mistake" id={mistakeId}>
          {mistake}
        </span>
      )}
    </label>
  );
}
