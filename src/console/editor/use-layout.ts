import { useEffect, useRef, useState } from "react";
import type { Picture } from "../../flows/picture.js";
import type { Laid } from "./layout.js";

export interface LaidPicture {
  readonly laid: Laid;
  /** What it was made of. */
  readonly picture: Picture;
}

/**
 * Where everything in a picture stands; undefined until it is known for the first time. Worked out beside the page, and only when steps or ways
 * come or go: what steps say moves nothing. While it is worked out, what was before stays, and only the newest picture waits.
 */
export function useLayout(picture: Picture): LaidPicture | undefined {
  const [made, setMade] = useState<LaidPicture>();
  const worker = useRef<Worker>(undefined);
  const asked = useRef<Picture>(undefined);
  const newest = useRef(picture);
  const ask = () => {
    if (asked.current) return;
    asked.current = newest.current;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    worker.current?.postMessage(newest.current);
  };
  const shape = shapeOf(picture);
  useEffect(() => {
    const own = new Worker(new URL("./layout-worker.ts", import.meta.url), {
      type: "module",
    });
    worker.current = own;
    asked.current = undefined;
    own.addEventListener("message", ({ data }: MessageEvent<Laid>) => {
      const of = asked.current ?? newest.current;
      asked.current = undefined;
      setMade({ laid: data, picture: of });
      if (shapeOf(newest.current) !== shapeOf(of)) ask();
    });
    return () => own.terminate();
  }, []);
  useEffect(() => {
    newest.current = picture;
    ask();
  }, [shape]);
  return made;
}

/** All that decides where things stand. */
function shapeOf({ start, steps, ways, anywhere }: Picture): string {
  const names = steps.map(({ name }) => name);
  return JSON.stringify([start, names, ways, anywhere]);
}
