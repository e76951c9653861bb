import { useEffect, useRef, useState } from "react";
import type { PhoneEvent } from "../../../carrier/simulator/phone-api.js";
import { numberAt } from "../../../phone/phone-view.js";
import type { LineFeed } from "../line-feed.js";
import { createSpeechOut, type SpeechOut } from "../speech-out.js";

/** What is older than this when it arrives was said before the page was there, in ms. */
const staleMs = 2_000;

/** Speaks what is said at the telephones that are held, while `isOn`. The result says whether this browser can speak. */
export function useSpokenLine(
  feed: LineFeed,
  isOn: boolean,
  isHeld: (number: string) => boolean,
): boolean {
  const [voice] = useState(() => createSpeechOut());
  const held = useRef(isHeld);
  useEffect(() => {
    held.current = isHeld;
  });
  useEffect(() => {
    if (!voice || !isOn) return undefined;
    const stop = feed.listen(
      followHeld(feed, voice, (number) => held.current(number)),
    );
    return () => {
      stop();
      voice.hush();
    };
  }, [feed, voice, isOn]);
  return voice !== undefined;
}

function followHeld(
  feed: LineFeed,
  voice: SpeechOut,
  isHeld: (number: string) => boolean,
): (event: PhoneEvent) => void {
  let doneAt = 0;
  return (event) => {
    const leg = feed.view().phone.legs.get(event.sid);
    if (!leg || !isHeld(numberAt(leg))) return;
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
