import { hashText } from "../../src/machines/chain.js";
import { maria } from "./answered-line.js";
import type { Kept } from "./everything-kept.js";
import { recording as message } from "./whole-story.js";

const account = "acme-1001";
/** What tells who María is, in every form in which somebody may look for it. */
const traces: Readonly<Record<string, readonly RegExp[]>> = {
  number: [
    /\D?1?.?\(?202\)?[ .-]?555[ .-]?0143/,
    new RegExp(hashText(maria).slice(0, 16)),
    new RegExp(hashText(maria.slice(1)).slice(0, 16)),
    new RegExp(Buffer.from(maria).toString("base64").slice(0, 14)),
  ],
  account: [new RegExp(account)],
  name: [/María|maria|Fern[aá]ndez/],
  words: [/faro|Luna/, new RegExp(message)],
  paper: [/%PDF/],
};
/** What of her is in a key or under it. */
export const tracesIn = ({ name, text }: Kept): string[] =>
  Object.entries(traces)
    .filter(([, forms]) =>
      forms.some((one) => one.test(name) || one.test(text)),
    )
    .map(([what]) => what);
