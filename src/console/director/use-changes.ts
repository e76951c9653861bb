import { useEffect, useState } from "react";

/** Looks at once, whenever some case changed, and when the line is back; true while the line is away. */
export function useChanges(
  look: () => Promise<unknown>,
  what: string,
): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    void look();
    const source = new EventSource("/api/console/director/stream");
    source.addEventListener("changed", () => void look());
    source.addEventListener("error", () => setAway(true));
    let wasOpen = false;
    source.addEventListener("open", () => {
      setAway(false);
      if (wasOpen) void look();
      wasOpen = true;
    });
    return () => source.close();
    // Opened anew for another thing to look at.
  }, [what]);
  return isAway;
}
