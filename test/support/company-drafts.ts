import type { DocumentView } from "../../src/server/console/document-routes.js";
import type { Visitor } from "./visitor.js";

export const peoplePath = `/documents/${encodeURIComponent("company/people.yaml")}`;

/** Changes the draft of a document or a flow, and gives its revision. */
export async function saveDocument(
  visitor: Visitor,
  at: string,
  change: (text: string) => string,
): Promise<number> {
  const view = (await visitor.get(at)).body as unknown as DocumentView;
  const before = view.draft?.text ?? view.served;
  const text = change(before);
  expect(text).not.toBe(before);
  const saved = await visitor.send("PUT", `${at}/draft`, {
    text,
    from: view.revision,
  });
  expect(saved.status).toBe(200);
  return Number(saved.body["revision"]);
}

export function publishDocument(
  visitor: Visitor,
  at: string,
  from: number,
  live: number,
  message: string,
) {
  return visitor.send("POST", `${at}/draft/publish`, { from, live, message });
}
