import { useState } from "react";

interface Props {
  readonly label: string;
  readonly button: string;
  readonly isBusy: boolean;
  /** True once it is kept. */
  readonly send: (text: string) => Promise<boolean>;
}

/** A few words, sent once. */
export function WordsForm({ label, button, isBusy, send }: Props) {
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send(text).then((kept) => kept && setText(""));
      }}
    >
      <label>
        <span>{label}</span>
        <textarea
          rows={2}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button disabled={isBusy || text.trim() === ""}>{button}</button>
    </form>
  );
}
