/** What the line is connected to, as the settings say: the company's systems, and what the carrier does when it is asked. */
import { join } from "node:path";
import { createBrowserTokens } from "../carrier/twilio/browser-tokens.js";
import { createKeptRecordings } from "../carrier/twilio/kept-recordings.js";
import { createLegs } from "../carrier/twilio/legs.js";
import { createMessages } from "../carrier/twilio/messages.js";
import { createRecordings } from "../carrier/twilio/recordings.js";
import { createRest, type CarrierAccount } from "../carrier/twilio/rest.js";
import { createHttpAccount } from "../account/http-account.js";
import { createHttpBilling } from "../billing/http-billing.js";
import { openFiles, sealFiles } from "../files/index.js";
import { createEmbeddedAccounts } from "./books/account-book.js";
import { createBillingBook } from "./books/billing-book.js";
import type { Clock } from "./clock.js";
import type { DataKeys } from "./data-keys.js";
import type { LineDeps } from "./line.js";
import { createCrm } from "./relay/crm.js";
import { createMail } from "./relay/mail.js";
import { readAccounts, readBills } from "./served/company.js";
import { demoFile } from "./served/demo-file.js";
import type { Settings } from "./settings.js";
import { placeOf } from "./store-place.js";

type CompanyPorts = Pick<
  LineDeps,
  | "billing"
  | "accounts"
  | "files"
  | "recordingFiles"
  | "sendMail"
  | "postDecision"
>;

/** Systems that the settings do not name are the demo company's, in the line's own store. */
export async function companyPorts(
  settings: Settings,
  { keys }: DataKeys,
  clock: Clock,
): Promise<CompanyPorts> {
  const { billing, accounts, mail, crm, filesUrl } = settings;
  const now = () => clock.now();
  const bills = await readBills(demoFile("bills.yaml"));
  const plans = await readAccounts(demoFile("accounts.yaml"));
  const filesIn = (folder: string) =>
    openFiles(filesUrl, join(placeOf(settings), folder));
  return {
    billing: (turns) =>
      billing
        ? createHttpBilling({ ...billing, now })
        : createBillingBook(bills, turns, now),
    accounts: (turns) =>
      accounts
        ? createHttpAccount({ ...accounts, now })
        : createEmbeddedAccounts(plans, turns, now),
    files: filesIn("files"),
    recordingFiles: sealFiles(filesIn("recordings"), keys),
    ...(mail && { sendMail: createMail(mail.url, mail.from) }),
    ...(crm && { postDecision: createCrm({ ...crm, now }) }),
  };
}

type CarrierPorts = Pick<
  LineDeps,
  | "sendMessage"
  | "legs"
  | "recordings"
  | "keptRecordings"
  | "browserToken"
  | "carrierAnswers"
  | "tokens"
  | "secret"
>;

/** `account` is the simulator's where the settings name no carrier. `number`: the line's own, E.164. */
export function carrierPorts(
  settings: Settings,
  account: CarrierAccount,
  number: string,
): CarrierPorts {
  const { carrier, browserKey, messagesFrom = number } = settings;
  const { token } = account;
  const rest = createRest(account);
  return {
    sendMessage: createMessages(rest, messagesFrom),
    legs: createLegs(rest),
    recordings: createRecordings(rest),
    // The simulator ends with this server: nobody rings it while none answers.
    ...(carrier && { keptRecordings: createKeptRecordings(rest) }),
    ...(browserKey && { browserToken: createBrowserTokens(browserKey) }),
    carrierAnswers: async () => {
      await rest.get(".json");
    },
    tokens: carrier?.previousToken ? [token, carrier.previousToken] : [token],
    secret: token,
  };
}
