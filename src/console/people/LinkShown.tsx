import { useState } from "react";
import type { Words } from "../words/index.js";

export interface Link {
  readonly email: string;
  readonly address: string;
}

interface Props {
  readonly words: Words;
  readonly link: Link;
  readonly close: () => void;
}

/** A link to hand over; the server does not know it any more. */
export function LinkShown({ words, link, close }: Props) {
  const [copied, setCopied] = useState("");
  const copy = () =>
    void navigator.clipboard
      .writeText(link.address)
      .then(() => setCopied(link.address));
  return (
    <div className="sheet link" role="status">
      <b>{words.linkTitle(link.email)}</b>
      <code>{link.address}</code>
      <p className="hint">{words.linkHint}</p>
      <div className="buttons">
        <button type="button" onClick={close}>
          {words.close}
        </button>
        <button type="button" className="strong" onClick={copy}>
          {copied === link.address ? words.copied : words.copy}
        </button>
      </div>
    </div>
  );
}
