import type { Store } from "../../src/store/contract.js";
import { registerCommitRules } from "./rules/commits.js";
import { registerConcurrencyRules } from "./rules/concurrency.js";
import { registerDeadLetterRules } from "./rules/dead-letters.js";
import { registerErasureRules } from "./rules/erasure.js";
import { registerLeaseRules } from "./rules/leases.js";
import { registerOutboxRules } from "./rules/outbox.js";
import { registerRetentionRules } from "./rules/retention.js";
import type {
  CreateStoreUnderTest,
  StoreUnderTest,
} from "./rules/store-under-test.js";
import {
  registerClosingRules,
  registerDocumentRules,
  registerPlaceRules,
} from "./rules/surroundings.js";
import { registerTextRules } from "./rules/texts.js";
import { registerTimerRules } from "./rules/timers.js";
import { registerWatchRules } from "./rules/watch.js";

/** Runs the rules of docs/spec/store.md that every store keeps against the stores that `create` makes, a fresh one a test. */
export function registerStoreContract(
  name: string,
  create: CreateStoreUnderTest,
): void {
  describe(`the ${name}`, () => {
    let current: StoreUnderTest | undefined;
    function running(): StoreUnderTest {
      if (current === undefined) throw new Error("No test is running.");
      return current;
    }
    const subject = {
      get store(): Store {
        return running().store;
      },
      another: () => running().another(),
      elapse: (ms: number) => running().elapse(ms),
    };

    beforeEach(async () => {
      current = await create();
    });
    afterEach(async () => {
      await current?.dispose();
    });

    registerCommitRules(subject);
    registerTextRules(subject);
    registerOutboxRules(subject);
    registerDeadLetterRules(subject);
    registerLeaseRules(subject);
    registerTimerRules(subject);
    registerRetentionRules(subject);
    registerErasureRules(subject);
    registerDocumentRules(subject);
    registerWatchRules(subject);
    registerPlaceRules(subject, create);
    registerClosingRules(subject);
    registerConcurrencyRules(subject);
  });
}
