interface Props {
  readonly label: string;
  /** What is chosen, and how it is called. */
  readonly choices: readonly (readonly [string, string])[];
  readonly chosen: string;
  readonly disabled?: boolean;
  readonly choose: (value: string) => void;
}

/** One of a few, each one tap away. */
export function Chips({ label, choices, chosen, disabled, choose }: Props) {
  return (
    <div role="group" aria-label={label} className="picks">
      <span className="hint" aria-hidden>
        {label}
      </span>
      {choices.map(([value, name]) => (
        <button
          key={value}
          type="button"
          disabled={disabled}
          aria-pressed={value === chosen}
          onClick={() => choose(value)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
