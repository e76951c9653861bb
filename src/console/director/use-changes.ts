import { useEffect, useState } from "react";
import { openStream } from "../hooks/open-stream.js";

/** Looks at once, whenever some case changed, and when the line is back; true while the line is away. */
export function useChanges(
  look: () => Promise<unknown>,
  what: string,
): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    void look();
    let wasOpen = false;
    return openStream(
      "/api/console/director/stream",
      { changed: () => void look() },
      {
        away: () => setAway(true),
        open() {
          setAway(false);
          if (wasOpen) void look();
          wasOpen = true;
        },
      },
    );
    // Opened anew for another thing to look at.
  }, [what]);
  return isAway;
}
