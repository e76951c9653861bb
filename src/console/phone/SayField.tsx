import { useState } from "react";
import type { Words } from "../../phone/words.js";

interface Props {
  readonly words: Words;
  readonly isLive: boolean;
  readonly say: (text: string) => void;
}

/** What the caller says, typed. */
export function SayField({ words, isLive, say }: Props) {
  const [text, setText] = useState("");
  return (
    <form
      className="say"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        say(text.trim());
        setText("");
      }}
    >
      <label>
        <span>{words.saySomething}</span>
        <input
          value={text}
          disabled={!isLive}
          placeholder={words.sayExample}
          autoComplete="off"
          maxLength={500}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" disabled={!isLive || text.trim() === ""}>
        {words.say}
      </button>
    </form>
  );
}
