import type { Store } from "../store/contract.js";
import type { Settings } from "./settings.js";

export interface Greeting {
  readonly settings: Settings;
  readonly store: Store;
  readonly url: string;
  readonly publicUrl: string;
  readonly number: string;
  readonly flow: string;
  readonly storeAnswers: boolean;
  /** What stands in the link for the first admin; absent: somebody has an account. */
  readonly setUp?: string;
}

/** What whoever starts the line sees: what it runs on, where it is, what to do next. */
export function greet({
  settings,
  store,
  url,
  publicUrl,
  number,
  flow,
  storeAnswers,
  setUp,
}: Greeting): string {
  const carrier = settings.carrier
    ? `Twilio account ${settings.carrier.sid.slice(0, 6)}… at ${settings.carrier.apiUrl}`
    : "simulator (no TWILIO_ACCOUNT_SID is set)";
  const next = settings.carrier
    ? [
        `Webhooks  ${publicUrl}/voice`,
        "",
        `Next: npm run directo -- connect   points ${settings.number ?? "your number"} here.`,
      ]
    : [
        `Phone     ${url}/phone`,
        "",
        `Next: open the phone and dial ${number}, or run npm run call in another terminal.`,
      ];
  return [
    "directo answers calls.",
    "",
    `Store     ${store.description}`,
    ...(storeAnswers
      ? []
      : [
          "          It does not answer: until it does, callers reach people's phones. Then it is said here.",
        ]),
    `Carrier   ${carrier}`,
    `Flow      ${flow.slice(0, flow.indexOf("@") + 9)}`,
    greetConsole(url, setUp),
    ...next,
    settings.carrier
      ? "Ctrl-C stops this server. Calls go on with the line's others, or when it is back."
      : "Ctrl-C ends calls and stops.",
  ].join("\n");
}

/** Where the console is, and who its first admin becomes. */
export function greetConsole(url: string, setUp: string | undefined): string {
  return setUp === undefined
    ? `Console   ${url}`
    : `Console   ${url}/join#${setUp}
          Whoever opens this first, within 24 hours, is the console's admin.`;
}
