import type { LiveView } from "../../server/live/view-live.js";
import { useView, type Shown } from "../hooks/use-view.js";

/** The line as it goes on. */
export function useLive(): Shown<LiveView> {
  return useView("/api/console/live");
}
