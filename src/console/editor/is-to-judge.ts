import type { FlowView } from "../../server/console/flow-routes.js";
import type { PersonView } from "../hooks/use-session.js";

/** Whoever comes to judge a change begins with what changes. */
export function isToJudge(
  { draft }: Pick<FlowView, "draft">,
  { rights }: PersonView,
): boolean {
  return draft?.isTheirsToJudge === true && rights.includes("approve");
}
