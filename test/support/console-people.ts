import { offerSetUp } from "../../src/server/console/set-up.js";
import type { Clock } from "../../src/server/clock.js";
import type { AnsweredLine } from "./answered-line.js";
import { createVisitor, type Visitor } from "./visitor.js";

export const password = "five quiet green horses";

/** The first admin of a line, who has every role: Ana Torres. */
export async function beFirst(
  { url, line }: Pick<AnsweredLine, "url" | "line">,
  clock: Clock,
): Promise<Visitor> {
  const visitor = createVisitor(url);
  const token = await offerSetUp(line.turns, clock);
  const joined = await visitor.send("POST", "/invitations/accept", {
    token,
    name: "Ana Torres",
    email: "Ana@Acme.example",
    password,
  });
  expect(joined.status).toBe(200);
  return visitor;
}

/** The token of a link for somebody. */
export async function invite(
  admin: Visitor,
  email: string,
  held: readonly string[],
): Promise<string> {
  const { body } = await admin.send("POST", "/invitations", {
    email,
    roles: held,
  });
  return String(body["token"]);
}

/** Somebody who was invited by `admin` and came; their name is what their address begins with. */
export async function comeIn(
  { url }: Pick<AnsweredLine, "url">,
  admin: Visitor,
  email: string,
  held: readonly string[],
): Promise<Visitor> {
  const visitor = createVisitor(url);
  const token = await invite(admin, email, held);
  const name = email.replace(/@.*/, "");
  await visitor.send("POST", "/invitations/accept", { token, name, password });
  return visitor;
}

/** Signs somebody in on another server of the line. */
export async function signIn(url: string, email: string): Promise<Visitor> {
  const visitor = createVisitor(url);
  const { status } = await visitor.send("POST", "/session", {
    email,
    password,
  });
  expect(status).toBe(200);
  return visitor;
}
