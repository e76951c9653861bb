import { randomBytes } from "node:crypto";
import {
  createSimulator,
  type LineSettings,
  type Simulator,
} from "../carrier/simulator/index.js";
import type { CarrierAccount } from "../carrier/twilio/rest.js";
import { numbersIn } from "../machines/company/people-file.js";
import type { Clock } from "./clock.js";
import { demoPhones } from "./demo-phones.js";
import type { ServedLine } from "./served/served.js";
import type { Settings } from "./settings.js";

/** An account for the simulator, of this process alone. `url`: where this server listens. */
export function demoAccount(url: string): CarrierAccount {
  return {
    sid: `AC${randomBytes(16).toString("hex")}`,
    token: randomBytes(24).toString("base64url"),
    apiUrl: `${url}/simulator`,
  };
}

export interface DemoCarrierDeps {
  readonly settings: Settings;
  readonly account: CarrierAccount;
  /** Of the demo company's bills. */
  readonly customers: Parameters<typeof demoPhones>[1];
  readonly served: ServedLine;
  readonly clock: Clock;
  /** Where this server listens. */
  readonly url: string;
  /** The line's own, E.164. */
  readonly number: string;
}

/** The simulator, with the telephones of the demo company's customers and of the line's people. */
export function createDemoCarrier({
  settings,
  account,
  customers,
  served,
  clock,
  url,
  number,
}: DemoCarrierDeps): Simulator {
  const webhooks: LineSettings = {
    voiceUrl: `${url}/voice`,
    voiceFallbackUrl: `${url}/voice/fallback`,
    statusCallback: `${url}/voice/status`,
  };
  return createSimulator({
    account,
    apiBase: account.apiUrl,
    clock,
    callsPerSecond: settings.callsPerSecond,
    phonesAnywhere: settings.simulatorAnywhere,
    numbers: () => demoPhones(served.now, customers),
    lines: Object.fromEntries(
      [number, ...numbersIn(served.now.people)].map((one) => [one, webhooks]),
    ),
    laterLines: webhooks,
  });
}
