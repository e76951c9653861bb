import { useCallback } from "react";
import type { DeskView } from "../../server/desk/view-desk.js";
import { ask } from "../api.js";
import { useView, type Shown } from "../hooks/use-view.js";

export interface Desk extends Shown<DeskView> {
  readonly setPresence: (status: "available" | "away") => Promise<unknown>;
}

/**
 * The desk as the line shows it. Every sign of life answers a question of the line: a browser slows down the clocks of a page that nobody
 * looks at, and would have its person sent away.
 */
export function useDesk(): Desk {
  const shown = useView<DeskView>("/api/console/desk/stream", isThere);
  const setPresence = useCallback(
    (status: "available" | "away") => ask("PUT", "/desk", { status }),
    [],
  );
  return { ...shown, setPresence };
}

const isThere = () => ask("PUT", "/desk");
