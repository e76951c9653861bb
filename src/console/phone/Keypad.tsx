import type { Words } from "../../phone/words.js";

const keys = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", ""],
  ["0", ""],
  ["#", ""],
] as const;

interface Props {
  readonly words: Words;
  readonly isLive: boolean;
  readonly press: (digit: string) => void;
}

export function Keypad({ words, isLive, press }: Props) {
  return (
    <div className="keypad" role="group" aria-label={words.keypad}>
      {keys.map(([digit, letters]) => (
        <button
          key={digit}
          type="button"
          disabled={!isLive}
          aria-label={labelOf(digit, words)}
          onClick={() => press(digit)}
        >
          <span className="digit">{digit === "*" ? "∗" : digit}</span>
          <span className="letters">{letters}</span>
        </button>
      ))}
    </div>
  );
}

function labelOf(digit: string, words: Words): string {
  if (digit === "*") return words.star;
  return digit === "#" ? words.pound : words.key(digit);
}
