import { useState, type CSSProperties } from "react";
import type { LineFeed } from "./line-feed.js";
import { heardShare, type PhoneEntry } from "../../phone/phone-entry.js";

interface Props {
  readonly entry: Extract<PhoneEntry, { readonly kind: "said" }>;
  readonly feed: LineFeed;
}

/**
 * What the line says. All of it is in the page at once, for screen readers; each word becomes visible when it is spoken, by an
 * animation with a delay, and what a cut left unspoken stays grey.
 */
export function SpokenText({ entry, feed }: Props) {
  // When it began by this page's clock is fixed at first sight: the delays must not move while it is heard.
  const [lateMs] = useState(() => feed.now() - entry.at);
  const words = entry.text.split(/(?<=\s)/);
  const isOver = entry.endedAt !== undefined || lateMs > entry.ms;
  const heard = heardShare(entry) * entry.text.length;
  let spoken = 0;
  return (
    <span
      className="speech"
      lang={entry.language}
      data-over={isOver || undefined}
    >
      {words.map((word, place) => {
        const startsAt = (spoken / entry.text.length) * entry.ms - lateMs;
        const isUnheard = spoken > heard;
        spoken += word.length;
        return (
          <span
            key={place}
            className={isUnheard ? "unheard" : undefined}
            style={{ "--after": `${Math.round(startsAt)}ms` } as CSSProperties}
          >
            {word}
          </span>
        );
      })}
      <span
        className="tag"
        style={
          { "--after": `${Math.round(entry.ms - lateMs)}ms` } as CSSProperties
        }
      >
        {entry.language}
      </span>
    </span>
  );
}
