import type { Words } from "../../phone/words.js";

interface Props {
  readonly words: Words;
  /** The line calls this telephone. */
  readonly rings: boolean;
  readonly isOpen: boolean;
  readonly isDialling: boolean;
  readonly canCall: boolean;
  readonly call: () => void;
  readonly answer: () => void;
  readonly decline: () => void;
  readonly hangUp: () => void;
}

/** The two buttons of a telephone: green and red. */
export function Hook(props: Props) {
  const { words, rings, isOpen, isDialling, canCall } = props;
  if (rings)
    return (
      <div className="hook" data-rings="">
        <button type="button" className="call" onClick={props.answer}>
          {words.answer}
        </button>
        <button type="button" className="hang-up" onClick={props.decline}>
          {words.decline}
        </button>
      </div>
    );
  return (
    <div className="hook">
      <button
        type="button"
        className="call"
        disabled={!canCall}
        onClick={props.call}
      >
        {isDialling ? words.calling : words.call}
      </button>
      <button
        type="button"
        className="hang-up"
        disabled={!isOpen}
        onClick={props.hangUp}
      >
        {words.hangUp}
      </button>
    </div>
  );
}
