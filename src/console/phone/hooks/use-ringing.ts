import { useEffect } from "react";

/** Two tones for two seconds, three of silence: a ring is five seconds. */
const tonesHz = [440, 480];
const toneS = 2;
const ringMs = 5_000;

/** Says in the page's title that the telephone in hand rings, and rings aloud where `isLoud` and the browser lets a page make sounds. */
export function useRinging(
  rings: boolean,
  isLoud: boolean,
  title: string,
): void {
  useEffect(() => {
    if (!rings) return undefined;
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [rings, title]);
  useEffect(() => {
    if (!rings || !isLoud || typeof AudioContext === "undefined")
      return undefined;
    const audio = new AudioContext();
    ringOnce(audio);
    const timer = setInterval(() => ringOnce(audio), ringMs);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [rings, isLoud]);
}

/** A page that nobody has touched yet stays silent: its sounds begin with the first touch. */
function ringOnce(audio: AudioContext): void {
  const volume = audio.createGain();
  volume.gain.value = 0.08;
  volume.connect(audio.destination);
  for (const hertz of tonesHz) {
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(volume);
    tone.start();
    tone.stop(audio.currentTime + toneS);
  }
}
