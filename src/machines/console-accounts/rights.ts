/** What signed-in people may do. A role is what somebody is; a right is what one request needs. The server asks for a right at every one. */
export const rights = [
  "edit",
  "approve",
  "publish",
  "decide-money",
  "listen",
  "administer",
] as const;
export type Right = (typeof rights)[number];

/** Any of them is enough to see how the line did. */
export const seesFigures: readonly Right[] = ["listen", "edit", "publish"];

export const roles = [
  "operations",
  "approver",
  "agent",
  "director",
  "admin",
] as const;
export type Role = (typeof roles)[number];

const rightsOfRole: Readonly<Record<Role, readonly Right[]>> = {
  operations: ["edit", "publish"],
  approver: ["approve", "publish"],
  agent: ["decide-money"],
  director: ["decide-money", "listen"],
  admin: ["administer"],
};

/** In the order of `rights`, each once. */
export function rightsOf(held: readonly Role[]): readonly Right[] {
  return rights.filter((right) =>
    held.some((role) => rightsOfRole[role].includes(right)),
  );
}
