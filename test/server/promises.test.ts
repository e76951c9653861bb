import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFlowLibrary } from "../../src/server/flow-library.js";
import { openStore } from "../../src/store/index.js";
import {
  agent,
  director,
  goodbye,
  menu,
  smallFlow,
} from "../flows/proof/support/flows.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-promises-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("a flow that breaks a promise", () => {
  it("is not served, and whoever starts the line sees the call that breaks it", async () => {
    const flows = join(dir, "flows");
    await cp("flows", flows, { recursive: true });
    await writeFile(
      join(flows, "customer-line.yaml"),
      smallFlow(menu("person") + agent("goodbye") + director + goodbye),
    );
    const store = await openStore({
      dataDir: join(dir, "data"),
      redisUrl: undefined,
      prefix: "promises",
    });
    try {
      await expect(openFlowLibrary(flows, store)).rejects.toMatchObject({
        code: "flows-refused",
        message: expect.stringMatching(
          /"never sent away" is broken[^]*hang-up/,
        ) as string,
      });
    } finally {
      await store.close();
    }
  });
});
