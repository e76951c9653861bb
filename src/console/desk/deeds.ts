import type { Powers } from "../../machines/decisions/powers.js";
import type { DeskCall } from "../../server/desk/view-desk.js";
import type { CustomerView } from "../../server/desk/view-customer.js";

export interface Causes {
  readonly reason?: string;
  readonly area?: string;
  /** Whose work it was; absent: the company's own. */
  readonly contractor?: string;
}

/** What somebody at a desk can begin, each by its key. */
export const deeds = [
  { name: "concede", key: "c" },
  { name: "plan", key: "p" },
  { name: "gift", key: "g" },
  { name: "another", key: "o" },
  { name: "callback2", key: "b" },
  { name: "hold", key: "h" },
  { name: "back", key: "k" },
  { name: "superior", key: "s" },
  { name: "director", key: "d" },
  { name: "third-off", key: "t" },
  { name: "leave", key: "l" },
  { name: "wrapUp", key: "w" },
] as const;
export type Deed = (typeof deeds)[number]["name"];

/** What asks for more before it is done. */
export type PanelName = Extract<
  Deed,
  "concede" | "plan" | "gift" | "another" | "callback2" | "wrapUp"
>;

export function isPanel(deed: Deed): deed is PanelName {
  return ["concede", "plan", "gift", "another", "callback2", "wrapUp"].includes(
    deed,
  );
}

export function isRemedy(
  panel: PanelName | undefined,
): panel is Extract<PanelName, "concede" | "plan" | "gift" | "another"> {
  return panel !== undefined && panel !== "callback2" && panel !== "wrapUp";
}

/** What this person can do on this call as it is now. */
export function deedsNow(
  call: DeskCall,
  customer: CustomerView | null | undefined,
  powers: Powers | null,
): readonly (typeof deeds)[number][] {
  const { talk } = call;
  const met = call.hello !== undefined;
  const known = met && customer?.account !== undefined;
  const isTalking = talk !== undefined;
  const parted = talk?.callerWaits === true;
  const third = talk?.third;
  const can: Record<Deed, boolean> = {
    concede: known && customer.charges.length > 0 && !!powers?.credits,
    plan:
      known &&
      !!customer.terms?.plans.some(
        ({ id }) =>
          id !== customer.terms?.plan.id && powers?.plans.includes(id),
      ),
    gift: known && !!customer.terms && !!powers?.gifts,
    another: known && !!powers?.["another remedy"],
    callback2: met && customer?.number !== undefined,
    // Whoever was asked beside a talk takes nobody out of it.
    hold: isTalking && !parted && !third && call.askedBy === undefined,
    back: parted || talk?.at === "stepped-out",
    superior: talk?.mayAsk.includes("superior") === true,
    director: talk?.mayAsk.includes("director") === true,
    "third-off": third?.there === true,
    leave: third?.there === true,
    wrapUp: met,
  };
  return deeds.filter(({ name }) => can[name]);
}
