import { useEffect, useState } from "react";
import type { PhoneEvent } from "../../../carrier/simulator/phone-api.js";
import type { LineFeed } from "../line-feed.js";
import { createSpeechOut, type SpeechOut } from "../speech-out.js";

/** What is older than this when it arrives was said before the page was there, in ms. */
const staleMs = 2_000;

/** Speaks what is said on the callers' legs while `isOn`. The result says whether this browser can speak. */
export function useSpokenLine(feed: LineFeed, isOn: boolean): boolean {
  const [voice] = useState(() => createSpeechOut());
  useEffect(() => {
    if (!voice || !isOn) return undefined;
    const stop = feed.listen(followCallers(feed, voice));
    return () => {
      stop();
      voice.hush();
    };
  }, [feed, voice, isOn]);
  return voice !== undefined;
}

function followCallers(
  feed: LineFeed,
  voice: SpeechOut,
): (event: PhoneEvent) => void {
  let doneAt = 0;
  return (event) => {
    const leg = feed.view().phone.legs.get(event.sid);
    if (leg?.direction !== "inbound") return;
    if (event.type === "said" && event.at > feed.now() - staleMs) {
      doneAt = event.at + event.ms;
      voice.say(event.text, event.language);
    } else if (event.type === "cut") voice.hush();
    // A browser may speak more slowly than the line does: only a hang-up in the middle of a sentence stops it.
    else if (
      event.type === "leg-status" &&
      event.status === "completed" &&
      event.at < doneAt - 100
    )
      voice.hush();
  };
}
