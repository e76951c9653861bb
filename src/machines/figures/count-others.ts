/** What figures are told of the machines beside a call: each thing once, with the turn in which it comes about. */
import { whereIs } from "../advance.js";
import type { Callback } from "../callback/context.js";
import type { Case } from "../case/file.js";
import { isCredited, claimOf, type Register } from "../claims/register.js";
import type { DisputePolicy } from "../company/policy.js";
import type { DecisionBook } from "../decisions/book.js";
import type { MachineEffect } from "../effects.js";
import { dayOf, tellContact, tellFigures } from "./tell.js";
import type { Turned } from "./turned.js";

/** `zone`: in which days begin. */
export type Count = (turned: Turned, zone: string) => readonly MachineEffect[];

/** A talk goes on with another person, and the one who had it has gone. */
export const countConnection: Count = ({ before, event, after }, zone) => {
  const handedOver = "handed-over";
  const isNew =
    whereIs(after).endsWith(handedOver) &&
    !(before && whereIs(before).endsWith(handedOver));
  return isNew
    ? [tellFigures(dayOf(event.at, zone), { type: handedOver })]
    : [];
};

/**
 * A call-back that is over: it was promised on a call, or the line owed it to a caller who was cut off and did not ring again. Kept is when they
 * talked, also when that was on a call of their own.
 */
export const countCallback: Count = ({ before, event, after }, zone) => {
  const { asked, tries = [] } =
    (contextOf(before) as Partial<Callback> | undefined) ?? {};
  if (!before || !asked) return [];
  const was = whereIs(before);
  const is = whereIs(after);
  const isOver =
    (contextOf(after) as Partial<Callback> | undefined)?.asked === undefined;
  const isKept =
    was === "talking" ||
    was === "solved" ||
    // Not settled by the first talk, they are rung again.
    tries.some(({ result }) => result === "not-solved");
  // Who may ring again by themselves is not rung yet; who does has no use for it.
  const isOwed =
    asked.cutOff === undefined ||
    (was !== "cut-off" && event.type !== "rang-in");
  if (isKept || !isOwed) return [];
  const day = dayOf(event.at, zone);
  const over = (how: "inTime" | "late" | "cases" | "declined") =>
    tellFigures(day, { type: "call-back-over", how });
  const kept = over(event.at <= asked.case.due ? "inTime" : "late");
  if (is === "talking")
    return [kept, tellContact(asked.case.number, { type: "put-right", day })];
  if (!isOver) return [];
  // They rang, and a person took that call, which tells the rest.
  if (event.type === "rang-off") return [kept];
  return [over(event.type === "digits" ? "declined" : "cases")];
};

/** The time that its caller was told: somebody rang by then, or it went by. And whether it went well in the end. */
export const countCase: Count = ({ before, event, after }, zone) => {
  const was = contextOf(before) as Case | undefined;
  const is = contextOf(after) as Case | undefined;
  if (!was?.opened || !is) return [];
  const { number, withheld } = was.opened;
  const day = dayOf(event.at, zone);
  const isFirst = was.keptAt === undefined && was.closings === 0;
  const isOverdue = ({ history }: Case) =>
    history.some(({ what }) => what === "overdue");
  const isLate = isFirst && !isOverdue(was) && isOverdue(is);
  const isInTime =
    isFirst && is.keptAt !== undefined && event.at <= was.firstDue;
  const closed = was.closing ? undefined : is.closing;
  const wentWell =
    (closed && solving.has(closed.outcome)) ||
    (is.solved === true && was.solved === undefined);
  const wentWrong =
    isLate ||
    (closed && !solving.has(closed.outcome)) ||
    (event.type === "answered" && was.closing && !is.closing);
  const tell = (type: "went-wrong" | "put-right") =>
    withheld || !number.startsWith("+")
      ? []
      : [tellContact(number, { type, day })];
  return [
    ...(isLate ? [tellFigures(day, { type: "case-due", how: "late" })] : []),
    ...(isInTime
      ? [tellFigures(day, { type: "case-due", how: "inTime" })]
      : []),
    ...(wentWrong ? tell("went-wrong") : []),
    ...(wentWell ? tell("put-right") : []),
  ];
};

const solving: ReadonlySet<string> = new Set([
  "solved",
  "compensated",
  "explained",
]);

/** A charge that is off the bill: by the line's rule, or since somebody of the line granted it. */
export const countClaims =
  (policies: ReadonlyMap<string, DisputePolicy>): Count =>
  ({ before, event, after }, zone) => {
    const { charge } = event as { charge?: unknown };
    if (event.type !== "credit-posted" || typeof charge !== "string") return [];
    const was = contextOf(before) as Register | undefined;
    const is = contextOf(after) as Register | undefined;
    const claim = is && claimOf(is, charge);
    const earlier = was && claimOf(was, charge);
    if (!claim || !isCredited(claim) || (earlier && isCredited(earlier)))
      return [];
    const { amount, currency } = claim.charge.amount;
    // A claim names its policy with the version: `small-disputes@…`.
    const [name = ""] = claim.policy.split("@");
    const spared = policies.get(name)?.["handling cost"]?.[currency];
    return [
      tellFigures(dayOf(event.at, zone), {
        type: "conceded",
        by: claim.override ? "byPeople" : "byRule",
        amount,
        currency,
        ...(spared !== undefined && { spared }),
      }),
    ];
  };

/** A decision that is over: what it came to, and whether the customer took what was offered. Credits count in the register of claims. */
export const countDecisions: Count = (
  { before: earlier, event, after },
  zone,
) => {
  const was = (contextOf(earlier) as DecisionBook | undefined)?.decisions ?? {};
  const is = (contextOf(after) as DecisionBook | undefined)?.decisions ?? {};
  const day = dayOf(event.at, zone);
  return Object.values(is).flatMap((decision) => {
    const { id, status, money, remedy, recording } = decision;
    const before = was[id]?.status;
    const isOver = status === "done" || status === "refused";
    if (!isOver || before === status) return [];
    const told: MachineEffect[] = [];
    const isTaken = status === "done" && recording !== undefined;
    if (isTaken || (event.type === "not-consented" && before === "asking"))
      told.push(tellFigures(day, { type: "offered", accepted: isTaken }));
    if (status === "done" && money && remedy.kind !== "credit")
      told.push(
        tellFigures(day, { type: "conceded", by: "byPeople", ...money }),
      );
    return told;
  });
};

function contextOf(snapshot: Turned["before"]): unknown {
  return (snapshot as { readonly context?: unknown } | undefined)?.context;
}
